"""An order in which variables are summed out one after another, so that little is made on the way.

The best order is hard to find. That which joins the fewest pairs next (min-fill) is seldom far from
it; where states are many, weighing the pairs or the tables by them can be better, so that for
larger networks all are tried. U. Kjaerulff, "Triangulation of graphs", Aalborg University (1990).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from math import prod

import attrs

from rcakit import working

CHEAP = 50_000
"""Numbers below which no better order is looked for."""
HOPELESS = 10**9
"""Numbers in one table from which an order is given up."""

MANY = 200
"""Variables from which the cheapest way of choosing comes first."""

Graph = Mapping[str, set[str]]
Sizes = Mapping[str, int]
Cost = Callable[[set[str], Graph, Sizes, int], tuple[float, float]]


@attrs.frozen(eq=False)
class Order:
    """Variables in the order in which they are summed out.

    Attributes:
        beside: The variables in that order, each with those it is in one table with when its
            turn comes; those left out when the order was given up are missing.
        wanted: How many numbers the tables hold together.
        largest: How many the largest holds.
    """

    beside: Mapping[str, set[str]]
    wanted: int
    largest: int


def order(scopes: Iterable[tuple[str, ...]], sizes: Sizes) -> Order:
    """The best order found.

    Args:
        scopes: The variables of each factor.
        sizes: How many states each variable has.
    """
    graph: dict[str, set[str]] = {name: set() for name in sizes}
    for scope in scopes:
        for name in scope:
            graph[name].update(scope)
    for name, near in graph.items():
        near.discard(name)
    # To count pairs takes long where there are many, so that what is hopeless is found out without.
    first, *others = _COSTS if len(sizes) <= MANY else (_weight, _fill, _weighed_fill)
    best = _eliminated(graph, sizes, first)
    if best.wanted > CHEAP and len(best.beside) == len(sizes):
        for cost in others:
            found = _eliminated(graph, sizes, cost, best.wanted)
            best = min(best, found, key=lambda one: (len(one.beside) < len(sizes), one.wanted))
    return best


def _eliminated(graph: Graph, sizes: Sizes, cost: Cost, most: int | None = None) -> Order:
    """The order that takes what is cheapest next; given up where it passes `most`."""
    beside = {name: set(near) for name, near in graph.items()}
    costs = {name: cost(near, beside, sizes, sizes[name]) for name, near in beside.items()}
    found: dict[str, set[str]] = {}
    wanted = largest = 0
    while costs:
        if not len(found) % 32:
            working.tell("Looking for a good order")
        name = min(costs, key=costs.__getitem__)
        near = beside[name]
        size = sizes[name] * prod(map(sizes.__getitem__, near))
        wanted += size
        largest = max(largest, size)
        if size > HOPELESS or (most is not None and wanted > most):
            break
        del costs[name], beside[name]
        found[name] = near
        for one in _joined(name, near, beside):
            costs[one] = cost(beside[one], beside, sizes, sizes[one])
    return Order(found, wanted, largest)


def _joined(name: str, near: set[str], beside: Mapping[str, set[str]]) -> set[str]:
    """Takes a variable out of the graph; those whose costs that alters."""
    touched = set(near)
    for one in near:
        beside[one].discard(name)
    for one, other in combinations(near, 2):
        if other not in beside[one]:
            beside[one].add(other)
            beside[other].add(one)
            touched |= beside[one] & beside[other]
    return touched


def _fill(near: set[str], beside: Graph, sizes: Sizes, own: int) -> tuple[float, float]:
    pairs = len(near) * (len(near) - 1) - sum(len(beside[one] & near) for one in near)
    return pairs, own * prod(map(sizes.__getitem__, near))


def _weight(near: set[str], beside: Graph, sizes: Sizes, own: int) -> tuple[float, float]:
    del beside
    return own * prod(map(sizes.__getitem__, near)), len(near)


def _weighed_fill(near: set[str], beside: Graph, sizes: Sizes, own: int) -> tuple[float, float]:
    weight = sum(
        sizes[one] * sum(map(sizes.__getitem__, near - beside[one])) - sizes[one] ** 2
        for one in near
    )
    return weight, own * prod(map(sizes.__getitem__, near))


_COSTS = (_fill, _weight, _weighed_fill)
