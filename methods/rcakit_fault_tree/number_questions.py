"""The questions about numbers: what they are about, how likely, who says so, what actions leave."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from rcakit import CHANCE_HINT, BadAnswer, Postmortem, Question, Text, change, graph, text
from rcakit_fault_tree.expressions import Model, Number
from rcakit_fault_tree.expressions.written import write
from rcakit_fault_tree.graph_tree import WrongNotes, given, parameters
from rcakit_fault_tree.likelihood import likelihood, shown
from rcakit_fault_tree.notes import ID, Notes

Keep = Callable[[Notes, str], change.Change]

_PERIOD = (
    "A probability means nothing without the time or the occasion it is about: a year, a "
    "deploy, one night of traffic. Take one in which each cause could come about afresh, and "
    "keep to it."
)
_LEAF = (
    "How often has it been so, out of how often it could have been? Count what you can count: "
    "tickets, deploys, nights. A rough number with its reason is worth more than a precise one "
    "without. A formula may stand here too, such as exponential(2e-6, mission-time) for a rate "
    "an hour. “-” if nobody can say; what hangs on it then stays unknown."
)
_GATE = (
    "The tree ends where you give a number: what is behind is then the explanation and is not "
    "reckoned with. “-” works it out from what is behind it."
)
_SOURCE = (
    "A number without a source is marked uncalibrated, and everything worked out from it too. A "
    "query, a count, a colleague's guess: say which. “-” if there is none."
)
_LEFT = (
    "0 if it cannot come about any more, 0.1 if one time in ten is left, 1 if nothing changes. "
    "“-” if nobody can say; it is then reckoned with as if nothing were left, as the most it can "
    "buy."
)


def period(notes: Notes, keep: Keep) -> Question:
    """What time or occasion the probabilities are about."""

    def answer(said: str) -> change.Change:
        if not any(letter.isalpha() for letter in said):
            raise BadAnswer(f"{text.quoted(said, 20)} of what? Say it like a year, or one deploy.")
        return keep(
            attrs.evolve(notes, period=text.one_line(said)), "say what the probabilities are about"
        )

    return Question(
        id=f"{ID}/period",
        ask="Within what time, or on what occasion, shall “how likely” count?",
        kind=Text(hint="a year, one deploy, one night"),
        answer=answer,
        done=bool(notes.period),
        current=notes.period,
        start=notes.period,
        help=_PERIOD,
    )


def likely(
    postmortem: Postmortem, notes: Notes, keep: Keep, name: str, *, known: bool = False
) -> Question:
    """How likely a cause is; where causes stand behind it, whether the tree ends at it.

    Args:
        postmortem: The postmortem.
        notes: What the fault tree keeps.
        keep: The change that keeps such notes.
        name: The cause.
        known: Whether that follows from what is behind it already.
    """
    held = postmortem.causes[name]
    question = f"{ID}/likely/{name}"
    behind = bool(graph.standing(postmortem.causes, name))
    written = notes.expression.get(name, "")
    within = f" within {notes.period}" if notes.period else ""

    def answer(said: str) -> change.Change:
        model = _parameters(notes)
        found = likelihood(said, model)
        kept = {key: value for key, value in notes.expression.items() if key != name}
        title = f"say how likely {text.quoted(held.text, 40)} is"
        # An expression leaves its mean with the cause, for the methods that know only numbers.
        number = change.Edit("cause", name, {"probability": model.mean(found)}, title)
        if not isinstance(found, Number):
            kept[name] = write(found)
        if kept == notes.expression:
            return number
        return change.Several(title, (number, keep(attrs.evolve(notes, expression=kept), title)))

    reason = "worked out from what is behind it" if behind else "nobody can say"
    return Question(
        id=question,
        ask=f"How likely is it{within} that {text.quoted(held.text, 160)}?",
        kind=Text(hint=f"{CHANCE_HINT}; “-” {'works it out' if behind else 'if nobody can say'}"),
        answer=answer,
        done=given(held, name, notes) or known,
        current=reason
        if known
        else written or ("" if held.probability is None else shown(held.probability)),
        start=written or ("" if held.probability is None else f"{held.probability:g}"),
        help=_GATE if behind else _LEAF,
        about=(name,),
        nothing=change.Skip(question, reason),
    )


def source(postmortem: Postmortem, name: str) -> Question:
    """Who or what says that a cause is that likely."""
    held = postmortem.causes[name]
    question = f"{ID}/source/{name}"
    return Question(
        id=question,
        ask=f"Who says that {text.quoted(held.text, 160)} is that likely, or what shows it?",
        kind=Text(hint="3 of 150 deploys since January; Ann's guess"),
        answer=lambda said: change.Edit(
            "cause",
            name,
            {"probability_source": text.one_line(said)},
            "say where a probability is from",
        ),
        done=bool(held.probability_source),
        current=held.probability_source,
        start=held.probability_source,
        help=_SOURCE,
        about=(name,),
        nothing=change.Skip(question, "no source"),
    )


def left(postmortem: Postmortem, notes: Notes, keep: Keep, name: str) -> Question:
    """In what part of the cases an action does not help."""
    action = postmortem.actions[name]
    question = f"{ID}/left/{name}"
    now = notes.left.get(name)

    def answer(said: str) -> change.Change:
        found = likelihood(said, Model())
        if not isinstance(found, Number):
            raise BadAnswer("Here a number is wanted: 0, 10 %, 1 in 5.")
        kept = {**notes.left, name: found.value}
        return keep(attrs.evolve(notes, left=kept), "say what an action leaves")

    return Question(
        id=question,
        ask=f"Once {text.quoted(action.title)} is done, how much is left of how likely it was?",
        kind=Text(hint="0, 10 %, 1 in 5; “-” if nobody can say"),
        answer=answer,
        done=now is not None,
        current="" if now is None else shown(now),
        start="" if now is None else f"{now:g}",
        help=_LEFT,
        about=(name, *action.addresses),
        nothing=change.Skip(question, "nobody can say"),
    )


def _parameters(notes: Notes) -> Model:
    try:
        return parameters(notes)
    except WrongNotes as error:
        raise BadAnswer(f"First mend methods/fault-tree.toml: {error}.") from None
