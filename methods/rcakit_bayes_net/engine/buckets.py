"""Everything that follows from observations: one pass of sums inward, one outward.

The variables are summed out in order. What is summed out with a variable is its bucket; what is
left goes to the bucket of the next variable in it. Back the same way each bucket learns what all
others know, so that every posterior comes of two passes. R. Dechter, "Bucket elimination",
Artificial Intelligence 113 (1999).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import fsum, prod

import attrs

from rcakit_bayes_net.engine.elimination import order
from rcakit_bayes_net.engine.factor import Factor, Values, product, reduced
from rcakit_bayes_net.engine.network import Network

ROOM = 4_000_000
"""Numbers all buckets may hold together."""


class TooLarge(Exception):
    """The tables that would have to be made are larger than the room there is.

    Attributes:
        wanted: How many numbers they hold.
    """

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        super().__init__(
            f"It would take tables of {wanted:,} numbers; {ROOM:,} is the most that is worked with."
        )


class Impossible(Exception):
    """The observations cannot all be so: together they have the probability 0."""


@attrs.define(eq=False)
class _Bucket:
    variable: str
    scope: tuple[str, ...]
    factors: list[Factor]
    parent: str | None = None
    children: list[str] = attrs.field(factory=list)

    @property
    def separator(self) -> tuple[str, ...]:
        """What it shares with its parent."""
        return self.scope[1:]


@attrs.frozen(slots=False, eq=False)
class Inference:
    """A network with observations, and what follows.

    Attributes:
        network: The network.
        evidence: For each variable that was looked at, how likely the observation is in each of
            its states: 1 for what was seen and 0 for the others, or anything between.
    """

    network: Network
    evidence: Mapping[str, tuple[float, ...]] = attrs.field(factory=dict)

    @property
    def sizes(self) -> dict[str, int]:
        """How many states each variable has."""
        return {name: len(one.states) for name, one in self.network.variables.items()}

    def posteriors(self) -> dict[str, tuple[float, ...]]:
        """The probability of each state of each variable, given the observations.

        Raises:
            TooLarge: The network is too dense for this.
            Impossible: The observations contradict the network.
        """
        sizes = self.sizes
        buckets = self._buckets(sizes)
        inward = _inward(buckets, sizes, None)
        outward: dict[str, Factor] = {}
        found: dict[str, tuple[float, ...]] = {}
        for name in reversed(buckets):
            bucket = buckets[name]
            known = [*bucket.factors, *(inward[child] for child in bucket.children)]
            if name in outward:
                known.append(outward[name])
            whole = product(known, bucket.scope, sizes)
            alone = reduced(whole, bucket.scope, (name,), sizes)
            total = fsum(alone)
            if total <= 0.0:
                raise Impossible
            found[name] = tuple(value / total for value in alone)
            for child in bucket.children:
                self._tell(buckets[child], bucket, known, inward, outward, sizes)
        return {name: found[name] for name in self.network.variables}

    @staticmethod
    def _tell(
        child: _Bucket,
        bucket: _Bucket,
        known: list[Factor],
        inward: Mapping[str, Factor],
        outward: dict[str, Factor],
        sizes: Mapping[str, int],
    ) -> None:
        """What a bucket and all beyond it know, for one of its children."""
        others = [factor for factor in known if factor is not inward[child.variable]]
        whole = product(others, bucket.scope, sizes)
        kept = child.separator
        values = reduced(whole, bucket.scope, kept, sizes)
        scale = max(values, default=1.0) or 1.0
        outward[child.variable] = Factor(kept, [value / scale for value in values])

    def probability(self) -> float:
        """The probability of the observations, of likelihoods their expectation.

        Raises:
            TooLarge: The network is too dense for this.
        """
        sizes = self.sizes
        buckets = self._buckets(sizes)
        inward = _inward(buckets, sizes, None)
        return prod(
            fsum(inward[name].values) for name, bucket in buckets.items() if bucket.parent is None
        )

    def most_probable(self) -> tuple[dict[str, str], float]:
        """The likeliest state of everything together, and its probability with the observations.

        Raises:
            TooLarge: The network is too dense for this.
            Impossible: The observations contradict the network.
        """
        sizes = self.sizes
        buckets = self._buckets(sizes)
        inward = _inward(buckets, sizes, max)
        best = prod(
            max(inward[name].values) for name, bucket in buckets.items() if bucket.parent is None
        )
        if best <= 0.0:
            raise Impossible
        chosen: dict[str, int] = {}
        for name in reversed(buckets):
            bucket = buckets[name]
            known = [*bucket.factors, *(inward[child] for child in bucket.children)]
            whole = product(known, bucket.scope, sizes)
            chosen[name] = _best(whole, bucket.scope, chosen, sizes)
        states = {name: one.states[chosen[name]] for name, one in self.network.variables.items()}
        return states, best

    def _buckets(self, sizes: dict[str, int]) -> dict[str, _Bucket]:
        factors = [
            Factor((*one.parents, name), one.table) for name, one in self.network.variables.items()
        ]
        factors += [Factor((name,), given) for name, given in self.evidence.items()]
        sequence = order([factor.scope for factor in factors], sizes)
        place = {name: number for number, name in enumerate(sequence)}
        first: dict[str, list[Factor]] = {name: [] for name in sequence}
        for factor in factors:
            first[min(factor.scope, key=place.__getitem__)].append(factor)
        buckets: dict[str, _Bucket] = {}
        passed: dict[str, list[str]] = {name: [] for name in sequence}
        wanted = 0
        for name in sequence:
            scope = {other for factor in first[name] for other in factor.scope}
            for child in passed[name]:
                scope.update(buckets[child].separator)
            scope.discard(name)
            rest = sorted(scope, key=place.__getitem__)
            bucket = _Bucket(name, (name, *rest), first[name], children=passed[name])
            wanted += prod(sizes[other] for other in bucket.scope)
            if rest:
                bucket.parent = rest[0]
                passed[rest[0]].append(name)
            buckets[name] = bucket
        if wanted > ROOM:
            raise TooLarge(wanted)
        return buckets


def _inward(
    buckets: Mapping[str, _Bucket],
    sizes: Mapping[str, int],
    join: Callable[[float, float], float] | None,
) -> dict[str, Factor]:
    """What each bucket has to say to its parent."""
    found: dict[str, Factor] = {}
    for name, bucket in buckets.items():
        known = [*bucket.factors, *(found[child] for child in bucket.children)]
        whole = product(known, bucket.scope, sizes)
        kept = bucket.separator
        found[name] = Factor(kept, reduced(whole, bucket.scope, kept, sizes, join))
    return found


def _best(
    whole: Values, scope: tuple[str, ...], chosen: Mapping[str, int], sizes: Mapping[str, int]
) -> int:
    """The best state of the first variable of `scope`, where the others are chosen already."""
    at = 0
    step = 1
    for name in reversed(scope[1:]):
        at += chosen[name] * step
        step *= sizes[name]
    values = whole[at::step]
    return max(range(len(values)), key=values.__getitem__)
