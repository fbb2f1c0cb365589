"""Information and evidence in bits."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum, inf, log2

ROUNDING = 1e-12
"""Numbers that differ by less, as part of them, are the same worked out in another way."""


def entropy(chances: Iterable[float]) -> float:
    """How uncertain something is: 1 bit where it is even odds, 0 where it is known.

    C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal (1948).
    """
    return max(-fsum(value * log2(value) for value in chances if value > 0.0), 0.0)


def log_odds(chance: float) -> float:
    """The odds on a scale where each bit doubles them; infinite for what is certain."""
    if chance <= 0.0:
        return -inf
    return inf if chance >= 1.0 else log2(chance) - log2(1.0 - chance)


def moved(before: float, after: float) -> float:
    """How many bits of odds lie between two probabilities; 0 where they differ by rounding."""
    if abs(after - before) <= ROUNDING * min(before, after, 1.0 - before, 1.0 - after):
        return 0.0
    first, second = log_odds(before), log_odds(after)
    return 0.0 if first == second else second - first
