"""Metrics between two milestones, and the hours that count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from rcakit import milestones
from rcakit.metrics import Calendar, Metric, business_seconds, measure, moment
from rcakit.model import Event, Incident, Postmortem, event_id, frozen
from rcakit.zones import zone_of

BERLIN = zone_of("Europe/Berlin")
HOUR = 3600
METRIC = Metric("m", "detected", "resolved", Calendar.BUSINESS_HOURS)


def berlin(text: str) -> datetime:
    """A moment with the offset that Berlin's clocks have then, as a file holds it."""
    local = datetime.fromisoformat(text).replace(tzinfo=BERLIN)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))


def postmortem(start: datetime | None, end: datetime | None, zone: str = "UTC") -> Postmortem:
    """One detected at `start` and resolved at `end`."""
    return Postmortem(
        incident=Incident(title="t", timezone=zone),
        milestones=frozen({"detected": "a", "resolved": "b"}),
        events=frozen({"a": Event(text="a", at=start), "b": Event(text="b", at=end)}),
    )


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-02 10:00", "2026-03-02 10:00", 0),
        ("2026-03-02 10:00", "2026-03-02 10:30", 0.5),
        ("2026-03-02 08:00", "2026-03-02 18:00", 8),
        ("2026-03-02 17:00", "2026-03-03 09:00", 0),  # a night
        ("2026-03-02 16:00", "2026-03-03 10:00", 2),
        ("2026-03-06 16:00", "2026-03-09 10:00", 2),  # a weekend
        ("2026-03-07 10:00", "2026-03-08 16:00", 0),  # within one
        ("2026-03-07 10:00", "2026-03-09 09:30", 0.5),  # out of one
        ("2026-03-06 12:00", "2026-03-07 12:00", 5),  # into one
        ("2026-03-02 09:00", "2026-03-23 09:00", 3 * 40),  # three weeks
        ("2026-03-04 11:00", "2026-03-24 15:00", 3 * 40 - 8 + 4),
        ("2026-03-27 16:00", "2026-03-30 10:00", 2),  # clocks are put forward between
        ("2026-10-23 16:00", "2026-10-26 10:00", 2),  # and back
        ("2026-03-02 09:00", "2027-03-01 09:00", 52 * 40),
    ],
)
def test_business_hours(start: str, end: str, hours: float) -> None:
    """Mondays to Fridays from 9 to 17, on the clocks of the postmortem's zone."""
    (measured,) = measure(postmortem(berlin(start), berlin(end), "Europe/Berlin"), [METRIC])
    assert measured.seconds == hours * HOUR
    assert business_seconds(berlin(start), berlin(end), BERLIN) == hours * HOUR


@pytest.mark.parametrize("days", range(0, 40, 3))
def test_business_hours_are_those_of_each_day_together(days: int) -> None:
    """A long span is the sum of its parts, wherever it is cut."""
    start = berlin("2026-03-18 15:20")
    step = timedelta(hours=5, minutes=7)
    ends = [start + step * n for n in range(days * 5 + 1)]
    parts = sum(business_seconds(a, b, BERLIN) for a, b in pairwise(ends))
    assert business_seconds(start, ends[-1], BERLIN) == parts


def test_business_hours_without_a_zone() -> None:
    """Those of the clock that the first moment was read on; a wrong zone in a file too."""
    start, end = (
        datetime(2026, 3, 2, hour, tzinfo=timezone(timedelta(hours=9))) for hour in (8, 18)
    )
    assert business_seconds(start, end) == 8 * HOUR
    (measured,) = measure(postmortem(start, end, "Mars/Base"), [METRIC])
    assert measured.seconds == 8 * HOUR


FIRST = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-10)))


@pytest.mark.parametrize("calendar", list(Calendar))
def test_the_ends_of_the_calendar(calendar: Calendar) -> None:
    """Times that a file may hold and UTC has no year for are measured, and soon."""
    metric = Metric("m", "detected", "resolved", calendar)
    (measured,) = measure(postmortem(FIRST, LAST, "Europe/Berlin"), [metric])
    assert measured.seconds is not None
    share = 40 / 168 if calendar is Calendar.BUSINESS_HOURS else 1
    assert measured.seconds == pytest.approx((LAST - FIRST).total_seconds() * share, rel=1e-6)


@pytest.mark.parametrize("calendar", list(Calendar))
def test_the_wrong_order_is_unknown(calendar: Calendar) -> None:
    """And nothing is computed of it."""
    metric = Metric("m", "detected", "resolved", calendar)
    (measured,) = measure(postmortem(LAST, FIRST), [metric])
    assert (measured.seconds, measured.why) == (None, "resolved comes before detected")


def test_ids_of_events_at_the_ends_of_the_calendar() -> None:
    """An id needs no year that is not there."""
    assert event_id(FIRST, "x", ()) == "00010101-0000-x"
    assert event_id(LAST, "x", ()) == "99991231-2359-x"
    assert event_id(datetime(1, 1, 1, tzinfo=UTC), "x", ()) == "00010101-0000-x"


def test_when_a_milestone_was() -> None:
    """The moment, or why there is none."""
    known = postmortem(FIRST, None)
    assert moment(known, "detected") == (FIRST, "")
    assert moment(known, "resolved") == (None, "the moment of resolved is not known")
    assert moment(known, "declared") == (None, "declared is not set")
    assert milestones.moment(known, "detected") == FIRST
    assert milestones.moment(known, "declared") is None
