"""What happened when: events, and the milestones that point at them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

import attrs

from rcakit.model.frozen import NOTHING


class EventKind(StrEnum):
    """What an entry of the timeline tells of."""

    CHANGE = "change"
    ALERT = "alert"
    DETECTION = "detection"
    DIAGNOSIS = "diagnosis"
    DECISION = "decision"
    ACTION = "action"
    COMMUNICATION = "communication"
    IMPACT = "impact"
    RECOVERY = "recovery"
    NOTE = "note"


class Precision(StrEnum):
    """How exactly the time of an event is known."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class Relevance(StrEnum):
    """How much an event matters to a reader; reports leave out what is archived."""

    ARCHIVE = "archive"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@attrs.frozen(kw_only=True)
class Source:
    """Where something came from, so that importing it again adds nothing.

    Attributes:
        kind: The tool or the kind of document, such as "pagerduty" or "markdown".
        id: The source's own id of the thing.
        url: Where to look at it.
        raw: What the source said beyond what rcakit has a word for.
    """

    kind: str
    id: str = ""
    url: str = ""
    raw: Mapping[str, object] = NOTHING
    extra: Mapping[str, object] = NOTHING


@attrs.frozen(kw_only=True)
class Event:
    """One entry of the timeline.

    Attributes:
        text: What happened, as fact; user text.
        at: When, with its UTC offset; None if only a range is known.
        until: When it ended, for an event that lasted.
        precision: How exactly `at` is known; None means as written.
        earliest, latest: The range it must lie in, where the moment is not known.
        recorded_at: When it was written down.
        kind: What it tells of.
        source: Where it came from.
        evidence: Ids of evidence.
        relevance: How much it matters to a reader.
        known_then: What people knew or believed at the time.
        known_now: What is known now that was not known then.
        who: Who acted or spoke, by name, alias or service.
    """

    text: str
    at: datetime | None = None
    until: datetime | None = None
    precision: Precision | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    recorded_at: datetime | None = None
    kind: EventKind = EventKind.NOTE
    source: Source | None = None
    evidence: tuple[str, ...] = ()
    relevance: Relevance = Relevance.NORMAL
    known_then: str = ""
    known_now: str = ""
    who: str = ""
    extra: Mapping[str, object] = NOTHING

    @property
    def moment(self) -> datetime | None:
        """The best single moment for sorting and drawing: `at`, else the start of the range."""
        return self.at or self.earliest or self.latest


_LAST = datetime.max.replace(tzinfo=UTC)


def in_order(events: Mapping[str, Event]) -> list[tuple[str, Event]]:
    """Ids and events by time; ties by id (imports give ids in source order), timeless last."""
    return sorted(events.items(), key=lambda item: (item[1].moment or _LAST, item[0]))


@attrs.frozen
class Milestone:
    """A named point of every incident; a postmortem says which event it is.

    Attributes:
        id: The key in the `[milestone]` table.
        title: How it is shown.
        ask: The question that finds its event.
        usual: Words that often stand for it in documents, lower case.
    """

    id: str
    title: str
    ask: str
    usual: tuple[str, ...] = ()


MILESTONES = (
    Milestone(
        "impact-started",
        "Impact started",
        "At which event did people first begin to be hurt, noticed or not?",
        ("impact started", "impact start", "start of impact", "incident started", "started"),
    ),
    Milestone(
        "detected",
        "Detected",
        "At which event did anyone, or any alert, first notice?",
        ("first detected", "detected", "detection", "discovered"),
    ),
    Milestone(
        "acknowledged",
        "Acknowledged",
        "At which event did somebody take it on?",
        ("acknowledged", "acked"),
    ),
    Milestone(
        "declared",
        "Declared",
        "At which event was it declared an incident?",
        ("incident declared", "declared"),
    ),
    Milestone(
        "identified",
        "Identified",
        "At which event was it understood well enough to act?",
        ("identified", "cause identified"),
    ),
    Milestone(
        "mitigated",
        "Mitigated",
        "At which event had the damage stopped growing?",
        ("mitigated", "repaired", "stabilised", "stabilized"),
    ),
    Milestone(
        "resolved",
        "Resolved",
        "At which event was the service given the all-clear?",
        ("resolved", "recovered", "restored", "all clear"),
    ),
)
"""The milestones rcakit asks for, in the order they usually come."""
