"""The order of the questions: all of one cause first, then deeper, branch by branch."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Question, join_question, problem_question
from rcakit_five_whys import joins, whys
from rcakit_five_whys.notes import ID
from rcakit_five_whys.walk import Walk


def interview(walk: Walk) -> Iterator[Question]:
    """All questions, done and open.

    The problem and its first branches come first, then the tree is walked depth first; a
    factor that somebody named before, as in an imported document, is offered at each of these
    questions. Factors still loose after that are asked about, and at last comes what has not
    been thought of yet.
    """
    yield problem_question(walk.postmortem, ID)
    if walk.problem is None:
        return
    yield from _about(walk, walk.problem)
    for cause in walk.tree[1:]:
        yield from _about(walk, cause)
        if joins.of_people(walk, cause):
            yield joins.known(walk, cause)
    for cause in walk.loose_tops:
        yield whys.led_to(walk, cause)
    yield whys.more(walk)


def _about(walk: Walk, cause: str) -> Iterator[Question]:
    """Everything to ask of one cause: its becauses, how they combine, or why it has none."""
    yield whys.why(walk, cause)
    behind = walk.behind(cause)
    if not behind:
        if cause in walk.ends:
            yield joins.chain_end(walk, cause)
        return
    yield whys.what_else(walk, cause)
    if cause not in walk.complete:
        return
    if len(behind) > 1:
        yield join_question(walk.postmortem, cause, ID)
    if joins.testable(walk, cause):
        yield joins.follows(walk, cause)
