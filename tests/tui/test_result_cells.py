"""How results read: numbers, bars, words for ids, widths, and what was before."""

from __future__ import annotations

from math import inf

import pytest

from rcakit.drawing.cells import width
from rcakit.guide import Column, Table
from rcakit.model import Cause, Incident, Postmortem, frozen
from rcakit.tui.result_cells import GAP, GUTTER, Cells, number, words_of

WORDS = {"pool": "The connection pool was exhausted", "retry": "Clients retried without a pause"}


def cells(**changes: object) -> Cells:
    """A table of two causes."""
    given = {
        "columns": (
            Column("cause", "Cause", about=True),
            Column("part", "Part", bar=True),
            Column("sets", "Sets", about=True),
            Column("raw", "RAW", unit="times"),
        ),
        "rows": (
            ("pool", 0.5, ("pool", "retry"), inf),
            ("retry", 0.0, (), None),
        ),
        "marks": ("uncalibrated", ""),
        **changes,
    }
    return Cells(Table("t", "T", **given), lambda name: WORDS.get(name, name))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (inf, "∞"),
        (-inf, "-∞"),
        (0.0, "0"),
        (3, "3"),
        (1.0, "1"),
        (0.038624, "0.03862"),
        (0.0008, "0.0008"),
        (1.17e-7, "1.17e-07"),
        (0.99994, "0.9999"),
        (0.99998, "> 0.9999"),
        (True, "yes"),
        (False, "no"),
        (float("nan"), "–"),
        (1e12, "1.00e+12"),
    ],
)
def test_numbers(value: float, said: str) -> None:
    """Short, and without a sign that needs explaining."""
    assert number(value) == said


def test_ids_are_the_words_of_their_things() -> None:
    """Several share the room; none is a dash; what is nothing stands for itself."""
    table = cells()
    assert table.text(0, 0) == WORDS["pool"]
    both = table.text(0, 2, 40)
    assert "The connection" in both
    assert "Clients" in both
    assert width(both) <= 40
    assert table.text(1, 2) == "–"
    found = words_of(
        Postmortem(
            incident=Incident(title="One"), causes=frozen({"pool": Cause(text="A\x1b[5m pool")})
        )
    )
    assert found("pool") == "A␛[5m pool"
    assert found("nothing-here") == "nothing-here"


def test_unknown_and_units_and_bars() -> None:
    """None is a dash, the unit is in the heading, and a bar is as long as its part."""
    table = cells()
    assert table.text(1, 3) == "–"
    assert table.title(3) == "RAW (times)"
    assert table.bar(0, 1) == "████    "
    assert table.bar(1, 1) == " " * 8
    assert table.bar(0, 0) == ""


def test_what_a_cell_is_about() -> None:
    """The ids in it, else that of its row, else those the row names."""
    table = cells()
    assert table.about(0, 2) == ("pool", "retry")
    assert table.about(1, 1) == ("retry",)
    assert cells(about=("other", "")).about(0, 1) == ("other",)
    assert cells(about=("retry", "")).about(0, 1) == ("pool", "retry"), "with those beside it"
    assert table.rows_about("pool") == (0,)
    assert table.numbers == (1, 3)


@pytest.mark.parametrize("room", [30, 50, 80, 120])
def test_columns_fit_where_they_can(room: int) -> None:
    """Words give way to numbers, and never so far that nothing is left of them."""
    laid = cells(marks=()).laid_out(room)
    assert [one.right for one in laid] == [False, True, False, True]
    assert all(one.width >= 4 for one in laid)
    if room >= 80:
        assert sum(one.width + GAP for one in laid) - GAP + GUTTER <= room


def test_words_leave_room_for_marks_where_they_can() -> None:
    """And take the whole width where there are none."""
    marked, plain = cells().laid_out(120), cells(marks=()).laid_out(120)
    assert sum(one.width + GAP for one in marked) + GUTTER + len("uncalibrated") <= 120
    assert sum(one.width for one in plain) >= sum(one.width for one in marked)


def test_what_was_before_stands_beside_what_is() -> None:
    """Only where it differs, by the first cell of the row and not by its place."""
    columns = Column("quantity", "Quantity"), Column("value", "Value")
    before = Table("s", "S", columns, (("top_probability", 0.1), ("count", 3)))
    now = Table("s", "S", columns, (("count", 3), ("top_probability", 0.01), ("new", 1)))
    table = Cells(now, str, before)
    assert table.text(1, 0) == "top probability"
    assert table.text(1, 1) == "0.1 → 0.01"
    assert (table.text(0, 1), table.text(2, 1)) == ("3", "1")


def test_an_event_of_several_things_is_said_in_their_words() -> None:
    """What is in brackets is named by its causes, and a row about it leads to each of them."""
    words = words_of(
        Postmortem(
            incident=Incident(title="One"),
            causes=frozen({"a": Cause(text="Pump A"), "b": Cause(text="Pump B")}),
        )
    )
    assert words("[a b]") == "[Pump A + Pump B]"
    assert words("[a]") == "[Pump A]"
    table = cells(rows=(("[pool retry]", 0.5, ("[pool]", "[pool retry]"), 1.0),), marks=())
    assert table.about(0, 0) == ("pool", "retry")
    assert table.about(0, 2) == ("pool", "retry")


def test_a_whole_has_a_whole_bar() -> None:
    """Also where its sum of floats came out a little over one; what is more is no part."""
    table = cells(rows=(("pool", 1.0000000000000002, (), 1.0), ("retry", 1.2, (), 1.0)), marks=())
    assert table.bar(0, 1) == "█" * 8
    assert table.bar(1, 1).strip() == ""
