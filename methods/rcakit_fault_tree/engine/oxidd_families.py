"""Minimal cut sets worked out by OxiDD, for modules that outgrow plain Python.

Imported only when such a module is met. OxiDD is a library in Rust; see oxidd.net.

The states in which a coherent module fails are a family of sets too, and with families what is
minimal is a difference. Let F be the states over variables from x down, F1 those with x taken out
of the sets that hold it, F0 those without x. A minimal state with x is x and a minimal state of F1
that is not in F0, so

    minimal(F) = (x, minimal(F1) - F0, minimal(F0))

and the "without" operator of A. Rauzy ("New algorithms for fault trees analysis", Reliability
Engineering and System Safety 40, 1993) is not needed: all that takes long is done in Rust.
"""

from __future__ import annotations

from typing import Any

from oxidd.util import DDMemoryError
from oxidd.zbdd import ZBDDManager

from rcakit import working
from rcakit_fault_tree.engine.diagrams import FEWEST_CACHED, NODES_A_RESULT, TooLargeError
from rcakit_fault_tree.engine.listed import BASE, EMPTY, Diagram
from rcakit_fault_tree.engine.oxidd_export import exported

Family = Any
_LEAST_ROOM, _SPARE = 100_000, 16
"""The families may take so many times the nodes of the states they come from."""
_OFTEN = 0x1FF
"""Between two looks at the room and two words about the progress so many nodes are done."""


def minimal_sets(states: Diagram, variables: int) -> Diagram:
    """The minimal sets of a coherent module.

    Args:
        states: The states in which it fails, as a truth function.
        variables: How many variables there are.

    Raises:
        TooLargeError: They do not fit into the room that is given to it.
    """
    room = _LEAST_ROOM + _SPARE * len(states)
    manager = ZBDDManager(room + room // 2, max(FEWEST_CACHED, room // NODES_A_RESULT), 1)
    manager.add_vars(variables)
    try:
        found = _minimal(manager, states, variables, room)
    except DDMemoryError:
        raise TooLargeError from None
    return _listed(manager, found)


def _minimal(manager: Any, states: Diagram, variables: int, room: int) -> Family:
    empty, base = manager.empty(), manager.base()
    makers = [manager.singleton(variable).make_node for variable in range(variables)]
    families, minimal = [empty, base], [empty, base]
    # A variable that is passed over makes no difference, so both kinds of states are there.
    tops = [variables, variables, *states.variables[BASE + 1 :]]
    filled: dict[int, list[Family]] = {}

    def below(level: int, node: int) -> Family:
        """The states of a node over the variables from a level down."""
        known = filled.get(node)
        if known is None:
            known = filled[node] = [families[node]]
        for passed in range(tops[node] - len(known), level - 1, -1):
            known.append(makers[passed](known[-1], known[-1]))
        return known[tops[node] - level]

    for node in range(BASE + 1, len(states)):
        if not node & _OFTEN:
            working.tell(part=node / len(states))
            if manager.approx_num_inner_nodes() > room:
                raise TooLargeError
        top, high, low = states.variables[node], states.highs[node], states.lows[node]
        without = families[low] if low == EMPTY or tops[low] == top + 1 else below(top + 1, low)
        with_it = families[high] if tops[high] == top + 1 else below(top + 1, high)
        make = makers[top]
        families.append(make(with_it, without))
        minimal.append(make(minimal[high] - without, minimal[low]))
    return minimal[states.root]


def _listed(manager: Any, family: Family) -> Diagram:
    """The nodes of a family as plain lists."""
    if family == manager.empty():
        return Diagram([-1, -1], [EMPTY, EMPTY], [EMPTY, EMPTY], EMPTY)
    found = exported(manager, family)
    # OxiDD numbers from 1, and the empty family comes first where it is reached at all.
    shift = 1 if found.terminals[0] == "E" else 0
    return Diagram(
        [-1, -1, *found.variables],
        [EMPTY, EMPTY, *(node - shift for node in found.thens)],
        [EMPTY, EMPTY, *(node - shift for node in found.elses)],
        found.root - shift,
    )
