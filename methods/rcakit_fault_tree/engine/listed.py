"""A family as plain lists, apart from the diagrams it was made in."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from rcakit_fault_tree.engine.diagrams import Diagrams, Family, bottom_up

EMPTY, BASE = 0, 1
"""The nodes for no set and for just the empty set; of a truth function, false and true."""


@attrs.frozen(eq=False)
class Diagram:
    """Nodes 2 and up, each after the nodes it leads to.

    Attributes:
        variables: The variable of each node; -1 for EMPTY and BASE.
        highs: Where one goes if the variable is in the set, or true.
        lows: Where one goes if not.
        root: Where one begins.
    """

    variables: Sequence[int]
    highs: Sequence[int]
    lows: Sequence[int]
    root: int

    def __len__(self) -> int:
        return len(self.variables)


def as_sets(diagrams: Diagrams, family: Family) -> Diagram:
    """A family to be read as sets: a variable that is passed over is not in the set."""
    variables, highs, lows = [-1, -1], [EMPTY, EMPTY], [EMPTY, EMPTY]
    places = {diagrams.empty: EMPTY, diagrams.base: BASE}
    for one in bottom_up(diagrams, family):
        high, low = diagrams.parts(one)
        places[one] = len(variables)
        variables.append(diagrams.top(one))
        highs.append(places[high])
        lows.append(places[low])
    return Diagram(variables, highs, lows, places[family])


def as_function(diagrams: Diagrams, family: Family, count: int) -> Diagram:
    """A family to be read as a truth function: a variable passed over makes no difference.

    Args:
        diagrams: Where the family is.
        family: The family.
        count: How many variables there are.
    """
    variables, highs, lows = [-1, -1], [EMPTY, EMPTY], [EMPTY, EMPTY]
    places = {diagrams.empty: EMPTY, diagrams.base: BASE}
    absent: dict[tuple[int, int], int] = {}

    def node(variable: int, high: int, low: int) -> int:
        if high == low:
            return high
        variables.append(variable)
        highs.append(high)
        lows.append(low)
        return len(variables) - 1

    def seen_from(variable: int, part: Family) -> int:
        """The function of a family where one has come to `variable`."""
        top = diagrams.top(part)
        found = places[part]
        if found != EMPTY:
            for passed in range((count if top is None else top) - 1, variable - 1, -1):
                key = (passed, found)
                if key not in absent:
                    absent[key] = node(passed, EMPTY, found)
                found = absent[key]
        return found

    for one in bottom_up(diagrams, family):
        top = diagrams.top(one)
        high, low = diagrams.parts(one)
        places[one] = node(top, seen_from(top + 1, high), seen_from(top + 1, low))
    return Diagram(variables, highs, lows, seen_from(0, family))
