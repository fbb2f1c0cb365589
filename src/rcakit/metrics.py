"""Metrics computed from milestones. A metric always says what it runs from and to.

Tools disagree on where "time to resolve" starts (at the impact, the alert or the declaration),
so rcakit never prints such a number without its two milestones, and where a milestone has no
event the value is unknown, not zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

import attrs

from rcakit.errors import BadAnswer
from rcakit.model import Postmortem
from rcakit.zones import zone_of

_WEEK = timedelta(days=7)
_OPENS, _CLOSES = timedelta(hours=9), timedelta(hours=17)
_DAY = _CLOSES - _OPENS
_WORKDAYS = 5


class Calendar(StrEnum):
    """Which hours count."""

    ALL_HOURS = "all-hours"
    BUSINESS_HOURS = "business-hours"


@attrs.frozen
class Metric:
    """A name, two milestones, and the hours that count between them."""

    name: str
    start: str
    end: str
    calendar: Calendar = Calendar.ALL_HOURS


@attrs.frozen
class Measured:
    """A metric of one postmortem.

    Attributes:
        metric: What was measured.
        seconds: The value in seconds; None where it is unknown.
        start, end: The moments it was taken between, where known.
        why: Where the value is unknown or odd, the reason in words.
    """

    metric: Metric
    seconds: float | None
    start: datetime | None = None
    end: datetime | None = None
    why: str = ""


METRICS = (
    Metric("time-to-detect", "impact-started", "detected"),
    Metric("time-to-declare", "impact-started", "declared"),
    Metric("time-to-identify", "detected", "identified"),
    Metric("time-to-mitigate", "impact-started", "mitigated"),
    Metric("time-to-recover", "impact-started", "resolved"),
    Metric("time-to-recover-from-detection", "detected", "resolved"),
)
"""The metrics of a library that names none of its own."""


def measure(postmortem: Postmortem, metrics: Iterable[Metric] = METRICS) -> list[Measured]:
    """Each metric of `postmortem`, known or unknown, in the order given."""
    return [_measured(postmortem, metric) for metric in metrics]


def _measured(postmortem: Postmortem, metric: Metric) -> Measured:
    start, why_start = moment(postmortem, metric.start)
    end, why_end = moment(postmortem, metric.end)
    if start is None or end is None:
        return Measured(metric, None, start, end, " and ".join(filter(None, (why_start, why_end))))
    if end < start:
        return Measured(metric, None, start, end, f"{metric.end} comes before {metric.start}")
    if metric.calendar is Calendar.ALL_HOURS:
        return Measured(metric, (end - start).total_seconds(), start, end)
    return Measured(metric, business_seconds(start, end, _home(postmortem)), start, end)


def _home(postmortem: Postmortem) -> tzinfo | None:
    try:
        return zone_of(postmortem.incident.timezone)
    except BadAnswer:
        return None


def moment(postmortem: Postmortem, milestone: str) -> tuple[datetime | None, str]:
    """When a milestone was, or None and the reason in words."""
    event_id = postmortem.milestones.get(milestone)
    if event_id is None:
        return None, f"{milestone} is not set"
    event = postmortem.events.get(event_id)
    if event is None:
        return None, f"{milestone} points at no event"
    if event.at is None:
        return None, f"the moment of {milestone} is not known"
    return event.at, ""


def business_seconds(start: datetime, end: datetime, zone: tzinfo | None = None) -> float:
    """Seconds from `start` to `end` on Mondays to Fridays from 9:00 to 17:00.

    Args:
        start: With an offset.
        end: With an offset; not before `start`.
        zone: Whose clocks say when it is 9:00; None for the offset of `start`.
    """
    zone = zone or start.tzinfo
    return (_worked(_clock(end, zone)) - _worked(_clock(start, zone))).total_seconds()


def _clock(moment: datetime, zone: tzinfo | None) -> datetime:
    """What the clocks of `zone` show, without an offset."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        # In the first and last hours of the calendar; a clock of theirs is as good.
        return moment.replace(tzinfo=None)


def _worked(local: datetime) -> timedelta:
    """Business hours between the first day of the calendar, a Monday, and `local`."""
    weeks, rest = divmod(local - datetime(1, 1, 1), _WEEK)  # noqa: DTZ001  what a clock shows
    today = min(max(timedelta(), rest - timedelta(days=rest.days) - _OPENS), _DAY)
    before = min(rest.days, _WORKDAYS)
    return (weeks * _WORKDAYS + before) * _DAY + (today if rest.days < _WORKDAYS else timedelta())


def words(seconds: float | None) -> str:
    """A duration as people say it: "47 min", "26 h 3 min", "2 d 5 h"; None is "unknown"."""
    if seconds is None:
        return "unknown"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"
