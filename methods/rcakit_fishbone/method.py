"""The method as the hosts see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rcakit import Diagram, Finding, Method, Postmortem, Question, Table, shipped
from rcakit_fishbone.bones import bone_table
from rcakit_fishbone.drawing import diagram
from rcakit_fishbone.findings import findings
from rcakit_fishbone.fish import Fish
from rcakit_fishbone.notes import ID
from rcakit_fishbone.notes import Notes as Kept
from rcakit_fishbone.questions import questions


class Fishbone(Method):
    """Sorts the causes by where they come from and asks what about the empty bones."""

    id = ID
    title = "Fishbone"
    rank = 20
    summary = "What about …? Looks from every side, and asks where nothing has been found."
    text: ClassVar[str] = shipped(__package__, "guide.md")
    Notes: ClassVar[type | None] = Kept

    def questions(self, postmortem: Postmortem, notes: Kept) -> Iterable[Question]:
        """The head, the bones, the empty ones, then where each cause belongs."""
        return questions(Fish(postmortem, notes, self.keep))

    def findings(self, postmortem: Postmortem, notes: Kept) -> Iterable[Finding]:
        """Bare bones, causes on no bone, and everything on one."""
        return findings(Fish(postmortem, notes, self.keep))

    def diagram(self, postmortem: Postmortem, notes: Kept) -> Diagram | None:
        """The fish."""
        return diagram(Fish(postmortem, notes, self.keep))

    def tables(self, postmortem: Postmortem, notes: Kept) -> Iterable[Table]:
        """How many causes hang on each bone."""
        return (bone_table(Fish(postmortem, notes, self.keep)),)
