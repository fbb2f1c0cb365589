from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest
from no_nodes import graph, with_actions

from rcakit import Postmortem, Reading, Severity, change
from rcakit.model import (
    Action,
    ActionStatus,
    Cause,
    Event,
    Incident,
    OpenQuestion,
    Person,
    Role,
    Status,
    frozen,
)
from rcakit_checks import rcakit_checks

CHECKS = {check.id: check for check in rcakit_checks()}


def found(rule, postmortem):
    """The findings of one rule."""
    return list(CHECKS[rule].findings(Reading(postmortem=postmortem)))


def about(rule, postmortem, severity=None):
    """What they are about first."""
    return {
        finding.about[0]
        for finding in found(rule, postmortem)
        if severity in (None, finding.severity)
    }


def test_every_rule_says_what_it_is_and_where_it_comes_from():
    """Ids are unique; findings carry the id of their rule."""
    assert len(CHECKS) == len(list(rcakit_checks())) == 12
    assert all(check.title.endswith(".") and check.source for check in CHECKS.values())
    for rule in CHECKS:
        assert all(one.rule == rule and one.mend for one in found(rule, with_actions()))


def test_causes_no_action_addresses_are_named():
    """Warned of: nothing behind the cause, or only a contribution to it, is acted on."""
    postmortem = with_actions()
    assert about("cause-without-action", postmortem, Severity.WARNING) == {
        "size-reset", "oldest-first", "registry",
    }  # fmt: skip


def test_causes_covered_from_behind_are_hinted_at():
    """Everything behind them is acted on; the words say so."""
    hints = [
        one
        for one in found("cause-without-action", with_actions())
        if one.severity is Severity.HINT
    ]
    assert {one.about[0] for one in hints} == {"containerd", "no-logs"}
    assert all("everything behind it" in one.text for one in hints)


def test_a_contribution_acted_on_does_not_cover():
    """Were it no mere contribution, it would."""
    postmortem = change.Edit("cause", "no-document", {"role": Role.TRIGGER})(with_actions())
    assert "size-reset" in about("cause-without-action", postmortem, Severity.HINT)


def test_what_does_not_count_as_an_action_and_what_needs_none():
    """A dropped action covers nothing; the ruled-out and the mitigating need nothing."""
    postmortem = change.Edit("action", "staging", {"status": ActionStatus.WONT_DO})(with_actions())
    assert {"qa-differs", "containerd", "no-logs"} <= about(
        "cause-without-action", postmortem, Severity.WARNING
    )
    postmortem = change.Judge("oldest-first", Status.RULED_OUT)(postmortem)
    postmortem = change.Edit("cause", "registry", {"role": Role.MITIGATOR})(postmortem)
    assert not {"oldest-first", "registry", "problem"} & about("cause-without-action", postmortem)


def test_a_cause_left_on_purpose_is_a_hint_with_its_reason():
    """Accepting a risk is an answer; it is still shown."""
    postmortem = change.Skip("actions/cause/registry", "it is somebody else's")(with_actions())
    (hint,) = [
        one for one in found("cause-without-action", postmortem) if one.about == ("registry",)
    ]
    assert hint.severity is Severity.HINT
    assert "somebody else's" in hint.text


def test_every_action_taken_on_needs_an_owner():
    """Six actions, one of them done, six findings."""
    owners = found("action-without-owner", with_actions())
    assert len(owners) == 6
    assert all(one.severity is Severity.ERROR and one.field == "owner" for one in owners)
    assert len(found("action-without-due", with_actions())) == 5


@pytest.mark.parametrize("status", [ActionStatus.IDEA, ActionStatus.WONT_DO])
def test_ideas_and_dropped_actions_need_no_owner_and_no_day(status):
    """A dropped one needs a reason."""
    action = Action(title="Move away", status=status)
    postmortem = attrs.evolve(graph(), actions=frozen({"a": action}))
    assert found("action-without-owner", postmortem) == []
    assert found("action-without-due", postmortem) == []
    assert bool(found("wont-do-without-reason", postmortem)) is (status is ActionStatus.WONT_DO)


