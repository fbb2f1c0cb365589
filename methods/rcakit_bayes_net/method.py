"""The method as the hosts see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from rcakit import Diagram, Finding, Method, Postmortem, Question, Table, shipped
from rcakit_bayes_net import drawing
from rcakit_bayes_net.findings import findings
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.notes import ID
from rcakit_bayes_net.notes import Notes as Kept
from rcakit_bayes_net.questions.every import questions
from rcakit_bayes_net.tables.every import tables


class BayesNet(Method):
    """Reads the graph as a network of chances, and works out what the observations say of it."""

    id = ID
    title = "Bayesian network"
    rank = 40
    summary = "How likely each cause is given what was seen, and what is worth looking at next."
    text: ClassVar[str] = shipped(__package__, "guide.md")
    Notes: ClassVar[type | None] = Kept

    def questions(self, postmortem: Postmortem, notes: Kept) -> Iterable[Question]:
        """The joins, priors, strengths and leaks, and only then what was observed."""
        return questions(postmortem, notes, self.keep)

    def findings(self, postmortem: Postmortem, notes: Kept) -> Iterable[Finding]:
        """What cannot be so together, numbers assumed or without a source, altered priors."""
        return findings(Look(postmortem, notes))

    def diagram(self, postmortem: Postmortem, notes: Kept) -> Diagram | None:
        """The network with how likely each cause was and is."""
        return drawing.diagram(Look(postmortem, notes))

    def sketch(self, postmortem: Postmortem, notes: Kept) -> Diagram | None:
        """The network with the numbers people gave, and nothing worked out."""
        return drawing.sketch(Look(postmortem, notes))

    def suppose(self, notes: Kept, so: Mapping[str, bool]) -> Kept:
        """The causes as observed to be so or not so; what would have been is another table."""
        return attrs.evolve(notes, observed={**notes.observed, **so})

    def tables(self, postmortem: Postmortem, notes: Kept) -> Iterable[Table]:
        """Posteriors, the next check, what each observation moved, and what it all hangs on."""
        return tables(Look(postmortem, notes))
