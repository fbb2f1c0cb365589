"""What is written can be read back, by us and by others, or is refused by name."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from rcakit.toml.equal import same
from rcakit.toml.write import canonical, inline, key, literal

SCALARS = (
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(minutes=-90))]))
)
VALUES = st.recursive(
    SCALARS,
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text("aü. ", max_size=3), v, max_size=3),
)


def test_the_first_line_is_the_schema() -> None:
    """Editors look there."""
    assert canonical({"a": {"b": 1}}, "./s.json") == "#:schema ./s.json\n[a]\nb = 1\n"
    assert canonical({}) == ""
    with pytest.raises(ValueError, match="one line"):
        canonical({}, "a\nb = 1")


@given(st.dictionaries(st.text("ab-ü. \n", max_size=4), VALUES, max_size=4))
def test_round_trip(document: dict[str, object]) -> None:
    """Equal to the type after reading, and written the same again."""
    text = canonical(document)
    assert same(tomli.loads(text), document)
    assert canonical(tomli.loads(text)) == text


@given(VALUES)
def test_one_value_on_one_line_and_on_several(value: object) -> None:
    """Both forms say the value, and the first has no newline."""
    assert "\n" not in inline(value)
    assert same(tomli.loads(f"k = {inline(value)}")["k"], value)
    assert same(tomli.loads(f"k = {literal(value)}\n")["k"], value)


def test_carriage_returns_survive() -> None:
    """A text of another tool that holds them is not changed."""
    document = {"a": "x\r\ny", "b": ["x\r\ny\n"]}
    assert tomli.loads(canonical(document)) == document
    assert tomli.loads(f"k = {literal(document['b'])}")["k"] == document["b"]


def _deep(levels: int) -> dict[str, object]:
    value: dict[str, object] = {}
    for _ in range(levels):
        value = {"x": value}
    return value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "leave the key out"),
        (2**53, "53 bits"),
        (float("nan"), "not finite"),
        (float("inf"), "not finite"),
        ("\ud800", "surrogate"),
        ({"\udfff": 1}, "surrogate"),
        (datetime(2026, 3, 1, tzinfo=timezone(timedelta(seconds=15))), "whole minutes"),
        (time(1, tzinfo=UTC), "offset"),
        (Decimal(1), "Decimal"),
        ({1, 2}, "set"),
        ({1: 2}, "must be text"),
    ],
)
def test_refused_by_name(value: object, words: str) -> None:
    """The path tells where the wrong value is, also in a list."""
    with pytest.raises(ValueError, match=rf"^event\.e\.n\.1.*{words}"):
        canonical({"event": {"e": {"n": [1, value]}}})


@pytest.mark.parametrize("levels", [64, 10_000])
def test_depth_is_refused(levels: int) -> None:
    """Before anything recurses over it."""
    with pytest.raises(ValueError, match="nested more than 64"):
        canonical({"a": _deep(levels)})
    assert canonical(_deep(63))


def test_keys_are_quoted_where_they_must_be() -> None:
    """Dots, blanks, quotes, nothing at all."""
    assert key("cause", "a b", "", 'q"', "ü.x") == 'cause."a b".""."q\\""."ü.x"'


def test_same_is_strict() -> None:
    """1, 1.0 and true differ, and so do two offsets of one moment."""
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    midnight = datetime.combine(date(2026, 3, 1), time())
    for a, b in (
        (1, 1.0),
        (1, True),
        (noon, noon.astimezone(timezone(timedelta(hours=1)))),
        (midnight.date(), midnight),
        ({"a": 1}, {}),
        ([1], [1, 1]),
    ):
        assert not same(a, b)
    assert same((1, "a"), [1, "a"])
    assert same({"a": 1, "b": 2}, {"b": 2, "a": 1})
