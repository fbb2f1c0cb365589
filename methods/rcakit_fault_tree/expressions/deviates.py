"""Uncertain values: their means, and draws from them.

Names and parameters are those of the Open-PSA Model Exchange Format 2.0d, 5.3.4.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from statistics import NormalDist


def lognormal_shape(mean: float, error_factor: float, level: float = 0.95) -> tuple[float, float]:
    """Mu and sigma of the logarithm, from the mean and the error factor.

    The error factor is the ratio of the quantile at `level` to the median.
    """
    sigma = math.log(error_factor) / NormalDist().inv_cdf(level)
    return math.log(mean) - sigma * sigma / 2.0, sigma


def histogram_mean(bounds: Sequence[float], weights: Sequence[float]) -> float:
    """The mean of a value that is equally likely anywhere inside each bin.

    Args:
        bounds: The n + 1 bounds of n bins, rising.
        weights: How likely each bin is, not necessarily summing to 1.
    """
    middles = ((low + high) / 2.0 for low, high in pairwise(bounds))
    total = math.fsum(weights)
    return math.fsum(one * weight for one, weight in zip(middles, weights, strict=True)) / total


def histogram_draw(bounds: Sequence[float], weights: Sequence[float], random: Random) -> float:
    """One value: a bin by its weight, then anywhere inside it."""
    (place,) = random.choices(range(len(weights)), weights)
    return random.uniform(bounds[place], bounds[place + 1])
