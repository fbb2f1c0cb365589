"""What the Bayesian network keeps for itself: numbers the causal graph has no word for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from rcakit import model

ID = "bayes-net"
EVEN = 0.5
"""What is reckoned with where nobody can say how likely a cause is: it may be so or not."""


@attrs.frozen(kw_only=True)
class Said:
    """A number somebody said.

    Attributes:
        value: The number, a probability.
        who: Who says so, or what shows it; without it the number is uncalibrated.
        at: When it was asked for.
    """

    value: float
    who: str = ""
    at: date | None = None
    extra: Mapping[str, object] = attrs.field(factory=model.table)


@attrs.frozen(kw_only=True)
class Likelihood:
    """How much more likely one piece of evidence is if a cause is so than if it is not.

    Attributes:
        ratio: How many times more likely; below 1 where it speaks against the cause.
        by_state: Of a cause with several states, how likely the evidence is in each of them, up
            to a factor; it is used in place of the ratio.
        who: Who says so.
    """

    ratio: float = 1.0
    by_state: Mapping[str, float] = attrs.field(factory=dict, converter=model.frozen)
    who: str = ""
    extra: Mapping[str, object] = attrs.field(factory=model.table)


@attrs.frozen(kw_only=True)
class FullTable:
    """The probability of each state of a cause, given the states of its becauses.

    Attributes:
        given: The becauses in the order the rows go through their states.
        rows: A row for each combination of states of `given`, of which the last changes fastest;
            in each a number for each state of the cause, which sum to 1.
        who: Who says so.
    """

    given: tuple[str, ...] = ()
    rows: tuple[tuple[float, ...], ...] = ()
    who: str = ""
    extra: Mapping[str, object] = attrs.field(factory=model.table)


def _said(items: Mapping[str, Said]) -> Mapping[str, Said]:
    return model.frozen(items)


def _links(items: Mapping[str, Mapping[str, Said]]) -> Mapping[str, Mapping[str, Said]]:
    return model.frozen((name, model.frozen(inner)) for name, inner in items.items())


def _likelihoods(
    items: Mapping[str, Mapping[str, Likelihood]],
) -> Mapping[str, Mapping[str, Likelihood]]:
    return model.frozen((name, model.frozen(inner)) for name, inner in items.items())


def _tables(items: Mapping[str, FullTable]) -> Mapping[str, FullTable]:
    return model.frozen(items)


def _words(items: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return model.frozen(items)


def _texts(items: Mapping[str, str]) -> Mapping[str, str]:
    return model.frozen(items)


@attrs.frozen(kw_only=True)
class Notes:
    """The file `methods/bayes-net.toml`. Ids of causes that are gone are passed over.

    Attributes:
        period: What the probabilities are about, such as "one deploy"; the fault tree's where
            it has one and this is "".
        prior: For a cause, how likely it was held to be before anything was observed, as it was
            first said. It is kept when the probability of the cause is changed later.
        certain: Whether somebody said that links never fail and effects never come from
            nothing that is known; None where nobody has been asked.
        strength: For an effect and a because of it, how often the because brings it about.
        together: For an effect, how often it comes about once the gate of its becauses is met.
        leak: For an effect, how likely it is without any of the causes that are known.
        states: For a cause, its states where they are not "true" and "false".
        so: For a cause with states of its own, those in which it is so.
        table: For a cause, its whole table; gate, strengths and leak are then not looked at.
        observed: For a cause, what is taken as observed, whatever its status: one of its states,
            or true or false.
        likelihood: For a cause and a piece of evidence, what the evidence says of the cause.
        happened: Whether the problem is taken as observed; None: unless this is a premortem.
        target: The cause whose posterior the tornado is about; "" lets the program choose.
        assumed: What is reckoned with where nobody can say how likely a cause is.
        name: For a cause, its name in the file it was imported from, where that is no id.
        property: For a cause, what the file it was imported from notes of it, such as its place
            in a drawing; kept for the way back.
        properties: The same of the network as a whole.
        extra: Keys of the file that are not known; kept and written back.
    """

    period: str = ""
    prior: Mapping[str, Said] = attrs.field(factory=dict, converter=_said)
    certain: bool | None = None
    strength: Mapping[str, Mapping[str, Said]] = attrs.field(factory=dict, converter=_links)
    together: Mapping[str, Said] = attrs.field(factory=dict, converter=_said)
    leak: Mapping[str, Said] = attrs.field(factory=dict, converter=_said)
    states: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_words)
    so: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_words)
    table: Mapping[str, FullTable] = attrs.field(factory=dict, converter=_tables)
    observed: Mapping[str, object] = attrs.field(factory=model.table, converter=model.table)
    likelihood: Mapping[str, Mapping[str, Likelihood]] = attrs.field(
        factory=dict, converter=_likelihoods
    )
    happened: bool | None = None
    target: str = ""
    assumed: float = EVEN
    name: Mapping[str, str] = attrs.field(factory=dict, converter=_texts)
    property: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_words)
    properties: tuple[str, ...] = ()
    extra: Mapping[str, object] = attrs.field(factory=model.table)
