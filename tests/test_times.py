"""Moments and days as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcakit import times
from rcakit.errors import BadAnswer

BERLIN = "Europe/Berlin"
BASE = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
EARLIEST, LATEST = datetime.fromisoformat("1975-01-01"), datetime.fromisoformat("2090-01-01")
NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def read(text, zone=BERLIN, base=BASE):
    """`text` read in a postmortem of 1 March 2026, on the 20th."""
    return times.read_moment(text, zone=zone, base=base, now=NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:32", "2026-03-01T14:32:00+01:00"),
        ("9:05", "2026-03-01T09:05:00+01:00"),
        ("14:32:05", "2026-03-01T14:32:05+01:00"),
        ("14:32Z", "2026-03-01T14:32:00+00:00"),
        ("14:32 CET", "2026-03-01T14:32:00+01:00"),
        ("14:32 America/New_York", "2026-03-01T14:32:00-05:00"),
        ("14:32 UTC+2", "2026-03-01T14:32:00+02:00"),
        ("5:55 PM", "2026-03-01T17:55:00+01:00"),
        ("12:42 AM", "2026-03-01T00:42:00+01:00"),
        ("+5m", "2026-03-01T13:05:00+01:00"),
        ("-90s", "2026-03-01T12:58:30+01:00"),
        ("+1h30m", "2026-03-01T14:30:00+01:00"),
        ("+1h 30m", "2026-03-01T14:30:00+01:00"),
        ("\u22125m", "2026-03-01T12:55:00+01:00"),
        ("+1d", "2026-03-02T13:00:00+01:00"),
        ("now", "2026-03-20T10:00:00+01:00"),
        ("today 8:00", "2026-03-20T08:00:00+01:00"),
        ("yesterday 15:00", "2026-03-19T15:00:00+01:00"),
        ("2026-07-01 14:32", "2026-07-01T14:32:00+02:00"),
        ("2026-07-01 14:32 CET", "2026-07-01T14:32:00+01:00"),
        ("2026-07-01T14:32:05.25Z", "2026-07-01T14:32:05.250000+00:00"),
        ("2026-07-01t14:32:05,123456789-05:30", "2026-07-01T14:32:05.123456-05:30"),
        ("2026-07-01T14:32+0200", "2026-07-01T14:32:00+02:00"),
        ("2026-07-01T14:32+02:00[Europe/Berlin]", "2026-07-01T14:32:00+02:00"),
        ("2026-07-01 14:32 (UTC)", "2026-07-01T14:32:00+00:00"),
        ("1 March 2026 14:32", "2026-03-01T14:32:00+01:00"),
        ("Apr 12, 2022 07:41 PM", "2022-04-12T19:41:00+02:00"),
        ("Sun, 01 Mar 2026 14:32:05 +0000", "2026-03-01T14:32:05+00:00"),
        ("1772375710", "2026-03-01T15:35:10+01:00"),
        ("1772375710.000200", "2026-03-01T15:35:10.000200+01:00"),
        ("1772375710123", "2026-03-01T15:35:10.123000+01:00"),
        ("1772375710123456", "2026-03-01T15:35:10.123456+01:00"),
        ("1772375710123456789", "2026-03-01T15:35:10.123456+01:00"),
    ],
)
def test_what_is_understood(text, expected):
    """Each form gives one moment, with the offset of the zone it is in."""
    assert read(text).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type a time"),
        ("   ", "Type a time"),
        ("03/04", "2026-04-03"),
        ("03/04/2026 14:00", "day and month"),
        ("1432", "type 14:32"),
        ("10", "no time"),
        ("5m", "+5m"),
        ("2026-03-01", "2026-03-01 14:32"),
        ("2026-02-30 10:00", "no day"),
        ("25:00", "23:59"),
        ("13:00 PM", "1 to 12"),
        ("14:32 Mars/Base", "no time zone"),
        ("14:32 Europe/Berlni", "Europe/Berlin"),
        ("14:32 IST", "+05:30"),
        ("14:32 CST", "+08:00"),
        ("14:32 +99:00", "no offset"),
        ("2025-10-26 02:30", "2025-10-26 02:30:00+02:00 or 2025-10-26 02:30:00+01:00"),
        ("2026-03-29 02:30", "never came"),
        ("20260301", "no time"),
        ("9" * 5000, "too long"),
        ("-999999d -999999d", "no time"),
        ("-999999d", "years 1 to 9999"),
        ("0001-01-01 00:00 +14:00", "years 1 to 9999"),
        ("9999-12-31T23:59:59-10:00", "years 1 to 9999"),
    ],
)
def test_what_is_refused(text, says):
    """What has two readings or none is refused with a sentence that helps."""
    with pytest.raises(BadAnswer) as caught:
        read(text)
    assert says in str(caught.value)
    assert str(caught.value).endswith((".", "?"))


def test_a_bare_time_takes_the_day_of_the_base_in_its_own_zone():
    """Just after midnight in Berlin, "23:30 UTC" is still of the day that UTC has."""
    base = datetime(2026, 3, 1, 23, 10, tzinfo=UTC)
    assert read("23:30 UTC", base=base) == datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert read("00:30", base=base) == datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def test_without_a_base_a_bare_time_is_of_today():
    """`now` gives the day where there is no base."""
    assert read("14:32", zone="UTC", base=None) == datetime(2026, 3, 20, 14, 32, tzinfo=UTC)


def test_unknown_zone_of_the_incident():
    """A wrong zone is a sentence, not a traceback."""
    for name in ("Mars/Base", "", "Europe", "../etc/passwd", "x" * 300):
        with pytest.raises(BadAnswer, match="no time zone"):
            times.zone_of(name)
    assert times.zone_of("europe/berlin").key == BERLIN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("31 March 2026", date(2026, 3, 31)),
        ("today", date(2026, 3, 20)),
        ("Tomorrow", date(2026, 3, 21)),
        ("+14d", date(2026, 4, 3)),
        ("+2w", date(2026, 4, 3)),
        ("-1d", date(2026, 3, 19)),
        ("saturday", date(2026, 3, 21)),
        ("Thu", date(2026, 3, 26)),
        ("friday", date(2026, 3, 27)),
    ],
)
def test_days(text, expected):
    """20 March 2026 is a Friday, so "friday" is a week later."""
    assert times.read_day(text, today=date(2026, 3, 20)) == expected


@pytest.mark.parametrize("text", ["", "03/04", "2026-02-30", "x", "+99999w" * 3, "next year"])
def test_no_days(text):
    """What is no day is refused."""
    with pytest.raises(BadAnswer):
        times.read_day(text, today=date(2026, 3, 20))


def test_show():
    """Zones are named where the name has one meaning."""
    moment = datetime(2026, 3, 1, 13, 32, 5, tzinfo=UTC)
    assert times.show(moment, BERLIN) == "2026-03-01 14:32 CET"
    assert times.show(moment, "UTC", seconds=True) == "2026-03-01 13:32:05 UTC"
    assert times.show(moment, "Asia/Kolkata") == "2026-03-01 19:02 +05:30"
    assert times.show(moment, BERLIN, day=False) == "14:32"
    assert times.show(moment, BERLIN, named=False) == "2026-03-01 14:32"
    assert times.show(moment, "Mars/Base") == "2026-03-01 13:32 UTC"


@given(
    moment=st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC)),
    zone=st.sampled_from(
        (BERLIN, "UTC", "Asia/Kolkata", "America/New_York", "America/Chicago", "Europe/London",
         "Australia/Lord_Howe", "America/St_Johns", "Asia/Shanghai", "Pacific/Kiritimati")
    ),
)  # fmt: skip
def test_what_is_shown_reads_back(moment, zone):
    """Law: also in the hour that comes twice."""
    minute = moment.replace(second=0, microsecond=0)
    assert times.read_moment(times.show(moment, zone), zone=BERLIN) == minute
    second = moment.replace(microsecond=0)
    assert times.read_moment(times.show(moment, zone, seconds=True), zone="UTC") == second


@given(text=st.text(max_size=120))
def test_any_text_is_a_moment_or_a_sentence(text):
    """No text makes anything but a moment with an offset or a BadAnswer."""
    try:
        moment = read(text)
    except BadAnswer:
        return
    assert moment.utcoffset() is not None
    assert moment.utcoffset() % timedelta(minutes=1) == timedelta()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3/15/2026", date(2026, 3, 15)),
        ("15/3/2026", date(2026, 3, 15)),
        ("13.02.2026", date(2026, 2, 13)),
        ("4/4/2026", date(2026, 4, 4)),
    ],
)
def test_slashed_days_of_one_reading(written, day):
    """A number above twelve is no month, so the other one is."""
    assert times.read_day(written) == day
    assert read(f"{written} 14:32").date() == day


@pytest.mark.parametrize(
    ("written", "says"), [("03/04/2026", "day and month"), ("13/14/2026", "no day")]
)
def test_slashed_days_of_two_readings_or_none(written, says):
    """They are refused, as days and before times."""
    with pytest.raises(BadAnswer, match=says):
        times.read_day(written)
    with pytest.raises(BadAnswer, match=says):
        read(f"{written} 14:32")
