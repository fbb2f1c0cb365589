"""The method as the hosts see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rcakit import Diagram, Finding, Method, Postmortem, Question, Table, shipped
from rcakit_five_whys.chains import chain_table
from rcakit_five_whys.findings import findings
from rcakit_five_whys.interview import interview
from rcakit_five_whys.notes import ID
from rcakit_five_whys.notes import Notes as Kept
from rcakit_five_whys.tree import tree
from rcakit_five_whys.walk import Walk


class FiveWhys(Method):
    """Asks how each thing came about, on every branch, and draws the answers as a tree."""

    id = ID
    title = "Five Whys"
    rank = 10
    summary = "How did it come that …? Along every branch, down to what can be changed."
    text: ClassVar[str] = shipped(__package__, "guide.md")
    Notes: ClassVar[type | None] = Kept

    def questions(self, postmortem: Postmortem, notes: Kept) -> Iterable[Question]:
        """The interview, from the problem downward."""
        return interview(Walk(postmortem, notes, self.keep))

    def findings(self, postmortem: Postmortem, notes: Kept) -> Iterable[Finding]:
        """Where a chain ends badly, and what is not said yet."""
        return findings(Walk(postmortem, notes, self.keep))

    def diagram(self, postmortem: Postmortem, notes: Kept) -> Diagram | None:
        """The tree with its joins."""
        return tree(Walk(postmortem, notes, self.keep))

    def tables(self, postmortem: Postmortem, notes: Kept) -> Iterable[Table]:
        """Every chain: where it begins and ends, how long it is, how it ends."""
        return (chain_table(Walk(postmortem, notes, self.keep)),)
