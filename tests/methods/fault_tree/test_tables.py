"""The tables: their shapes, what their cells mean, and what is marked in them."""

from __future__ import annotations

import math
from collections import deque
from itertools import product

import attrs
import pytest
from fault_tree_samples import EVERY, chance, column, postmortem, so, tables_of, trees
from hypothesis import given, settings

from rcakit import model, text
from rcakit.model import Gate, Source, Status
from rcakit.testing import broken, empty, hostile, sample
from rcakit.testing.methods import check_lens
from rcakit.testing.values import HOSTILE
from rcakit_fault_tree import solved_once
from rcakit_fault_tree.method import FaultTree
from rcakit_fault_tree.solution import Solution

NUMBERS = {"probability": 0.1, "probability_source": "counted"}


def two_trains(**more):
    """(a or b) and (c or d)."""
    return postmortem(
        {
            "top": {"because": ("x", "y"), "gate": Gate.ALL},
            "x": {"because": ("a", "b"), "gate": Gate.ANY},
            "y": {"because": ("c", "d"), "gate": Gate.ANY},
            "a": {"probability": 0.4, "probability_source": "counted"},
            "b": {"probability": 0.6, "probability_source": "counted"},
            "c": {"probability": 0.5, "probability_source": "counted"},
            "d": {"probability": 0.7, "probability_source": "counted"},
        },
        **more,
    )


def all_meanings(tables):
    """Every cell's meaning."""
    for table in tables.values():
        for row, place in product(range(len(table.rows)), range(len(table.columns))):
            yield table, row, place, table.meaning(row, place)


@settings(deadline=None, max_examples=60)
@given(trees(gates=EVERY, numbers=False, statuses=tuple(Status)))
def test_the_contract_of_a_lens(pm):
    """Pure, consistent and drawable, on any tree."""
    check_lens(FaultTree(), pm)


def test_the_shapes_other_programs_rely_on():
    """Names, order of the first columns, and the five rows of the summary."""
    tables = tables_of(two_trains())
    names = {name: [one.name for one in table.columns] for name, table in tables.items()}
    assert names["summary"] == ["quantity", "value"]
    assert column(tables["summary"], "quantity")[:5] == [
        "top_probability",
        "rare_event",
        "min_cut_upper_bound",
        "minimal_cut_sets",
        "single_points_of_failure",
    ]
    assert names["cut-sets"][:3] == ["order", "probability", "events"]
    assert names["importance"][:7] == [
        "event",
        "probability",
        "birnbaum",
        "criticality",
        "fussell_vesely",
        "raw",
        "rrw",
    ]


def test_published_importance():
    """The measures of the two trains as they were published."""
    table = tables_of(two_trains())["importance"]
    rows = dict(zip(column(table, "event"), table.rows, strict=True))
    measured = {name: rows[name][2:4] + rows[name][5:7] for name in "abcd"}
    assert measured["b"] == pytest.approx((0.51, 0.4737, 1.316, 1.9), rel=1e-3)
    assert measured["d"] == pytest.approx((0.38, 0.4118, 1.176, 1.7), rel=1e-3)
    assert measured["a"] == pytest.approx((0.34, 0.2105, 1.316, 1.267), rel=1e-3)
    assert measured["c"] == pytest.approx((0.228, 0.1765, 1.176, 1.214), rel=1e-3)


