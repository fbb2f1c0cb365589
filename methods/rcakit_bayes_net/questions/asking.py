"""What all questions of the method are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

import attrs

from rcakit import Postmortem, chance, chance_words, change, graph, model, text
from rcakit_bayes_net.graph_net import connected
from rcakit_bayes_net.notes import Notes, Said
from rcakit_bayes_net.ratios import with_source

Keep = Callable[[Notes, str], change.Change]
FAULT_TREE = "fault-tree"


@attrs.frozen(slots=False, eq=False)
class Asking:
    """The postmortem that is asked about.

    Attributes:
        postmortem: The postmortem.
        notes: What the Bayesian network keeps.
        keep: The change that keeps other notes.
    """

    postmortem: Postmortem
    notes: Notes
    keep: Keep

    @cached_property
    def links(self) -> dict[str, tuple[str, ...]]:
        """The causes of the network, each with what it depends on."""
        return connected(self.postmortem, self.notes)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The causes that stand, from the problem downward, level by level; then the others."""
        causes = self.postmortem.causes
        first = [self.postmortem.problem] if self.postmortem.problem in self.links else []
        found = dict.fromkeys(name for name in first if name is not None)
        for name in (waiting := list(found)):
            fresh = [one for one in self.links[name] if one not in found and self.stands(one)]
            found.update(dict.fromkeys(fresh))
            waiting.extend(fresh)
        below = set(graph.below(causes, self.postmortem.problem or ""))
        others = [name for name in self.links if name not in below and self.stands(name)]
        return tuple(dict.fromkeys([*found, *others]))

    @property
    def before(self) -> bool:
        """Whether nothing has happened yet."""
        return self.postmortem.incident.kind is model.Kind.PREMORTEM

    @property
    def period(self) -> str:
        """What the probabilities are about, in words; that of the fault tree where it has one."""
        said = self.postmortem.method_notes(FAULT_TREE).get("period")
        return self.notes.period or (text.one_line(said) if isinstance(said, str) else "")

    def stands(self, name: str) -> bool:
        """Whether a cause has not been ruled out."""
        return self.postmortem.causes[name].status is not model.Status.RULED_OUT

    def words(self, name: str, limit: int = 160) -> str:
        """A cause by its text, in quotation marks."""
        return text.quoted(self.postmortem.causes[name].text, limit)

    def listed(self, names: tuple[str, ...]) -> str:
        """Several causes in a sentence."""
        *first, last = (self.words(name, 80) for name in names)
        return f"{', '.join(first)} and {last}" if first else last


def said(typed: str) -> Said:
    """A number as it was typed, with who says so.

    Raises:
        rcakit.BadAnswer: It is no probability.
    """
    number, who = with_source(typed)
    return Said(value=chance(number), who=who, at=today())


def today() -> date:
    """The day it is."""
    return date.today()  # noqa: DTZ011 - the day where the person is who answers


def as_typed(one: Said | None) -> str:
    """A number as a person would type it again."""
    if one is None:
        return ""
    return f"{one.value:g}; {one.who}" if one.who else f"{one.value:g}"


def in_words(one: Said | None) -> str:
    """A number for a person to read."""
    if one is None:
        return ""
    return (
        f"{chance_words(one.value)}, {text.one_line(one.who)}"
        if one.who
        else chance_words(one.value)
    )
