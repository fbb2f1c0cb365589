"""The minimal cut sets of a module, from the states in which it fails."""

from __future__ import annotations

from collections.abc import Collection

from rcakit_fault_tree.engine.diagrams import Diagrams, Family
from rcakit_fault_tree.engine.listed import BASE, Diagram
from rcakit_fault_tree.engine.python_diagrams import PythonDiagrams


def minimal(diagrams: Diagrams, states: Diagram) -> Family:
    """The minimal sets of a coherent module; `diagrams` has the step.

    Args:
        diagrams: Where the states are.
        states: The states in which it fails, listed as sets.

    Raises:
        TooLargeError: They do not fit into the diagrams.
    """
    families = [diagrams.empty, diagrams.base]
    found = [diagrams.empty, diagrams.base]
    for place in range(BASE + 1, len(states)):
        top, high, low = states.variables[place], states.highs[place], states.lows[place]
        families.append(diagrams.node(top, families[high], families[low]))
        if high == low:
            found.append(found[low])
        else:
            fresh = diagrams.difference(found[high], families[low])
            found.append(diagrams.node(top, fresh, found[low]))
    return found[states.root]


def minimal_of_hull(
    diagrams: PythonDiagrams, states: Diagram, free: Collection[int] = ()
) -> Family:
    """The minimal sets of the coherent hull of a module.

    The hull are the states in which the module fails, or would fail were some of what failed
    working. Its minimal sets, few beside its states, are the minimal p-cuts of A. Rauzy,
    "Mathematical foundation of minimal cutsets", IEEE Transactions on Reliability 50 (2001), in
    which negations are dropped.

    Args:
        diagrams: Where the sets are made.
        states: The states in which it fails, as a truth function.
        free: Variables that cost nothing: modules that can be so with nothing failed.

    Raises:
        TooLargeError: They do not fit into the diagrams.
    """
    found = [diagrams.empty, diagrams.base]
    # Of functions that differ the minimal sets are often the same, so they are worked out once.
    known: dict[tuple[int, Family, Family], Family] = {}
    for place in range(BASE + 1, len(states)):
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
    return found[states.root]
