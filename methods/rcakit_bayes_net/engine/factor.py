"""Functions of a few variables as flat lists, and the two things done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod

import attrs

Values = list[float]


@attrs.frozen(eq=False)
class Factor:
    """A number for every state of some variables.

    Attributes:
        scope: The variables, of which the last changes fastest.
        values: The numbers, prod(sizes of the scope) of them.
    """

    scope: tuple[str, ...]
    values: Sequence[float]


def product(factors: Sequence[Factor], scope: tuple[str, ...], sizes: Mapping[str, int]) -> Values:
    """The product of factors over `scope`, which holds all their variables."""
    total = prod(sizes[name] for name in scope)
    found = [1.0] * total
    for factor in factors:
        values = factor.values
        for place, at in enumerate(_places(factor.scope, scope, sizes)):
            found[place] *= values[at]
    return found


def reduced(
    values: Sequence[float],
    scope: tuple[str, ...],
    kept: tuple[str, ...],
    sizes: Mapping[str, int],
    join: Callable[[float, float], float] | None = None,
) -> Values:
    """A function of `scope` as one of `kept`: summed over the others, or joined by `join`.

    Args:
        values: The numbers over `scope`.
        scope: Its variables.
        kept: Variables of `scope`, in any order.
        sizes: How many states each variable has.
        join: Such as `max`; None sums.
    """
    found = [0.0] * prod(sizes[name] for name in kept)
    places = _places(kept, scope, sizes)
    if join is None:
        for value, at in zip(values, places, strict=True):
            found[at] += value
    else:
        for value, at in zip(values, places, strict=True):
            found[at] = join(found[at], value)
    return found


def _places(inner: tuple[str, ...], scope: tuple[str, ...], sizes: Mapping[str, int]) -> list[int]:
    """For each state of `scope`, where the numbers of a function of `inner` have that state."""
    step = 1
    steps: dict[str, int] = {}
    for name in reversed(inner):
        steps[name] = step
        step *= sizes[name]
    places = [0]
    for name in scope:
        stride = steps.get(name, 0)
        if stride:
            moves = [stride * state for state in range(sizes[name])]
            places = [at + move for at in places for move in moves]
        else:
            places = [at for at in places for _ in range(sizes[name])]
    return places
