"""What nearly happened, against trying every set."""

from __future__ import annotations

from math import prod

import attrs
import pytest
from fault_tree_samples import column, events_of, postmortem, so, states, tables_of, trees
from hypothesis import given, settings

from rcakit import model
from rcakit.model import Gate, Status
from rcakit_fault_tree.method import FaultTree
from rcakit_fault_tree.near import near_misses

CONFIRMED, OUT = {"status": Status.CONFIRMED}, {"status": Status.RULED_OUT}


def expected(pm):
    """Each minimal set with one cause ruled out and all others confirmed."""
    enough = [state for state in states(events_of(pm)) if so(pm.causes, "top", state)]
    minimal = [one for one in enough if not any(other < one for other in enough)]
    found = {}
    for events in minimal:
        status = [pm.causes[name].status for name in events]
        missing = [name for name in events if pm.causes[name].status is Status.RULED_OUT]
        if len(missing) == 1 and len(events) > 1 and Status.HYPOTHESIS not in status:
            given_ = [pm.causes[name].probability for name in events]
            chance = None if None in given_ else prod(given_)
            found[missing[0], events - {missing[0]}] = chance
    return found


MOSTLY_SO = (Status.CONFIRMED, Status.CONFIRMED, Status.RULED_OUT, Status.HYPOTHESIS)


@settings(deadline=None, max_examples=300)
@given(
    trees(
        gates=(Gate.ALL, Gate.ALL, Gate.ANY, Gate.AT_LEAST),
        numbers=False,
        statuses=MOSTLY_SO,
        fewest=4,
    )
)
def test_near_misses_are_all_found(pm):
    """None is missing, none is too many, and the known ones come in the order of probability."""
    found = near_misses(pm, FaultTree().read_notes(pm))
    told = {(one.missing, frozenset(one.present)): one.probability for one in found}
    assert told == pytest.approx(expected(pm))
    known = [one.probability for one in found if one.probability is not None]
    assert known == sorted(known, reverse=True)
    assert all(one.probability is None for one in found[len(known) :])


def test_a_cause_set_aside_by_the_notes_is_missing_too():
    """A house event that is not so counts like one that was ruled out; one that is so does not."""
    causes = {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": CONFIRMED, "b": CONFIRMED}
    near = tables_of(postmortem(causes, notes={"house": {"b": False}}))["near-misses"]
    assert near.rows == (("b", ("a",), None),)
    causes["b"] = OUT
    assert "near-misses" not in tables_of(postmortem(causes, notes={"house": {"b": True}}))


def test_a_ruled_out_gate_is_one_missing_cause():
    """What stands behind it does not matter any more."""
    causes = {
        "top": {"because": ("a", "g"), "gate": Gate.ALL},
        "a": CONFIRMED,
        "g": {"because": ("x", "y"), "gate": Gate.ALL, **OUT},
        "x": CONFIRMED,
        "y": {},
    }
    table = tables_of(postmortem(causes))["near-misses"]
    assert column(table, "missing") == ["g"]
    assert column(table, "present") == [("a",)]


def test_a_confirmed_cause_nobody_has_explained_was_there():
    """Though nothing behind it is confirmed."""
    causes = {
        "top": {"because": ("a", "g"), "gate": Gate.ALL},
        "a": OUT,
        "g": {"because": ("x", "y"), "gate": Gate.ANY, **CONFIRMED},
        "x": {},
        "y": {},
    }
    assert column(tables_of(postmortem(causes))["near-misses"], "present") == [("g",)]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (model.Kind.NEAR_MISS, "kept the problem from coming about. What"),
        (model.Kind.INCIDENT, "kept the problem from coming about in this way too. What"),
    ],
)
def test_what_stood_between(kind, words):
    """The words say what was there and what alone was missing."""
    causes = {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": CONFIRMED, "b": OUT}
    table = tables_of(postmortem(causes, kind=kind))["near-misses"]
    said = table.meaning(0, 0).words
    assert said.startswith("All else was there: “It was so of a”. Only “It was so of b” was not so")
    assert words in said


def test_a_what_if_is_no_near_miss():
    """A cause taken as not so for a moment was not missing in the incident."""
    causes = {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": CONFIRMED, "b": CONFIRMED}
    pm, method = postmortem(causes), FaultTree()
    supposed = method.suppose(method.read_notes(pm), {"b": False})
    assert "near-misses" not in {one.name for one in method.tables(pm, supposed)}
    assert attrs.evolve(supposed, what_if={}) == method.read_notes(pm)
