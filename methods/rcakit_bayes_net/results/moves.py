"""How far each observation moved each cause: everything again without that one observation."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import working
from rcakit_bayes_net.case import Case, alone
from rcakit_bayes_net.observations import Observation
from rcakit_bayes_net.results.bits import moved

MOST = 500
"""Observations that are taken away at most."""
STILL = 1e-12
"""What moves less than this has not moved."""


@attrs.frozen
class Move:
    """What one observation did to one cause, given all others.

    Attributes:
        observation: What was observed.
        cause: The cause.
        state: The place of its state.
        without: The probability of that state given all other observations.
        posterior: The same given this one too.
        bits: How many bits of odds it moved; infinite where it settled the matter.
    """

    observation: Observation
    cause: str
    state: int
    without: float
    posterior: float
    bits: float


def moves(case: Case) -> Iterator[Move]:
    """Observation by observation what it moved, the farthest first; what stayed is left out.

    Raises:
        rcakit_bayes_net.engine.inference.Impossible: What was observed cannot all be so.
    """
    after, weighed = case.posterior, case.observed[: case.affordable(1, MOST)]
    for number, one in enumerate(weighed):
        working.tell("Taking away one observation after another", number / len(weighed))
        others = [other for other in case.observed if other is not one]
        with alone():
            before = case.given(others)
        found = [
            Move(one, name, state, *pair, moved(*pair))
            for name in case.net.things
            for state in case.told(name)
            for pair in [(before[name][state], after[name][state])]
            if abs(pair[1] - pair[0]) > STILL
        ]
        yield from sorted(found, key=lambda move: (-abs(move.bits), move.cause != one.cause))
