"""What a method computes: tables whose numbers can say what they mean."""

from __future__ import annotations

from collections.abc import Callable

import attrs

Cell = str | int | float | bool | None | tuple[str, ...]
"""One value; several ids or words are a tuple. Infinity is a number, NaN is not."""


@attrs.frozen
class Column:
    """One column of a table.

    Attributes:
        name: The key other tools use, such as "top_probability".
        title: The heading a person reads.
        unit: Unit of the numbers, or "".
        about: Whether its cells are ids of things, which a host can jump to.
        bar: Whether its numbers are parts of one, from 0 to 1, which a host draws as bars too.
        meaning: What such a number says, a sentence or two for somebody who has never met it.
        formula: How it is worked out, such as "P(top | event) - P(top | not event)".
        source: Where the formula is from, as one would cite it.
    """

    name: str
    title: str
    unit: str = ""
    about: bool = False
    bar: bool = False
    meaning: str = ""
    formula: str = ""
    source: str = ""


@attrs.frozen
class Meaning:
    """What one number means: for this incident, and in general.

    Attributes:
        words: What it says about this incident, a sentence or two; user text in it is data.
        meaning, formula, source: As those of a column.
    """

    words: str
    meaning: str = ""
    formula: str = ""
    source: str = ""


@attrs.frozen
class Table:
    """Results in rows.

    Attributes:
        name: The key other tools use, such as "cut-sets".
        title: The heading a person reads.
        columns, rows: The cells; every row has one for each column.
        about: Row by row the id it is about, "" for none; () where no row is about anything.
        marks: Row by row a word of warning, such as "uncalibrated", "" for none; () for none.
        explain: From the places of a row and a column to what that cell means here; None where
            the cells need no words.
        note: What holds for the whole table, such as what was left out of it; "" for nothing.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    explain: Callable[[int, int], Meaning] | None = attrs.field(default=None, eq=False, repr=False)
    note: str = ""

    def meaning(self, row: int, column: int) -> Meaning | None:
        """What a cell means; None where neither the table nor the column says anything."""
        if self.explain is not None:
            return self.explain(row, column)
        head = self.columns[column]
        return Meaning("", head.meaning, head.formula, head.source) if head.meaning else None
