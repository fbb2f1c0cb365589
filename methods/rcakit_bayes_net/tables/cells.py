"""What the tables share: how a cell is explained, and where formulas are from."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

from rcakit import Column, Meaning, chance_words

PEARL_1988 = "J. Pearl, Probabilistic Reasoning in Intelligent Systems (1988)"
PEARL_2009 = "J. Pearl, Causality (2nd ed. 2009), 7.1"
NECESSITY = "J. Pearl, Causality (2nd ed. 2009), 9.2"
JENSEN = "F. V. Jensen and T. D. Nielsen, Bayesian Networks and Decision Graphs (2nd ed. 2007)"
CONFLICT = "F. V. Jensen et al., Analysis in HUGIN of data conflict, UAI (1990)"
HENRION = "M. Henrion, Some practical issues in constructing belief networks, UAI 3 (1989)"
GOOD = "I. J. Good, Probability and the Weighing of Evidence (1950)"
SHANNON = "C. E. Shannon, A mathematical theory of communication (1948)"
CASTILLO = (
    "E. Castillo et al., Sensitivity analysis in discrete Bayesian networks, "
    "IEEE Trans. SMC 27 (1997)"
)


def explained(columns: tuple[Column, ...], words: Any) -> Callable[[int, int], Meaning]:
    """What each cell of a table means here.

    Args:
        columns: The columns.
        words: Has for each column a method of its name, from the place of a row to words; and may
            have one named `formula`, from the place of a row and a column's name to a formula and
            its source, where that of the column does not hold.
    """
    formula = getattr(words, "formula", lambda _row, _column: None)

    def meaning(row: int, place: int) -> Meaning:
        column = columns[place]
        how, source = formula(row, column.name) or (column.formula, column.source)
        return Meaning(getattr(words, column.name)(row), column.meaning, how, source)

    return meaning


def turned(bits: float) -> str:
    """What some bits of odds did, as the end of a sentence."""
    if bits in (inf, -inf):
        return ", which settles it"
    if abs(bits) < 0.05:
        return ", which hardly changes it"
    factor = 2.0 ** abs(bits)
    if bits > 0.0:
        return f": its odds are {factor:.3g} times as high"
    return f": its odds are 1/{factor:.3g} of what they were"


def frequency(chance: float | None) -> str:
    """A probability as a person can picture it: "about 2 in 3"."""
    if chance is None:
        return "unknown"
    if chance in (0.0, 1.0):
        return "100 %, certain" if chance else "0 %, impossible"
    few = min(chance, 1.0 - chance)
    if few >= 0.08:
        top, whole = min(
            ((round(chance * whole), whole) for whole in (2, 3, 4, 5, 10)),
            key=lambda part: abs(part[0] / part[1] - chance),
        )
        return f"{chance_words(chance)}, about {top} in {whole}"
    most = round(1.0 / few)
    said = f"about 1 in {most:,}" if chance < 0.5 else f"all but about 1 in {most:,}"
    return f"{chance_words(chance)}, {said}"
