"""What the fault tree points out, without solving anything."""

from __future__ import annotations

import pytest
from fault_tree_samples import postmortem

from rcakit import Severity, model
from rcakit.model import Gate, Status
from rcakit_fault_tree import solved_once
from rcakit_fault_tree.method import FaultTree

METHOD = FaultTree()
GIVEN = {"probability": 0.1, "probability_source": "counted"}
SO = {"status": Status.CONFIRMED}


def found(causes, **more):
    """The findings by rule; of several of one rule the last."""
    pm = postmortem(causes, **more)
    return {one.rule: one for one in METHOD.findings(pm, METHOD.read_notes(pm))}


@pytest.fixture(autouse=True)
def nothing_is_solved(monkeypatch):
    """Findings are asked for between two keys."""

    def solved(_):
        raise AssertionError("a finding had the tree solved")

    monkeypatch.setattr(solved_once, "_solved", solved)


def both(gate=Gate.ALL, first=GIVEN, second=GIVEN):
    """Two causes and how they combine."""
    return {"top": {"because": ("a", "b"), "gate": gate}, "a": first, "b": second}


def test_nothing_is_pointed_out_of_a_sound_tree():
    """Gates said, numbers with their sources."""
    assert found(both()) == {}


def test_an_unset_gate_is_taken_for_any_and_said_so():
    """With what it is about."""
    finding = found(both(gate=None))["fault-tree/gate-not-said"]
    assert finding.about == ("top",)
    assert "the tree takes any one of them for enough" in finding.text


def test_numbers_that_are_wanting():
    """Unknown ones, and those without a source."""
    findings = found(both(first={}, second={"probability": 0.1}))
    assert findings["fault-tree/probability-unknown"].about == ("a",)
    assert findings["fault-tree/uncalibrated"].about == ("b",)


def test_many_numbers_that_are_wanting_are_told_in_ten_findings():
    """Nine of them one by one, the others in one."""
    causes = {f"e{number}": {} for number in range(40)}
    pm = postmortem({"top": {"because": tuple(causes), "gate": Gate.ANY}, **causes})
    findings = list(METHOD.findings(pm, METHOD.read_notes(pm)))
    assert len(findings) == 10
    assert "“It was so of e9” or 30 others" in findings[-1].text


def test_a_top_that_cannot_happen():
    """What was needed and is ruled out is named first; before the fact it is said of the future."""
    causes = both(second={"status": Status.RULED_OUT})
    finding = found(causes)["fault-tree/cannot-happen"]
    assert finding.about == ("top", "b")
    assert "could not have happened: “It was so of b” was said to be needed" in finding.text
    before = found(causes, kind=model.Kind.PREMORTEM)["fault-tree/cannot-happen"]
    assert "cannot happen: “It was so of b” is said to be needed" in before.text


def test_a_tree_that_is_not_coherent():
    """Said of a negation that matters, and not of one that comes to nothing."""
    inner = {"n": {"because": ("a",), "gate": Gate.NOT}, "a": GIVEN, "b": GIVEN}
    once = {"top": {"because": ("b", "n"), "gate": Gate.ALL}, **inner}
    assert "fault-tree/not-coherent" in found(once)
    twice = {"top": {"because": ("m", "b"), "gate": Gate.ALL}, **inner}
    twice["m"] = {"because": ("n",), "gate": Gate.NOT}
    assert "fault-tree/not-coherent" not in found(twice)


def test_what_is_confirmed_may_not_be_enough():
    """Asked once something is confirmed, and only of what happened."""
    causes = both(first=GIVEN | SO)
    finding = found(causes)["fault-tree/not-explained"]
    assert finding.about == ("top", "b")
    assert "fault-tree/not-explained" not in found(both())
    assert "fault-tree/not-explained" not in found(causes, kind=model.Kind.PREMORTEM)
    assert "fault-tree/not-explained" not in found(both(gate=Gate.ANY, first=GIVEN | SO))


def test_confirmed_causes_that_may_have_one_cause_in_common():
    """Only where they were needed together, are alike, and nobody has named what they share."""
    watched = GIVEN | SO | {"category": "Monitoring"}
    other = GIVEN | SO | {"category": "Testing"}
    finding = found(both(first=watched, second=watched))["fault-tree/common-cause"]
    assert finding.about == ("a", "b")
    assert "fault-tree/common-cause" not in found(both(first=watched, second=other))
    group = {
        "sharing": "beta-factor",
        "members": ["a", "b"],
        "probability": "0.1",
        "factors": {"2": "0.5"},
        "source": "counted",
    }
    shared = found(both(first=watched, second=watched), notes={"group": {"pair": group}})
    assert "fault-tree/common-cause" not in shared
    assert "fault-tree/common-cause" not in found(
        both(gate=Gate.ANY, first=watched, second=watched)
    )


def test_notes_that_cannot_be_read_are_told():
    """With what they say, while the gates are still looked at."""
    findings = found(both(gate=None), notes={"expression": {"a": "("}})
    assert "The expression of a cannot be read" in findings["fault-tree/not-worked-out"].text
    assert findings["fault-tree/not-worked-out"].severity is Severity.ERROR
    assert "fault-tree/gate-not-said" in findings
