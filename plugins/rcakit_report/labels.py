"""Short names a report uses for evidence and for moments, the same in every section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from rcakit import Postmortem, errors, milestones, model, times
from rcakit_report.markdown import inline, quoted


@attrs.frozen
class Labels:
    """What evidence is called ("E3") and how moments are written in this report.

    Attributes:
        evidence: Evidence id to its label, in file order.
        zone: IANA name of the zone moments are shown in.
    """

    evidence: Mapping[str, str]
    zone: str

    @classmethod
    def of(cls, postmortem: Postmortem) -> Labels:
        """The labels of a postmortem."""
        numbered = {name: f"E{number}" for number, name in enumerate(postmortem.evidence, 1)}
        return cls(model.frozen(numbered), postmortem.incident.timezone)

    def cited(self, names: Iterable[str]) -> str:
        """Labels of evidence, "E1, E4"; an id that names nothing is shown as it stands."""
        order = {name: number for number, name in enumerate(self.evidence)}
        listed = sorted(names, key=lambda name: order.get(name, len(order)))
        return ", ".join(self.evidence.get(name, f"{inline(name)} (missing)") for name in listed)

    def zone_words(self) -> str:
        """The sentence that names the zone, once for the whole report."""
        try:
            times.zone_of(self.zone)
        except errors.BadAnswer:
            return f"{inline(self.zone)} is no time zone; times are as they were written."
        return f"Times are those of {inline(self.zone)}."

    def local(self, moment: datetime) -> datetime:
        """The moment on the clocks of the zone; with its own offset where there is no zone."""
        try:
            return moment.astimezone(times.zone_of(self.zone))
        except (errors.BadAnswer, OverflowError):
            return moment

    def day(self, moment: datetime) -> str:
        """The day, "2026-03-10"."""
        return self.local(moment).date().isoformat()

    def clock(self, moment: datetime, *, seconds: bool | None = None) -> str:
        """The time of day; seconds are shown where they are not zero, unless said otherwise."""
        shown = bool(moment.second) if seconds is None else seconds
        return times.show(moment, self.zone, seconds=shown, day=False)

    def full(self, moment: datetime) -> str:
        """Day and time without the zone."""
        return times.show(moment, self.zone, named=False)


def names(postmortem: Postmortem, ids: Iterable[str]) -> str:
    """The words of causes, quoted and in one line."""
    return ", ".join(
        quoted(model.says(postmortem, f"cause.{name}"))
        if name in postmortem.causes
        else f"{inline(name)} (missing)"
        for name in ids
    )


def milestone_title(milestone: str) -> str:
    """How a milestone is called; the team's own ones by their id."""
    return inline(milestones.title(milestone))
