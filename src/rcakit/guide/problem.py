"""The question every method begins with: what is the problem at the top of the graph?"""

from __future__ import annotations

from rcakit import graph
from rcakit.change import AddCause, Change, SetProblem, Several
from rcakit.guide.answers import Option, TextOrOption
from rcakit.guide.because import cause_options, new_id, same_words
from rcakit.guide.contract import Question
from rcakit.model import Cause, Kind, Postmortem
from rcakit.text import one_line

_HELP = (
    "Name what was felt from outside, as a fact with its size, such as “Checkout answered 5xx "
    "for 47 minutes”. It is the effect from which everything else is asked, so it holds no "
    "cause, no guess and nobody's name."
)


def problem_question(postmortem: Postmortem, prefix: str) -> Question:
    """What people experienced that should not have been so.

    Words become a new cause at the top; one of the causes that lead to nothing yet may be
    picked instead. `prefix` is the id of the guide that asks.
    """
    top = postmortem.causes.get(postmortem.problem or "")

    def answer(said: str | Option) -> Change:
        known = said.value if isinstance(said, Option) else same_words(postmortem, said)
        if known is not None and known in postmortem.causes:
            return SetProblem(known)
        text = said.label if isinstance(said, Option) else said
        name = new_id(postmortem, text)
        add = AddCause(name, Cause(text=text))
        return Several("name the problem", (add, SetProblem(name)))

    tops = graph.tops(postmortem.causes)
    before = postmortem.incident.kind is Kind.PREMORTEM
    return Question(
        id=f"{prefix}/problem",
        ask="What could people come to experience that should not be so?"
        if before
        else "What did people experience that should not have been so?",
        kind=TextOrOption(cause_options(postmortem, tops), hint="a fact, seen from outside"),
        answer=answer,
        done=top is not None,
        current=one_line(top.text) if top is not None else "",
        help=_HELP,
        about=(postmortem.problem,) if top is not None and postmortem.problem else (),
    )
