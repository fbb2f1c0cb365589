"""Chances as people type them, and as they are shown."""

from __future__ import annotations

from math import inf

import pytest

from rcakit import BadAnswer, chance, chance_words
from rcakit_bayes_net.ratios import ratio, times, with_source
from rcakit_bayes_net.tables.cells import frequency, turned


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0.02", 0.02),
        ("0,02", 0.02),
        (".5", 0.5),
        ("2 %", 0.02),
        ("2,5%", 0.025),
        ("1 in 50", 0.02),
        ("3 of 1,000", 0.003),
        ("3/150", 0.02),
        ("1e-6", 1e-6),
        ("0", 0.0),
        ("100 percent", 1.0),
    ],
)
def test_a_probability(typed, expected):
    """In percent, as a part, one in so many."""
    assert chance(typed) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("typed", ["2", "-0.1", "often", "1 in 0", "nan", "inf", "1e999", "", "%"])
def test_what_is_no_probability_says_so(typed):
    """With how one is written."""
    with pytest.raises(BadAnswer, match="between 0 and 1"):
        chance(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", 9.0),
        ("9 times", 9.0),
        ("2,5x", 2.5),
        ("9 times as likely", 9.0),
        ("1/5", 0.2),
        ("0.2", 0.2),
        ("as likely", 1.0),
    ],
)
def test_how_many_times(typed, expected):
    """A number above 0; below 1 speaks against."""
    assert ratio(typed) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("typed", ["0", "-3", "more", "1/0", "nan", "1e999"])
def test_what_is_not_how_many_times_says_so(typed):
    """With how one is written."""
    with pytest.raises(BadAnswer, match="above 0"):
        ratio(typed)


def test_who_says_so_stands_after_a_semicolon():
    """On one line, whatever was pasted."""
    assert with_source("2 %; Ann's\ncount; two weeks") == ("2 %", "Ann's count; two weeks")
    assert with_source("2 %") == ("2 %", "")


def test_how_chances_are_shown():
    """Percent where that can be read; certain is not the same as nearly certain."""
    assert [chance_words(value) for value in (0.0, 1e-5, 0.015, 0.5, 0.99999, 1.0)] == [
        *("0 %", "1.00e-05", "1.5 %", "50 %", "99.999 %", "100 %"),
    ]
    assert chance_words(1.0 - 1e-12) == "nearly 100 %"
    assert [times(value) for value in (9.0, 0.2, 1.0, inf)] == [
        *("9 times", "1/5", "as likely", "endlessly many times"),
    ]


def test_how_chances_are_pictured():
    """As one in so many; certain where it is."""
    assert frequency(2 / 3) == "66.7 %, about 2 in 3"
    assert frequency(0.001) == "0.1 %, about 1 in 1,000"
    assert frequency(0.999) == "99.9 %, all but about 1 in 1,000"
    assert frequency(0.0) == "0 %, impossible"
    assert turned(inf) == ", which settles it"
    assert turned(3.0) == ": its odds are 8 times as high"
    assert turned(-1.0) == ": its odds are 1/2 of what they were"
