"""Numbers and names in the words of a sentence."""

from __future__ import annotations

import pytest
from fault_tree_samples import postmortem

from rcakit_fault_tree.names import Names, about, number, one_in, several, together
from rcakit_fault_tree.told import change

NAMES = Names(postmortem({"top": {}, "a": {}, "b": {}}), "a year")


def test_events_by_the_words_of_their_causes():
    """One of several that fail together is said so; many are counted."""
    assert NAMES.name("a") == "“It was so of a”"
    assert NAMES.name("[a]") == "“It was so of a” on its own"
    assert NAMES.name("[a b]") == "“It was so of a” and “It was so of b” by one common cause"
    assert NAMES.listed(["a", "b", "a", "b", "a"]).endswith("“It was so of a” and 2 more")
    assert NAMES.within == " within a year"
    assert together("[a b]") == ("a", "b")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.7, "70 %"),
        (0.012, "1.2 %, about 1 in 83"),
        (4.5e-5, "4.50e-05, about 1 in 22,000"),
        (1e-30, "1.00e-30, about 1 in 1.0e+30"),
    ],
)
def test_probabilities(value, words):
    """In per cent, and as one in so many where they are small."""
    assert one_in(value) == words


def test_numbers():
    """Three digits, or two of what is only about so much; commas in what is large."""
    assert [number(0.0123456), number(83333.0), number(0.0)] == ["0.0123", "83,300", "0"]
    assert [about(1.9), about(66.37), about(83333.0)] == ["1.9", "66", "83,000"]
    assert [several(1, "set"), several(4805, "set")] == ["1 set", "4,805 sets"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (0.1, 0.0, "so, the problem could not come about at all."),
        (0.0, 0.1, "so, the problem could come about, which it cannot as it is."),
        (0.1, 0.1, "so, the problem would be as likely as it is."),
        (0.1, 0.0526, "so, the problem would come about 1.9 times less often."),
        (0.1, 0.25, "so, the problem would come about 2.5 times as often."),
        (0.1, 0.095, "so, the problem would come about 5 % less often."),
        (0.1, 0.105, "so, the problem would come about 5 % more often."),
    ],
)
def test_changes(before, after, words):
    """In times where they are large, in per cent where they are small."""
    assert change(before, after, "so") == words
