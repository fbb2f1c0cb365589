from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest
from answering import Interview
from no_nodes import TEXTS, graph, with_actions

from rcakit import BadAnswer, Postmortem, change
from rcakit.model import (
    Action,
    ActionStatus,
    Cause,
    Event,
    EventKind,
    Evidence,
    EvidenceKind,
    Incident,
    Kind,
    Lesson,
    LessonKind,
    OpenQuestion,
    Person,
    Status,
    frozen,
)
from rcakit_process import follow_up, rcakit_steps
from rcakit_process.impact import quantity

STEPS = {step.id: step for step in rcakit_steps()}


def at(hour, minute):
    """A moment of that day."""
    return datetime(2023, 2, 14, hour, minute, tzinfo=UTC)


def talk_about(step, **fields):
    """An interview of one step about a postmortem with these fields."""
    return Interview(STEPS[step], Postmortem(incident=Incident(title="We have no nodes"), **fields))


def test_the_seven_steps_in_their_order():
    """The order is the order of the work."""
    assert list(STEPS) == [
        "incident", "evidence", "timeline", "analysis", "actions", "report", "follow-up",
    ]  # fmt: skip
    assert all(step.text.startswith(f"# {step.title}") for step in STEPS.values())


def test_the_incident_from_its_kind_to_its_people():
    """Every answer lands in its field, and the last one ends the step."""
    talk = talk_about("incident")
    talk.expect("incident/kind", "near-miss").expect("incident/severity", "2")
    talk.expect("incident/services", "cluster, ingress").expect(
        "incident/timezone", "europe/copenhagen"
    )
    talk.expect("incident/summary", "Every node was killed.")
    talk.expect("incident/impact", "Failed requests")
    talk.expect("incident/impact-value/failed-requests", "12,500 requests")
    talk.expect("incident/impact-measured/failed-requests", "Count of 5xx at the edge")
    talk.expect("incident/impact", "Lost logs")
    talk.expect("incident/impact-value/lost-logs", "unknown")
    talk.expect("incident/impact", "-")
    talk.expect("incident/people", "Ada, responder", "Ben", "-")
    talk.expect("incident/owner", "ada").expect("incident/facilitator", "Cleo")
    assert talk.now is None
    incident = talk.postmortem.incident
    assert incident.kind is Kind.NEAR_MISS
    assert incident.severity == "SEV2"
    assert incident.services == ("cluster", "ingress")
    assert incident.timezone == "Europe/Copenhagen"
    row = talk.postmortem.impacts["failed-requests"]
    assert (row.value, row.unit) == (12500, "requests")
    assert talk.postmortem.impacts["lost-logs"].value == "unknown"
    assert talk.postmortem.people["ada"].roles == ("responder", "owner")
    assert talk.postmortem.people["cleo"].roles == ("facilitator",)
    assert talk.findings() == []


def test_confirmed_defaults_are_not_asked_again():
    """“Incident” and “UTC” are what the fields hold anyway; the answer is remembered."""
    talk = talk_about("incident")
    talk.type("incident").type("-").type("-").type("UTC")
    assert talk.now.id == "incident/summary"
    assert talk.question("incident/kind").done


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("4500 requests", 4500, "requests"),
        ("12,500", 12500, ""),
        ("1 200 000 EUR", 1200000, "EUR"),
        ("3.5%", 3.5, "%"),
        ("-2 °C", -2, "°C"),
        ("Unknown", "unknown", ""),
        ("1e6 requests", 1_000_000, "requests"),
        ("2.5E-3 %", 0.0025, "%"),
        ("12 requests/s, p99", 12, "requests/s, p99"),
    ],
)
def test_quantities(typed, value, unit):
    """A number with its unit, grouped in the usual ways."""
    assert quantity(typed) == (value, unit)


@pytest.mark.parametrize(
    "typed",
    [
        "many", "1,5 %", "12.000 EUR", "26 h 3 min", "9" * 30, "1e999", "10-20 requests",
        "10 – 20 requests", "1/2 of users", "1:30 hours", "1h30",
    ],
)  # fmt: skip
def test_quantities_with_no_or_two_readings_are_refused(typed):
    """Guessing would make a wrong number look measured."""
    with pytest.raises(BadAnswer):
        quantity(typed)


def test_a_facilitator_who_took_part_is_told():
    """Somebody else can ask more freely."""
    people = frozen({"ada": Person(name="Ada", roles=("owner", "Facilitator", "responder"))})
    rules = talk_about("incident", people=people).rules()
    assert "incident/facilitator-is-party" in rules
    assert "incident/one-owner" not in rules


