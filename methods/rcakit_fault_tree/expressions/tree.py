"""What an expression is made of."""

from __future__ import annotations

from collections.abc import Iterator

import attrs


@attrs.frozen
class Number:
    """A number as it stands there."""

    value: float


@attrs.frozen
class Name:
    """The value of a parameter of that name."""

    name: str


@attrs.frozen
class Call:
    """A function of other expressions, such as "exponential" of a rate and a time."""

    function: str
    args: tuple[Expression, ...] = ()


Expression = Number | Name | Call

MISSION_TIME = "mission-time"
"""The parameter every model has: how long the time is that probabilities are about."""


def parts(expression: Expression) -> Iterator[Expression]:
    """The expression and all those it is made of, without recursion."""
    stack = [expression]
    while stack:
        one = stack.pop()
        yield one
        if isinstance(one, Call):
            stack.extend(reversed(one.args))


def names(expression: Expression) -> set[str]:
    """The parameters it names."""
    return {one.name for one in parts(expression) if isinstance(one, Name)}


def calls(expression: Expression) -> set[str]:
    """The functions it calls."""
    return {one.function for one in parts(expression) if isinstance(one, Call)}
