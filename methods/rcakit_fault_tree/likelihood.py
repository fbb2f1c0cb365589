"""How likely something is, as people say it: "0.02", "2 %", "1 in 50", or an expression."""

from __future__ import annotations

from rcakit import CHANCE_HINT, BadAnswer, chance, chance_words, text
from rcakit_fault_tree.expressions import Expression, Model, Number, WrongValue
from rcakit_fault_tree.expressions.written import NotAnExpression, read

_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|percent|per cent)")
_ONE_IN = re.compile(r"(\d+(?:\.\d+)?)\s*(?:in|of|out of|:|/)\s*(\d[\d ,_']*(?:\.\d+)?)")
_COMMA = re.compile(r"(\d*),(\d+)")
_ANY_FORMULA = re.compile(r"[(+*/-]")
_PERCENT_FROM = 0.0009995
"""From here a probability is shown in percent; what rounds to 0.001 is."""
HINT = "0.02, 2 %, 1 in 50"
_FORMULA = "exponential(2e-6, mission-time)"


def likelihood(said: str, model: Model) -> Expression:
    """What was said, a number wherever it is one.

    Args:
        said: What was typed.
        model: The parameters an expression may name.

    Raises:
        BadAnswer: It is neither a probability nor an expression that has one for its value.
    """
    words = " ".join(said.split()).casefold()
    value: float | None = None
    if found := _PERCENT.fullmatch(words):
        value = float(found[1].replace(",", ".")) / 100.0
    elif found := _ONE_IN.fullmatch(words):
        among = float(re.sub(r"[ ,_']", "", found[2]))
        value = float(found[1]) / among if among else None
    else:
        try:
            value = float(_COMMA.sub(r"\1.\2", words))
        except ValueError:
            return _expression(said, model)
    return Number(_within(value, said))


def _within(value: float | None, said: str) -> float:
    if value is None or not 0.0 <= value <= 1.0:
        raise BadAnswer(
            f"“{text.shorten(said, 40)}” is no probability; it lies between 0 and 1: {HINT}."
        )
    return value


def _expression(said: str, model: Model) -> Expression:
    if not _ANY_FORMULA.search(said) and said.strip() not in model.parameters:
        raise BadAnswer(f"“{text.shorten(said, 40)}” is no probability; say it like {HINT}.")
    try:
        found = read(said.strip())
        value = model.mean(found)
    except (NotAnExpression, WrongValue) as error:
        raise BadAnswer(
            f"That cannot be read: {error}. Write it like {HINT}, or as a formula: {_FORMULA}."
        ) from None
    return found


def shown(value: float | None) -> str:
    """A probability for a person: percent where it is large, a power of ten where it is small."""
    if value is None:
        return "unknown"
    if value == 0.0 or value >= _PERCENT_FROM:
        return f"{value * 100:.3g} %"
    return f"{value:.2e}"