def test_evidence_is_asked_for_piece_by_piece():
    """Sort, basis and place of one piece before the next."""
    talk = talk_about("evidence")
    talk.expect("evidence/more", "Ready nodes")
    talk.expect("evidence/kind/ready-nodes", "metric")
    talk.expect("evidence/basis/ready-nodes", "objective")
    talk.expect("evidence/source/ready-nodes", "kube_node_status, 10:30 to 11:30")
    talk.expect("evidence/more", "-")
    assert talk.now is None
    assert talk.postmortem.evidence["ready-nodes"].kind is EvidenceKind.METRIC
    assert talk.rules() == ["evidence/unused"]


def test_events_are_typed_as_a_time_and_words():
    """A bare clock is on the day of the latest event; “?” is a time nobody knows."""
    talk = talk_about("timeline")
    talk.expect(
        "timeline/event",
        "2023-02-14 10:45 The pipeline ran",
        "10:48 We have no nodes",
        "? Somebody restarted a node",
        "-",
    )
    assert [event.at for event in talk.postmortem.events.values()] == [at(10, 45), at(10, 48), None]
    assert all(name.startswith("20230214-10") for name in list(talk.postmortem.events)[:2])
    assert talk.now.id.startswith("timeline/when/")
    talk.type("10:50")
    talk.expect("timeline/milestone/impact-started", "10:45").expect(
        "timeline/milestone/detected", "10:48 We have no nodes"
    )
    assert list(talk.postmortem.milestones) == ["impact-started", "detected"]


@pytest.mark.parametrize("typed", ["We have no nodes", "10:48", "?"])
def test_an_event_needs_its_time_and_its_words(typed):
    """Refused with an example."""
    with pytest.raises(BadAnswer, match="such as"):
        talk_about("timeline").type(typed)


def test_a_timeline_not_agreed_becomes_an_open_question():
    """The interview goes on; the doubt is kept for the meeting."""
    talk = talk_about("timeline", events=frozen({"e1": Event(text="No nodes", at=at(10, 48))}))
    talk.type("no", talk.question("timeline/agreed"))
    assert talk.question("timeline/agreed").done
    assert len(talk.postmortem.questions) == 1


def test_what_is_wanting_of_a_timeline():
    """Late start, order, judgement, decisions without what was known."""
    events = {
        "e1": Event(text="Nodes are killed", at=at(10, 46)),
        "e2": Event(text="We should have noticed", at=at(10, 45)),
        "e3": Event(text="Run it again", at=at(10, 49), kind=EventKind.DECISION),
    }
    talk = talk_about("timeline", events=frozen(events))
    talk.postmortem = change.SetMilestone("impact-started", "e1")(talk.postmortem)
    talk.postmortem = change.SetMilestone("detected", "e2")(talk.postmortem)
    assert set(talk.rules()) == {
        "timeline/milestone-order",
        "timeline/milestone-missing",
        "timeline/event-without-evidence",
        "timeline/known-then-missing",
        "timeline/not-a-fact",
    }
    talk.postmortem = change.Drop("event", "e2")(talk.postmortem)
    assert "timeline/starts-late" in talk.rules()


def test_the_analysis_asks_what_is_known_and_what_shows_it():
    """Confirmed and ruled out ask for evidence; a hypothesis stays one and is not asked again."""
    talk = Interview(STEPS["analysis"], graph())
    talk.postmortem = attrs.evolve(
        talk.postmortem, evidence=frozen({"asg": Evidence(title="History of the group")})
    )
    talk.expect("analysis/status/zombies", "confirmed").expect("analysis/evidence/zombies", "1")
    assert talk.postmortem.causes["zombies"].evidence == ("asg",)
    talk.expect("analysis/status/never-joined", "hypothesis")
    assert talk.postmortem.causes["never-joined"].status is Status.HYPOTHESIS
    assert talk.now.id == "analysis/status/wrong-value"


def test_words_that_judge_are_told():
    """A fact behind the judgement can be checked; the judgement cannot."""
    causes = {"a": Cause(text="The root cause was poor testing"), "b": Cause(text="No “bad” test")}
    rules = talk_about("analysis", causes=frozen(causes)).rules()
    assert rules.count("analysis/wording") == 2


