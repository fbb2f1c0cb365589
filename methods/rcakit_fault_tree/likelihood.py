"""How likely something is, as people say it: "0.02", "2 %", "1 in 50", or an expression."""

from __future__ import annotations

import re

from rcakit import CHANCE_HINT, BadAnswer, chance, chance_words, text
from rcakit_fault_tree.expressions import Expression, Model, Number, WrongValue
from rcakit_fault_tree.expressions.written import NotAnExpression, read

_ANY_FORMULA = re.compile(r"[(+*/-]")
_FORMULA = "exponential(2e-6, mission-time)"


def likelihood(said: str, model: Model) -> Expression:
    """What was said, a number wherever it is one.

    Args:
        said: What was typed.
        model: The parameters an expression may name.

    Raises:
        BadAnswer: It is neither a probability nor an expression that has one for its value.
    """
    try:
        return Number(chance(said))
    except BadAnswer:
        if _ANY_FORMULA.search(said) or said.strip() in model.parameters:
            return _expression(said, model)
        raise


def _expression(said: str, model: Model) -> Expression:
    try:
        found = read(said.strip())
        value = model.mean(found)
    except (NotAnExpression, WrongValue) as error:
        raise BadAnswer(
            f"That cannot be read: {error}. Write it like {CHANCE_HINT}, or as a formula: "
            f"{_FORMULA}."
        ) from None
    if not 0.0 <= value <= 1.0:
        raise BadAnswer(
            f"“{text.shorten(said, 40)}” is no probability; it lies between 0 and 1: {CHANCE_HINT}."
        )
    return found


def shown(value: float | None) -> str:
    """A probability for a person; None is unknown."""
    return "unknown" if value is None else chance_words(value)
