"""Questions about the causal graph that a person asks for by a key."""

from __future__ import annotations

from rcakit import graph
from rcakit.change import Change, Join, Judge, Link, Split, Unlink
from rcakit.errors import BadAnswer
from rcakit.guide import Choice, Option, Question, Text, TextOrOption
from rcakit.guide.because import cause_options, name_because, new_id
from rcakit.model import Postmortem, Status, says
from rcakit.text import shorten
from rcakit.tui.late import Late, there


def _named(postmortem: Postmortem, cause: str) -> str:
    return f"“{shorten(says(postmortem, f'cause.{cause}'), 70)}”"


def _options(postmortem: Postmortem, names: list[str]) -> tuple[Option, ...]:
    return tuple(Option(name, postmortem.causes[name].text) for name in names)


def why(postmortem: Postmortem, effect: str) -> Question:
    """Add one more cause behind `effect`, new or already in the graph."""
    blocked = graph.above(postmortem.causes, effect) | {effect}
    known = set(postmortem.causes[effect].because)
    free = [name for name in postmortem.causes if name not in blocked | known]

    def because(given: str | Option, now: Postmortem) -> Change:
        there(now, "cause", effect)
        return name_because(now, effect, given)

    return Question(
        id=f"own/why/{effect}",
        ask=f"How did it come that {_named(postmortem, effect)}?",
        kind=TextOrOption(
            cause_options(postmortem, free), hint="a new cause, or ↓ one that is there"
        ),
        answer=lambda given: Late(lambda now: because(given, now)),
        help="Say what was so, as a fact that can be checked. Ask how it came about, not who.",
        about=(effect,),
    )


def link(postmortem: Postmortem, cause: str) -> Question:
    """Say what else `cause` led to."""
    blocked = set(graph.below(postmortem.causes, cause))
    free = [
        name
        for name, other in postmortem.causes.items()
        if name not in blocked and cause not in other.because
    ]
    return Question(
        id=f"own/link/{cause}",
        ask=f"What did {_named(postmortem, cause)} lead to?",
        kind=Choice(_options(postmortem, free), hint="↓ choose, or type to narrow down"),
        answer=lambda effect: Link(effect, cause),
        help="The cause is shared: it will stand behind both effects, and is still one cause.",
        about=(cause,),
    )


def unlink(postmortem: Postmortem, cause: str) -> Question:
    """Say what `cause` did not lead to after all."""
    effects = graph.effects(postmortem.causes)[cause]
    return Question(
        id=f"own/unlink/{cause}",
        ask=f"Which of these did {_named(postmortem, cause)} not lead to?",
        kind=Choice(_options(postmortem, list(effects)), hint="↓ choose"),
        answer=lambda effect: Unlink(effect, cause),
        about=(cause,),
    )


def join(postmortem: Postmortem, cause: str) -> Question:
    """Say which other cause is the same as this one."""
    blocked = set(graph.below(postmortem.causes, cause)) | graph.above(postmortem.causes, cause)
    free = [name for name in postmortem.causes if name not in blocked and name != cause]
    return Question(
        id=f"own/join/{cause}",
        ask=f"Which cause says the same as {_named(postmortem, cause)}?",
        kind=Choice(_options(postmortem, free), hint="↓ choose, or type to narrow down"),
        answer=lambda other: Join(cause, other),
        help="The two become one, with the links, evidence and actions of both. The wording "
        "of the one the cursor is on stays.",
        about=(cause,),
    )


def split(postmortem: Postmortem, cause: str) -> Question:
    """Split a cause that says two things into two, separated by a bar."""

    def answer(given: str) -> Change:
        first, bar, second = given.partition("|")
        if not bar or not first.strip() or not second.strip():
            raise BadAnswer("Put a bar between the two: first thing | second thing")
        first, second = first.strip(), second.strip()
        return Late(lambda now: Split(cause, first, new_id(now, second), second))

    return Question(
        id=f"own/split/{cause}",
        ask="Which two things does it say? Put a bar | between them.",
        kind=Text(hint="first thing | second thing"),
        answer=answer,
        current=postmortem.causes[cause].text,
        about=(cause,),
    )


def judge(postmortem: Postmortem, cause: str, status: Status) -> Change:
    """Give a cause this status, or make it a hypothesis again where it has it already."""
    now = postmortem.causes[cause].status
    return Judge(cause, Status.HYPOTHESIS if now is status else status)