def test_one_action_at_a_time_then_the_causes_without_one():
    """A new action is finished before the next cause comes up."""
    causes = {"top": Cause(text="Top", because=("a", "b")), "a": Cause(text="The policy kills old"),
              "b": Cause(text="The size was reset")}  # fmt: skip
    talk = talk_about("actions", causes=frozen(causes), problem="top")
    talk.expect("actions/cause/a", "Kill the newest first")
    name = "kill-newest-first"
    talk.expect(f"actions/type/{name}", "prevent").expect(f"actions/strength/{name}", "stronger")
    talk.expect(f"actions/owner/{name}", "Ada")
    talk.expect(f"actions/due/{name}", "2023-03-01").expect(f"actions/priority/{name}", "P1")
    talk.expect(f"actions/measure/{name}", "A drill keeps healthy nodes")
    talk.expect(f"actions/verify-by/{name}", "2023-04-01")
    talk.expect("actions/cause/b", "Kill the newest first").expect("actions/more", "-")
    assert talk.now is None
    assert talk.postmortem.actions[name] == Action(
        title="Kill the newest first",
        addresses=("a", "b"),
        owner="Ada",
        due=date(2023, 3, 1),
        priority="P1",
        type="prevent",
        strength="stronger",
        measure="A drill keeps healthy nodes",
        verify_by=date(2023, 4, 1),
    )


def test_what_an_action_is_asked_depends_on_how_far_it_is():
    """A done one needs no day, an idea no owner, a dropped one a reason."""
    actions = {
        "done": Action(title="Refuse it", status=ActionStatus.DONE),
        "idea": Action(title="Move away", status=ActionStatus.IDEA),
        "dropped": Action(title="Rewrite", status=ActionStatus.WONT_DO),
    }
    assert talk_about("actions", actions=frozen(actions)).ids == [
        "actions/type/done", "actions/strength/done", "actions/owner/done", "actions/type/idea",
        "actions/strength/idea", "actions/reason/dropped", "actions/more",
    ]  # fmt: skip


def test_causes_left_to_actions_are_those_the_check_warns_of():
    """What is covered by everything behind it is not asked for."""
    talk = Interview(STEPS["actions"], with_actions())
    asked = {one.rpartition("/")[2] for one in talk.ids if one.startswith("actions/cause/")}
    assert asked == {"size-reset", "oldest-first", "registry"}


def test_findings_about_actions():
    """Vague, acting on nothing, and none that detects or mitigates."""
    actions = {"a": Action(title="Improve the rollover", type="prevent")}
    causes = {"c": Cause(text=TEXTS["zombies"])}
    rules = set(talk_about("actions", actions=frozen(actions), causes=frozen(causes)).rules())
    assert rules == {"actions/vague", "actions/addresses-nothing", "actions/only-prevention"}


def test_the_report_asks_for_lessons_and_open_questions():
    """Each heading once; unsorted lessons are sorted; questions may stay open."""
    talk = talk_about(
        "report",
        lessons=frozen({"l": Lesson(text="The chat was calm")}),
        questions=frozen({"q": OpenQuestion(text="When did the logs end?")}),
    )
    talk.expect("report/summary", "All nodes were killed.")
    talk.expect("report/lesson-kind/l", "went-well")
    talk.expect("report/lesson/went-wrong", "The rollover has no way back")
    talk.expect("report/lesson/got-lucky", "-").expect("report/lesson/surprised", "-")
    assert talk.rules() == ["report/question-open"]
    talk.expect("report/question/q", "-").expect("report/state", "draft")
    assert talk.now is None
    assert talk.postmortem.lessons["l"].kind is LessonKind.WENT_WELL
    assert talk.rules() == []


def test_follow_up_of_what_is_overdue(monkeypatch):
    """Done, another day, or dropped with a reason; then whether it worked."""
    monkeypatch.setattr(follow_up.calendar, "today", lambda: date(2023, 4, 1))
    actions = {name: Action(title=name.upper(), due=date(2023, 3, 1)) for name in ("a", "b", "c")}
    talk = talk_about("follow-up", actions=frozen(actions))
    assert talk.rules() == ["follow-up/overdue"] * 3
    talk.expect("follow-up/progress/a", "done").expect("follow-up/outcome/a", "Held in a drill")
    talk.expect("follow-up/progress/b", "later").expect("follow-up/due/b", "2023-05-01")
    talk.expect("follow-up/progress/c", "drop").expect("follow-up/reason/c", "The part is gone")
    assert talk.now is None
    assert talk.rules() == []


def test_an_outcome_is_asked_for_on_its_day_and_not_before(monkeypatch):
    """Whether it worked cannot be seen at once."""
    action = Action(title="A", status=ActionStatus.DONE, verify_by=date(2023, 4, 1))
    talk = talk_about("follow-up", actions=frozen({"a": action}))
    monkeypatch.setattr(follow_up.calendar, "today", lambda: date(2023, 3, 31))
    assert talk.now is None
    monkeypatch.setattr(follow_up.calendar, "today", lambda: date(2023, 4, 1))
    assert talk.now.id == "follow-up/outcome/a"
    assert talk.rules() == ["follow-up/outcome-missing"]
