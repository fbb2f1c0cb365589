"""Sixth step: what others should take away, what stays open, and how far the review is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rcakit import (
    Choice,
    Finding,
    Guide,
    Postmortem,
    Question,
    Severity,
    Text,
    about,
    change,
    model,
    new_id,
    shipped,
    text,
)
from rcakit_process.answers import nothing, options, said

_LESSONS = {
    model.LessonKind.WENT_WELL: (
        "What went well, and should go the same way next time?",
        "What limited the damage? Which quick thought, which safeguard, which rehearsal?",
    ),
    model.LessonKind.WENT_WRONG: (
        "What went wrong, beside what broke?",
        "In noticing, understanding, repairing, telling others.",
    ),
    model.LessonKind.GOT_LUCKY: (
        "Where were we lucky?",
        "What would have made it worse on another day or hour? Luck will not be there next time.",
    ),
    model.LessonKind.SURPRISED: (
        "What surprised us?",
        "Where was the system not as people thought? Those who were not there think so still.",
    ),
}
_KINDS = {
    model.LessonKind.WENT_WELL: "it should go the same way next time",
    model.LessonKind.WENT_WRONG: "it made things worse or slower",
    model.LessonKind.GOT_LUCKY: "it could have been worse",
    model.LessonKind.SURPRISED: "it was not as people thought",
}
_STATES = {
    model.ReviewState.DRAFT: "being written",
    model.ReviewState.IN_REVIEW: "others read it",
    model.ReviewState.REVIEWED: "talked over and agreed",
    model.ReviewState.PUBLISHED: "everybody it concerns can read it",
    model.ReviewState.CLOSED: "its actions are done and looked after",
}
_OVER = (model.ReviewState.PUBLISHED, model.ReviewState.CLOSED)


class Report(Guide):
    """What is written so that others learn from it."""

    id = "report"
    title = "Report"
    summary = "What others should take away, what stays open, how far the review is"
    text: ClassVar[str] = shipped(__package__, "guides/report.md")

    def questions(self, postmortem: Postmortem, notes: object) -> Iterable[Question]:
        """The summary, lessons of each kind, open questions, the state of the review."""
        del notes
        yield _summary(postmortem)
        yield from _unsorted(postmortem)
        for kind in _LESSONS:
            yield _lesson(postmortem, kind)
        yield from _open_questions(postmortem)
        yield _state(postmortem)

    def findings(self, postmortem: Postmortem, notes: object) -> Iterable[Finding]:
        """No summary, no lessons, questions still open, one root cause."""
        del notes
        yield from _wanting(postmortem)


def _summary(postmortem: Postmortem) -> Question:
    summary = postmortem.incident.summary
    return Question(
        id="report/summary",
        ask="What would somebody need to know who reads one paragraph only?",
        kind=Text(long=True),
        answer=lambda words: change.SetIncident({"summary": words}),
        done=bool(summary.strip()),
        current=text.shorten(summary, 200),
        start=summary,
        help="What people experienced and how long; how it came about; what ended it; what will "
        "be different.",
        about=("summary",),
    )


def _unsorted(postmortem: Postmortem) -> Iterator[Question]:
    for name, lesson in postmortem.lessons.items():
        if lesson.kind is None:
            yield _sort(postmortem, name, lesson)


def _sort(postmortem: Postmortem, name: str, lesson: model.Lesson) -> Question:
    question = f"report/lesson-kind/{name}"
    return Question(
        id=question,
        ask=f"What sort of lesson is {text.quoted(lesson.text)}?",
        kind=Choice(options(_KINDS)),
        answer=lambda value: change.Edit(
            "lesson", name, {"kind": model.LessonKind(value)}, "sort a lesson"
        ),
        help="Reports put lessons under these four headings.",
        about=(about(postmortem, "lesson", name),),
        nothing=change.Skip(question, "none of these"),
    )


def _lesson(postmortem: Postmortem, kind: model.LessonKind) -> Question:
    question = f"report/lesson/{kind}"
    ask, why = _LESSONS[kind]
    there = {name: one for name, one in postmortem.lessons.items() if one.kind is kind}
    return Question(
        id=question,
        ask=ask,
        kind=Text(),
        answer=lambda words: change.Put(
            "lesson", new_id(postmortem, words), model.Lesson(text=words, kind=kind)
        ),
        done=bool(there),
        current="; ".join(text.shorten(one.text, 80) for one in there.values()),
        help=why,
        about=tuple(about(postmortem, "lesson", name) for name in there),
        nothing=change.Skip(question, "nothing more" if there else "nothing"),
    )


def _open_questions(postmortem: Postmortem) -> Iterator[Question]:
    for name, asked in postmortem.questions.items():
        yield _open_question(postmortem, name, asked)


def _open_question(postmortem: Postmortem, name: str, asked: model.OpenQuestion) -> Question:
    question = f"report/question/{name}"
    return Question(
        id=question,
        ask=text.shorten(asked.text, 300),
        kind=Text(long=True),
        answer=lambda words: _answer(name, words),
        done=bool(asked.answer),
        current=text.shorten(asked.answer, 200),
        start=asked.answer,
        help="An open question of this postmortem. “-” if it stays open; the report then says so.",
        about=(about(postmortem, "question", name), *asked.about),
        nothing=nothing(question, "stays open", asked.answer, _answer(name, "")),
    )


def _answer(name: str, words: str) -> change.Change:
    return change.Edit("question", name, {"answer": words}, "answer an open question")


def _state(postmortem: Postmortem) -> Question:
    question = "report/state"
    state = postmortem.review.state
    done = state is not model.ReviewState.DRAFT or question in postmortem.skipped
    return Question(
        id=question,
        ask="How far is the review?",
        kind=Choice(options(_STATES)),
        answer=lambda value: said(
            question, value, change.SetReview({"state": model.ReviewState(value)})
        ),
        done=done,
        current=state if done else "",
        help="A postmortem nobody has reviewed might as well not have been written.",
        about=("review",),
    )


def _wanting(postmortem: Postmortem) -> Iterator[Finding]:
    summary = postmortem.incident.summary
    if not summary.strip():
        yield Finding(
            rule="report/summary-missing",
            severity=Severity.WARNING,
            text="There is no summary.",
            mend="Write the paragraph for those who read nothing else.",
            about=("summary",),
        )
    none = [kind for kind in _LESSONS if f"report/lesson/{kind}" in postmortem.skipped]
    if not postmortem.lessons and len(none) < len(_LESSONS):
        yield Finding(
            rule="report/lessons-missing",
            severity=Severity.HINT,
            text="No lesson is written down.",
            mend="Say what went well, what went wrong, where we were lucky, what surprised us.",
            about=("lesson",),
        )
    elif model.LessonKind.WENT_WELL not in none and all(
        lesson.kind is not model.LessonKind.WENT_WELL for lesson in postmortem.lessons.values()
    ):
        yield Finding(
            rule="report/nothing-went-well",
            severity=Severity.HINT,
            text="Nothing is said to have gone well.",
            mend="Ask what kept it from being worse; that is worth keeping.",
            about=("lesson",),
        )
    over = postmortem.review.state in _OVER
    for name, asked in postmortem.questions.items():
        if not asked.answer and f"report/question/{name}" not in postmortem.skipped:
            yield Finding(
                rule="report/question-open",
                severity=Severity.WARNING if over else Severity.HINT,
                text=f"The question {text.quoted(asked.text)} is open"
                + (f", and the review is {postmortem.review.state}." if over else "."),
                mend="Answer it, or say that it stays open.",
                about=(about(postmortem, "question", name),),
                field="answer",
            )
