"""Decision diagrams held by OxiDD, for modules that outgrow plain Python.

Imported only when such a module is met. OxiDD is a library in Rust; see oxidd.net.
"""

from __future__ import annotations

from typing import Any

from oxidd.util import DDMemoryError
from oxidd.zbdd import ZBDDManager

from rcakit_fault_tree.engine.diagrams import TooLargeError

Family = Any
_SLACK = 4
"""A manager has this many times the room, so that what is dropped need not be swept up at once."""
_FEWEST_CACHED = 1 << 14


class OxiddDiagrams:
    """`Diagrams` whose families are OxiDD's.

    Args:
        variables: How many variables there are.
        room: Nodes at most.
    """

    def __init__(self, variables: int, room: int) -> None:
        self._manager = ZBDDManager(_SLACK * room, max(_FEWEST_CACHED, room // 2), 1)
        self._manager.add_vars(variables)
        self._room = room
        self.empty = self._manager.empty()
        self.base = self._manager.base()
        self.all = self._manager.true()
        self._singletons = [self._manager.singleton(variable) for variable in range(variables)]

    def holding(self, variable: int) -> Family:
        """Every set with this variable in it."""
        return self._manager.var(variable)

    def union(self, one: Family, other: Family) -> Family:
        """Sets of either."""
        return self._kept(one, other, "__or__")

    def intersection(self, one: Family, other: Family) -> Family:
        """Sets of both."""
        return self._kept(one, other, "__and__")

    def difference(self, one: Family, other: Family) -> Family:
        """Sets of `one` that are not in `other`."""
        return self._kept(one, other, "__sub__")

    def node(self, variable: int, high: Family, low: Family) -> Family:
        """The sets of `low`, and those of `high` with `variable` put in."""
        return self._singletons[variable].make_node(high, low)

    def top(self, family: Family) -> int | None:
        """The uppermost variable."""
        level: int | None = family.node_level()
        return level

    def parts(self, family: Family) -> tuple[Family, Family]:
        """The sets with the top variable, without it, and the others."""
        found: tuple[Family, Family] = family.cofactors()
        return found

    def size(self) -> int:
        """How many nodes there are, about."""
        size: int = self._manager.approx_num_inner_nodes()
        return size

    def _kept(self, one: Family, other: Family, operation: str) -> Family:
        try:
            found = getattr(one, operation)(other)
        except DDMemoryError:
            raise TooLargeError from None
        if self._manager.approx_num_inner_nodes() > self._room:
            raise TooLargeError
        return found
