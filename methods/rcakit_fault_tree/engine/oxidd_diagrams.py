"""Decision diagrams held by OxiDD, for modules that outgrow plain Python.

Imported only when such a module is met. OxiDD is a library in Rust; see oxidd.net.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oxidd.util import DDMemoryError
from oxidd.zbdd import ZBDDManager

from rcakit_fault_tree.engine.diagrams import FEWEST_CACHED, NODES_A_RESULT, TooLargeError
from rcakit_fault_tree.engine.listed import EMPTY, Diagram, as_function
from rcakit_fault_tree.engine.oxidd_export import exported

Family = Any


class OxiddDiagrams:
    """`Diagrams` whose families are OxiDD's.

    Args:
        variables: How many variables there are.
        room: Nodes at most.
    """

    def __init__(self, variables: int, room: int) -> None:
        self._manager = ZBDDManager(room, max(FEWEST_CACHED, room // NODES_A_RESULT), 1)
        self._manager.add_vars(variables)
        self.room = room
        self.empty = self._manager.empty()
        self.base = self._manager.base()
        self.all = self._manager.true()
        self._singletons = [self._manager.singleton(variable) for variable in range(variables)]

    def holding(self, variable: int) -> Family:
        """Every set with this variable in it."""
        return self._made(self._manager.var, variable)

    def union(self, one: Family, other: Family) -> Family:
        """Sets of either."""
        return self._made(one.__or__, other)

    def intersection(self, one: Family, other: Family) -> Family:
        """Sets of both."""
        return self._made(one.__and__, other)

    def difference(self, one: Family, other: Family) -> Family:
        """Sets of `one` that are not in `other`."""
        return self._made(one.__sub__, other)

    def node(self, variable: int, high: Family, low: Family) -> Family:
        """The sets of `low`, and those of `high` with `variable` put in."""
        return self._made(self._singletons[variable].make_node, high, low)

    def top(self, family: Family) -> int | None:
        """The uppermost variable."""
        level: int | None = family.node_level()
        return level

    def parts(self, family: Family) -> tuple[Family, Family]:
        """The sets with the top variable, without it, and the others."""
        found: tuple[Family, Family] = family.cofactors()
        return found

    def made(self) -> int:
        """How many nodes there are, about, those that are not needed any more among them."""
        count: int = self._manager.approx_num_inner_nodes()
        return count

    def nodes(self, family: Family) -> int:
        """How many nodes a family takes."""
        count: int = family.node_count()
        return count

    def listed(self, family: Family) -> Diagram:
        """The nodes of a family as plain lists."""
        if family == self.empty:
            return Diagram([-1, -1], [EMPTY, EMPTY], [EMPTY, EMPTY], EMPTY)
        found = exported(self._manager, family)
        # OxiDD numbers from 1, and the empty family comes first where it is reached at all.
        shift = 1 if found.terminals[0] == "E" else 0
        return Diagram(
            [-1, -1, *found.variables],
            [EMPTY, EMPTY, *(node - shift for node in found.thens)],
            [EMPTY, EMPTY, *(node - shift for node in found.elses)],
            found.root - shift,
        )

    def function(self, family: Family) -> Diagram:
        """The nodes as plain lists, to be read as a truth function."""
        return as_function(self.listed(family), len(self._singletons))

    def _made(self, operation: Callable[..., Family], *args: Any) -> Family:
        try:
            found = operation(*args)
        except DDMemoryError:
            raise TooLargeError from None
        if self._manager.approx_num_inner_nodes() > self.room:
            raise TooLargeError
        return found
