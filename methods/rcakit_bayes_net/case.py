"""A network with what was observed, and what follows from some of it.

All inference of the method goes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import fsum

import attrs

from rcakit_bayes_net.engine.buckets import Inference
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.expansion import network
from rcakit_bayes_net.net import Net
from rcakit_bayes_net.observations import Observation, Vector, vectors

Beliefs = Mapping[str, Vector]
"""For each variable the probability of each of its states."""


@attrs.frozen(slots=False, eq=False)
class Case:
    """A network of causes with observations.

    Attributes:
        net: The network.
        observed: What was observed, in the order of the causes.
    """

    net: Net
    observed: tuple[Observation, ...] = ()

    @cached_property
    def network(self) -> Network:
        """The network as tables."""
        return network(self.net)

    @cached_property
    def prior(self) -> Beliefs:
        """Everything before anything was observed."""
        return posteriors(self.network, {})

    @cached_property
    def posterior(self) -> Beliefs:
        """Everything given all that was observed.

        Raises:
            rcakit_bayes_net.engine.buckets.Impossible: It cannot all be so.
            rcakit_bayes_net.engine.buckets.TooLarge: The network is too dense.
        """
        return self.given(self.observed) if self.observed else self.prior

    @cached_property
    def likely(self) -> float:
        """The probability of all that was observed together."""
        return self.probability(self.observed)

    def given(
        self, observed: Iterable[Observation], also: Mapping[str, Vector] | None = None
    ) -> Beliefs:
        """Everything given some observations, and some more of causes not yet observed."""
        return posteriors(self.network, _both(vectors(observed), also or {}))

    def probability(
        self, observed: Iterable[Observation], also: Mapping[str, Vector] | None = None
    ) -> float:
        """The probability of some observations together."""
        return probability(self.network, _both(vectors(observed), also or {}))

    def so(self, beliefs: Beliefs, name: str) -> float | None:
        """The probability that a cause is so; None where nobody has said in which states."""
        thing = self.net.things[name]
        if not thing.so:
            return None
        return fsum(value for value, so in zip(beliefs[name], thing.truths, strict=True) if so)

    @cached_property
    def settled(self) -> frozenset[str]:
        """The causes of which one state was seen."""
        return frozenset(one.cause for one in self.observed if one.hard and fsum(one.vector) == 1.0)

    @property
    def open(self) -> list[str]:
        """The causes of which nobody has seen yet whether they are so."""
        return [name for name in self.net.things if name not in self.settled]

    def told(self, name: str) -> tuple[int, ...]:
        """The places of the states a cause is told by: the one it is so in, or else all."""
        thing = self.net.things[name]
        if len(thing.so) == 1 and len(thing.states) == 2:
            return (thing.states.index(thing.so[0]),)
        return tuple(range(len(thing.states)))


def posteriors(network: Network, evidence: Mapping[str, Vector]) -> dict[str, Vector]:
    """The probability of each state of each variable."""
    return Inference(network, evidence).posteriors()


def probability(network: Network, evidence: Mapping[str, Vector]) -> float:
    """The probability of what was observed."""
    return Inference(network, evidence).probability()


def most_probable(network: Network, evidence: Mapping[str, Vector]) -> tuple[dict[str, str], float]:
    """The likeliest state of everything together, and its probability with what was observed."""
    return Inference(network, evidence).most_probable()


def _both(first: Mapping[str, Vector], second: Mapping[str, Vector]) -> dict[str, Vector]:
    found = dict(first)
    for name, vector in second.items():
        before = found.get(name, (1.0,) * len(vector))
        found[name] = tuple(one * other for one, other in zip(before, vector, strict=True))
    return found
