"""Families of sets in plain Python, as zero-suppressed decision diagrams.

S. Minato, "Zero-suppressed BDDs for set manipulation in combinatorial problems", Design Automation
Conference 1993. A node is a number; one made later is greater.
"""

from __future__ import annotations

import sys

from rcakit import working
from rcakit_fault_tree.engine.diagrams import TooLargeError
from rcakit_fault_tree.engine.listed import BASE, EMPTY, Diagram

Family = int
_NO_VARIABLE = 1 << 30
_OFTEN = 0x3FF
"""Between two looks at whether anybody still wants the result so many nodes are made."""


def deep_enough(variables: int) -> None:
    """Let Python go as deep as diagrams of so many variables need.

    A step of the recursion is a level of the diagram, and Python keeps its own frames on the heap.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 4 * variables + 1000))


class PythonFamilies:
    """Families that are numbers of nodes; every method that makes one may raise `TooLargeError`.

    Args:
        variables: How many variables there are.
        room: Nodes at most.
    """

    empty = EMPTY
    base = BASE

    def __init__(self, variables: int, room: int) -> None:
        deep_enough(variables)
        self._tops = [_NO_VARIABLE, _NO_VARIABLE]
        self._highs = [EMPTY, EMPTY]
        self._lows = [EMPTY, EMPTY]
        self._room = room
        self._unique: dict[tuple[int, int, int], int] = {}
        self._joined: dict[tuple[int, int], Family] = {}
        self._without: dict[tuple[int, int], Family] = {}

    def node(self, variable: int, high: Family, low: Family) -> Family:
        """The sets of `low`, and those of `high` with `variable` put in."""
        if high == EMPTY:
            return low
        key = (variable, high, low)
        found = self._unique.get(key)
        if found is None:
            found = len(self._tops)
            if found > self._room:
                raise TooLargeError
            if not found & _OFTEN:
                working.tell()
            self._tops.append(variable)
            self._highs.append(high)
            self._lows.append(low)
            self._unique[key] = found
        return found

    def with_(self, family: Family, variable: int) -> Family:
        """The sets that hold a variable, without it."""
        return self._with(family, variable, {})

    def _with(self, family: Family, variable: int, done: dict[Family, Family]) -> Family:
        top = self._tops[family]
        if top > variable:
            return EMPTY
        if top == variable:
            return self._highs[family]
        found = done.get(family)
        if found is None:
            high = self._with(self._highs[family], variable, done)
            found = self.node(top, high, self._with(self._lows[family], variable, done))
            done[family] = found
        return found

    def listed(self, family: Family) -> Diagram:
        """The nodes of a family as plain lists."""
        reached = self._reached(family)
        # A node is made after its parts, so its number is greater.
        order = sorted(reached)
        place = {one: number for number, one in enumerate(order)}
        return Diagram(
            [-1, -1, *(self._tops[one] for one in order[2:])],
            [place[self._highs[one]] for one in order],
            [place[self._lows[one]] for one in order],
            place[family],
        )

    def union(self, one: Family, other: Family) -> Family:
        """Sets of either."""
        if other in (one, EMPTY):
            return one
        if one == EMPTY:
            return other
        if one > other:
            one, other = other, one
        done, key = self._joined, (one, other)
        found = done.get(key)
        if found is None:
            above, below = self._tops[one], self._tops[other]
            if above == below:
                high = self.union(self._highs[one], self._highs[other])
                low = self.union(self._lows[one], self._lows[other])
            elif above < below:
                high, low = self._highs[one], self.union(self._lows[one], other)
            else:
                high, low = self._highs[other], self.union(one, self._lows[other])
            found = done[key] = self.node(min(above, below), high, low)
        return found

    def without(self, one: Family, other: Family) -> Family:
        """Sets of `one` that hold no set of `other`.

        The operator of A. Rauzy, "New algorithms for fault trees analysis", Reliability
        Engineering and System Safety 40 (1993).
        """
        tops, lows = self._tops, self._lows
        while tops[other] < tops[one]:
            other = lows[other]
        if one in (EMPTY, other) or other == BASE:
            return EMPTY
        if other == EMPTY or one == BASE:
            return one
        done, key = self._without, (one, other)
        found = done.get(key)
        if found is None:
            high, rest = self._highs[one], other
            if tops[one] == tops[other]:
                high = self.without(high, self._highs[other])
                rest = lows[other]
            if high and rest:
                high = self.without(high, rest)
            low = lows[one]
            if low and rest:
                low = self.without(low, rest)
            found = done[key] = self.node(tops[one], high, low)
        return found

    def _reached(self, family: Family) -> set[Family]:
        reached = {EMPTY, BASE}
        stack = [family]
        while stack:
            one = stack.pop()
            if one not in reached:
                reached.add(one)
                stack += (self._highs[one], self._lows[one])
        return reached
