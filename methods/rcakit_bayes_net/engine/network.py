"""A Bayesian network: variables with a few states, and a table for each given its parents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum, isfinite, prod

import attrs

CLOSE = 1e-6
"""How far the row of a table may be from 1, as published numbers are rounded."""
EXACT = 1e-12


class WrongNetwork(Exception):
    """The network cannot be; says what is wrong, naming the variable."""


@attrs.frozen
class Variable:
    """Something that is in one of a few states.

    Attributes:
        name: Its name, unlike any other.
        states: The names of its states, at least one.
        parents: The names of what it depends on directly.
        table: For each state of the parents, the last of them changing fastest, the probability
            of each state: one number after another, prod(parents' states) x states.
    """

    name: str
    states: tuple[str, ...]
    parents: tuple[str, ...] = ()
    table: tuple[float, ...] = ()


@attrs.frozen
class Network:
    """Variables by name, in any order.

    Attributes:
        variables: The variables.
        rounded: The variables of which a row misses 1 by no more than published rounding. Their
            numbers are worked with as they are, so that results are those of other programs.
    """

    variables: Mapping[str, Variable]
    rounded: tuple[str, ...] = ()

    @classmethod
    def of(cls, variables: Iterator[Variable] | list[Variable]) -> Network:
        """A network of these variables.

        Raises:
            WrongNetwork: A name is used twice, a parent is missing, a table has the wrong size or
                a row that does not sum to 1, or variables depend on each other in a circle.
        """
        known: dict[str, Variable] = {}
        for one in variables:
            if one.name in known:
                raise WrongNetwork(f"{one.name} is there twice.")
            known[one.name] = one
        rounded = []
        for name, one in known.items():
            if _inexact(one, known):
                rounded.append(name)
        network = cls(known, tuple(rounded))
        network.order()
        return network

    def order(self) -> list[str]:
        """The names, each after its parents.

        Raises:
            WrongNetwork: Variables depend on each other in a circle.
        """
        waiting = {name: len(one.parents) for name, one in self.variables.items()}
        below: dict[str, list[str]] = {name: [] for name in self.variables}
        for name, one in self.variables.items():
            for parent in one.parents:
                below[parent].append(name)
        found = [name for name, count in waiting.items() if not count]
        for name in found:
            for child in below[name]:
                waiting[child] -= 1
                if not waiting[child]:
                    found.append(child)
        if len(found) < len(self.variables):
            name = next(name for name, count in waiting.items() if count)
            raise WrongNetwork(f"{name} depends on itself, over others.")
        return found


def _inexact(one: Variable, known: Mapping[str, Variable]) -> bool:
    """Whether a row of its table misses 1 by rounding; raises `WrongNetwork` if by more."""
    if not one.states or len(set(one.states)) < len(one.states):
        raise WrongNetwork(f"{one.name} needs states with different names.")
    for parent in one.parents:
        if parent not in known:
            raise WrongNetwork(f"{one.name} depends on {parent}, which is not there.")
    if len(set(one.parents)) < len(one.parents):
        raise WrongNetwork(f"{one.name} names a parent twice.")
    size = len(one.states)
    rows = prod(len(known[parent].states) for parent in one.parents)
    if len(one.table) != rows * size:
        raise WrongNetwork(
            f"The table of {one.name} has {len(one.table)} numbers where {rows * size} are wanted."
        )
    inexact = False
    for first in range(0, len(one.table), size):
        row = one.table[first : first + size]
        total = fsum(row)
        if any(not isfinite(value) or value < 0.0 for value in row):
            raise WrongNetwork(f"The table of {one.name} holds a number that is no probability.")
        if abs(total - 1.0) > CLOSE:
            raise WrongNetwork(
                f"Row {first // size + 1} of the table of {one.name} sums to {total:.9g}, not to 1."
            )
        inexact = inexact or abs(total - 1.0) > EXACT
    return inexact
