"""Which variables are looked at together, and how what is known travels between them.

Summing variables out one after another makes one table after another; those that lie within the
next are one with it, and the rest form a tree: a junction tree. F. V. Jensen, S. L. Lauritzen,
K. G. Olesen, "Bayesian updating in causal probabilistic networks by local computations",
Computational Statistics Quarterly 4 (1990).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import prod

import attrs

from rcakit_bayes_net.engine.elimination import Order, order

Scope = tuple[str, ...]


@attrs.frozen
class Clique:
    """Variables that are looked at together.

    Attributes:
        scope: The variables; those it shares with its parent come first.
        shared: How many those are.
        parent: The place of its parent in the tree, which is a later one; None at the end.
    """

    scope: Scope
    shared: int
    parent: int | None

    @property
    def separator(self) -> Scope:
        """What it shares with its parent."""
        return self.scope[: self.shared]

    @property
    def own(self) -> Scope:
        """What its parent does not have."""
        return self.scope[self.shared :]


@attrs.frozen(eq=False)
class Tree:
    """Cliques, each before its parent.

    Attributes:
        cliques: The cliques.
        home: For each variable, the place of the first clique that has all it is summed out with.
        place: For each variable, when it is summed out; scopes begin with the last.
    """

    cliques: tuple[Clique, ...]
    home: Mapping[str, int]
    place: Mapping[str, int]

    def sorted(self, scope: Scope) -> Scope:
        """Variables in the order all scopes of the tree have."""
        return tuple(sorted(scope, key=self.place.__getitem__, reverse=True))


@attrs.frozen(eq=False)
class Plan:
    """An order, and once it is wanted its tree."""

    order: Order
    names: Scope

    @property
    def complete(self) -> bool:
        """Whether the order has all variables; it was given up where tables passed all bounds."""
        return len(self.order.beside) == len(self.names)

    def tree(self) -> Tree:
        """The junction tree of a complete order."""
        return _tree(self.order)


@lru_cache(maxsize=64)
def plan(scopes: frozenset[Scope], sizes: tuple[tuple[str, int], ...]) -> Plan:
    """The order for factors of these scopes; remembered, since one network is asked much.

    Args:
        scopes: The variables of each factor.
        sizes: Each variable with how many states it has.
    """
    known = dict(sizes)
    return Plan(order(sorted(scopes), known), tuple(known))


@lru_cache(maxsize=64)
def _tree(found: Order) -> Tree:
    place = {name: number for number, name in enumerate(found.beside)}
    scopes: list[Scope] = []
    shared: list[int] = []
    parents: list[int | None] = []
    home: dict[str, int] = {}
    for name in reversed(place):
        near = tuple(sorted(found.beside[name], key=place.__getitem__, reverse=True))
        above = home[near[-1]] if near else None
        if above is not None and scopes[above] == near:
            # Its table is that of the parent and one variable more, so the two are one.
            scopes[above] = (*near, name)
            home[name] = above
            continue
        home[name] = len(scopes)
        scopes.append((*near, name))
        shared.append(len(near))
        parents.append(above)
    last = len(scopes) - 1
    cliques = [
        Clique(scope, count, None if above is None else last - above)
        for scope, count, above in zip(scopes, shared, parents, strict=True)
    ]
    return Tree(tuple(reversed(cliques)), {name: last - at for name, at in home.items()}, place)


def numbers(scope: Scope, sizes: Mapping[str, int]) -> int:
    """How many numbers a function of these variables has."""
    return prod(map(sizes.__getitem__, scope))
