"""Functions of a few variables as flat lists of numbers, and the few things done with them.

The variables of a function stand in a row, its scope, of which the last changes fastest. All
functions of one computation have their variables in the same order, so that whatever is done is
done to blocks of numbers that lie beside each other or a fixed step apart, which is quick even
in plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import prod
from operator import add, mul

Scope = tuple[str, ...]
Sizes = Mapping[str, int]
Values = Sequence[float]
Join = Callable[[Iterable[float]], float]
_FEW = 4


def times(one: Values, other: Values) -> list[float]:
    """The product, number by number, of two functions of the same scope."""
    return list(map(mul, one, other))


def spread(values: Values, scope: Collection[str], wanted: Scope, sizes: Sizes) -> Values:
    """A function of `scope` as one of `wanted`, which has the same variables and others between.

    Args:
        values: The numbers, in the order of `wanted`.
        scope: The variables they depend on.
        wanted: All variables of the result.
        sizes: How many states each variable has.
    """
    block, copies = 1, 1
    for name in reversed(wanted):
        if name not in scope:
            copies *= sizes[name]
            continue
        if copies > 1:
            values = _repeated(values, block, copies)
            block *= copies
            copies = 1
        block *= sizes[name]
    return _repeated(values, block, copies) if copies > 1 else values


def _repeated(values: Values, block: int, copies: int) -> list[float]:
    """Each run of `block` numbers several times over."""
    count = len(values)
    if block >= count:
        return list(values) * copies
    if block > count // block:
        runs = (list(values[at : at + block]) * copies for at in range(0, count, block))
        return list(chain.from_iterable(runs))
    found = [0.0] * (count * copies)
    for place in range(block):
        part = values[place::block]
        for copy in range(copies):
            found[place + copy * block :: block * copies] = part
    return found


def gathered(
    values: Values, scope: Scope, kept: Collection[str], sizes: Sizes, join: Join
) -> Values:
    """A function of `scope` as one of some of its variables, the others joined.

    Args:
        values: The numbers over `scope`.
        scope: Its variables.
        kept: Those of them that stay, in the order they have in `scope`.
        sizes: How many states each variable has.
        join: `sum` or `max`.
    """
    block, parts = 1, 1
    for name in reversed(scope):
        if name not in kept:
            parts *= sizes[name]
            continue
        if parts > 1:
            values = _joined(values, block, parts, join)
            parts = 1
        block *= sizes[name]
    return _joined(values, block, parts, join) if parts > 1 else values


def _joined(values: Values, block: int, parts: int, join: Join) -> list[float]:
    """Of each run of `parts` blocks the blocks joined, number by number."""
    step = block * parts
    runs = len(values) // step
    # What there is most of is left to slices, each of which is one call.
    if parts >= max(block, runs):
        return [
            join(values[first + place : first + step : block])
            for first in range(0, len(values), step)
            for place in range(block)
        ]
    if block >= runs:
        found = (
            _pile([values[at : at + block] for at in range(first, first + step, block)], join)
            for first in range(0, len(values), step)
        )
        return list(chain.from_iterable(found))
    whole = [0.0] * (runs * block)
    for place in range(block):
        whole[place::block] = _pile([values[at::step] for at in range(place, step, block)], join)
    return whole


def _pile(parts: list[Values], join: Join) -> list[float]:
    """Parts of the same length joined, number by number."""
    if len(parts) <= _FEW:
        if join is max:
            return list(map(max, *parts))
        piled: Iterable[float] = parts[0]
        for part in parts[1:]:
            piled = map(add, piled, part)
        return list(piled)
    return list(map(join, zip(*parts, strict=True)))


def taken(values: Values, scope: Scope, name: str, place: int, sizes: Sizes) -> Values:
    """A function of `scope` where `name` is in its state `place`, as one of the other variables."""
    at = scope.index(name)
    block = prod(sizes[other] for other in scope[at + 1 :])
    step = block * sizes[name]
    starts = range(place * block, len(values), step)
    if block == 1:
        return values[place::step]
    return list(chain.from_iterable(values[start : start + block] for start in starts))


def arranged(values: Values, scope: Scope, wanted: Scope, sizes: Sizes) -> Values:
    """The same function with its variables in another order."""
    if scope == wanted:
        return values
    steps: dict[str, int] = {}
    step = 1
    for name in reversed(scope):
        steps[name] = step
        step *= sizes[name]
    places = [0]
    for name in wanted:
        moves = range(0, steps[name] * sizes[name], steps[name])
        places = [at + move for at in places for move in moves]
    return list(map(values.__getitem__, places))


def rows(values: Values, size: int) -> Iterator[Values]:
    """One run of `size` numbers after another."""
    return (values[at : at + size] for at in range(0, len(values), size))
