"""How much more likely something is, and numbers with their source, as people say them."""

from __future__ import annotations

import re
from math import inf, isfinite

from rcakit import BadAnswer, text

_NUMBER = r"(\d+(?:[.,]\d+)?(?:e-?\d+)?|[.,]\d+)"
_TIMES = re.compile(rf"{_NUMBER}\s*(?:x|×|times)?(?:\s+(?:as|more)\s+likely)?")
_PART = re.compile(rf"(\d+)\s*/\s*{_NUMBER}")
_EVEN = frozenset({"as likely", "equally likely", "the same", "same", "no difference"})
RATIO_HINT = "9 times, 1 if it makes no difference, 1/5 if it speaks against it"


def ratio(said: str) -> float:
    """How many times more likely something was said to be; below 1 for less likely.

    Raises:
        BadAnswer: It is no number above 0.
    """
    words = " ".join(said.split()).casefold()
    value = 0.0
    if words in _EVEN:
        value = 1.0
    elif found := _PART.fullmatch(words):
        value = float(found[1]) / (_number(found[2]) or inf)
    elif found := _TIMES.fullmatch(words):
        value = _number(found[1])
    if not value > 0.0 or not isfinite(value):
        raise BadAnswer(
            f"“{text.shorten(said, 40)}” is not how many times; it is a number above 0: "
            f"{RATIO_HINT}."
        )
    return value


def with_source(said: str) -> tuple[str, str]:
    """A number and who says so, typed as "2 %; Ann's count"; "" where nobody is named."""
    number, _, who = said.partition(";")
    return number.strip(), text.one_line(who).strip()


def times(value: float) -> str:
    """How many times, for a person: "9 times", "a fifth of"."""
    if value == 1.0:
        return "as likely"
    if value == inf:
        return "endlessly many times"
    if 0.0 < value < 1.0:
        return f"1/{1.0 / value:.3g}"
    return f"{value:.3g} times"


def _number(words: str) -> float:
    return float(words.replace(",", "."))
