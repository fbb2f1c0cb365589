"""Metrics computed from milestones. A metric always says what it runs from and to.

Tools disagree on where "time to resolve" starts (at the impact, the alert or the declaration),
so rcakit never prints such a number without its two milestones, and where a milestone has no
event the value is unknown, not zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import attrs

from rcakit.model import Postmortem


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
    start, why_start = _moment(postmortem, metric.start)
    end, why_end = _moment(postmortem, metric.end)
    if start is None or end is None:
        return Measured(metric, None, start, end, " and ".join(filter(None, (why_start, why_end))))
    seconds = (
        (end - start).total_seconds()
        if metric.calendar is Calendar.ALL_HOURS
        else business_seconds(start, end)
    )
    if end < start:
        return Measured(metric, None, start, end, f"{metric.end} comes before {metric.start}")
    return Measured(metric, seconds, start, end)


def _moment(postmortem: Postmortem, milestone: str) -> tuple[datetime | None, str]:
    event_id = postmortem.milestones.get(milestone)
    if event_id is None:
        return None, f"{milestone} is not set"
    event = postmortem.events.get(event_id)
    if event is None:
        return None, f"{milestone} points at no event"
    if event.at is None:
        return None, f"the moment of {milestone} is not known"
    return event.at, ""


def business_seconds(start: datetime, end: datetime) -> float:
    """Seconds from `start` to `end` on Mondays to Fridays from 9:00 to 17:00, local to `start`."""
    from datetime import time, timedelta

    end = end.astimezone(start.tzinfo)
    total, day = 0.0, start.date()
    while day <= end.date():
        if day.weekday() < 5:
            opening = datetime.combine(day, time(9), start.tzinfo)
            closing = datetime.combine(day, time(17), start.tzinfo)
            total += max(0.0, (min(end, closing) - max(start, opening)).total_seconds())
        day += timedelta(days=1)
    return total


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
