"""The zone of a document: what the person said wins, then each time's own, then the headings."""

import pytest
from importing import read, rows, said, things

from rcakit import UnreadableError


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("9:37 AM PT - Deploy began", "-08:00"),
        ("9:37 CT deploy", "-06:00"),
        ("9:37 (MT) deploy", "-07:00"),
        ("9:37 ET deploy", "-05:00"),
    ],
)
def test_american_zones(text, offset):
    """The short names people write are read, and taken off the text."""
    imported = read(f"# Outage on 2026-03-03\n\n## Timeline\n\n- {text}\n", zone="Asia/Tokyo")
    (event,) = things(imported, "event")
    assert event.at.isoformat() == f"2026-03-03T09:37:00{offset}"
    assert event.text.lower().startswith("deploy")
    assert imported.warnings == ()


def test_a_zone_of_its_own():
    """It wins over that of the table."""
    imported = read(rows("| 10:00 ET | deploy |", "| 10:00 | x |", head="| Time (PT) | Event |"))
    offsets = [event.at.isoformat()[-6:] for event in things(imported, "event")]
    assert offsets == ["-05:00", "-08:00"]


def test_a_number_is_no_offset():
    """Behind a blank it needs a colon, a zero, or a column or a moment that leaves no doubt."""
    text = "# Outage on 2026-03-03\n\n## Timeline (UTC)\n\n- 14:06 -1200 connections dropped\n"
    (event,) = things(read(text), "event")
    assert event.at.isoformat() == "2026-03-03T14:06:00+00:00"
    assert event.text == "-1200 connections dropped"
    for when in ("14:06 +10:00 x", "2026-03-03T14:06 -1000 x", "14:06:01 -1000 x"):
        (event,) = things(read(text.replace("14:06 -1200 connections dropped", when)), "event")
        assert event.at.isoformat().endswith("10:00")
    (event,) = things(read(rows("| 14:06 +1000 | x |")), "event")
    assert event.at.isoformat().endswith("+10:00")


TABLE = "| Time (UTC) | Event |\n|--|--|\n| 10:00 | x |\n"
UTC = f"# Outage on 2026-03-03\n\n## Timeline (UTC)\n\n{TABLE}"


def test_the_option_wins():
    """Over every heading; nothing remarks on it, and the incident keeps its own."""
    imported = read(UTC, options={"zone": "Europe/Berlin"}, zone="Asia/Tokyo")
    (event,) = things(imported, "event")
    assert event.at.isoformat() == "2026-03-03T10:00:00+01:00"
    assert imported.warnings == ()
    assert "timezone" not in imported.incident
    plain = UTC.replace(" (UTC)", "")
    assert read(plain, options={"zone": "Europe/Berlin"}).warnings == ()


def test_an_option_that_is_no_zone():
    """It is refused, as with a table."""
    with pytest.raises(UnreadableError, match=r"option zone: “Mars/Base” is no time zone"):
        read(UTC, options={"zone": "Mars/Base"})


def test_a_zone_with_two_meanings():
    """The zone that was really used instead is named."""
    text = UTC.replace("(UTC)", "(IST)")
    assert "Times were read as Europe/Berlin" in said(read(text, zone="Europe/Berlin").warnings)
    told = said(read(text, zone="Mars/Base").warnings)
    assert "Times were read as UTC" in told
    assert "read as Mars" not in told
