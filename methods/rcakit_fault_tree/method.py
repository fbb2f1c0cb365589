"""The method as the hosts see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from rcakit import Diagram, Finding, Method, Postmortem, Question, Table, shipped
from rcakit_fault_tree.drawing import diagram, sketch
from rcakit_fault_tree.findings import findings
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.notes import ID
from rcakit_fault_tree.notes import Notes as Kept
from rcakit_fault_tree.prediction import prediction
from rcakit_fault_tree.questions import questions
from rcakit_fault_tree.tables import tables


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

    def sketch(self, postmortem: Postmortem, notes: Kept) -> Diagram | None:
        """The gates, with the top's probability left out."""
        return sketch(Look(postmortem, notes))

    def suppose(self, notes: Kept, so: Mapping[str, bool]) -> Kept:
        """House events beside those of the notes."""
        return attrs.evolve(notes, what_if={**notes.what_if, **so})

    def against(self, notes: Kept, earlier: Postmortem, before: Kept) -> Kept:
        """The cut sets of an earlier postmortem as what was predicted."""
        return attrs.evolve(notes, predicted=prediction(earlier, before))

    def tables(self, postmortem: Postmortem, notes: Kept) -> Iterable[Table]:
        """The whole tree in numbers, its minimal cut sets, and what follows from them."""
        return tables(Look(postmortem, notes))
