"""The contract of a guide: a step of the process, or the asking half of a method."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit.errors import Refused
from rcakit.guide import AnswerKind, Finding, Guide, Question, Severity
from rcakit.guide.contract import Method
from rcakit.model import Postmortem
from rcakit.testing.asserting import (
    check_about,
    check_identity,
    fail,
    same_twice,
    unaltered,
    unique,
)
from rcakit.testing.interview import answered, interview, questions_of, typed_for
from rcakit.testing.readings import notes_of
from rcakit.testing.values import broken, empty, hostile, sample

_COMPARED = ("id", "ask", "kind", "done", "current", "help", "about")
"""What of a question must be the same when it is asked for twice; the rest are functions."""

TRIED = 40
"""Questions of the sample that are answered in every way."""


def check_guide(guide: Guide, *postmortems: Postmortem) -> None:
    """Assert that a step, or a method as one that asks, keeps the contract.

    It is asked about an empty, a finished, a hostile and a broken postmortem, and about those
    given: its questions must be a pure function of the postmortem with unique ids, take answers
    or refuse them with a sentence, and get on when answered; its findings must name things that
    exist.
    """
    check_identity(guide, "guide")
    if not isinstance(guide.rank, int | float):
        fail(f"The rank of {guide.id} is {guide.rank!r}, which is no number.")
    for name in ("summary", "text"):
        if not isinstance(getattr(guide, name), str):
            fail(f"The {name} of {guide.id} is no text.")
    for postmortem in (empty(), sample(), hostile(), broken(), *postmortems):
        asked = unaltered(
            postmortem,
            lambda pm=postmortem: _asked(guide, pm),  # type: ignore[misc]
            f"Asking {guide.id} for its questions",
        )
        check_findings(guide.id, postmortem, _findings(guide, postmortem))
        step = max(1, len(asked) // TRIED)
        for question in asked[::step]:
            _check_answers(guide, postmortem, question)
    for postmortem in (empty(), sample()):
        for done in interview(guide, postmortem, TRIED):
            _findings(guide, done.after)


def _asked(guide: Guide, postmortem: Postmortem) -> tuple[Question, ...]:
    def pure() -> list[tuple[object, ...]]:
        return [
            (*(getattr(one, name) for name in _COMPARED), _what_nothing_does(postmortem, one))
            for one in questions_of(guide, postmortem)
        ]

    same_twice(pure, f"What {guide.id} asks")
    asked = questions_of(guide, postmortem)
    unique([one.id for one in asked], f"A question id of {guide.id}")
    for one in asked:
        if not one.id.startswith(f"{guide.id}/"):
            fail(f"The question {one.id!r} should begin with “{guide.id}/”.")
        if not one.ask.strip():
            fail(f"The question {one.id} asks nothing.")
        if not isinstance(one.kind, AnswerKind):
            fail(f"The question {one.id} says no kind of answer.")
        if not isinstance(one.done, bool):
            fail(f"The question {one.id} is neither done nor open: {one.done!r}.")
        check_about(postmortem, one.about, f"The question {one.id}")
    return asked


def _what_nothing_does(postmortem: Postmortem, question: Question) -> object:
    if question.nothing is None:
        return None
    try:
        return question.nothing.title, question.nothing(postmortem)
    except Refused as refusal:
        return str(refusal)


def _check_answers(guide: Guide, postmortem: Postmortem, question: Question) -> None:
    for typed in (*typed_for(question.kind)[:3], "", "\x00"):
        after = unaltered(
            postmortem,
            lambda text=typed: answered(postmortem, question, text),  # type: ignore[misc]
            f"Answering {question.id}",
        )
        if after is not None:
            questions_of(guide, after)
    if question.nothing is not None:
        after = question.nothing(postmortem)
        if not isinstance(after, Postmortem):
            fail(f"“Nothing” as an answer to {question.id} gives no Postmortem.")
        again = {one.id: one for one in questions_of(guide, after)}
        left = again.get(question.id)
        if left is not None and not left.done and left.id not in after.skipped:
            fail(f"“Nothing” as an answer to {question.id} leaves the question open.")


def _findings(guide: Guide, postmortem: Postmortem) -> tuple[Finding, ...]:
    notes = notes_of(guide, postmortem) if isinstance(guide, Method) else {}
    return same_twice(
        lambda: tuple(guide.findings(postmortem, notes)), f"What {guide.id} points out"
    )


def check_findings(owner: str, postmortem: Postmortem, findings: Iterable[Finding]) -> None:
    """Assert that findings say something, with a rule, about things that exist."""
    for finding in findings:
        if not isinstance(finding, Finding):
            fail(f"{owner} gives {type(finding).__name__} where a Finding is wanted.")
        if not finding.rule.strip() or not finding.text.strip():
            fail(f"A finding of {owner} has no rule or no text: {finding}.")
        if not isinstance(finding.severity, Severity):
            fail(f"The severity of {finding.rule} is {finding.severity!r}, which is none.")
        check_about(postmortem, finding.about, f"The finding {finding.rule}")
