"""Sums over all minimal cut sets without listing one: their number, by order, and probabilities.

A sum over the sets of a diagram of products over their members is one pass upward; a member that
is a module brings the same sum over its own sets.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from typing import TypeVar

from rcakit_fault_tree.engine.listed import BASE
from rcakit_fault_tree.engine.listing import most_probable
from rcakit_fault_tree.engine.solving import Solved

T = TypeVar("T")
_PROBABLE = 0.3
"""Sets above this are taken one by one: their powers would be many before they vanish."""
_SURE = 40.0
"""Where the sum of logarithms passes this, the bound is 1 to the last digit."""
_CLOSE = 1e-18
_MOST_POWERS = 60


def count(parts: Sequence[Solved], events: int) -> int:
    """How many minimal cut sets there are."""
    return _sum(parts, [1] * (events + 1), 0, 1, operator.mul)


def by_order(parts: Sequence[Solved], events: int, most: int) -> list[int]:
    """How many there are of each order: entry k of those with k events, up to `most`."""

    def times(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
        found = [0] * min(len(one) + len(other) - 1, most + 1)
        for order, number in enumerate(one):
            if number:
                for more, others in enumerate(other[: most + 1 - order]):
                    found[order + more] += number * others
        return tuple(found)

    single = _Counts((0, 1), times)
    total = _sum(
        parts, [single] * (events + 1), _Counts((), times), _Counts((1,), times), _Counts.times
    )
    return list(total.numbers) + [0] * (most + 1 - len(total.numbers))


class _Counts:
    """Numbers of sets by order, as the coefficients of a polynomial."""

    def __init__(
        self,
        numbers: tuple[int, ...],
        multiply: Callable[[tuple[int, ...], tuple[int, ...]], tuple[int, ...]],
    ) -> None:
        self.numbers = numbers
        self._multiply = multiply

    def __add__(self, other: _Counts) -> _Counts:
        longer, shorter = self.numbers, other.numbers
        if len(longer) < len(shorter):
            longer, shorter = shorter, longer
        added = [one + two for one, two in zip(longer, shorter, strict=False)]
        return _Counts((*added, *longer[len(shorter) :]), self._multiply)

    def times(self, other: _Counts) -> _Counts:
        """Sets of one joined with sets of the other."""
        return _Counts(self._multiply(self.numbers, other.numbers), self._multiply)


def rare_event(parts: Sequence[Solved], given: Sequence[float]) -> float:
    """The sum of the probabilities of all minimal cut sets; it may pass 1."""
    return _sum(parts, list(given), 0.0, 1.0, operator.mul)


def rare_event_with(parts: Sequence[Solved], given: Sequence[float]) -> dict[int, float]:
    """For each event, the sum of the probabilities of the minimal cut sets that hold it.

    That is its probability times the derivative of the whole sum by it.
    """
    totals, within = _values(parts, list(given), 0.0, 1.0, operator.mul)
    weight = {parts[-1].module.number: 1.0}
    found: dict[int, float] = {}
    for part, values in zip(reversed(parts), reversed(within), strict=True):
        diagram = part.cut_sets
        reached = [0.0] * len(diagram)
        reached[diagram.root] = weight.get(part.module.number, 0.0)
        for node in range(len(diagram) - 1, BASE, -1):
            share = reached[node]
            leaf = part.order[diagram.variables[node]]
            high = diagram.highs[node]
            target = found if leaf < len(given) else weight
            target[leaf] = target.get(leaf, 0.0) + share * values[high]
            reached[high] += share * totals[leaf]
            reached[diagram.lows[node]] += share
    return {event: slope * given[event] for event, slope in found.items()}


def upper_bound(parts: Sequence[Solved], given: Sequence[float]) -> float:
    """1 less the product of (1 - P) over all minimal cut sets, the min-cut upper bound.

    Probable sets are multiplied one by one. For the many others the sum of -log(1 - P) is that of
    P + P^2/2 + P^3/3 + ..., each power in one pass less what the probable ones bring to it.
    """
    probable = []
    total = 0.0
    for chance, _ in most_probable(parts, given):
        if chance <= _PROBABLE:
            break
        if chance >= 1.0 or total > _SURE:
            return 1.0
        probable.append(chance)
        total -= math.log1p(-chance)
    for power in range(1, _MOST_POWERS):
        powers = [value**power for value in given]
        all_sets = _sum(parts, powers, 0.0, 1.0, operator.mul)
        step = max(all_sets - sum(chance**power for chance in probable), 0.0) / power
        total += step
        if step <= _CLOSE * total:
            break
    return -math.expm1(-total)


def _sum(parts: Sequence[Solved], given: list[T], zero: T, one: T, times: Callable[[T, T], T]) -> T:
    return _values(parts, given, zero, one, times)[0][parts[-1].module.number]


def _values(
    parts: Sequence[Solved], given: list[T], zero: T, one: T, times: Callable[[T, T], T]
) -> tuple[dict[int, T], list[list[T]]]:
    """What each event and module brings, and for each module the sums below each node."""
    totals: dict[int, T] = dict(enumerate(given))
    within: list[list[T]] = []
    for part in parts:
        diagram = part.cut_sets
        values = [zero] * len(diagram)
        values[BASE] = one
        for node in range(BASE + 1, len(diagram)):
            member = totals[part.order[diagram.variables[node]]]
            with_it = times(member, values[diagram.highs[node]])
            values[node] = with_it + values[diagram.lows[node]]  # type: ignore[operator]
        totals[part.module.number] = values[diagram.root]
        within.append(values)
    return totals, within
