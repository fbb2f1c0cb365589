"""Tables whose every cell says what it means for this incident."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from rcakit import Meaning, Table
from rcakit_fault_tree.names import Names, about

Cell = str | int | float | bool | None | tuple[str, ...]
Row = tuple[Cell, ...]

HANDBOOK = "W. E. Vesely et al., Fault Tree Handbook, NUREG-0492 (1981)"
MEASURES = (
    "W. E. Vesely et al., Measures of Risk Importance and Their Applications, NUREG/CR-3385 (1983)"
)


def told(table: Table, words: Callable[[int, str], str]) -> Table:
    """The table, explaining each cell by its column and by `words(row, name of the column)`."""

    def explain(row: int, column: int) -> Meaning:
        head = table.columns[column]
        return Meaning(words(row, head.name), head.meaning, head.formula, head.source)

    return attrs.evolve(table, explain=explain)


def change(before: float, after: float, what: str) -> str:
    """How the top does under a condition, such as 1.9 times less often.

    Args:
        before: The top's probability as it is.
        after: That under the condition.
        what: The condition, the beginning of the sentence.
    """
    if before <= 0.0 < after:
        return f"{what}, the problem could come about, which it cannot as it is."
    if after <= 0.0:
        return f"{what}, the problem could not come about at all."
    factor = after / before if after > before else before / after
    if factor < 1.0005:
        return f"{what}, the problem would be as likely as it is."
    more = "more" if after > before else "less"
    # From a few per cent on a person thinks in parts, from there on in times.
    if factor < 1.1:
        part = abs(after - before) / before
        return f"{what}, the problem would come about {100.0 * part:.2g} % {more} often."
    times = f"{about(factor)} times {'as' if after > before else 'less'} often"
    return f"{what}, the problem would come about {times}."


def unknown(names: Names, bare: tuple[str, ...]) -> str:
    """Why a number is not known."""
    if not bare:
        return "It is not known: the tree is too large to be worked out exactly."
    return f"It is not known, since nobody has said how likely {names.listed(bare)} is."
