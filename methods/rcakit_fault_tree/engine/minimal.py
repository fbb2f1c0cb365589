"""The minimal cut sets of a module, from the states in which it fails, in plain Python."""

from __future__ import annotations

from collections.abc import Collection

from rcakit import working
from rcakit_fault_tree.engine.listed import BASE, Diagram
from rcakit_fault_tree.engine.python_families import PythonFamilies

SETS = 3_000_000
"""Nodes that cut sets may take."""
_OFTEN = 0x3FF


def minimal_of_hull(states: Diagram, variables: int, free: Collection[int] = ()) -> Diagram:
    """The minimal sets of the coherent hull of a module.

    The hull are the states in which the module fails, or would fail were some of what failed
    working. Its minimal sets, few beside its states, are the minimal p-cuts of A. Rauzy,
    "Mathematical foundation of minimal cutsets", IEEE Transactions on Reliability 50 (2001), in
    which negations are dropped. Of a coherent module they are the minimal cut sets.

    Args:
        states: The states in which it fails, as a truth function.
        variables: How many variables there are.
        free: Variables that cost nothing: modules that can be so with nothing failed.

    Raises:
        TooLargeError: They take too many nodes.
    """
    diagrams = PythonFamilies(variables, SETS)
    found = [diagrams.empty, diagrams.base]
    # Of functions that differ the minimal sets are often the same, so they are worked out once.
    known: dict[tuple[int, int, int], int] = {}
    for place in range(BASE + 1, len(states)):
        if not place & _OFTEN:
            working.tell(part=place / len(states))
        top = states.variables[place]
        high, low = found[states.highs[place]], found[states.lows[place]]
        if top in free:
            found.append(high)
            continue
        key = (top, high, low)
        result = known.get(key)
        if result is None:
            result = known[key] = diagrams.node(top, diagrams.without(high, low), low)
        found.append(result)
    return diagrams.listed(found[states.root])
