"""A method's questions about one cause, asked again although they are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rcakit.change import Change, Several
from rcakit.guide import Choice, Option, Question
from rcakit.model import Postmortem, says
from rcakit.text import shorten

LIKELY = frozenset({"likely", "prior"})
"""What stands before the cause in the id of a question that asks how likely the cause is."""


def likelihoods(questions: Iterable[Question]) -> dict[str, Question]:
    """For each cause a method asks it about, the question of how likely it is."""
    found: dict[str, Question] = {}
    for one in questions:
        words = one.id.split("/")
        if len(words) > 1 and words[-2] in LIKELY and words[-1] in one.about[:1]:
            found.setdefault(words[-1], one)
    return found


def asks_likelihood(questions: Iterable[Question]) -> bool:
    """Whether a method asks of any cause how likely it is."""
    return any(likelihoods((one,)) for one in questions)


def about(questions: Iterable[Question], cause: str) -> tuple[Question, ...]:
    """The questions, answered or open, that are about a cause before all."""
    return tuple(one for one in questions if cause in one.about[:1])


def pick(
    postmortem: Postmortem, cause: str, found: tuple[Question, ...]
) -> tuple[Question, Callable[[Postmortem], tuple[Question, None] | None]]:
    """Which of some questions to answer anew, and the question that follows the choice."""
    by_id = {one.id: one for one in found}
    chosen: list[str] = []

    def answer(picked: str) -> Change:
        chosen.append(picked)
        return Several("ask again", ())

    question = Question(
        id=f"own/again/{cause}",
        ask=f"What do you want to say anew of “{shorten(says(postmortem, f'cause.{cause}'), 70)}”?",
        kind=Choice(tuple(Option(one.id, _with_answer(one)) for one in found), hint="↓ choose"),
        answer=answer,
        about=(cause,),
    )
    return question, lambda _: (by_id[chosen[-1]], None)


def _with_answer(question: Question) -> str:
    """The answer first: lists cut what is long at its end."""
    said = shorten(question.current, 30) if question.current else "open"
    return f"{said}: {question.ask}"
