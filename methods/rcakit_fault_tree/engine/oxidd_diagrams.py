"""Decision diagrams held by OxiDD, for modules that outgrow plain Python.

Imported only when such a module is met. OxiDD is a library in Rust; see oxidd.net.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from oxidd.util import DDMemoryError
from oxidd.zbdd import ZBDDManager

from rcakit_fault_tree.engine.diagrams import TooLargeError
from rcakit_fault_tree.engine.listed import EMPTY, Diagram

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
        """The nodes of a family as plain lists.

        By way of a file, since to ask for one node after another takes several times as long.
        """
        if family == self.empty:
            return Diagram([-1, -1], [EMPTY, EMPTY], [EMPTY, EMPTY], EMPTY)
        with TemporaryDirectory(prefix="rcakit-") as folder:
            file = Path(folder) / "family.dddmp"
            self._manager.export_dddmp(str(file), [family], ascii=True)
            head, _, nodes = file.read_text("ascii").partition(".nodes\n")
        fields = dict(line.split(maxsplit=1) for line in head.splitlines() if " " in line)
        levels = sorted(int(level) for level in fields.get(".permids", "").split())
        # A line is number, variable, then, else. The first is E for the empty family, where that
        # is reached at all, then comes B for the base; numbers begin at 1.
        words = nodes.split()
        shift = 1 if words[1] == "E" else 0
        first, end = 4 * (shift + 1), 4 * int(fields[".nnodes"])
        return Diagram(
            [-1, -1, *(levels[int(word)] for word in words[first + 1 : end : 4])],
            [EMPTY, EMPTY, *(int(word) - shift for word in words[first + 2 : end : 4])],
            [EMPTY, EMPTY, *(int(word) - shift for word in words[first + 3 : end : 4])],
            int(fields[".rootids"]) - shift,
        )

    def _made(self, operation: Callable[..., Family], *args: Any) -> Family:
        try:
            found = operation(*args)
        except DDMemoryError:
            raise TooLargeError from None
        if self._manager.approx_num_inner_nodes() > self.room:
            raise TooLargeError
        return found
