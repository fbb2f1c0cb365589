"""One pass of what is known inward over a junction tree, and one outward.

Inward each clique multiplies what it knows and tells its parent the sum over what the parent does
not have. Outward each learns what all others know: the sum its parent has now, divided by what it
has told it. Where the greatest is taken instead of the sum, the same gives the most probable
explanation. S. L. Lauritzen, D. J. Spiegelhalter, Journal of the Royal Statistical Society B 50
(1988); A. P. Dawid, Statistics and Computing 2 (1992).
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from math import frexp, ldexp, prod

import attrs

from rcakit import working
from rcakit_bayes_net.engine.flat import Join, Scope, Values, arranged, gathered, spread, times
from rcakit_bayes_net.engine.given import Given, Impossible, Scaled
from rcakit_bayes_net.engine.tree import Tree

_LARGE = 20_000
"""Numbers from which a table is kept as doubles one after another, in a quarter of the room."""
_FAR = 200
"""Powers of two a table may stray from 1 before it is brought back."""
_OFTEN = 4


@attrs.define(eq=False)
class Passes:
    """What each clique knows, from below and then from everywhere.

    Attributes:
        given: What is multiplied.
        tree: The cliques.
        join: `sum`, or `max` for the most probable explanation.
        known: After `inward` the table of each clique, of what is below; after `outward` of all.
        told: What each clique told its parent.
        total: Everything joined.
    """

    given: Given
    tree: Tree
    join: Join
    known: list[Values] = attrs.field(factory=list)
    told: list[Values] = attrs.field(factory=list)
    total: Scaled = attrs.field(factory=Scaled)

    def inward(self) -> None:
        """From the leaves to the roots.

        Raises:
            Impossible: All comes to 0.
        """
        sizes = self.given.sizes
        factors = self._shared_out()
        self.total = self.given.constant
        for place, clique in enumerate(self.tree.cliques):
            self._tell(place, 0)
            table, power = _product(factors[place], clique.scope, sizes)
            factors[place] = []
            message = gathered(table, clique.scope, clique.separator, sizes, self.join)
            self.known.append(_kept(table))
            message, more = _brought_back(message)
            self.told.append(message)
            self.total = self.total.times(1.0, power + more)
            if clique.parent is not None:
                factors[clique.parent].append((clique.separator, message))
            else:
                self.total = self.total.times(message[0])
            if not any(message):
                raise Impossible

    def outward(self) -> None:
        """From the roots back to the leaves."""
        sizes = self.given.sizes
        for place in range(len(self.tree.cliques) - 1, -1, -1):
            self._tell(place, 1)
            clique = self.tree.cliques[place]
            if clique.parent is None:
                continue
            above = self.tree.cliques[clique.parent]
            now = gathered(
                self.known[clique.parent], above.scope, clique.separator, sizes, self.join
            )
            before = self.told[place]
            news = [new / old if old else 0.0 for new, old in zip(now, before, strict=True)]
            wide = spread(news, clique.separator, clique.scope, sizes)
            self.known[place] = _kept(times(self.known[place], wide))

    def alone(self) -> dict[str, Values]:
        """What is known of each variable, not yet brought to the sum 1.

        The variables a clique has to itself are its last, and each is joined away before the
        next is looked at, so that all together cost little more than the first.
        """
        found: dict[str, Values] = {}
        sizes = self.given.sizes
        for clique, table in zip(self.tree.cliques, self.known, strict=True):
            scope, left = clique.scope, table
            for name in reversed(clique.own):
                found[name] = gathered(left, scope, (name,), sizes, self.join)
                left = gathered(left, scope, scope[:-1], sizes, self.join)
                scope = scope[:-1]
        return found

    def best(self) -> dict[str, int]:
        """After an inward pass with `max`, the place of the best state of each variable."""
        chosen: dict[str, int] = {}
        sizes = self.given.sizes
        for clique, table in zip(reversed(self.tree.cliques), reversed(self.known), strict=True):
            start = 0
            for name in clique.separator:
                start = start * sizes[name] + chosen[name]
            count = prod(sizes[name] for name in clique.own)
            run = table[start * count : (start + 1) * count]
            at = max(range(count), key=run.__getitem__)
            for name in reversed(clique.own):
                at, chosen[name] = divmod(at, sizes[name])
        return chosen

    def _shared_out(self) -> list[list[tuple[Scope, Values]]]:
        """For each clique the functions that are multiplied there."""
        found: list[list[tuple[Scope, Values]]] = [[] for _ in self.tree.cliques]
        for scope, values in self.given.factors:
            wanted = self.tree.sorted(scope)
            table = arranged(values, scope, wanted, self.given.sizes)
            found[self.tree.home[wanted[-1]]].append((wanted, table))
        return found

    def _tell(self, place: int, turn: int) -> None:
        if not place % 8:
            count = len(self.tree.cliques)
            done = place if turn == 0 else 2 * count - place
            working.tell("Working out the network", done / (2 * count))


def _product(
    factors: Sequence[tuple[Scope, Values]], scope: Scope, sizes: Mapping[str, int]
) -> tuple[Values, int]:
    """The product over `scope`, and the power of two it was divided by.

    Small functions are multiplied into larger ones that have all their variables, before any is
    spread over the whole.
    """
    wide: list[tuple[Scope, Values]] = []
    power = 0
    for count, (inner, values) in enumerate(sorted(factors, key=lambda one: -len(one[0]))):
        for at, (outer, there) in enumerate(wide):
            if set(inner) <= set(outer):
                both: Values = times(there, spread(values, inner, outer, sizes))
                if not count % _OFTEN:
                    both, more = _brought_back(both)
                    power += more
                wide[at] = (outer, both)
                break
        else:
            wide.append((inner, values))
    table: Values | None = None
    for count, (inner, values) in enumerate(wide, start=1):
        full = spread(values, inner, scope, sizes)
        table = full if table is None else times(table, full)
        if not count % _OFTEN:
            table, more = _brought_back(table)
            power += more
    return (table if table is not None else [1.0] * prod(sizes[name] for name in scope)), power


def _brought_back(values: Values) -> tuple[Values, int]:
    """Numbers divided by a power of two where they are far from 1; that rounds none of them."""
    power = frexp(max(values))[1]
    if -_FAR < power < _FAR:
        return values, 0
    return [ldexp(value, -power) for value in values], power


def _kept(values: Values) -> Values:
    return array("d", values) if len(values) > _LARGE else values
