"""How each step stands: what is done in it and what is wanting."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rcakit.guide import Finding, Guide, Question, Severity
from rcakit.model import Postmortem, things
from rcakit.plugins import Owned
from rcakit.reading import RANK
from rcakit.tui.step_tables import counted


@attrs.frozen
class StepState:
    """One line of the list of steps.

    Attributes:
        id, title: The step.
        mark: "✓" all answered, "!" something is wrong, "·" something is open.
        count: How many things it holds, or None.
        open: How many questions are open.
    """

    id: str
    title: str
    mark: str
    count: int | None
    open: int


def step_state(
    postmortem: Postmortem,
    owned: Owned[Guide],
    questions: Iterable[Question],
    findings: Iterable[Finding],
) -> StepState:
    """How a step stands, by its questions and by what it points out."""
    questions = tuple(questions)
    open_now = sum(not one.done and one.id not in postmortem.skipped for one in questions)
    wrong = any(RANK[finding.severity] < RANK[Severity.HINT] for finding in findings)
    mark = "!" if wrong else "·" if open_now or not questions else "✓"
    table = counted(owned.thing.id)
    count = len(things(postmortem, table)) if table else None
    return StepState(owned.thing.id, owned.thing.title, mark, count, open_now)
