"""The method as the hosts see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from rcakit import Diagram, Finding, Method, Postmortem, Question, Table, shipped
from rcakit_fault_tree import tables
from rcakit_fault_tree.drawing import diagram
from rcakit_fault_tree.findings import findings
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.notes import ID
from rcakit_fault_tree.notes import Notes as Kept
from rcakit_fault_tree.questions import questions


class FaultTree(Method):
    """Reads the joins of the graph as gates, and works out what follows from them."""

    id = ID
    title = "Fault tree"
    rank = 30
    summary = "What had to come together, how likely that was, and what matters most in it."
    text: ClassVar[str] = shipped(__package__, "guide.md")
    Notes: ClassVar[type | None] = Kept

    def questions(self, postmortem: Postmortem, notes: Kept) -> Iterable[Question]:
        """The problem, the joins, how likely each cause is and who says so, what actions leave."""
        return questions(postmortem, notes, self.keep)

    def findings(self, postmortem: Postmortem, notes: Kept) -> Iterable[Finding]:
        """Gates not said, numbers wanting or without a source, a top that cannot happen."""
        return findings(Look(postmortem, notes))

    def diagram(self, postmortem: Postmortem, notes: Kept) -> Diagram | None:
        """The gates."""
        return diagram(Look(postmortem, notes))

    def suppose(self, notes: Kept, so: Mapping[str, bool]) -> Kept:
        """House events beside those of the notes."""
        return attrs.evolve(notes, house={**notes.house, **so})

    def tables(self, postmortem: Postmortem, notes: Kept) -> Iterable[Table]:
        """The whole tree in numbers, its minimal cut sets, and what each cause matters."""
        solution = Look(postmortem, notes).solution
        if solution is None:
            return
        yield tables.summary(solution)
        yield tables.cut_sets(solution)
        yield tables.importance(solution)
