"""Answering a guide's questions in a program, as a person would at the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from rcakit.errors import BadAnswer, Refused
from rcakit.guide import (
    AnswerKind,
    Choice,
    Day,
    Guide,
    Method,
    Moment,
    Number,
    Question,
    Several,
    TextOrOption,
    YesNo,
    at_hand,
)
from rcakit.model import Postmortem
from rcakit.testing.asserting import fail
from rcakit.testing.readings import notes_of

FEW = 6
"""Options of a choice that are tried."""


@attrs.frozen
class InterviewStep:
    """A question that was answered: what was typed, and the postmortem after it."""

    question: Question
    typed: str
    after: Postmortem


def questions_of(guide: Guide, postmortem: Postmortem) -> tuple[Question, ...]:
    """The questions as a host asks for them."""
    notes = notes_of(guide, postmortem) if isinstance(guide, Method) else {}
    return tuple(guide.questions(postmortem, notes))


def typed_for(kind: AnswerKind, number: int = 1) -> tuple[str, ...]:
    """Answers of this kind as a person may type them, plain ones first.

    Args:
        kind: What is asked for.
        number: Put into new text, so that it differs from one question to the next.
    """
    new_text = f"Something else that had to be so, number {number}"
    if isinstance(kind, TextOrOption):
        return (new_text, *(one.value for one in kind.options[:FEW]))
    if isinstance(kind, Choice | YesNo):
        return tuple(one.value for one in kind.options[:FEW])
    if isinstance(kind, Several):
        every = tuple(one.value for one in kind.options[:FEW])
        return (*every, ",".join(every)) if every else ()
    if isinstance(kind, Moment):
        return ("2026-03-01 14:32", "+5m")
    if isinstance(kind, Day):
        return ("2026-03-31", "+14d")
    if isinstance(kind, Number):
        low = kind.low if kind.low is not None else 0
        high = kind.high if kind.high is not None else low + 10
        return (str((low + high) / 2), str(low), str(high))
    return (new_text, "2026-03-31")


def answered(postmortem: Postmortem, question: Question, typed: str) -> Postmortem | None:
    """The postmortem after an answer; None where the answer is refused with a sentence."""
    try:
        value = question.kind.read(typed)
        change = question.answer(value)
        if not callable(change) or not isinstance(getattr(change, "title", None), str):
            fail(f"Answering {question.id} gives {type(change).__name__}, which is no Change.")
        after = change(postmortem)
    except (BadAnswer, Refused) as refusal:
        if not str(refusal).strip():
            fail(f"{question.id} refuses {typed!r} without saying why.")
        return None
    if not isinstance(after, Postmortem):
        fail(f"The change made by answering {question.id} gives no Postmortem.")
    return after


def interview(
    guide: Guide,
    postmortem: Postmortem,
    steps: int = 40,
    choose: Callable[[Question], str | None] | None = None,
) -> Iterator[InterviewStep]:
    """Answer the question at hand, again and again, until none is left or `steps` are done.

    Args:
        guide: The step or method that asks.
        postmortem: Where to start.
        steps: How many answers are given at most.
        choose: What to type for a question; None leaves it to `typed_for`.

    Raises:
        AssertionError: An answer leaves everything as it was, so that it would be asked again
            for ever.
    """
    passed: set[str] = set()
    for number in range(steps):
        skipped = passed | set(postmortem.skipped)
        question = at_hand(questions_of(guide, postmortem), skipped)
        if question is None:
            return
        wanted = choose(question) if choose is not None else None
        tried: list[Any] = (
            [wanted] if wanted is not None else list(typed_for(question.kind, number))
        )
        turned = tried[number % len(tried) :] + tried[: number % len(tried)] if tried else []
        results = ((typed, answered(postmortem, question, typed)) for typed in turned)
        taken = [(typed, after) for typed, after in results if after is not None]
        if not taken:
            passed.add(question.id)
            continue
        typed, after = next((one for one in taken if one[1] != postmortem), (None, postmortem))
        if typed is None:
            fail(f"Answering {question.id} changes nothing, so it would be asked for ever.")
        postmortem = after
        yield InterviewStep(question, typed, after)
