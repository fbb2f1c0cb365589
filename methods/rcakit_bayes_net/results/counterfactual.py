"""Had this not been so: would the problem have happened all the same?

What is known of the incident says how its hidden chances fell (abduction); the cause is made not
so, whatever led to it (action); with the same chances the rest follows (prediction). J. Pearl,
"Causality" (2nd ed. 2009), 7.1; the two worlds at once: A. Balke and J. Pearl, "Probabilistic
evaluation of counterfactual queries", AAAI (1994).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

import attrs

from rcakit import working
from rcakit_bayes_net.case import Case, alone, posteriors
from rcakit_bayes_net.engine.inference import Impossible, TooLarge
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.observations import seen, vectors
from rcakit_bayes_net.structure import OTHER, NotStructural, ancestors, twins

MOST = 80
"""Causes that are asked about at most; those that were seen to be so come first."""


@attrs.frozen
class Without:
    """What would have been without one cause.

    Attributes:
        cause: The cause.
        seen: Whether it was seen to be so; else it is taken as so here.
        still: The probability that the problem would have happened all the same; None where that
            does not follow.
        refused: Why it does not follow: the cause on the way that comes about by a table, or
            "states" where the cause has no one state in which it is not so, or "large".
    """

    cause: str
    seen: bool
    still: float | None
    refused: str = ""


def counterfactuals(case: Case, problem: str) -> tuple[list[Without], int]:
    """For each cause that was so or may have been, and how many were left out.

    Raises:
        rcakit_bayes_net.engine.inference.Impossible: What was observed cannot all be so.
    """
    every = list(_asked(case, problem))
    names = every[: case.affordable(3, MOST)]
    found = []
    for number, name in enumerate(names):
        working.tell("Taking away one cause after another", number / len(names))
        with alone():
            one = _without(case, name, problem)
        if one is not None:
            found.append(one)
    found.sort(key=lambda one: (not one.seen, one.still is None, one.still or 0.0))
    return found, len(every) - len(names)


def _asked(case: Case, problem: str) -> Iterator[str]:
    """Causes that lead to the problem and may have been so, those seen to be so first."""
    thing = case.net.things[problem]
    if not thing.so or not case.so(case.posterior, problem):
        return
    known = case.settled
    leading = ancestors(case.net, problem)
    may = [
        name
        for name in case.net.things
        if name in leading and name != problem and case.so(case.posterior, name)
    ]
    yield from sorted(may, key=lambda name: name not in known)


def _without(case: Case, name: str, problem: str) -> Without | None:
    thing, settled = case.net.things[name], name in case.settled
    out = [place for place, so in enumerate(thing.truths) if not so]
    if len(out) != 1:
        return Without(name, settled, None, "states")
    evidence = vectors(case.observed)
    for one in (name, problem):
        so = seen(case.net.things[one], so=True) or ()
        before = evidence.get(one, (1.0,) * len(so))
        evidence[one] = tuple(first * second for first, second in zip(before, so, strict=True))
    try:
        network = Network.of(twins(case.net, name, out[0], problem))
        then = posteriors(network, evidence, [problem + OTHER])[problem + OTHER]
    except NotStructural as error:
        return Without(name, settled, None, error.name)
    except TooLarge:
        return Without(name, settled, None, "large")
    except Impossible:
        return None
    truths = case.net.things[problem].truths
    still = fsum(value for value, so in zip(then, truths, strict=True) if so)
    return Without(name, settled, still)
