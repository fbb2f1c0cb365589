"""A question found again by its id, after a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from rcakit.errors import RcakitError
from rcakit.guide import Question
from rcakit.guide.fields import field_question
from rcakit.guide.problem import problem_question
from rcakit.model import Postmortem, find, things
from rcakit.plugins import Owned
from rcakit.tui.asking import causes, entries
from rcakit.tui.desk import Desk, Then
from rcakit.tui.step_tables import ANALYSIS

_OF_CAUSES: Mapping[str, Callable[[Postmortem, str], Question]] = {
    "why": causes.why,
    "link": causes.link,
    "unlink": causes.unlink,
    "join": causes.join,
    "split": causes.split,
    "action": entries.action,
}


@attrs.frozen
class Found:
    """A question, and where it belongs.

    Attributes:
        question: The question.
        then: What is asked after it.
        step: The step to be on; "" for whichever one is on.
        lens: The method to look through; "" for whichever.
    """

    question: Question
    then: Then | None = None
    step: str = ""
    lens: str = ""


def found(desk: Desk, name: str) -> Found | None:
    """The question of that id; None where what it was about is gone."""
    try:
        if name.startswith("own/"):
            return _own(desk, name.split("/")[1:])
        if name.startswith("edit/"):
            _, table, thing, field = name.split("/")
            return _about(desk, field_question(desk.now, table, thing, field), f"{table}.{thing}")
    except (KeyError, ValueError, AttributeError, RcakitError):
        return None
    return _of_guides(desk, name)


def _own(desk: Desk, words: list[str]) -> Found | None:
    now = desk.now
    match words:
        case ["problem"]:
            return Found(problem_question(now, "own"), step=ANALYSIS)
        case ["evidence", table, thing]:
            return _about(desk, entries.evidence(now, table, thing), f"{table}.{thing}")
        case ["milestone", event]:
            return _about(desk, entries.milestone(now, event), f"event.{event}")
        case ["edit", table, thing] if thing in things(now, table):
            question, then = entries.edit_entry(now, table, thing)
            return _about(desk, question, f"{table}.{thing}", then)
        case [what, cause] if what in _OF_CAUSES and cause in now.causes:
            return Found(_OF_CAUSES[what](now, cause), step=ANALYSIS)
        case [table] if table == "event" or table in entries.NEW:
            new, following = entries.new_entry(now, table)
            return Found(new, following)
    return None


def _about(desk: Desk, question: Question, reference: str, then: Then | None = None) -> Found:
    return Found(question, then, step=desk.step_of(reference) if find(desk.now, reference) else "")


def _of_guides(desk: Desk, name: str) -> Found | None:
    """The question a guide asks; the guide the id begins with is looked at first."""
    first = name.partition("/")[0]
    plugins = desk.reader.plugins
    guides: list[tuple[Owned[Any], str, str]] = [
        (one, one.thing.id, "") for one in plugins.steps.values()
    ]
    guides += [(one, ANALYSIS, one.thing.id) for one in plugins.methods.values()]
    for owned, step, lens in sorted(guides, key=lambda one: one[0].thing.id != first):
        for question in desk.questions_of(owned):
            if question.id == name:
                return Found(question, step=step, lens=lens)
    return None
