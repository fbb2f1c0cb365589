"""One bar of the tornado: what the answer would be with one number smaller or larger."""

from __future__ import annotations

import attrs

from rcakit_bayes_net.net import Number

TIMES = 3.0
"""The odds of each number are taken so many times smaller and larger."""


@attrs.frozen
class Bar:
    """What the answer would be with one number smaller or larger.

    Attributes:
        cause: The cause whose number it is.
        part: "prior", "strength", "together", "leak", "likelihood" or "table".
        number: The number; of a likelihood it is no probability but a ratio.
        low: The answer with its odds a third.
        high: The answer with its odds three times as high.
        slope: By how much the answer grows for each unit that the number grows.
        behind: The because whose link it is, or the id of the evidence; "" for others.
        row: Of a table, the row and the place in it; None for others.
    """

    cause: str
    part: str
    number: Number
    low: float
    high: float
    slope: float
    behind: str = ""
    row: tuple[int, int] | None = None

    @property
    def swing(self) -> float:
        """How far the answer reaches."""
        return abs(self.high - self.low)


def scaled(value: float, times: float) -> float:
    """A probability with its odds so many times as high."""
    return value * times / (1.0 - value + value * times)
