"""The question how causes combine, which every method asks that looks at more than one."""

from __future__ import annotations

from rcakit import graph
from rcakit.change import Change, Combine
from rcakit.guide.answers import Choice, Option
from rcakit.guide.contract import Question
from rcakit.model import Gate, Kind, Postmortem, Status, gate_words
from rcakit.text import quoted

_MOST_NEEDED = 9
_AT_LEAST = "at-least-"
_ALONE, _LISTED = 160, 80
_HELP = (
    "Take each one away in thought. If it would not have happened then, they were needed "
    "together; if it would have happened all the same, any one was enough."
)


def join_question(postmortem: Postmortem, cause: str, prefix: str) -> Question:
    """Whether the standing becauses of a cause were needed together.

    There are at least two. `prefix` is the id of the guide that asks.
    """
    behind = graph.standing(postmortem.causes, cause)
    gate = graph.said_gate(postmortem.causes, cause)

    def answer(said: str) -> Change:
        if said.startswith(_AT_LEAST):
            return Combine(cause, Gate.AT_LEAST, int(said.removeprefix(_AT_LEAST)))
        return Combine(cause, Gate(said))

    several = tuple(
        Option(f"{_AT_LEAST}{needed}", f"At least {needed} of them")
        for needed in range(2, min(len(behind), _MOST_NEEDED + 1))
    )
    together = "Both together" if len(behind) == 2 else "All of them together"
    said = postmortem.causes[cause]
    before = postmortem.incident.kind is Kind.PREMORTEM
    enough = "Any one is enough" if before else "Any one was enough"
    what = quoted(said.text, _ALONE)
    return Question(
        id=f"{prefix}/join/{cause}",
        ask=(
            f"Could {what} come about with only one of these, or would they be needed together: "
            if before
            else f"Would {what} have come about with only one of these, or were they needed "
            "together: "
        )
        + f"{listed(postmortem, behind)}?",
        kind=Choice(
            (Option("any", enough), Option("all", together, _struck(postmortem, cause)), *several)
        ),
        answer=answer,
        done=gate is not None,
        current=gate_words(gate, said.needed, len(behind)) if gate is not None else "",
        help=_HELP,
        about=(cause, *behind),
    )


def _struck(postmortem: Postmortem, cause: str) -> str:
    """What “all” would mean where some of the becauses are ruled out; "" where none is."""
    behind = graph.becauses(postmortem.causes, cause)
    out = tuple(name for name in behind if postmortem.causes[name].status is Status.RULED_OUT)
    if not out:
        return ""
    were = "were" if len(out) > 1 else "was"
    return f"unlink {listed(postmortem, out)} then, which {were} ruled out"


def listed(postmortem: Postmortem, causes: tuple[str, ...]) -> str:
    """Several causes in a sentence: "“A”, “B” and “C”"."""
    most = _ALONE if len(causes) == 1 else _LISTED
    words = [quoted(postmortem.causes[name].text, most) for name in causes]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
