"""A network with what was observed, as the functions that are to be multiplied.

What was seen for certain is a variable no more: every table is cut down to the state it is in.
And what neither is asked for nor has anything observed below it (a barren node) says nothing, so
that it is left out. R. D. Shachter, "Evaluating influence diagrams", Operations Research 34 (1986).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import frexp, ldexp

import attrs

from rcakit_bayes_net.engine.flat import Scope, Values, taken
from rcakit_bayes_net.engine.network import Network


class Impossible(Exception):
    """The observations cannot all be so: together they have the probability 0."""


@attrs.frozen
class Scaled:
    """A number as `value` times two to the power of `power`, for what is smaller than a float."""

    value: float = 1.0
    power: int = 0

    def times(self, value: float, power: int = 0) -> Scaled:
        """The product with another."""
        mantissa, more = frexp(self.value * value)
        return Scaled(mantissa, self.power + more + power)

    @property
    def number(self) -> float:
        """As a float; 0 where it is too small for one."""
        try:
            return ldexp(self.value, self.power)
        except OverflowError:
            return float("inf")


@attrs.frozen(eq=False)
class Given:
    """What is to be multiplied, and over which variables.

    Attributes:
        sizes: How many states each variable has that is not settled.
        factors: Functions of them.
        settled: The variables seen for certain, each with the place of its state.
        constant: What is left of functions whose variables are all settled.
    """

    sizes: Mapping[str, int]
    factors: tuple[tuple[Scope, Values], ...]
    settled: Mapping[str, int]
    constant: Scaled


def given(
    network: Network,
    evidence: Mapping[str, tuple[float, ...]],
    wanted: Collection[str] | None,
) -> Given:
    """The functions of a network with observations.

    Args:
        network: The network.
        evidence: For each observed variable a number for each of its states.
        wanted: The variables that are asked for; None for all.

    Raises:
        Impossible: An observation gives every state the likelihood 0.
    """
    settled: dict[str, int] = {}
    likely: dict[str, Values] = {}
    constant = Scaled()
    for name, seen in evidence.items():
        possible = [place for place, value in enumerate(seen) if value > 0.0]
        if not possible:
            raise Impossible
        if len(possible) == 1:
            settled[name] = possible[0]
            constant = constant.times(seen[possible[0]])
        else:
            likely[name] = seen
    names = _relevant(network, (*evidence, *wanted)) if wanted is not None else network.variables
    variables = [network.variables[name] for name in network.variables if name in names]
    sizes = {one.name: len(one.states) for one in variables}
    factors: list[tuple[Scope, Values]] = []
    for one in variables:
        scope, values = _cut((*one.parents, one.name), one.table, settled, sizes)
        if scope:
            factors.append((scope, values))
        else:
            constant = constant.times(values[0])
    factors += [((name,), values) for name, values in likely.items()]
    if constant.value == 0.0:
        raise Impossible
    left = {name: size for name, size in sizes.items() if name not in settled}
    return Given(left, tuple(factors), settled, constant)


def _relevant(network: Network, names: Iterable[str]) -> set[str]:
    """Variables and all they depend on.

    A variable of which a row misses 1 does say something, so it is never barren.
    """
    stack = [*names, *network.rounded]
    found: set[str] = set()
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            stack.extend(network.variables[name].parents)
    return found


def _cut(
    scope: Scope, values: Values, settled: Mapping[str, int], sizes: Mapping[str, int]
) -> tuple[Scope, Values]:
    for name in [name for name in scope if name in settled]:
        values = taken(values, scope, name, settled[name], sizes)
        scope = tuple(other for other in scope if other != name)
    return scope, values
