"""A network with what was observed, and what follows from some of it.

All inference of the method goes through here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from math import fsum, log

import attrs

from rcakit import working
from rcakit_bayes_net.engine.given import given
from rcakit_bayes_net.engine.inference import Impossible, Inference
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.engine.tree import plan
from rcakit_bayes_net.expansion import network
from rcakit_bayes_net.net import Net
from rcakit_bayes_net.observations import Observation, Vector, vectors

BUDGET = 4_000_000
"""Numbers of tables gone through for one quantity; some seconds in plain Python."""

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
            rcakit_bayes_net.engine.inference.Impossible: It cannot all be so.
            rcakit_bayes_net.engine.inference.TooLarge: The network is too dense.
        """
        return self.given(self.observed) if self.observed else self.prior

    def given(self, observed: Iterable[Observation]) -> Beliefs:
        """Everything given some of the observations."""
        return posteriors(self.network, vectors(observed))

    def if_seen(self, name: str, state: int, wanted: Collection[str]) -> Beliefs:
        """Some causes given all observations, and a cause seen to be in a state."""
        evidence = vectors(self.observed)
        before = evidence.get(name, (1.0,) * len(self.net.things[name].states))
        evidence[name] = tuple(value * (place == state) for place, value in enumerate(before))
        return posteriors(self.network, evidence, wanted)

    def bits(self, observed: Iterable[Observation]) -> float:
        """log2 of the probability of some of the observations together.

        Raises:
            rcakit_bayes_net.engine.inference.Impossible: They cannot be so together.
        """
        return Inference(self.network, vectors(observed)).log_probability() / log(2.0)

    def possible(self, observed: Iterable[Observation]) -> bool:
        """Whether some of the observations can be so together."""
        try:
            self.bits(observed)
        except Impossible:
            return False
        return True

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

    @cached_property
    def cost(self) -> int:
        """How many numbers the tables hold by which all posteriors are worked out once."""
        what = given(self.network, vectors(self.observed), None)
        scopes = frozenset(scope for scope, _ in what.factors)
        return max(plan(scopes, tuple(what.sizes.items())).order.wanted, 1)

    def affordable(self, each: int, most: int) -> int:
        """How often something may be worked out without anybody waiting for minutes.

        Args:
            each: How often it takes all posteriors.
            most: The most it is worth to be worked out.
        """
        return min(BUDGET // (each * self.cost), most)

    def told(self, name: str) -> tuple[int, ...]:
        """The places of the states a cause is told by: the one it is so in, or else all."""
        thing = self.net.things[name]
        if len(thing.so) == 1 and len(thing.states) == 2:
            return (thing.states.index(thing.so[0]),)
        return tuple(range(len(thing.states)))


def alone() -> AbstractContextManager[working.Work]:
    """Within it inference keeps to itself how far it is, as one of many steps that are told."""
    return working.watched(working.Work())


def posteriors(
    network: Network, evidence: Mapping[str, Vector], wanted: Collection[str] | None = None
) -> dict[str, Vector]:
    """The probability of each state of some variables, or of each."""
    return Inference(network, evidence).posteriors(wanted)


def probability(network: Network, evidence: Mapping[str, Vector]) -> float:
    """The probability of what was observed."""
    return Inference(network, evidence).probability()
