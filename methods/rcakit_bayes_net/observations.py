"""What has been observed: that the problem happened, what was found out, what evidence says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from math import isfinite

import attrs

from rcakit import Postmortem, model, text
from rcakit_bayes_net.graph_net import NOT_SO, SO, WrongNotes
from rcakit_bayes_net.net import Net, Thing
from rcakit_bayes_net.notes import Likelihood, Notes

Vector = tuple[float, ...]


class Kind(StrEnum):
    """Where an observation is from."""

    HAPPENED = "happened"
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled-out"
    TAKEN = "taken"
    EVIDENCE = "evidence"


@attrs.frozen
class Observation:
    """One thing that was observed of one cause.

    Attributes:
        cause: The cause.
        kind: Where it is from.
        vector: For each state of the cause, how likely the observation is in it, up to a factor:
            1 and 0 where the state itself was seen.
        evidence: The id of the piece of evidence, "" where the cause itself was looked at.
        who: Who says how much the evidence says.
        by_ratio: Whether it is how much more likely the evidence is if the cause is so, a number
            above 0.
    """

    cause: str
    kind: Kind
    vector: Vector
    evidence: str = ""
    who: str = ""
    by_ratio: bool = False

    @property
    def hard(self) -> bool:
        """Whether the cause itself was seen to be in some of its states, and not in others."""
        return set(self.vector) <= {0.0, 1.0}


def observations(postmortem: Postmortem, notes: Notes, net: Net) -> tuple[Observation, ...]:
    """All of them, in the order of the causes.

    Raises:
        WrongNotes: The notes hold an observation that cannot be.
    """
    return tuple(_all(postmortem, notes, net))


def vectors(observed: Iterable[Observation]) -> dict[str, Vector]:
    """Observations for the engine: those of the same cause times each other."""
    found: dict[str, Vector] = {}
    for one in observed:
        before = found.get(one.cause)
        found[one.cause] = (
            one.vector
            if before is None
            else tuple(first * second for first, second in zip(before, one.vector, strict=True))
        )
    return found


def seen(thing: Thing, so: bool) -> Vector | None:
    """A cause seen to be so or not so; None where nobody has said which states those are."""
    return tuple(float(one is so) for one in thing.truths) if thing.so else None


def happened(postmortem: Postmortem, notes: Notes) -> bool:
    """Whether the problem is taken as having happened where nothing else is said of it."""
    if notes.happened is not None:
        return notes.happened
    return postmortem.incident.kind is not model.Kind.PREMORTEM


def _all(postmortem: Postmortem, notes: Notes, net: Net) -> Iterator[Observation]:
    for name, thing in net.things.items():
        own = _of_cause(postmortem, notes, name, thing)
        if own is not None:
            yield own
        for evidence, said in notes.likelihood.get(name, {}).items():
            if evidence in postmortem.evidence:
                vector = _vector(postmortem, name, thing, said)
                by_ratio = not said.by_state and said.ratio > 0.0
                yield Observation(name, Kind.EVIDENCE, vector, evidence, said.who, by_ratio)


def _of_cause(postmortem: Postmortem, notes: Notes, name: str, thing: Thing) -> Observation | None:
    if name in notes.observed:
        taken = _taken(postmortem, name, thing, notes.observed[name])
        return Observation(name, Kind.TAKEN, taken)
    status = postmortem.causes[name].status
    kind = None
    if status is not model.Status.HYPOTHESIS:
        kind = Kind.CONFIRMED if status is model.Status.CONFIRMED else Kind.RULED_OUT
    if name == postmortem.problem and kind is not Kind.RULED_OUT:
        # The problem of a premortem is confirmed by nobody, whatever the file says.
        kind = Kind.HAPPENED if happened(postmortem, notes) else None
    vector = None if kind is None else seen(thing, kind is not Kind.RULED_OUT)
    return None if kind is None or vector is None else Observation(name, kind, vector)


def _taken(postmortem: Postmortem, name: str, thing: Thing, value: object) -> Vector:
    """What the notes say was observed, as a state or as so or not so."""
    word = str(value).casefold() if isinstance(value, str | bool | int) else ""
    for state in thing.states:
        if state == value or state.casefold() == word:
            return tuple(float(one == state) for one in thing.states)
    vector = seen(thing, word in SO) if word in SO | NOT_SO else None
    if vector is None:
        raise WrongNotes(
            f"{text.quoted(postmortem.causes[name].text, 80)} cannot be observed as "
            f"{text.quoted(str(value), 40)}; it is one of: "
            f"{', '.join(text.one_line(one) for one in thing.states)}."
        )
    return vector


def _vector(postmortem: Postmortem, name: str, thing: Thing, said: Likelihood) -> Vector:
    words = text.quoted(postmortem.causes[name].text, 80)
    if said.by_state:
        found = tuple(said.by_state.get(state, 0.0) for state in thing.states)
        if set(said.by_state) - set(thing.states):
            raise WrongNotes(
                f"A likelihood of {words} names states it does not have; it has: "
                f"{', '.join(text.one_line(one) for one in thing.states)}."
            )
    elif not thing.so:
        raise WrongNotes(
            f"A likelihood of {words} needs a number for each of its states, under “by_state”."
        )
    else:
        found = tuple(said.ratio if one else 1.0 for one in thing.truths)
    if not all(isfinite(value) and value >= 0.0 for value in found) or not any(found):
        raise WrongNotes(f"A likelihood of {words} is no number from 0 upward.")
    most = max(found)
    return tuple(value / most for value in found)
