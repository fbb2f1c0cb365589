"""How uncertain the result is where the numbers it comes from are: seeded Monte Carlo."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random
from statistics import fmean, stdev

import attrs

from rcakit import working
from rcakit_fault_tree.engine.evaluation import probability
from rcakit_fault_tree.expressions import WrongValue
from rcakit_fault_tree.solution import Solution

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
TRIALS = 1000
FEWEST = 50
MOST = 1_000_000
"""Trials that are made at most, whatever is asked for: all of them are kept in memory."""
_REDRAWN = 9
"""So many times as many trials may be drawn again, which have no value, as are wanted."""
_WORK = 50_000_000
"""Nodes of diagrams walked over in all trials."""
SEED = 20250101


@attrs.frozen
class Spread:
    """What the trials gave.

    Attributes:
        trials: How many there were.
        mean: Their mean.
        deviation: Their standard deviation.
        error: The standard error of the mean.
        quantiles: The value that each part of `QUANTILES` of the trials lies below.
        bins: Bounds of equal steps from the smallest to the largest, on a scale of powers of ten
            where they differ by more than one; and how many trials lie in each.
        redrawn: How many beside those had no value, such as one with a rate below 0.
    """

    trials: int
    mean: float
    deviation: float
    error: float
    quantiles: tuple[float, ...]
    bins: tuple[tuple[float, float, int], ...]
    redrawn: int = 0


def uncertain(solution: Solution) -> bool:
    """Whether any probability differs from trial to trial."""
    model = solution.tree.model
    given = (solution.tree.events[name] for name in solution.names)
    return any(one is not None and model.uncertain(one) for one in given)


def trials(solution: Solution, seed: int = SEED) -> Iterator[float]:
    """The top's probability in one trial after another, without end; the same for one seed.

    A value outside of what a probability may be is taken for the nearest that may.

    Raises:
        ValueError: A probability is unknown.
        WrongValue: An expression has no value in a trial.
    """
    if solution.unknown:
        raise ValueError("a probability is unknown")
    yield from _drawn(solution, _random(seed))


def _random(seed: int) -> Random:
    return Random(seed)  # noqa: S311  draws are to be repeatable, not secret


def _drawn(solution: Solution, random: Random) -> Iterator[float]:
    given = [solution.tree.events[name] for name in solution.names]
    while solution.parts:
        value = solution.tree.model.trial(random)
        chances = [0.0 if one is None else min(max(value(one), 0.0), 1.0) for one in given]
        yield probability(solution.parts, [0.0, *chances])


def spread(values: Sequence[float], bins: int = 20) -> Spread:
    """What trials come to; there are at least two."""
    ordered = sorted(values)
    deviation = stdev(ordered)
    return Spread(
        len(ordered),
        fmean(ordered),
        deviation,
        deviation / math.sqrt(len(ordered)),
        tuple(_quantile(ordered, part) for part in QUANTILES),
        tuple(_bins(ordered, bins)),
    )


def run(solution: Solution, count: int = TRIALS, seed: int = SEED) -> Spread:
    """So many trials, and what they come to; two at least, and `MOST` at most.

    A trial without a value is drawn again: what was said of a number reaches to where it can not
    be, as a normal rate reaches below 0, and the rest of it holds.

    Raises:
        ValueError: A probability is unknown.
        WrongValue: Hardly any trial has a value.
    """
    count = min(max(count, 2), MOST)
    values: list[float] = []
    redrawn = 0
    if solution.unknown:
        raise ValueError("a probability is unknown")
    random = _random(seed)
    drawn = _drawn(solution, random)
    while len(values) < count:
        try:
            values.append(next(drawn))
        except WrongValue:
            redrawn += 1
            if redrawn > _REDRAWN * count:
                raise
            drawn = _drawn(solution, random)
        working.tell("Drawing uncertain numbers", len(values) / count)
    return attrs.evolve(spread(values), redrawn=redrawn)


def affordable(solution: Solution) -> int:
    """How many trials there is time for, 1000 where the tree is not huge."""
    nodes = sum(len(part.states) for part in solution.parts)
    return min(TRIALS, max(_WORK // max(nodes, 1), FEWEST))


def _quantile(ordered: Sequence[float], part: float) -> float:
    place = part * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _bins(ordered: Sequence[float], count: int) -> Iterator[tuple[float, float, int]]:
    low, high = ordered[0], ordered[-1]
    if low == high:
        yield low, high, len(ordered)
        return
    powers = low > 0.0 and high / low > 10.0
    first, last = (math.log10(low), math.log10(high)) if powers else (low, high)
    bounds = [first + (last - first) * step / count for step in range(count + 1)]
    if powers:
        bounds = [10.0**bound for bound in bounds]
    bounds[0], bounds[-1] = low, high
    place = 0
    for number, (lower, upper) in enumerate(pairwise(bounds)):
        end = place
        while end < len(ordered) and (ordered[end] < upper or number == count - 1):
            end += 1
        yield lower, upper, end - place
        place = end
