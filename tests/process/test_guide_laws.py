"""Laws every step and method keeps, whatever is answered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest
from answering import NOTHING, Interview
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from no_nodes import with_actions

from rcakit import BadAnswer, Choice, Day, Moment, Number, Refused, SeveralOf, YesNo
from rcakit.model import (
    Action,
    ActionStatus,
    Event,
    EventKind,
    Evidence,
    Impact,
    Lesson,
    OpenQuestion,
    Person,
    frozen,
)
from rcakit_fishbone.method import Fishbone
from rcakit_five_whys.method import FiveWhys
from rcakit_process import follow_up, rcakit_steps

GUIDES = [FiveWhys(), Fishbone(), *rcakit_steps()]
FREE, BOUND = 20, 400


def full():
    """A postmortem with something in every table and something wanting of each."""
    postmortem = with_actions()
    return attrs.evolve(
        postmortem,
        impacts=frozen({"nodes": Impact(metric="Nodes lost")}),
        people=frozen({"ada": Person(name="Ada")}),
        lessons=frozen({"l1": Lesson(text="Nobody panicked")}),
        questions=frozen({"q1": OpenQuestion(text="How many were affected?")}),
        evidence=frozen({"graph": Evidence(title="Ready nodes, 10:30 to 11:30")}),
        events=frozen(
            {
                "e1": Event(
                    text="Go on without a rollover",
                    kind=EventKind.DECISION,
                    at=datetime(2023, 2, 14, 10, 45, tzinfo=UTC),
                ),
                "e2": Event(text="We have no nodes"),
            }
        ),
        actions=frozen(
            {
                **postmortem.actions,
                "late": Action(title="Renew the policy", due=date(2023, 3, 1)),
                "never": Action(title="Move away", status=ActionStatus.WONT_DO),
            }
        ),
    )


@pytest.fixture(autouse=True)
def a_day(monkeypatch):
    """It is the first of April 2023."""
    monkeypatch.setattr(follow_up.calendar, "today", lambda: date(2023, 4, 1))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_asking_alters_nothing_and_gives_the_same_ids(guide):
    """Questions and findings are functions of the postmortem; ids are said once and stay."""
    talk = Interview(guide, full())
    before = talk.postmortem
    first, second = talk.ids, talk.ids
    assert first == second
    assert len(set(first)) == len(first)
    assert all(one.startswith(f"{guide.id}/") for one in first)
    assert talk.findings() == talk.findings()
    assert all(one.rule.startswith(f"{guide.id}/") for one in talk.findings())
    assert talk.postmortem == before == full()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_an_empty_postmortem_is_asked_about(guide):
    """Nothing there is no reason to fail; only a follow-up has nothing to ask."""
    talk = Interview(guide)
    assert (talk.now is None) == (guide.id == "follow-up")
    talk.findings()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
@pytest.mark.parametrize("start", [None, "full"])
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_answers_lead_on_and_come_to_an_end(guide, start, data):
    """Answers are taken or refused with a sentence, and patience ends the interview."""
    talk = Interview(guide, full() if start else None)
    refusals = []
    for _ in range(FREE):
        if (question := talk.now) is None:
            break
        before = talk.postmortem
        line = data.draw(line_for(question))
        try:
            talk.type(line)
        except (BadAnswer, Refused) as error:
            refusals.append(str(error))
            assert talk.postmortem == before
    assert all(refusals)
    for count in range(BOUND):
        if (question := talk.now) is None:
            return
        before = talk.postmortem
        patient(talk, question, count)
        assert talk.postmortem != before, question.id
    pytest.fail(f"{talk.now.id} is asked for ever")


def line_for(question):
    """Lines a person might type: options, words, nothing, and what a cat types."""
    options = getattr(question.kind, "options", ())
    lines = [
        st.just(NOTHING),
        st.text(max_size=30),
        st.sampled_from(["14:32 Nodes went", "?", "3"]),
    ]
    if options:
        lines += [st.sampled_from([option.value for option in options])] * 3
    return st.one_of(lines)


def patient(talk, question, count):
    """What somebody answers who wants to be done."""
    kind = question.kind
    if question.nothing is not None:
        return talk.type(NOTHING)
    if isinstance(kind, Choice | SeveralOf):
        return talk.type(kind.options[0].value)
    if isinstance(kind, YesNo):
        return talk.type("yes")
    if isinstance(kind, Day):
        return talk.type("2099-01-01")
    if isinstance(kind, Moment):
        return talk.type("2023-02-14 10:00")
    if isinstance(kind, Number):
        return talk.type("1")
    return talk.type(f"Something new {count}, and {count} more")
