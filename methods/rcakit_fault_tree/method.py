"""The method as the hosts see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rcakit import Method, Postmortem, Table
from rcakit_fault_tree import tables
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.notes import ID
from rcakit_fault_tree.notes import Notes as Kept


class FaultTree(Method):
    """Reads the joins of the graph as gates, and works out what follows from them."""

    id = ID
    title = "Fault tree"
    rank = 30
    summary = "What had to come together, how likely that was, and what matters most in it."
    Notes: ClassVar[type | None] = Kept

    def tables(self, postmortem: Postmortem, notes: Kept) -> Iterable[Table]:
        """The whole tree in numbers, its minimal cut sets, and what each cause matters."""
        solution = Look(postmortem, notes).solution
        if solution is None:
            return
        yield tables.summary(solution)
        yield tables.cut_sets(solution)
        yield tables.importance(solution)
