"""Answers mean the same in every step: “-” leaves no answer behind, and rows stay."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest
from answering import NOTHING, Interview

import rcakit
import rcakit_process
from rcakit import Postmortem
from rcakit.model import (
    Action,
    ActionStatus,
    ActionType,
    Basis,
    Cause,
    Event,
    EventKind,
    Evidence,
    Impact,
    Incident,
    Lesson,
    LessonKind,
    OpenQuestion,
    Person,
    Status,
    Strength,
    frozen,
)
from rcakit_process import rcakit_steps

STEPS = {step.id: step for step in rcakit_steps()}
ANSWERED = Postmortem(
    incident=Incident(
        title="We have no nodes",
        severity="SEV2",
        services=("cluster",),
        timezone="Europe/Copenhagen",
        summary="All nodes were killed.",
    ),
    problem="top",
    milestones=frozen({"detected": "e1"}),
    impacts=frozen({"i": Impact(metric="Nodes lost", value=15, measured="Counted")}),
    people=frozen({"ada": Person(name="Ada", roles=("responder", "Owner", "facilitator"))}),
    lessons=frozen({"l": Lesson(text="The chat was calm", kind=LessonKind.WENT_WELL)}),
    questions=frozen({"q": OpenQuestion(text="When did the logs end?", answer="At 10:40")}),
    evidence=frozen(
        {"graph": Evidence(title="Ready nodes", source="a query", basis=Basis.OBJECTIVE)}
    ),
    events=frozen(
        {
            "e1": Event(
                text="Go on without a rollover",
                kind=EventKind.DECISION,
                at=datetime(2023, 2, 14, 10, 45, tzinfo=UTC),
                known_then="All looked well",
            )
        }
    ),
    causes=frozen(
        {
            "top": Cause(text="Top", because=("a",)),
            "a": Cause(text="The size was reset", status=Status.CONFIRMED, evidence=("graph",)),
        }
    ),
    actions=frozen(
        {
            "do": Action(
                title="Keep the size",
                addresses=("a",),
                type=ActionType.PREVENT,
                strength=Strength.STRONGER,
                priority="P1",
                measure="A drill",
                verify_by=date(2023, 4, 1),
            ),
            "done": Action(title="Refuse it", status=ActionStatus.DONE, outcome="It holds"),
        }
    ),
)
"""A postmortem in which every question that has a field has an answer."""

ONE_ANSWER = [
    "incident/severity", "incident/services", "incident/summary", "incident/impact-measured/i",
    "incident/owner", "incident/facilitator", "evidence/basis/graph", "evidence/source/graph",
    "timeline/milestone/detected", "timeline/known/e1",
    "analysis/status/a", "analysis/evidence/a", "actions/addresses/do", "actions/type/do",
    "actions/strength/do", "actions/priority/do", "actions/measure/do", "actions/verify-by/do",
    "report/question/q", "follow-up/outcome/done",
]  # fmt: skip
"""Questions whose field holds one answer."""


def answered(question):
    """An interview in which a question was answered with “-”, and its present state."""
    talk = Interview(STEPS[question.partition("/")[0]], ANSWERED)
    before = talk.question(question)
    assert before.done
    assert before.current
    talk.type(NOTHING, before)
    return talk, next((one for one in talk.questions if one.id == question), None)


@pytest.mark.parametrize("question", ONE_ANSWER)
def test_nothing_clears_the_answer_there_was(question):
    """Else the files would say an answer, and that there is none; “-” again alters nothing."""
    talk, now = answered(question)
    assert question in talk.postmortem.skipped
    if now is not None:
        assert not now.current
        assert not now.done
        assert now.nothing(talk.postmortem) == talk.postmortem
    assert talk.titles[-1] != "leave a question"


def test_a_dead_link_leaves_the_copy_of_what_it_showed():
    """A file below attachments/ is there, whatever became of the page it was taken from."""
    copy = Evidence(title="A log", source="a link", file="attachments/log.txt")
    postmortem = attrs.evolve(ANSWERED, evidence=frozen({"log": copy}))
    talk = Interview(STEPS["evidence"], postmortem)
    talk.type(NOTHING, talk.question("evidence/source/log"))
    assert talk.postmortem.evidence["log"] == attrs.evolve(copy, source="")
    assert talk.postmortem.skipped["evidence/source/log"] == "nowhere else any more"


def test_nothing_where_nothing_was_said_is_a_record_alone():
    """No field is touched, and the undo list says what was done."""
    empty = Postmortem(incident=Incident(title="We have no nodes"))
    talk = Interview(STEPS["incident"], empty)
    talk.type(NOTHING, talk.question("incident/severity"))
    assert talk.postmortem == attrs.evolve(
        empty, skipped=frozen({"incident/severity": "no severity"})
    )
    assert talk.titles == ["leave a question"]


def test_nothing_means_no_more_wherever_it_clears_nothing():
    """Lists keep their rows and a zone its default; every other question clears its field."""
    every = [one for step in STEPS.values() for one in Interview(step, ANSWERED).questions]
    lists = [
        one for one in every if one.nothing is not None and one.current and one.id not in ONE_ANSWER
    ]
    assert {one.id for one in lists} == {
        "incident/timezone", "incident/impact", "incident/impact-value/i", "incident/people",
        "evidence/more", "timeline/event", "actions/more", "report/lesson/went-well",
    }  # fmt: skip
    for one in lists:
        after = attrs.evolve(one.nothing(ANSWERED), skipped=ANSWERED.skipped)
        if one.id != "incident/impact-value/i":
            assert after == ANSWERED, one.id


def test_nobody_in_a_role_leaves_people_and_their_other_roles():
    """Who took part took part, whoever sees the review through."""
    talk, _ = answered("incident/owner")
    assert talk.postmortem.people["ada"].roles == ("responder", "facilitator")


@pytest.mark.parametrize(
    ("question", "with_rows", "without"),
    [
        ("incident/impact", "nothing more", "nothing that can be counted"),
        ("report/lesson/went-well", "nothing more", "nothing"),
    ],
)
def test_no_more_is_not_none(question, with_rows, without):
    """A report repeats the reason, which must claim no more than was said."""
    step = STEPS[question.partition("/")[0]]
    for postmortem, reason in ((ANSWERED, with_rows), (None, without)):
        talk = Interview(step, postmortem)
        talk.type(NOTHING, talk.question(question))
        assert talk.postmortem.skipped[question] == reason


def test_a_quoted_sentence_keeps_its_full_stop_to_itself():
    """One full stop ends a sentence, whichever sentence it quotes."""
    measure = "A number falls."
    action = attrs.evolve(ANSWERED.actions["done"], title="Refuse it.", measure=measure)
    pieces = frozen({"e": Evidence(title="It shows all clusters.")})
    postmortem = attrs.evolve(ANSWERED, actions=frozen({"done": action}), evidence=pieces)
    for step in STEPS.values():
        talk = Interview(step, postmortem)
        sentences = [words for one in talk.questions for words in (one.ask, one.help)]
        sentences += [finding.text for finding in talk.findings()]
        assert not [words for words in sentences if ".." in words or ".”" in words]
    outcome = Interview(STEPS["follow-up"], postmortem).question("follow-up/outcome/done")
    assert outcome.help.endswith("It was to be known by: “A number falls”.")


def test_ids_are_made_in_one_way():
    """What plugins are offered to make an id with is what the steps use."""
    modules = [module for module in vars(rcakit_process).values() if hasattr(module, "__file__")]
    makers = [module.new_id for module in modules if hasattr(module, "new_id")]
    assert makers
    assert all(maker is rcakit.new_id for maker in makers)
