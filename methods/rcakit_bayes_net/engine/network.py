"""A Bayesian network: variables with a few states, and a table for each given its parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import fsum, prod

import attrs

CLOSE = 1e-6
"""How far any row of a table may be from 1, as published numbers are rounded."""
CLOSEST = 2e-3
"""How far the row of a table may be from 1 where the digits of its numbers explain it."""
EXACT = 1e-12


class WrongNetwork(Exception):
    """The network cannot be; says what is wrong, naming the variable.

    Attributes:
        name: The variable.
        row: The row of its table, from 0; None where it is not about one row.
    """

    def __init__(self, reason: str, name: str = "", row: int | None = None) -> None:
        self.name = name
        self.row = row
        super().__init__(reason)


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
    def of(cls, variables: Iterable[Variable]) -> Network:
        """A network of these variables.

        Raises:
            WrongNetwork: A name is used twice, a parent is missing, a table has the wrong size or
                a row that does not sum to 1, or variables depend on each other in a circle.
        """
        known: dict[str, Variable] = {}
        for one in variables:
            if one.name in known:
                raise WrongNetwork(f"{one.name} is there twice.", one.name)
            known[one.name] = one
        rounded = tuple(name for name, one in known.items() if _inexact(one, known))
        network = cls(known, rounded)
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
            raise self._circle({name for name, count in waiting.items() if count})
        return found

    def _circle(self, left: set[str]) -> WrongNetwork:
        """What is wrong where variables wait for each other; each has a parent that waits too."""
        name = next(name for name in self.variables if name in left)
        path: dict[str, None] = {}
        while name not in path:
            path[name] = None
            name = next(parent for parent in self.variables[name].parents if parent in left)
        circle = [*path][[*path].index(name) :]
        over = f", over {' and '.join(circle[1:4])}" if len(circle) > 1 else ""
        return WrongNetwork(f"{name} depends on itself{over}.", name)


def _inexact(one: Variable, known: Mapping[str, Variable]) -> bool:
    """Whether a row of its table misses 1 by rounding; raises `WrongNetwork` if by more."""
    _check_shape(one, known)
    size = len(one.states)
    inexact = False
    for first in range(0, len(one.table), size):
        row = one.table[first : first + size]
        if any(not 0.0 <= value <= 1.0 for value in row):
            (wrong, *_) = (value for value in row if not 0.0 <= value <= 1.0)
            raise WrongNetwork(
                f"The table of {one.name} holds {wrong:.9g}, which is no probability.",
                one.name,
                first // size,
            )
        total = fsum(row)
        if abs(total - 1.0) > EXACT:
            inexact = True
            if abs(total - 1.0) > slack(row):
                raise WrongNetwork(
                    f"Row {first // size + 1} of the table of {one.name} sums to {total:.9g}, "
                    f"not to 1.",
                    one.name,
                    first // size,
                )
    return inexact


def _check_shape(one: Variable, known: Mapping[str, Variable]) -> None:
    if not one.states or len(set(one.states)) < len(one.states):
        raise WrongNetwork(f"{one.name} needs states with different names.", one.name)
    for parent in one.parents:
        if parent not in known:
            raise WrongNetwork(f"{one.name} depends on {parent}, which is not there.", one.name)
    if len(set(one.parents)) < len(one.parents):
        raise WrongNetwork(f"{one.name} names a parent twice.", one.name)
    wanted = len(one.states) * prod(len(known[parent].states) for parent in one.parents)
    if len(one.table) != wanted:
        raise WrongNetwork(
            f"The table of {one.name} has {len(one.table)} numbers where {wanted:,} are wanted.",
            one.name,
        )


def slack(row: Sequence[float]) -> float:
    """How far numbers may be from the sum 1 by having been rounded.

    Each may be wrong by half a unit of the last digit that the most exact of them has. Two
    numbers with one digit explain nothing, however: 0.5 and 0.4 are a slip.
    """
    unit = min(int(Decimal(repr(value)).as_tuple().exponent) for value in row)
    return max(CLOSE, min(len(row) * 0.5 * 10.0**unit, CLOSEST))
