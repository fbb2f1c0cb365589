"""Events that may fail together: the parametric models of common cause failures.

A group of n events, each with the probability Q, is split by how many fail together. Every set
of k of them becomes an event of its own with the probability Q_k, and each member fails by any of
the sets it is in. The formulas are those of the Open-PSA Model Exchange Format 2.0d, 5.4, and of
A. Mosleh et al., "Procedures for Treating Common Cause Failures in Safety and Reliability
Studies", NUREG/CR-4780.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from math import comb

import attrs

from rcakit_fault_tree.expressions import Call, Expression, Number


class Sharing(StrEnum):
    """How the probability of a member is shared out over the numbers that fail together."""

    BETA = "beta-factor"
    MGL = "mgl"
    ALPHA = "alpha-factor"
    PHI = "phi-factor"


class WrongGroup(Exception):
    """A group cannot be worked with; says why."""


@attrs.frozen
class Group:
    """Events that may fail by one cause.

    Attributes:
        sharing: The model.
        members: The names of the events.
        probability: That of any one member, alone or together.
        factors: What the model wants, by level: for the beta-factor model the one factor of all
            together; for MGL the factors of levels 2 and up; for alpha and phi of levels 1 and up.
    """

    sharing: Sharing
    members: tuple[str, ...]
    probability: Expression
    factors: Mapping[int, Expression]


def shares(group: Group) -> dict[int, Expression]:
    """For each number of members failing together, the probability of one such set.

    Raises:
        WrongGroup: There are too few members, or factors of the wrong levels.
    """
    size = len(group.members)
    if size < 2:
        raise WrongGroup("a group of common cause needs at least two members")
    parts = _MODELS[group.sharing](size, dict(group.factors))
    return {level: Call("mul", (*factors, group.probability)) for level, factors in parts.items()}


def sets(members: Sequence[str], levels: Mapping[int, Expression]) -> dict[tuple[str, ...], int]:
    """Every set of members that fails by an event of its own, with how many are in it."""
    return {chosen: level for level in sorted(levels) for chosen in combinations(members, level)}


def _beta(size: int, factors: Mapping[int, Expression]) -> dict[int, tuple[Expression, ...]]:
    if list(factors) not in ([size], [1], [2]):
        raise WrongGroup("the beta-factor model takes one factor, that of all members together")
    (beta,) = factors.values()
    return {1: (_rest(beta),), size: (beta,)}


def _mgl(size: int, factors: Mapping[int, Expression]) -> dict[int, tuple[Expression, ...]]:
    most = _levels(factors, 2, size)
    found: dict[int, tuple[Expression, ...]] = {}
    chain: tuple[Expression, ...] = ()
    for level in range(1, most + 1):
        chain = (*chain, factors[level]) if level > 1 else chain
        last = (_rest(factors[level + 1]),) if level < most else ()
        found[level] = (_one_in(size, level), *chain, *last)
    return found


def _alpha(size: int, factors: Mapping[int, Expression]) -> dict[int, tuple[Expression, ...]]:
    most = _levels(factors, 1, size)
    total = Call(
        "add", tuple(Call("mul", (Number(float(k)), factors[k])) for k in range(1, most + 1))
    )
    return {
        level: (
            Number(level / comb(size - 1, level - 1)),
            Call("div", (factors[level], total)),
        )
        for level in range(1, most + 1)
    }


def _phi(size: int, factors: Mapping[int, Expression]) -> dict[int, tuple[Expression, ...]]:
    most = _levels(factors, 1, size)
    return {level: (factors[level],) for level in range(1, most + 1)}


_MODELS = {
    Sharing.BETA: _beta,
    Sharing.MGL: _mgl,
    Sharing.ALPHA: _alpha,
    Sharing.PHI: _phi,
}


def _levels(factors: Mapping[int, Expression], first: int, size: int) -> int:
    """The highest level; raises where one is missing or too high."""
    most = max(factors, default=0)
    if sorted(factors) != list(range(first, most + 1)) or not first <= most <= size:
        raise WrongGroup(f"it takes factors of the levels {first} to at most {size}, without gaps")
    return most


def _rest(expression: Expression) -> Expression:
    return Call("sub", (Number(1.0), expression))


def _one_in(size: int, level: int) -> Expression:
    return Number(1.0 / comb(size - 1, level - 1))
