"""What the beginning of a line says of time, before any day or zone is known."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcakit_markdown.stamps import stamp


@pytest.mark.parametrize(
    ("text", "clock", "rest"),
    [
        ("13:42 text", time(13, 42), "text"),
        ("[13:42] text", time(13, 42), "text"),
        ("(13:42 UTC) text", time(13, 42), "text"),
        ("13:42: text", time(13, 42), "text"),
        ("13:42-text", time(13, 42), "text"),
        ("13:42 — text", time(13, 42), "text"),
        ("~13:42 text", time(13, 42), "text"),
        ("13:42ish text", time(13, 42), "text"),
        ("5:55 - 6:10 PM down", time(17, 55), "down"),
        ("2 pm text", time(14), "text"),
        ("2026-03-01 15.26 text", time(15, 26), "text"),
        ("2026-03-01 1600 text", time(16), "text"),
        ("1600 UTC text", time(16), "text"),
        ("2026-03-01T10:00-05:00 text", time(10), "text"),
        ("14.26 Compared the sizes", time(14, 26), "Compared the sizes"),
        ("14.26 - compared", time(14, 26), "compared"),
        ("14h26 compared", time(14, 26), "compared"),
        ("2.26 pm compared", time(14, 26), "compared"),
        ("14.26 UTC compared", time(14, 26), "compared"),
        ("14:06 -1200 connections", time(14, 6), "-1200 connections"),
        ("14:54 OUTAGE begins", time(14, 54), "OUTAGE begins"),
        ("14:54 POST fails", time(14, 54), "POST fails"),
    ],
)
def test_a_time_and_the_words_behind_it(text, clock, rest):
    """Marks between them are taken off, words that look like zones are not."""
    found = stamp(text)
    assert (found.clock, found.rest) == (clock, rest)


@pytest.mark.parametrize(
    "text",
    ["", "text", "2 pods died", "1500 requests failed", "2.50 EUR", "10:00/min", "2:1 ratio",
     "2026-13-45 10:00 x", "99:99 x", "March on", "1234-56-78", "10.25 GB lost", "10.25GB lost",
     "10.50 % of requests failed", "10.50 percent", "2026-03-01 10.50 % of requests",
     "10.25 million rows", "12.50 USD", "1600 MB - freed"],
)  # fmt: skip
def test_no_time(text):
    """Numbers that are no time are words."""
    assert stamp(text) is None


def test_the_zone_behind():
    """Abbreviations, offsets and names."""
    for zone in ("UTC", "Z", "CEST", "+02:00", "-0500", "UTC+2", "Europe/Berlin", "PT", "ET"):
        assert stamp(f"10:00 {zone} x").zone == zone


@given(st.text(alphabet="0123456789:.-–/ ?~[](apmPMUTChHMYxD—", max_size=60), st.booleans())
def test_any_text_is_read(text, cell):
    """Nothing raises, and what is behind the stamp is the end of the text."""
    found = stamp(text, cell=cell)
    assert found is None or text.strip().endswith(found.rest)
