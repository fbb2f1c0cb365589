"""A family or a truth function as plain lists, apart from the diagrams it was made in."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

EMPTY, BASE = 0, 1
"""The nodes for no set and for just the empty set; of a truth function, false and true."""


@attrs.frozen(eq=False)
class Diagram:
    """Nodes 2 and up, each after the nodes it leads to.

    Read as sets, a variable that is passed over is not in the set. Read as a truth function, it
    makes no difference.

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


def as_function(sets: Diagram, count: int) -> Diagram:
    """The truth function that is so in just the states that are in a family.

    Args:
        sets: The family, read as sets.
        count: How many variables there are.
    """
    variables, highs, lows = [-1, -1], [EMPTY, EMPTY], [EMPTY, EMPTY]
    tops = [count, count, *sets.variables[2:]]
    places = [EMPTY, BASE]
    absent: dict[tuple[int, int], int] = {}

    def node(variable: int, high: int, low: int) -> int:
        if high == low:
            return high
        variables.append(variable)
        highs.append(high)
        lows.append(low)
        return len(variables) - 1

    def without(first: int, part: int) -> int:
        """The function of a family where the variables from `first` to its top are passed over."""
        found = places[part]
        if found != EMPTY:
            for passed in range(tops[part] - 1, first - 1, -1):
                key = (passed, found)
                if key not in absent:
                    absent[key] = node(passed, EMPTY, found)
                found = absent[key]
        return found

    nodes = zip(sets.variables, sets.highs, sets.lows, strict=True)
    for number, (variable, high, low) in enumerate(nodes):
        if number > BASE:
            below = variable + 1
            with_it = places[high] if tops[high] == below else without(below, high)
            without_it = places[low] if tops[low] == below else without(below, low)
            places.append(node(variable, with_it, without_it))
    return Diagram(variables, highs, lows, without(0, sets.root))
