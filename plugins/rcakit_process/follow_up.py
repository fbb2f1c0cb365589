"""Last step: was it done, and did it work?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from rcakit import (
    Choice,
    Day,
    Finding,
    Guide,
    Option,
    Postmortem,
    Question,
    Severity,
    Text,
    about,
    change,
    model,
    shipped,
    text,
)
from rcakit_process import today as calendar
from rcakit_process.action_fields import reason
from rcakit_process.answers import nothing

_DONE, _LATER, _DROP = "done", "later", "drop"
_PROGRESS = (
    Option(_DONE, "It is done"),
    Option(_LATER, "It goes on, with another day", "the next question asks for it"),
    Option(_DROP, "It will not be done", "the next question asks what speaks against it"),
)
_OVER = (model.ActionStatus.DONE, model.ActionStatus.WONT_DO)


class FollowUp(Guide):
    """Looks after the actions until each is done and has been seen to work, or is dropped."""

    id = "follow-up"
    title = "Follow-up"
    summary = "Was it done, and did it work?"
    text: ClassVar[str] = shipped(__package__, "guides/follow-up.md")

    def questions(self, postmortem: Postmortem, notes: object) -> Iterable[Question]:
        """Progress of what is overdue, and the outcome of what is done."""
        del notes
        day = calendar.today()
        for name, action in postmortem.actions.items():
            yield from _of_one(postmortem, name, action, day)

    def findings(self, postmortem: Postmortem, notes: object) -> Iterable[Finding]:
        """Overdue actions and outcomes nobody has looked at."""
        del notes
        day = calendar.today()
        for name, action in postmortem.actions.items():
            yield from _wanting(postmortem, name, action, day)


def _overdue(action: model.Action, day: date) -> bool:
    return action.status not in _OVER and action.due is not None and action.due < day


def _unseen(action: model.Action, day: date) -> bool:
    """Whether it is time to look at what a finished action did."""
    return (
        action.status is model.ActionStatus.DONE
        and not action.outcome
        and (action.verify_by is None or action.verify_by <= day)
    )


def _of_one(
    postmortem: Postmortem, name: str, action: model.Action, day: date
) -> Iterator[Question]:
    if _overdue(action, day):
        yield _progress(postmortem, name, action)
    if action.status is model.ActionStatus.IN_PROGRESS and action.due is None:
        yield _another_day(postmortem, name, action)
    if action.status is model.ActionStatus.WONT_DO:
        yield reason(postmortem, name, action, "follow-up")
    if action.outcome or _unseen(action, day):
        yield _outcome(postmortem, name, action)


def _progress(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    def answer(value: str) -> change.Change:
        fields: dict[str, dict[str, object]] = {
            _DONE: {"status": model.ActionStatus.DONE},
            _LATER: {"status": model.ActionStatus.IN_PROGRESS, "due": None},
            _DROP: {"status": model.ActionStatus.WONT_DO},
        }
        return change.Edit(
            "action", name, fields[value], f"say how far {text.quoted(action.title)} is"
        )

    return Question(
        id=f"follow-up/progress/{name}",
        ask=f"{text.quoted(action.title)} was due on {action.due}. What is to become of it?",
        kind=Choice(_PROGRESS),
        answer=answer,
        help="Without blame: what got in the way? Go on, change it, or drop it; all three are "
        "better than a list nobody believes.",
        about=(about(postmortem, "action", name),),
    )


def _another_day(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    return Question(
        id=f"follow-up/due/{name}",
        ask=f"By which day will {text.quoted(action.title)} be done now?",
        kind=Day(),
        answer=lambda day: change.Edit("action", name, {"due": day}),
        help="Ask whoever owns it. A smaller piece with an early day is worth more than a large "
        "one with a late one.",
        about=(about(postmortem, "action", name),),
    )


def _outcome(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    question = f"follow-up/outcome/{name}"
    measure = (
        f" It was to be known by: {text.quoted(action.measure, 200)}." if action.measure else ""
    )
    return Question(
        id=question,
        ask=f"{text.quoted(action.title)} is done. What was seen? Did it work?",
        kind=Text(long=True, hint="what somebody looked at, and what it showed"),
        answer=lambda words: change.Edit("action", name, {"outcome": words}),
        done=bool(action.outcome),
        current=text.shorten(action.outcome, 200),
        start=action.outcome,
        help=f"An action that was done and did not work leaves the cause where it was.{measure}",
        about=(about(postmortem, "action", name),),
        nothing=nothing(
            question, "nobody looked", action.outcome, change.Edit("action", name, {"outcome": ""})
        ),
    )


def _wanting(
    postmortem: Postmortem, name: str, action: model.Action, day: date
) -> Iterator[Finding]:
    reference = about(postmortem, "action", name)
    if _overdue(action, day):
        yield Finding(
            rule="follow-up/overdue",
            severity=Severity.WARNING,
            text=f"{text.quoted(action.title)} was due on {action.due}.",
            mend="Say that it is done, give another day, or drop it with a reason.",
            about=(reference,),
            field="due",
        )
    if _unseen(action, day) and f"follow-up/outcome/{name}" not in postmortem.skipped:
        by = action.verify_by
        yield Finding(
            rule="follow-up/outcome-missing",
            severity=Severity.HINT if by is None else Severity.WARNING,
            text=f"{text.quoted(action.title)} is done, and nobody has said whether it worked."
            if by is None
            else f"Somebody was to look by {by} whether {text.quoted(action.title)} worked.",
            mend="Say what was seen.",
            about=(reference,),
            field="outcome",
        )
