"""An answer given after somebody said that there is none."""

from __future__ import annotations

from rcakit.change import SetIncident, Skip
from rcakit.guide import Question, Text, answered
from rcakit.model import Incident, Postmortem

QUESTION = Question(
    id="incident/severity",
    ask="How bad was it?",
    kind=Text(),
    answer=lambda said: SetIncident({"severity": said}),
)


def test_an_answer_takes_back_that_there_is_none() -> None:
    """Both together would contradict each other; one undo gives both back."""
    none = Skip(QUESTION.id, "no severity")(Postmortem(incident=Incident(title="T")))
    change = answered(QUESTION, QUESTION.answer("SEV2"), none)
    after = change(none)
    assert after.incident.severity == "SEV2"
    assert QUESTION.id not in after.skipped
    assert change.title == QUESTION.answer("SEV2").title


def test_an_answer_that_confirms_keeps_its_own_record() -> None:
    """What the answer itself writes down is not taken back."""
    none = Skip(QUESTION.id, "not known")(Postmortem(incident=Incident(title="T")))
    confirmed = Skip(QUESTION.id, "confirmed")
    assert answered(QUESTION, confirmed, none)(none).skipped[QUESTION.id] == "confirmed"


def test_without_a_record_the_answer_is_the_change() -> None:
    """Nothing is wrapped that need not be."""
    change = QUESTION.answer("SEV3")
    assert answered(QUESTION, change, Postmortem(incident=Incident(title="T"))) is change
