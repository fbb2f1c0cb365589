import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcakit.drawing.cells import balanced, clusters, fit, width, wrap
from rcakit.text import one_line

TEXTS = st.text(st.sampled_from("ab c-/é́人、（🔥👍🏽❤️한é"), max_size=60).map(one_line)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("plain", 5),
        ("naïve ✓", 7),
        ("e\u0301", 1),
        ("接続", 4),
        ("🔥", 2),
        ("👍🏽", 2),
        ("❤\ufe0f", 2),
        ("🇩🇪", 2),
        ("한", 2),
        ("\u0301", 0),
        ("кириллица", 9),
    ],
)
def test_width(text, cells):
    """A text's width is what a terminal gives it."""
    assert width(text) == cells


def test_clusters_keep_marks_with_their_character():
    """A combining mark is never parted from what it is on."""
    assert clusters("ae\u0301人") == [("a", 1), ("e\u0301", 1), ("人", 2)]


@given(TEXTS, st.integers(2, 30))
def test_wrap_fits_and_loses_nothing(text, limit):
    """Every line fits, and together they are the text."""
    for lines in (wrap(text, limit), balanced(text, limit)):
        assert max(map(width, lines)) <= limit
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.integers(2, 30))
def test_balanced_takes_no_more_lines(text, limit):
    """Even lines are as few as greedy ones."""
    assert len(balanced(text, limit)) == len(wrap(text, limit))


def test_balanced_evens_out():
    """A short last line is avoided where the lines before can be shorter."""
    assert wrap("one two three four five", 19) == ["one two three four", "five"]
    assert balanced("one two three four five", 19) == ["one two three", "four five"]


def test_long_words_break_where_they_have_a_seam():
    """A path breaks after a slash, a word without seams where the line ends."""
    assert wrap("/var/log/checkout/pool.log", 18) == ["/var/log/checkout/", "pool.log"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_no_line_starts_with_a_full_stop():
    """East Asian punctuation stays with the character it closes."""
    assert wrap("枯渇した。原因", 8) == ["枯渇し", "た。原因"]


@pytest.mark.parametrize(
    ("limit", "cut"), [(0, ""), (1, "…"), (4, "abc…"), (6, "abcdef"), (9, "abcdef")]
)
def test_fit(limit, cut):
    """A text too long ends with an ellipsis, within the limit."""
    assert fit("abcdef", limit) == cut


def test_fit_never_halves_a_wide_character():
    """Where half a character would fit, none is shown."""
    assert fit("接続プール", 6) == "接続…"
