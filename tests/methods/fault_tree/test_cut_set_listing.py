"""Which cut sets are listed, and what is said of the others."""

from __future__ import annotations

import pytest
from fault_tree_samples import column, events_of, postmortem, so, states, tables_of, trees
from hypothesis import given, settings
from hypothesis import strategies as st

from rcakit.model import Gate

GIVEN = {"probability_source": "counted"}
CAUSES = {
    "top": {"because": ("x", "y", "e"), "gate": Gate.ANY},
    "x": {"because": ("a", "b"), "gate": Gate.ALL},
    "y": {"because": ("b", "c", "d"), "gate": Gate.ALL},
    "a": {"probability": 0.1, **GIVEN},
    "b": {"probability": 0.2, **GIVEN},
    "c": {"probability": 0.9, **GIVEN},
    "d": {"probability": 0.8, **GIVEN},
    "e": {"probability": 0.01, **GIVEN},
}


def listed(**notes):
    """The table with these notes."""
    return tables_of(postmortem(CAUSES, notes=notes))["cut-sets"]


def test_the_most_probable_come_first():
    """And nothing is said of what is left out where nothing is."""
    table = listed()
    assert column(table, "events") == [("b", "c", "d"), ("a", "b"), ("e",)]
    assert table.note == ""


def test_the_smallest_come_first_where_they_are_wanted_so():
    """By order, and within an order by probability."""
    assert column(listed(sort="order"), "order") == [1, 2, 3]


@pytest.mark.parametrize(
    ("notes", "sets", "said"),
    [
        (
            {"most": 1},
            [("b", "c", "d")],
            (
                "1 of 3 sets, the most probable first. The others together add at "
                "most 0.03 to the probability."
            ),
        ),
        (
            {"max_order": 2},
            [("a", "b"), ("e",)],
            (
                "2 of 3 sets, the most probable first, of at most 2 causes. The "
                "others together add at most 0.144 to the probability."
            ),
        ),
        (
            {"min_probability": 0.02, "sort": "order"},
            [("a", "b"), ("b", "c", "d")],
            (
                "2 of 3 sets, those of the fewest causes first, at least 0.02 "
                "likely. The others together add at most 0.01 to the probability."
            ),
        ),
        (
            {"most": 0},
            [],
            (
                "0 of 3 sets, the most probable first. The others together add at most "
                "0.174 to the probability."
            ),
        ),
    ],
)
def test_what_is_cut_is_said(notes, sets, said):
    """How many, in what order, and what the rest can add at most."""
    table = listed(**notes)
    assert column(table, "events") == sets
    assert table.note == said


@settings(deadline=None, max_examples=150)
@given(
    trees(),
    st.sampled_from(["probability", "order"]),
    st.one_of(st.none(), st.integers(0, 4)),
    st.sampled_from([None, 0.0, 0.01, 0.1]),
    st.integers(0, 6),
)
def test_bounds_are_kept_and_nothing_within_them_is_missing(pm, sort, order, chance, most):
    """Against trying every set."""
    enough = [state for state in states(events_of(pm)) if so(pm.causes, "top", state)]
    minimal = {one for one in enough if not any(other < one for other in enough)}
    notes = {"sort": sort, "most": most, "max_order": order, "min_probability": chance}
    given_ = {key: value for key, value in notes.items() if value is not None}
    table = tables_of(postmortem(pm.causes, notes=given_))["cut-sets"]
    within = {
        one
        for one in minimal
        if (order is None or len(one) <= order)
        and (chance is None or _chance(pm, one) >= chance - 1e-12)
    }
    found = [frozenset(events) for events in column(table, "events")]
    assert len(found) == min(most, len(within))
    assert set(found) <= within
    keys = [
        (len(events), -_chance(pm, events)) if sort == "order" else -_chance(pm, events)
        for events in found
    ]
    assert keys == sorted(keys)
    if len(found) < len(minimal):
        assert f"of {len(minimal):,} set" in table.note


def _chance(pm, events):
    product = 1.0
    for name in sorted(events, key=lambda one: int(one[1:])):
        product *= pm.causes[name].probability
    return product


def test_sets_of_a_tree_that_is_not_coherent_are_said_to_be_of_its_hull():
    """Both in the summary and in the list."""
    causes = {
        "top": {"because": ("a", "n"), "gate": Gate.ALL},
        "n": {"because": ("b",), "gate": Gate.NOT},
        "a": {"probability": 0.5},
        "b": {"probability": 0.5},
    }
    tables = tables_of(postmortem(causes))
    assert column(tables["cut-sets"], "events") == [("a",)]
    assert "coherent hull" in tables["cut-sets"].note
    assert "coherent hull" in tables["summary"].note


def test_a_top_that_is_so_whatever_happens_has_the_empty_set():
    """All that it takes is taken as so."""
    causes = {"top": {"because": ("a",), "gate": Gate.ANY}, "a": {}}
    tables = tables_of(postmortem(causes, notes={"house": {"a": True}}))
    assert column(tables["cut-sets"], "events") == [()]
    assert tables["cut-sets"].meaning(0, 2).words.startswith("The problem is so whatever happens")
    assert dict(tables["summary"].rows)["top_probability"] == 1.0


def test_sets_that_cannot_come_about_come_last():
    """All sets are listed, those with a cause of probability 0 behind all others."""
    causes = {**CAUSES, "e": {"probability": 0.0, **GIVEN}}
    table = tables_of(postmortem(causes))["cut-sets"]
    assert column(table, "events") == [("b", "c", "d"), ("a", "b"), ("e",)]
    assert column(table, "probability")[-1] == 0.0
    assert table.note == ""
