"""Where the things of two sides stand in what comes of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from merging_pairs import pair

from rcakit.merging.hunks import Side, chosen
from rcakit.merging.ordering import arranged
from rcakit.merging.texts import woven

NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(NAMES, NAMES, NAMES)
def test_everything_once(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """Each key that is kept is there once, and what ours kept in its order stays so."""
    kept = {*ours, *theirs}
    order = arranged(base, ours, theirs, kept, loose=lambda _: False)
    assert sorted(order) == sorted(kept)
    if [key for key in theirs if key in base] == [key for key in base if key in theirs]:
        assert [key for key in order if key in ours] == ours


@given(NAMES, NAMES, NAMES)
def test_sorted_sides_stay_sorted(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """As ids do in a file that rcakit wrote."""
    sides = [sorted(side) for side in (base, ours, theirs)]
    order = arranged(*sides, {*ours, *theirs}, loose=lambda _: False, siblings=lambda _: None)
    assert order == sorted({*ours, *theirs})


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        ("abc", "axbc", "axbc"),
        ("abyc", "axbc", "axbyc"),
        ("abc", "cba", "cba"),
        ("bca", "axbc", "bcax"),
        ("abc", "a#xbc", "a#xbc"),
        ("axbc", "a#bc", "ax#bc"),
        ("abcx", "abcy", "abcxy"),
        ("abc", "abc#", "abc#"),
    ],
)
def test_places(ours: str, theirs: str, wanted: str) -> None:
    """Behind what it stood behind; a comment (#) goes with what it stands above."""
    kept = set(wanted)
    order = arranged("abc", ours, theirs, kept, loose=lambda key: key == "#")
    assert "".join(order) == wanted


def test_sorted_files_stay_sorted() -> None:
    """Files whose things stand in the order of their ids are merged into such files."""
    for seed in range(40):
        one = pair(seed, edits=4)
        result = woven(*(text.encode() for text in (one.base, one.ours.text, one.theirs.text)))
        assert result is not None
        for side in (Side.OURS, Side.THEIRS):
            ids = list(tomli.loads(chosen(result.parts, side))[one.table])
            assert all(a < b for a, b in pairwise(ids)), seed
