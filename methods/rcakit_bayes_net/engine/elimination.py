"""An order in which variables are summed out one after another, so that little is made on the way.

The best order is hard to find; that which joins the fewest pairs next (min-fill), and among equals
makes the smallest table, is seldom far from it. U. Kjaerulff, "Triangulation of graphs", Aalborg
University (1990).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import prod


def order(scopes: Iterable[tuple[str, ...]], sizes: Mapping[str, int]) -> list[str]:
    """The variables in the order in which they are to be summed out.

    Args:
        scopes: The variables of each factor.
        sizes: How many states each variable has.
    """
    beside: dict[str, set[str]] = {name: set() for name in sizes}
    for scope in scopes:
        for one, other in combinations(scope, 2):
            beside[one].add(other)
            beside[other].add(one)
    found: list[str] = []
    left = dict.fromkeys(sizes)
    costs = {name: _cost(name, beside, sizes) for name in left}
    while left:
        name = min(left, key=costs.__getitem__)
        del left[name]
        found.append(name)
        near = beside.pop(name)
        touched = set(near)
        for one, other in combinations(near, 2):
            if other not in beside[one]:
                beside[one].add(other)
                beside[other].add(one)
                touched |= beside[one] & beside[other]
        for one in near:
            beside[one].discard(name)
        touched.discard(name)
        for one in touched:
            costs[one] = _cost(one, beside, sizes)
    return found


def _cost(name: str, beside: Mapping[str, set[str]], sizes: Mapping[str, int]) -> tuple[int, int]:
    near = beside[name]
    pairs = sum(other not in beside[one] for one, other in combinations(near, 2))
    return pairs, sizes[name] * prod(sizes[one] for one in near)
