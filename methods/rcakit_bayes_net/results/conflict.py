"""Whether the observations fit together: Jensen's measure of conflict.

Observations that have a common explanation are likelier together than apart. Where they are less
likely together, one of them may be wrong, or something is missing in the network, or the case is
a rare one. F. V. Jensen, B. Chamberlain, T. Nordahl and F. Jensen, "Analysis in HUGIN of data
conflict", UAI (1990).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum, log2

import attrs

from rcakit import working
from rcakit_bayes_net.case import Case, alone
from rcakit_bayes_net.observations import Observation

MOST = 500
"""Observations that are held against the rest at most."""
NONE = 1e-11
"""Less than this is rounding."""


@attrs.frozen
class Conflict:
    """How much observations speak against each other.

    Attributes:
        observation: The one that is held against all others; None: all of them against each
            other.
        bits: log2 of how much likelier they would be apart than they are together: above 0 they
            speak against each other, below 0 for each other.
    """

    observation: Observation | None
    bits: float


def conflicts(case: Case) -> Iterator[Conflict]:
    """The whole, then each observation against the rest; none where fewer than two are observed.

    Raises:
        rcakit_bayes_net.engine.inference.Impossible: What was observed cannot all be so.
    """
    if len(case.observed) < 2:
        return
    together = case.bits(case.observed)
    apart = [log2(_alone(case, one)) for one in case.observed]
    yield Conflict(None, _rounded(fsum(apart) - together))
    weighed = case.observed[: case.affordable(1, MOST)]
    for number, (one, own) in enumerate(zip(weighed, apart, strict=False)):
        working.tell("Holding each observation against the rest", number / len(weighed))
        with alone():
            rest = case.bits([other for other in case.observed if other is not one])
        yield Conflict(one, _rounded(own + rest - together))


def _rounded(bits: float) -> float:
    """None at all where there is only rounding."""
    return 0.0 if abs(bits) < NONE else bits


def _alone(case: Case, one: Observation) -> float:
    """The probability of one observation before anything else was observed."""
    return fsum(
        value * likely for value, likely in zip(case.prior[one.cause], one.vector, strict=True)
    )
