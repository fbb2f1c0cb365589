"""All questions in their order: the problem, the joins, the numbers, and then what was seen."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Postmortem, Question, graph, join_question, problem_question
from rcakit_bayes_net.notes import ID, Notes
from rcakit_bayes_net.questions.asking import Asking, Keep
from rcakit_bayes_net.questions.priors import period, priors
from rcakit_bayes_net.questions.seen import observed
from rcakit_bayes_net.questions.strengths import certain, strengths


def questions(postmortem: Postmortem, notes: Notes, keep: Keep) -> Iterator[Question]:
    """All questions, done and open. No prior is asked for once the evidence is on the table."""
    yield problem_question(postmortem, ID)
    if postmortem.problem not in postmortem.causes:
        return
    asking = Asking(postmortem, notes, keep)
    yield period(asking)
    yield from _joins(asking)
    yield from priors(asking)
    if any(asking.links.values()):
        yield certain(asking)
        yield from strengths(asking)
    yield from observed(asking)


def _joins(asking: Asking) -> Iterator[Question]:
    for name in asking.order:
        if not asking.links[name] or name in asking.notes.table:
            continue
        if len(graph.standing(asking.postmortem.causes, name)) > 1:
            yield join_question(asking.postmortem, name, ID)
