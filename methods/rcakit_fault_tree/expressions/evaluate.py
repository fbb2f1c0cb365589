"""The value of expressions, as one number or as one trial of many."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from random import Random

import attrs

from rcakit_fault_tree.expressions.functions import FUNCTIONS, UNCERTAIN, Function
from rcakit_fault_tree.expressions.tree import (
    MISSION_TIME,
    Call,
    Expression,
    Name,
    Number,
    calls,
    names,
)


class WrongValue(Exception):
    """An expression has no value, such as a logarithm of nothing; says why."""


class Unknown(WrongValue):
    """An expression names a parameter or a function that is not there."""


class Circle(WrongValue):
    """Parameters are defined by each other."""


@attrs.frozen(slots=False)
class Model:
    """Parameters that expressions may name.

    Attributes:
        parameters: Each parameter with what it is.
        mission_time: How long the time is that probabilities are about.
    """

    parameters: Mapping[str, Expression] = attrs.field(factory=dict)
    mission_time: float = 1.0

    def mean(self, expression: Expression) -> float:
        """The one number an expression stands for: uncertain values count with their means.

        Raises:
            WrongValue: It has none.
        """
        return _Evaluation(self, None).value(expression)

    def trial(self, random: Random) -> Callable[[Expression], float]:
        """One trial: a parameter has one value in all the expressions it is asked for.

        The function raises `WrongValue` where an expression has none in this trial.
        """
        return _Evaluation(self, random).value

    def uncertain(self, expression: Expression) -> bool:
        """Whether its value differs from trial to trial."""
        return any(calls(one) & UNCERTAIN for one in self._reached(expression))

    def _reached(self, expression: Expression) -> Iterator[Expression]:
        """The expression, and what the parameters it hangs on are."""
        seen: set[str] = set()
        stack = [expression]
        while stack:
            one = stack.pop()
            yield one
            for name in names(one) - seen:
                seen.add(name)
                if name in self.parameters:
                    stack.append(self.parameters[name])


class _Evaluation:
    """Values of parameters found so far. Iterative, since files nest as deep as they like."""

    def __init__(self, model: Model, random: Random | None) -> None:
        self._model = model
        self._random = random
        self._known = {MISSION_TIME: model.mission_time}

    def value(self, expression: Expression) -> float:
        """What an expression comes to."""
        order = self._needed(expression)
        for name in order:
            self._known[name] = self._of(self._model.parameters[name])
        return self._of(expression)

    def _needed(self, expression: Expression) -> list[str]:
        """The parameters that are to be known first, each after those it needs."""
        order: list[str] = []
        open_: dict[str, Iterator[str]] = {"": iter(sorted(names(expression)))}
        while open_:
            name = next(reversed(open_))
            for below in open_[name]:
                if below in open_:
                    raise Circle(f"the parameter {below} is defined by itself")
                if below in self._known or below in order:
                    continue
                if below not in self._model.parameters:
                    raise Unknown(f"there is no parameter {below}")
                open_[below] = iter(sorted(names(self._model.parameters[below])))
                break
            else:
                del open_[name]
                if name:
                    order.append(name)
        return order

    def _of(self, expression: Expression) -> float:
        values: list[float] = []
        stack: list[tuple[Expression, bool]] = [(expression, False)]
        while stack:
            one, ready = stack.pop()
            if isinstance(one, Number):
                values.append(one.value)
            elif isinstance(one, Name):
                values.append(self._known[one.name])
            elif not ready:
                stack.append((one, True))
                stack.extend((arg, False) for arg in reversed(one.args))
            else:
                count = len(one.args)
                args = values[len(values) - count :]
                del values[len(values) - count :]
                values.append(self._call(one, args))
        return values[0]

    def _call(self, call: Call, args: list[float]) -> float:
        function = FUNCTIONS.get(call.function)
        if function is None:
            raise Unknown(f"there is no function {call.function}")
        fault = _fault(function, args)
        if fault:
            raise WrongValue(f"{call.function}: {fault}")
        try:
            if self._random is not None and function.draw is not None:
                value = function.draw(args, self._random)
            else:
                value = function.mean(args)
        except (ArithmeticError, ValueError):
            shown = ", ".join(f"{arg:g}" for arg in args)
            raise WrongValue(f"{call.function}({shown}) has no value") from None
        if not math.isfinite(value):
            raise WrongValue(f"{call.function} gives no finite number")
        return value


def _fault(function: Function, args: list[float]) -> str:
    if len(args) < function.fewest or (function.most is not None and len(args) > function.most):
        most = "or more" if function.most is None else f"to {function.most}"
        wanted = (
            function.fewest if function.fewest == function.most else f"{function.fewest} {most}"
        )
        return f"it takes {wanted} arguments, not {len(args)}"
    return function.fault(args)