def test_a_broken_reference_names_its_key_and_what_was_meant():
    """In every table, from the problem to an open question."""
    postmortem = Postmortem(
        incident=Incident(title="T"),
        problem="pool-exausted",
        causes=frozen(
            {
                "pool-exhausted": Cause(text="P", because=("retry-strom",), evidence=("graph",)),
                "retry-storm": Cause(text="R"),
            }
        ),
        actions=frozen({"pool-exhausted": Action(title="A", addresses=("pool-exhaustd",))}),
        milestones=frozen({"detected": "e9"}),
        questions=frozen({"q": OpenQuestion(text="Q", about=("retry-storms",))}),
    )
    broken = {one.text.partition(" ")[0]: one for one in found("reference", postmortem)}
    assert broken["problem"].about == ("problem",)
    assert "“pool-exhausted”" in broken["problem"].mend
    assert "“retry-storm”" in broken["cause.pool-exhausted.because"].mend
    assert "evidence" in broken["cause.pool-exhausted.evidence"].mend
    assert broken["action.pool-exhausted.addresses"].about == ("action.pool-exhausted",)
    assert broken["milestone.detected"].about == ("milestone",)
    assert broken["milestone.detected"].field == "detected"
    assert "“retry-storm”" in broken["question.q.about"].mend
    assert len(broken) == 6


def test_circles():
    """Also a cause that names itself."""
    causes = {
        "a": Cause(text="A", because=("b",)),
        "b": Cause(text="B", because=("a",)),
        "c": Cause(text="C", because=("c",)),
    }
    circles = found("cycle", attrs.evolve(graph(), causes=frozen(causes)))
    assert {frozenset(one.about) for one in circles} == {frozenset("ab"), frozenset("c")}


def test_what_no_change_lets_a_cause_say():
    """Each key that holds it, and nothing of a cause that keeps the laws."""
    causes = {
        "a": Cause(text="A", because=("b", "c", "b", "b"), probability=5.0, needed=0),
        "b": Cause(text=" ", probability=-0.5),
        "c": Cause(text="C", because=("b",), probability=1.0, needed=1),
    }
    wrong = found("cause-cannot-be", attrs.evolve(graph(), causes=frozen(causes)))
    assert sorted((one.about[0], one.field) for one in wrong) == [
        ("a", "because"), ("a", "needed"), ("a", "probability"), ("b", "probability"),
        ("b", "text"),
    ]  # fmt: skip
    assert all(one.severity is Severity.ERROR for one in wrong)
    assert found("cause-cannot-be", with_actions()) == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Human error", True),
        ("Ada dropped the table", True),
        ("The on-call engineer restarted the wrong node", True),
        ("The table was dropped by an operator", True),
        ("Somebody restarted it", True),
        ("The Kubernetes operator restarted the pod", False),
        ("The operator pod crashed", False),
        ("The log said “human error”", False),
        ("The user service timed out", False),
        ("An adapter failed", False),
    ],
)
def test_a_chain_that_ends_at_a_person(text, person):
    """Told by words and by the names of those who took part; quotations are somebody else's."""
    postmortem = Postmortem(
        incident=Incident(title="T"),
        causes=frozen({"top": Cause(text="It was down", because=("c",)), "c": Cause(text=text)}),
        people=frozen({"ada": Person(name="Ada")}),
        problem="top",
    )
    assert bool(found("chain-ends-at-a-person", postmortem)) is person
    deeper = change.AddCause("d", Cause(text="The names look alike"), "c")(postmortem)
    assert found("chain-ends-at-a-person", deeper) == []


def test_severity_and_evidence():
    """A severity, and something that shows what is called confirmed."""
    postmortem = change.Judge("zombies", Status.CONFIRMED)(graph())
    assert found("severity-missing", postmortem)[0].about == ("severity",)
    assert about("cause-without-evidence", postmortem) == {"zombies"}
    postmortem = change.SetIncident({"severity": "SEV1"})(postmortem)
    assert found("severity-missing", postmortem) == []


def test_milestones_in_their_order():
    """Recovery before detection is an error; a declaration after the recovery is told too."""
    events = {
        f"e{minute}": Event(text="E", at=datetime(2023, 2, 14, 10, minute, tzinfo=UTC))
        for minute in (46, 48, 57)
    }
    postmortem = attrs.evolve(graph(), events=frozen(events))
    for milestone, event in {
        "impact-started": "e46",
        "detected": "e48",
        "mitigated": "e57",
    }.items():
        postmortem = change.SetMilestone(milestone, event)(postmortem)
    assert found("milestone-order", postmortem) == []
    postmortem = change.SetMilestone("mitigated", "e46")(postmortem)
    (swapped,) = found("milestone-order", postmortem)
    assert swapped.about == ("e46", "e48")
