"""The questions about what is there: the reverse test, ends, what people knew."""

from __future__ import annotations

from collections.abc import Sequence

from rcakit import Choice, Option, Question, Text, YesNo, change, model, text, wording
from rcakit_five_whys.notes import ID, STOP_WORDS, Stop, Tested, stopped, tested
from rcakit_five_whys.walk import Walk

_TESTABLE = (None, model.Gate.ANY, model.Gate.ALL, model.Gate.AT_LEAST)

_FOLLOWS = (
    "The reverse test: a why read backwards as “given that, it must follow”. Where it need not "
    "follow, a condition is still missing."
)
_STOP = (
    "A chain may end where it is well known, where it leaves what the team can change, or where "
    "nobody knows more yet."
)
_KNOWN = (
    "People act on what they see. What was on their screens, what had they been told, what had "
    "worked before? Leave out what only came to light later. “-” if it cannot be said any more."
)


def testable(walk: Walk, cause: str) -> bool:
    """Whether the reverse test has words for how the becauses of `cause` combine."""
    gate = walk.gate(cause)
    return gate in _TESTABLE and (gate is not None or len(walk.behind(cause)) == 1)


def follows(walk: Walk, cause: str) -> Question:
    """The reverse test: given the becauses, must the effect follow?"""
    said = walk.follows(cause)

    def answer(must: bool) -> change.Change:
        test = Tested(must, walk.behind(cause), walk.gate(cause))
        return walk.keep(tested(walk.notes, cause, test), "answer the reverse test")

    return Question(
        id=f"{ID}/follows/{cause}",
        ask=f"{_given(walk, cause)} Must {walk.words(cause)} follow?",
        kind=YesNo(),
        answer=answer,
        done=said is not None,
        current="" if said is None else "yes" if said else "no",
        help=_FOLLOWS,
        about=(cause, *walk.behind(cause)),
    )


def _given(walk: Walk, cause: str) -> str:
    held, behind = walk.postmortem.causes[cause], walk.behind(cause)
    listed = walk.listed(behind)
    if len(behind) == 1:
        return f"Suppose {listed} was so."
    if held.gate is model.Gate.ANY:
        return f"Suppose only one of these was so, any one: {listed}."
    if held.gate is model.Gate.AT_LEAST:
        return f"Suppose any {held.needed} of these were so: {listed}."
    return f"Suppose {listed} were so."


def chain_end(walk: Walk, cause: str) -> Question:
    """Why a chain ends where it does."""
    options = (
        Option(Stop.START, "It is a known start", "nothing behind it is worth asking for"),
        Option(Stop.BOUNDARY, "What is behind it is beyond the team's control"),
        Option(Stop.OPEN, "There is more to find out", "the chain stays open"),
    )
    stop = walk.notes.stop.get(cause)
    return Question(
        id=f"{ID}/stop/{cause}",
        ask=f"The chain ends at {walk.words(cause)}. Is that a known start, beyond the team's "
        "control, or is there more to find out?",
        kind=Choice(options),
        answer=lambda said: walk.keep(
            stopped(walk.notes, cause, Stop(said)), "say why a chain ends"
        ),
        done=stop is not None,
        current=STOP_WORDS[stop] if stop is not None else "",
        help=_STOP,
        about=(cause,),
    )


def decisions(walk: Walk, cause: str) -> Sequence[str]:
    """The decision events that a cause shows in."""
    events = walk.postmortem.events
    return [
        name
        for name in walk.postmortem.causes[cause].events
        if name in events and events[name].kind is model.EventKind.DECISION
    ]


def of_people(walk: Walk, cause: str) -> bool:
    """Whether a cause seems to be something people did or decided."""
    return bool(decisions(walk, cause)) or wording.human_action(walk.postmortem.causes[cause].text)


def known(walk: Walk, cause: str) -> Question:
    """What people knew and saw when they did what a cause tells of."""
    note = walk.postmortem.causes[cause].note
    events = decisions(walk, cause)
    told = [walk.postmortem.events[name].known_then for name in events]
    current = note or next(filter(None, told), "")

    def answer(said: str) -> change.Change:
        title = "say what people knew then"
        if events and not note:
            return change.Edit("event", events[0], {"known_then": said}, title)
        return change.Edit("cause", cause, {"note": said}, title)

    question = f"{ID}/known/{cause}"
    return Question(
        id=question,
        ask=f"What did people know and see at that moment that made it sensible: "
        f"{walk.words(cause)}?",
        kind=Text(long=True, hint="what they saw then, not what is known now"),
        answer=answer,
        done=bool(current),
        current=text.one_line(current),
        start=current,
        help=_KNOWN,
        about=(cause, *events),
        nothing=change.Skip(question, "not known any more"),
    )
