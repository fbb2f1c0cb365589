"""Truth functions as decision diagrams in plain Python: at once for every tree a person would draw.

R. E. Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE Transactions on
Computers 35 (1986). A node is a number; one made later is greater.
"""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import working
from rcakit_fault_tree.engine.diagrams import TooLargeError
from rcakit_fault_tree.engine.listed import BASE, EMPTY, Diagram
from rcakit_fault_tree.engine.python_families import deep_enough

Function = int
_NO_VARIABLE = 1 << 30
_OFTEN = 0x3FF
"""Between two looks at whether anybody still wants the result so many nodes are made."""
_SHIFT = 32
"""Two numbers of nodes make one key: a tuple takes longer to make and to hash."""


class PythonFunctions:
    """`Functions` that are numbers of nodes.

    Args:
        variables: How many variables there are.
        room: Nodes at most.
    """

    empty = EMPTY
    all = BASE

    def __init__(self, variables: int, room: int) -> None:
        deep_enough(variables)
        self._tops = [_NO_VARIABLE, _NO_VARIABLE]
        self._highs = [EMPTY, EMPTY]
        self._lows = [EMPTY, EMPTY]
        self.room = room
        self._unique: dict[tuple[int, int, int], int] = {}
        self._both: dict[int, Function] = {}
        self._either: dict[int, Function] = {}
        self._less: dict[int, Function] = {}

    def holding(self, variable: int) -> Function:
        """The states in which a variable is so."""
        return self._node(variable, BASE, EMPTY)

    def top(self, function: Function) -> int | None:
        """The uppermost variable that matters."""
        return self._tops[function] if function > BASE else None

    def made(self) -> int:
        """How many nodes there are."""
        return len(self._tops)

    def nodes(self, function: Function) -> int:
        """How many nodes a function takes."""
        return len(self._reached(function))

    def function(self, function: Function) -> Diagram:
        """The nodes as plain lists."""
        order = sorted(self._reached(function))
        place = {one: number for number, one in enumerate(order)}
        return Diagram(
            [-1, -1, *(self._tops[one] for one in order[2:])],
            [place[self._highs[one]] for one in order],
            [place[self._lows[one]] for one in order],
            place[function],
        )

    def product(self, literals: Iterable[int]) -> Function:
        """The states in which all of some literals are so: variable 0 is 1, or -1 negated."""
        found = BASE
        for literal in sorted(literals, key=abs, reverse=True):
            high, low = (found, EMPTY) if literal > 0 else (EMPTY, found)
            found = self._node(abs(literal) - 1, high, low)
        return found

    def filled(self, sets: Diagram) -> Function:
        """Every state in which all of some set of a family are so."""
        found = [EMPTY, BASE]
        for place in range(BASE + 1, len(sets)):
            low = found[sets.lows[place]]
            high = self.union(found[sets.highs[place]], low)
            found.append(self._node(sets.variables[place], high, low))
        return found[sets.root]

    def intersection(self, one: Function, other: Function) -> Function:
        """The states of both."""
        if other in (one, BASE):
            return one
        if one == BASE:
            return other
        if EMPTY in (one, other):
            return EMPTY
        key = one << _SHIFT | other if one < other else other << _SHIFT | one
        found = self._both.get(key)
        if found is None:
            top, high, low, other_high, other_low = self._split(one, other)
            found = self._both[key] = self._node(
                top, self.intersection(high, other_high), self.intersection(low, other_low)
            )
        return found

    def union(self, one: Function, other: Function) -> Function:
        """The states of either."""
        if other in (one, EMPTY):
            return one
        if one == EMPTY:
            return other
        if BASE in (one, other):
            return BASE
        key = one << _SHIFT | other if one < other else other << _SHIFT | one
        found = self._either.get(key)
        if found is None:
            top, high, low, other_high, other_low = self._split(one, other)
            found = self._either[key] = self._node(
                top, self.union(high, other_high), self.union(low, other_low)
            )
        return found

    def difference(self, one: Function, other: Function) -> Function:
        """The states of `one` that are not of `other`."""
        if one in (EMPTY, other) or other == BASE:
            return EMPTY
        if other == EMPTY:
            return one
        key = one << _SHIFT | other
        found = self._less.get(key)
        if found is None:
            top, high, low, other_high, other_low = self._split(one, other)
            found = self._less[key] = self._node(
                top, self.difference(high, other_high), self.difference(low, other_low)
            )
        return found

    def _split(self, one: Function, other: Function) -> tuple[int, int, int, int, int]:
        """The upper variable of two functions, and both with it so and not so."""
        above, below = self._tops[one], self._tops[other]
        if above < below:
            return above, self._highs[one], self._lows[one], other, other
        if below < above:
            return below, one, one, self._highs[other], self._lows[other]
        return above, self._highs[one], self._lows[one], self._highs[other], self._lows[other]

    def _node(self, variable: int, high: Function, low: Function) -> Function:
        if high == low:
            return high
        key = (variable, high, low)
        found = self._unique.get(key)
        if found is None:
            found = len(self._tops)
            if found > self.room:
                raise TooLargeError
            if not found & _OFTEN:
                working.tell()
            self._tops.append(variable)
            self._highs.append(high)
            self._lows.append(low)
            self._unique[key] = found
        return found

    def _reached(self, function: Function) -> set[Function]:
        reached = {EMPTY, BASE}
        stack = [function]
        while stack:
            one = stack.pop()
            if one not in reached:
                reached.add(one)
                stack += (self._highs[one], self._lows[one])
        return reached
