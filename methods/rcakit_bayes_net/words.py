"""Causes and observations in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Postmortem, text
from rcakit_bayes_net.net import FALSE, TRUE, Thing
from rcakit_bayes_net.observations import Kind, Observation

_SAID = {
    Kind.HAPPENED: "happened",
    Kind.CONFIRMED: "is confirmed",
    Kind.RULED_OUT: "is ruled out",
}


def named(postmortem: Postmortem, name: str, limit: int = 70) -> str:
    """A cause by its text, in quotation marks."""
    cause = postmortem.causes.get(name)
    return text.quoted(name if cause is None else cause.text, limit)


def listed(words: Iterable[str]) -> str:
    """Several things in a sentence: "A, B and C"."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: int, one: str, many: str) -> str:
    """How many there are, such as "1 link is" or "3 links are"."""
    return f"{number:,} {one if number == 1 else many}"


def being(state: str) -> str:
    """That a cause is in a state: "is so", or "is in the state “high”"."""
    return {TRUE: "is so", FALSE: "is not so"}.get(state, f"is {text.quoted(state, 40)}")


def seen(postmortem: Postmortem, thing: Thing, one: Observation) -> str:
    """What was observed, as the beginning of a sentence or a cell."""
    words = named(postmortem, one.cause)
    if one.kind in _SAID:
        return f"{words} {_SAID[one.kind]}"
    if one.kind is Kind.TAKEN:
        states = [state for state, v in zip(thing.states, one.vector, strict=True) if v]
        return f"{words} is taken as seen: it {' or '.join(being(state) for state in states)}"
    evidence = postmortem.evidence.get(one.evidence)
    title = text.quoted(one.evidence if evidence is None else evidence.title, 70)
    return f"{title} {_saying(thing, one)} {words}"


def _saying(thing: Thing, one: Observation) -> str:
    """Whether a piece of evidence speaks for a cause or against it."""
    if not one.by_ratio:
        return "says something of"
    places = list(zip(one.vector, thing.truths, strict=True))
    so = max(value for value, so in places if so)
    otherwise = max(value for value, so in places if not so)
    if so == otherwise:
        return "says nothing of"
    return "speaks for" if so > otherwise else "speaks against"
