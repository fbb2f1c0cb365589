"""Chances as people say them, "0.02", "2 %", "1 in 50", and as they are shown."""

from __future__ import annotations

import re

from rcakit import text
from rcakit.errors import BadAnswer

_NUMBER = r"(\d+(?:[.,]\d+)?(?:e-?\d+)?|[.,]\d+)"
_PERCENT = re.compile(rf"{_NUMBER}\s*(?:%|percent|per cent)")
_ONE_IN = re.compile(r"(\d+(?:\.\d+)?)\s*(?:in|of|out of|:|/)\s*(\d[\d ,_']*(?:\.\d+)?)")
_PERCENT_FROM = 0.0009995
"""From here a probability is shown in percent; what rounds to 0.001 is."""
CHANCE_HINT = "0.02, 2 %, 1 in 50"
"""How one may be typed, for the line under a question."""


def chance(said: str) -> float:
    """The probability that was said.

    Raises:
        BadAnswer: It is none.
    """
    words = " ".join(said.split()).casefold()
    value: float | None = None
    if found := _PERCENT.fullmatch(words):
        value = _number(found[1]) / 100.0
    elif found := _ONE_IN.fullmatch(words):
        among = float(re.sub(r"[ ,_']", "", found[2]))
        value = float(found[1]) / among if among else None
    elif re.fullmatch(_NUMBER, words):
        value = _number(words)
    if value is None or not 0.0 <= value <= 1.0:
        raise BadAnswer(
            f"“{text.shorten(said, 40)}” is no probability; it lies between 0 and 1: {CHANCE_HINT}."
        )
    return value


def chance_words(value: float) -> str:
    """A probability for a person: percent where it can be read, else a power of ten."""
    if value in (0.0, 1.0):
        return f"{value * 100:.0f} %"
    if 0.9995 < value < 1.0:
        return f"{value * 100:.6g} %" if value < 0.99999999 else "nearly 100 %"
    return f"{value * 100:.3g} %" if value >= _PERCENT_FROM else f"{value:.2e}"


def _number(words: str) -> float:
    return float(words.replace(",", "."))
