"""Whether people agree on the timeline, and how its events are offered to choose from."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest
from answering import NOTHING, Interview

from rcakit import Postmortem, change
from rcakit.model import Event, Incident, frozen
from rcakit_process.moments import event_options
from rcakit_process.timeline import NOT_AGREED, Timeline


def of(*moments, zone="UTC"):
    """A postmortem with an event at each moment."""
    events = {f"e{number}": Event(text="No nodes", at=at) for number, at in enumerate(moments)}
    incident = Incident(title="We have no nodes", timezone=zone)
    return Postmortem(incident=incident, events=frozen(events))


@pytest.fixture
def doubted():
    """An interview in which the timeline was not agreed on."""
    talk = Interview(Timeline(), of(datetime(2023, 2, 14, 10, 48, tzinfo=UTC)))
    return agree(talk, "no")


def agree(talk, answer):
    """Answer whether all agree, first or again."""
    return talk.type(answer, talk.question("timeline/agreed"))


def test_a_doubt_that_was_answered_outlives_another_no(doubted):
    """What somebody wrote is not wiped by saying the same again."""
    answer = change.Edit("question", NOT_AGREED, {"answer": "The alarm came first"})
    doubted.postmortem = answer(doubted.postmortem)
    kept = doubted.postmortem
    assert agree(doubted, "no").postmortem == kept
    agreed = agree(doubted, "yes").postmortem
    assert agreed.questions == kept.questions
    assert agreed.skipped["timeline/agreed"] == "yes"


def test_a_doubt_nobody_answered_goes_when_all_agree(doubted):
    """There is nothing left to answer."""
    assert doubted.postmortem.questions
    assert not agree(doubted, "yes").postmortem.questions
    assert doubted.question("timeline/agreed").current == "yes"


def test_a_new_doubt_is_open_although_the_last_one_was_left_so(doubted):
    """That a question stays open was said of that question only."""
    left = change.Skip(f"report/question/{NOT_AGREED}", "stays open")
    doubted.postmortem = left(doubted.postmortem)
    agree(agree(doubted, "yes"), "no")
    assert NOT_AGREED in doubted.postmortem.questions
    assert f"report/question/{NOT_AGREED}" not in doubted.postmortem.skipped


def test_nothing_said_of_agreement_is_no_doubt():
    """“-” asks nobody and opens no question."""
    talk = agree(Interview(Timeline(), of(datetime(2023, 2, 14, tzinfo=UTC))), NOTHING)
    assert not talk.postmortem.questions
    assert talk.postmortem.skipped["timeline/agreed"] == "not asked"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Berlin", ["2023-02-14 21:10 No nodes", "2023-02-15 00:10 No nodes"]),
        ("America/New_York", ["15:10 No nodes", "18:10 No nodes"]),
    ],
)
def test_events_carry_a_date_where_local_days_differ(zone, shown):
    """20:10 and 23:10 in UTC are one day there and two in Berlin."""
    late = datetime(2023, 2, 14, 20, 10, tzinfo=UTC)
    postmortem = of(late, late.replace(hour=23), zone=zone)
    assert [option.label for option in event_options(postmortem)] == shown


def test_an_event_without_a_time_counts_for_no_day():
    """It stands last, under a question mark."""
    postmortem = of(datetime(2023, 2, 14, 20, 10, tzinfo=UTC), None)
    labels = [option.label for option in event_options(postmortem)]
    assert labels == ["20:10 No nodes", "? No nodes"]
    assert event_options(attrs.evolve(postmortem, events=frozen())) == ()
