"""Decision diagrams in plain Python: at once for every tree a person would draw."""

from __future__ import annotations

import sys

from rcakit_fault_tree.engine.diagrams import TooLargeError
from rcakit_fault_tree.engine.listed import Diagram, as_function

Family = int
_EMPTY, _BASE = 0, 1
_NO_VARIABLE = 1 << 30


class PythonDiagrams:
    """`Diagrams` whose families are numbers of nodes.

    Args:
        variables: How many variables there are.
        room: Nodes at most.
    """

    empty = _EMPTY
    base = _BASE

    def __init__(self, variables: int, room: int) -> None:
        # A step of the recursion is a level of the diagram, and Python 3.11 keeps its own frames
        # on the heap.
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 4 * variables + 1000))
        self._tops = [_NO_VARIABLE, _NO_VARIABLE]
        self._highs = [_EMPTY, _EMPTY]
        self._lows = [_EMPTY, _EMPTY]
        self.room = room
        self._unique: dict[tuple[int, int, int], int] = {}
        self._done: tuple[dict[tuple[int, int], int], ...] = ({}, {}, {}, {})
        self._every = [_BASE] * (variables + 1)
        for variable in range(variables - 1, -1, -1):
            below = self._every[variable + 1]
            self._every[variable] = self.node(variable, below, below)
        self.all = self._every[0]

    def holding(self, variable: int) -> Family:
        """Every set with this variable in it."""
        family = self.node(variable, self._every[variable + 1], _EMPTY)
        for above in range(variable - 1, -1, -1):
            family = self.node(above, family, family)
        return family

    def node(self, variable: int, high: Family, low: Family) -> Family:
        """The sets of `low`, and those of `high` with `variable` put in."""
        if high == _EMPTY:
            return low
        key = (variable, high, low)
        found = self._unique.get(key)
        if found is None:
            found = len(self._tops)
            if found > self.room:
                raise TooLargeError
            self._tops.append(variable)
            self._highs.append(high)
            self._lows.append(low)
            self._unique[key] = found
        return found

    def top(self, family: Family) -> int | None:
        """The uppermost variable."""
        return self._tops[family] if family > _BASE else None

    def parts(self, family: Family) -> tuple[Family, Family]:
        """The sets with the top variable, without it, and the others."""
        return self._highs[family], self._lows[family]

    def made(self) -> int:
        """How many nodes there are."""
        return len(self._tops)

    def nodes(self, family: Family) -> int:
        """How many nodes a family takes."""
        return len(self._reached(family))

    def _reached(self, family: Family) -> set[Family]:
        reached = {_EMPTY, _BASE}
        stack = [family]
        while stack:
            one = stack.pop()
            if one not in reached:
                reached.add(one)
                stack += (self._highs[one], self._lows[one])
        return reached

    def with_(self, family: Family, variable: int) -> Family:
        """The sets that hold a variable, without it."""
        return self._with(family, variable, {})

    def _with(self, family: Family, variable: int, done: dict[Family, Family]) -> Family:
        top = self._tops[family]
        if top > variable:
            return _EMPTY
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

    def function(self, family: Family) -> Diagram:
        """The nodes as plain lists, to be read as a truth function."""
        return as_function(self.listed(family), len(self._every) - 1)

    def union(self, one: Family, other: Family) -> Family:
        """Sets of either."""
        if other in (one, _EMPTY):
            return one
        if one == _EMPTY:
            return other
        if one > other:
            one, other = other, one
        done, key = self._done[0], (one, other)
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

    def intersection(self, one: Family, other: Family) -> Family:
        """Sets of both."""
        if _EMPTY in (one, other):
            return _EMPTY
        tops, lows = self._tops, self._lows
        while tops[one] != tops[other]:
            if tops[one] < tops[other]:
                one = lows[one]
            else:
                other = lows[other]
        if one == other:
            return one
        if _EMPTY in (one, other):
            return _EMPTY
        if one > other:
            one, other = other, one
        done, key = self._done[1], (one, other)
        found = done.get(key)
        if found is None:
            high = self.intersection(self._highs[one], self._highs[other])
            low = self.intersection(lows[one], lows[other])
            found = done[key] = self.node(tops[one], high, low)
        return found

    def difference(self, one: Family, other: Family) -> Family:
        """Sets of `one` that are not in `other`."""
        tops, lows = self._tops, self._lows
        while tops[other] < tops[one]:
            other = lows[other]
        if one in (_EMPTY, other):
            return _EMPTY
        if other == _EMPTY:
            return one
        done, key = self._done[2], (one, other)
        found = done.get(key)
        if found is None:
            if tops[one] == tops[other]:
                high = self.difference(self._highs[one], self._highs[other])
                low = self.difference(lows[one], lows[other])
            else:
                high, low = self._highs[one], self.difference(lows[one], other)
            found = done[key] = self.node(tops[one], high, low)
        return found

    def without(self, one: Family, other: Family) -> Family:
        """Sets of `one` that hold no set of `other`.

        The operator of A. Rauzy, "New algorithms for fault trees analysis", Reliability
        Engineering and System Safety 40 (1993).
        """
        tops, lows = self._tops, self._lows
        while tops[other] < tops[one]:
            other = lows[other]
        if one in (_EMPTY, other) or other == _BASE:
            return _EMPTY
        if other == _EMPTY or one == _BASE:
            return one
        done, key = self._done[3], (one, other)
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
