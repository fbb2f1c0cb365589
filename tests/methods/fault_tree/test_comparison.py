"""A premortem beside the incident that came: what was predicted, and what was observed."""

from __future__ import annotations

import attrs
import pytest
from fault_tree_samples import column, postmortem, tables_of

from rcakit import model
from rcakit.model import Cause, Gate, Status
from rcakit_fault_tree.method import FaultTree
from rcakit_fault_tree.prediction import prediction

GIVEN = {"probability": 0.1, "probability_source": "a guess"}


def foreseen():
    """(a and b) or (c and d) or (a and c) or e."""
    return postmortem(
        {
            "top": {"because": ("ab", "cd", "ac", "e"), "gate": Gate.ANY},
            "ab": {"because": ("a", "b"), "gate": Gate.ALL},
            "cd": {"because": ("c", "d"), "gate": Gate.ALL},
            "ac": {"because": ("a", "c"), "gate": Gate.ALL},
            "a": GIVEN,
            "b": GIVEN,
            "c": GIVEN,
            "d": GIVEN,
            "e": GIVEN,
        },
        kind=model.Kind.PREMORTEM,
        notes={"period": "a year"},
    )


def came(**causes):
    """An incident with these causes, all of which led to the problem."""
    held = {"top": {"because": tuple(causes), "gate": Gate.ANY}, **causes}
    return postmortem(held, problem="top")


def comparison(incident, before=None):
    """The table of the incident against the premortem."""
    method, before = FaultTree(), foreseen() if before is None else before
    notes = method.against(method.read_notes(incident), before, method.read_notes(before))
    tables = tables_of(method.keep(notes)(incident))
    return tables["comparison"]


def outcomes(table):
    """What became of each set, by its causes."""
    return dict(zip(column(table, "events"), column(table, "outcome"), strict=True))


SO, OUT = {"status": Status.CONFIRMED}, {"status": Status.RULED_OUT}


def test_what_happened_nearly_happened_and_did_not():
    """By what is confirmed and what was ruled out; an open cause leaves its set open."""
    table = comparison(came(a=SO, b=SO, c=OUT, d={}, e=OUT))
    assert outcomes(table) == {
        ("a", "b"): "happened",
        ("a", "c"): "nearly happened",
        ("c", "d"): "did not happen",
        ("e",): "did not happen",
    }
    assert column(table, "outcome")[:2] == ["happened", "nearly happened"]
    assert column(table, "probability") == pytest.approx([0.01, 0.01, 0.1, 0.01])
    assert column(table, "missing")[1] == ("c",)
    assert "a year" in table.note
    assert "foresaw 4 ways to it: 1 happened, 1 nearly did, 0 are open, 2 did not." in table.note


def test_a_prediction_without_a_source_is_marked():
    """As it was when it was made."""
    pm = foreseen()
    bare = attrs.evolve(pm.causes["a"], probability_source="")
    before = attrs.evolve(pm, causes=model.frozen({**pm.causes, "a": bare}))
    table = comparison(came(a=SO, b=SO, c=OUT, d={}, e=OUT), before)
    marks = dict(zip(column(table, "events"), table.marks, strict=True))
    assert {events for events, mark in marks.items() if mark} == {("a", "b"), ("a", "c")}
    assert set(marks.values()) == {"uncalibrated", ""}
    assert table.meaning(0, 1).words.endswith("the number of “It was so of a” was from.")


def test_where_nobody_has_looked_nothing_is_concluded():
    """Neither of a cause that is open nor of one that is not in the graph at all."""
    table = comparison(came(a=SO, d={}))
    assert set(column(table, "outcome")) == {"open"}
    words = {row[2]: table.meaning(place, 0).words for place, row in enumerate(table.rows)}
    assert "whether “It was so of b” was so" in words["a", "It was so of b"]


def test_causes_are_known_again_by_their_words():
    """Where the ids differ; letter case aside."""
    incident = came(
        first=Cause(text="it was SO of a", status=Status.CONFIRMED),
        b=Cause(text="In other words", status=Status.CONFIRMED),
        c=Cause(text="It was so of c", status=Status.RULED_OUT),
        d=Cause(text="It was so of d", status=Status.RULED_OUT),
        e=Cause(text="It was so of e", status=Status.RULED_OUT),
    )
    assert outcomes(comparison(incident))["first", "b"] == "happened"


def test_observed_causes_nobody_predicted():
    """Ends of the tree that were so and that the premortem has no word for, once."""
    incident = came(
        a=Cause(text="A", because=("deeper",), status=Status.CONFIRMED),
        deeper=Cause(text="Behind a predicted cause", status=Status.CONFIRMED),
        surprise=Cause(text="Nobody thought of it", status=Status.CONFIRMED),
        open=Cause(text="Nobody knows yet"),
    )
    incident = attrs.evolve(
        incident,
        causes=model.frozen(
            incident.causes
            | {"top": attrs.evolve(incident.causes["top"], because=("a", "surprise", "open"))}
        ),
    )
    table = comparison(incident)
    assert [row[2] for row in table.rows if row[0] == "not predicted"] == [("surprise",)]
    assert "1 cause that was so here was in none of them" in table.note


def test_a_prediction_survives_the_file():
    """The notes are plain TOML data and give the same notes when read."""
    before = foreseen()
    method = FaultTree()
    found = prediction(before, method.read_notes(before))
    assert found is not None
    notes = attrs.evolve(method.Notes(), predicted=found)
    kept = method.keep(notes)(came(a=SO))
    assert method.read_notes(kept) == notes


def test_common_causes_are_compared_by_their_members():
    """A set of an event that two share is those two."""
    before = postmortem(
        {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": {}, "b": {}},
        notes={
            "group": {
                "pumps": {
                    "sharing": "beta-factor",
                    "members": ["a", "b"],
                    "probability": "0.1",
                    "factors": {"2": "0.5"},
                }
            }
        },
    )
    table = comparison(came(a=SO, b=SO), before)
    assert {tuple(sorted(row[2])) for row in table.rows} == {("a", "b")}
    assert set(column(table, "outcome")) == {"happened"}


def test_without_a_tree_there_is_nothing_to_compare_with():
    """The notes stay without a prediction."""
    method = FaultTree()
    before = postmortem({}, problem=None)
    notes = method.against(method.Notes(), before, method.Notes())
    assert notes.predicted is None