def test_without_a_single_cause_nothing_happens():
    """The RRW of a cause everything hangs on is infinite, and its words say so."""
    causes = {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": NUMBERS, "b": NUMBERS}
    table = tables_of(postmortem(causes))["importance"]
    assert column(table, "rrw") == [math.inf, math.inf]
    words = table.meaning(0, [one.name for one in table.columns].index("rrw")).words
    assert words == "If “It was so of a” could not happen, the problem could not come about at all."


@settings(deadline=None, max_examples=150)
@given(trees(gates=EVERY, numbers=False, statuses=tuple(Status)))
def test_every_cell_has_words(pm):
    """On any tree, with numbers or without, whatever is confirmed or ruled out."""
    for table, row, place, meaning in all_meanings(tables_of(pm)):
        where = f"{table.name} {row} {table.columns[place].name}"
        assert meaning is not None, where
        assert meaning.words.strip(), where
        assert meaning.words.endswith((".", "?")), (where, meaning.words)
        assert "None" not in meaning.words, (where, meaning.words)


@pytest.mark.parametrize("make", [sample, hostile, empty, broken])
def test_every_cell_has_words_that_are_safe(make):
    """Of the finished, the hostile, the empty and the broken postmortem."""
    for table, _, _, meaning in all_meanings(tables_of(make())):
        assert meaning.words.strip()
        for sign in ("\x1b", "\x07", "\u202e", "\u200b", "\n", "\r"):
            assert sign not in meaning.words
            assert sign not in table.note


def test_hostile_notes_are_made_visible():
    """In cells, in words and in notes of tables, and where they cannot be read at all."""
    group = {
        "sharing": "beta-factor",
        "members": ["a", "b"],
        "probability": "0.1",
        "factors": {"2": "0.5"},
    }
    notes = {
        "period": HOSTILE,
        "group": {HOSTILE: group},
        "expression": {"c": "rate"},
        "parameter": {"rate": "uniform(0.1, 0.2)"},
        "predicted": {
            "title": HOSTILE,
            "period": HOSTILE,
            "text": {"a": HOSTILE, HOSTILE: HOSTILE},
            "cut_set": {"1": {"events": ["a", HOSTILE, "gone"], "probability": 0.1}},
            "unsourced": ["a", HOSTILE],
        },
        "trials": 5,
    }
    causes = {"top": {"because": ("a", "b", "c"), "gate": Gate.ANY}, "a": {}, "b": {}, "c": {}}
    for wrong in (
        {},
        {"expression": {"c": HOSTILE}},
        {"group": {HOSTILE: {**group, "factors": {}}}},
    ):
        tables = tables_of(postmortem(causes, notes=notes | wrong))
        said = [meaning.words for _, _, _, meaning in all_meanings(tables)]
        for table in tables.values():
            said += [table.note, table.title, *table.marks]
            cells = [cell for row in table.rows for cell in row]
            said += [cell for cell in cells if isinstance(cell, str)]
            said += [one for cell in cells if isinstance(cell, tuple) for one in cell]
        for words in said:
            assert words == text.one_line(words)


@settings(deadline=None, max_examples=100)
@given(trees(gates=EVERY))
def test_the_top_probability_is_exact(pm):
    """As trying every state gives it."""
    value = column(tables_of(pm)["summary"], "value")[0]
    assert value == pytest.approx(chance(pm, lambda state: so(pm.causes, "top", state)), abs=1e-12)


def test_a_number_without_a_source_marks_all_that_hangs_on_it():
    """And no row of counts, nor a set without that number."""
    pm = two_trains()
    bare = attrs.evolve(pm.causes["a"], probability_source=" ")
    tables = tables_of(attrs.evolve(pm, causes=model.frozen({**pm.causes, "a": bare})))
    assert tables["summary"].marks[:5] == ("uncalibrated",) * 3 + ("", "")
    marks = dict(zip(column(tables["cut-sets"], "events"), tables["cut-sets"].marks, strict=True))
    assert {events: mark for events, mark in marks.items() if mark} == {
        ("a", "c"): "uncalibrated",
        ("a", "d"): "uncalibrated",
    }
    assert set(tables["importance"].marks) == {"uncalibrated"}
    words = tables["summary"].meaning(0, 1).words
    assert "Uncalibrated: nothing says where the number of “It was so of a” is from." in words


def test_with_sources_nothing_is_marked():
    """All tables are calibrated, and the summary says so."""
    tables = tables_of(two_trains())
    assert not any(any(table.marks) for table in tables.values())
    assert dict(tables["summary"].rows)["calibrated"] is True


def test_the_set_that_happened_is_marked():
    """Where all its causes are confirmed."""
    pm = two_trains()
    so_ = {name: attrs.evolve(pm.causes[name], status=Status.CONFIRMED) for name in "ad"}
    table = tables_of(attrs.evolve(pm, causes=model.frozen({**pm.causes, **so_})))["cut-sets"]
    marks = dict(zip(column(table, "events"), table.marks, strict=True))
    assert {events for events, mark in marks.items() if mark} == {("a", "d")}
    assert marks["a", "d"] == "this happened"


def test_tables_with_nothing_to_say_are_left_out():
    """No actions, no near misses, no groups, nothing uncertain, no prediction."""
    assert list(tables_of(two_trains())) == [
        "summary",
        "cut-sets",
        "importance",
        "sensitivity",
        "orders",
    ]
    assert tables_of(empty()) == {}


def test_without_numbers_the_sets_are_told_all_the_same():
    """What is not known is None, and its words say whose number is wanting."""
    causes = {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": {}, "b": NUMBERS}
    tables = tables_of(postmortem(causes))
    assert dict(tables["summary"].rows)["top_probability"] is None
    assert "nobody has said how likely “It was so of a” is" in tables["summary"].meaning(0, 1).words
    assert tables["cut-sets"].rows == ((2, None, ("a", "b")),)
    assert "sensitivity" not in tables


def test_wrong_notes_are_told_in_place_of_results():
    """The summary has no values, and its note says what to mend."""
    causes = {"top": {"because": ("a",), "gate": Gate.ANY}, "a": {}}
    tables = tables_of(postmortem(causes, notes={"expression": {"a": "exponential("}}))
    assert list(tables) == ["summary"]
    assert "expression of a cannot be read" in tables["summary"].note


def test_groups_and_uncertain_numbers_have_tables_of_their_own():
    """Levels and their probabilities; quantiles in order; bars that add up to one."""
    causes = {
        "top": {"because": ("a", "b"), "gate": Gate.ALL},
        "a": {},
        "b": {},
    }
    notes = {
        "group": {
            "pumps": {
                "sharing": "beta-factor",
                "members": ["a", "b"],
                "probability": "uniform(0.1, 0.3)",
                "factors": {"2": "0.25"},
            }
        },
        "trials": 200,
    }
    tables = tables_of(postmortem(causes, notes=notes))
    levels = tables["common-causes"]
    assert [row[2:] for row in levels.rows] == [
        (1, 2, pytest.approx(0.15)),
        (2, 1, pytest.approx(0.05)),
    ]
    assert set(levels.marks) == {"uncalibrated"}
    values = dict(tables["uncertainty"].rows)
    assert values["trials"] == 200
    quantiles = [value for name, value in values.items() if name.startswith("quantile")]
    assert quantiles == sorted(quantiles)
    assert sum(column(tables["distribution"], "part")) == pytest.approx(1.0)
    assert column(tables["distribution"], "trials").count(0) < 20


def test_a_model_that_came_from_a_file_has_a_source():
    """Its numbers are the file's, those of its groups too."""
    came = {"source": Source(kind="open-psa", id="x")}
    group = {
        "sharing": "beta-factor",
        "members": ["a", "b"],
        "probability": "0.1",
        "factors": {"2": "0.5"},
    }
    causes = {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": came, "b": came}
    tables = tables_of(postmortem(causes, notes={"group": {"pair": group}}))
    assert dict(tables["summary"].rows)["calibrated"] is True
    assert not any(any(table.marks) for table in tables.values())


@pytest.fixture
def nothing_fits(monkeypatch):
    """Every tree is too large but for its most probable sets, of which few are looked for."""

    def solved(tree):
        return Solution.of(tree, plan=(), steps=120)

    monkeypatch.setattr(solved_once, "_solved", solved)
    monkeypatch.setattr(solved_once, "_kept", deque())


@pytest.mark.usefixtures("nothing_fits")
def test_a_tree_that_is_too_large_is_bounded():
    """What is not known is None, what is left out is said, and every cell still has its words."""
    pm = shared(12)
    tables = tables_of(pm)
    values = dict(tables["summary"].rows)
    assert [values[name] for name in list(values)[:5]] == [None] * 5
    exact = chance(pm, lambda state: so(pm.causes, "top", state))
    assert 0.0 < values["lower_bound"] < exact < values["upper_bound"] <= 1.0
    assert 0 < values["cut_sets_found"] == len(tables["cut-sets"].rows)
    assert "too large" in tables["summary"].note
    assert "sets that were not found add at most" in tables["cut-sets"].note
    for _, _, _, meaning in all_meanings(tables):
        assert meaning.words.endswith(".")
        assert "None" not in meaning.words


def shared(size):
    """A ring: of each event and the next but one, of which none may be missing."""
    given_ = {"probability": 0.3, "probability_source": "counted"}
    causes = {f"e{number}": given_ for number in range(size)}
    pairs = {
        f"g{number}": {
            "because": (f"e{number}", f"e{(number + 2) % size}"),
            "gate": Gate.ANY if number % 3 else Gate.ALL,
        }
        for number in range(size)
    }
    half = [*pairs][: size // 2]
    causes["x"] = {"because": tuple(half), "gate": Gate.AT_LEAST, "needed": 4}
    causes["y"] = {"because": tuple([*pairs][size // 2 :]), "gate": Gate.AT_LEAST, "needed": 4}
    top = {"because": ("x", "y"), "gate": Gate.ANY}
    return postmortem({"top": top, **pairs, **causes})
