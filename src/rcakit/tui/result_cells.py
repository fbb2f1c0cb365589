"""How a table of results reads in the cells of a terminal: words, numbers, bars and widths."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isinf, isnan

import attrs

from rcakit.drawing.bars import bar
from rcakit.drawing.cells import fit, width
from rcakit.guide import Cell, Column, Table
from rcakit.model import Postmortem, find, says
from rcakit.text import one_line

BAR = 8
"""Cells of a bar."""
GAP = 2
"""Blank cells between two columns."""
GUTTER = 2
"""Cells before the first column, for the sign of a mark."""
_SAMPLE = 200
"""Rows that are looked at for the widths of columns."""
_GLANCE = 40
"""Rows that are looked at to see how wide a whole table would like to be."""
_LEAST, _MOST = 14, 200
"""Cells of a column of words."""
_FIRST = 32
"""Percent of the room that the first column keeps, where it has words."""
_JOINER = " · "
_ROWS_ABOUT = 3


def number(value: float | bool) -> str:
    """A number as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isnan(value):
        return "–"
    if isinf(value):
        return "∞" if value == inf else "-∞"
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    if 0.99995 <= value < 1.0:
        return "> 0.9999"  # what is not certain shall not read as if it were
    return f"{value:.4g}" if 1e-4 <= abs(value) < 1e6 else f"{value:.2e}"


def members(name: str) -> tuple[str, ...]:
    """The ids a name is made of: in brackets are several things that are one event together."""
    if name.startswith("[") and name.endswith("]"):
        return tuple(name[1:-1].split()) or (name,)
    return (name,)


def words_of(postmortem: Postmortem) -> Callable[[str], str]:
    """From the id of a thing to its words; an id of nothing stands for itself."""

    def words(name: str) -> str:
        if len(meant := members(name)) > 1 or meant[0] != name:
            return f"[{' + '.join(words(one) for one in meant)}]"
        cause = postmortem.causes.get(name)
        if cause is not None:
            return one_line(cause.text)
        found = find(postmortem, name)
        return one_line(says(postmortem, ".".join(found)) if found is not None else name)

    return words


@attrs.frozen
class Laid:
    """A column as laid out: its place in the table, its cells, and the side its text is on."""

    index: int
    width: int
    right: bool


@attrs.define
class Cells:
    """One table as text.

    Attributes:
        table: The table.
        words: From an id to the words of the thing.
        before: The same table as it was without what is supposed; None where nothing is.
    """

    table: Table
    words: Callable[[str], str]
    before: Table | None = None
    _old: dict[Cell, tuple[Cell, ...]] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if self.before is not None and _heads(self.before) == _heads(self.table):
            self._old = {row[0]: row for row in self.before.rows if row}

    def title(self, column: int) -> str:
        """The heading of a column, with its unit."""
        head = self.table.columns[column]
        return one_line(f"{head.title} ({head.unit})" if head.unit else head.title)

    def text(self, row: int, column: int, room: int = _MOST) -> str:
        """A cell on one line in at most `room` cells."""
        cells, head = self.table.rows[row], self.table.columns[column]
        cell = cells[column]
        if head.about:
            return self._about(cell, room)
        if isinstance(cell, tuple):
            return fit(one_line(_JOINER.join(cell)), room)
        said = self._plain(cell, head)
        old = self._old.get(cells[0])
        if column and old is not None and old[column] != cell and not head.bar:
            said = f"{self._plain(old[column], head)} → {said}"
        return fit(said, room)

    @staticmethod
    def _plain(cell: Cell, head: Column) -> str:
        if cell is None:
            return "–"
        if not isinstance(cell, str):
            return number(cell) if not isinstance(cell, tuple) else ""
        # The keys other programs know a quantity by are words, but for their joints.
        return one_line(cell.replace("_", " ") if head.name == "quantity" else cell)

    def _about(self, cell: Cell, room: int) -> str:
        """The words of the things meant, each with its share of the room."""
        names = cell if isinstance(cell, tuple) else (cell,)
        said = [self.words(name) for name in names if isinstance(name, str)]
        if not said:
            return "–"
        whole = _JOINER.join(said)
        share = (room - len(_JOINER) * (len(said) - 1)) // len(said)
        if width(whole) > room and share >= _LEAST // 2:
            whole = _JOINER.join(fit(one, share) for one in said)
        return fit(whole, room)

    def bar(self, row: int, column: int) -> str:
        """The bar of a cell, of `BAR` cells; "" where its column has none."""
        if not self.table.columns[column].bar:
            return ""
        filled = bar(self.table.rows[row][column], BAR)
        return filled + " " * (BAR - width(filled))

    def mark(self, row: int) -> str:
        """The word of warning of a row; "" for none."""
        marks = self.table.marks
        return one_line(marks[row]) if row < len(marks) else ""

    def about(self, row: int, column: int) -> tuple[str, ...]:
        """Ids of what a cell is about: those in it, else that of its row with those beside it."""
        if self.table.columns[column].about:
            cell = self.table.rows[row][column]
            if isinstance(cell, tuple) and cell:
                return tuple(dict.fromkeys(one for name in cell for one in members(name)))
            if isinstance(cell, str) and cell:
                return members(cell)
        named = self.table.about[row] if row < len(self.table.about) else ""
        if named:
            sets = [cell for cell in self.table.rows[row] if isinstance(cell, tuple)]
            return next((cell for cell in sets if named in cell), members(named))
        for other, head in enumerate(self.table.columns):
            if head.about and other != column and (found := self.about(row, other)):
                return found
        return ()

    def rows_about(self, name: str) -> tuple[int, ...]:
        """The rows about one thing alone, not those that name several; a few of them at most."""
        first = next((i for i, head in enumerate(self.table.columns) if head.about), None)
        found = []
        for row, cells in enumerate(self.table.rows):
            alone = cells[first] if first is not None else None
            if alone == name or (first is None and self.about(row, 0) == (name,)):
                found.append(row)
        return tuple(found[:_ROWS_ABOUT])

    @property
    def numbers(self) -> tuple[int, ...]:
        """The columns that do not name things."""
        return tuple(i for i, head in enumerate(self.table.columns) if not head.about)

    @property
    def natural_width(self) -> int:
        """Cells in which the whole table has room, judged by its first rows."""
        return GUTTER + _total(self._columns(_GLANCE)) + GAP + self._marks

    @property
    def _marks(self) -> int:
        return max((width(one_line(mark)) for mark in self.table.marks), default=-GAP)

    def laid_out(self, room: int) -> tuple[Laid, ...]:
        """All columns with their widths; columns of words give way until the others fit."""
        columns = self._columns(_SAMPLE)
        beside_marks = room - GUTTER - GAP - self._marks
        narrowed = _narrowed(list(columns), beside_marks)
        if _total(narrowed) <= beside_marks:
            return tuple(narrowed)
        return tuple(_narrowed(columns, room - GUTTER))

    def _columns(self, rows: int) -> list[Laid]:
        """The columns as wide as their text, as far as that can be seen from the first rows."""
        sample = range(min(len(self.table.rows), rows))
        columns = []
        for index, head in enumerate(self.table.columns):
            right = not head.about and all(
                not isinstance(self.table.rows[row][index], str | tuple) for row in sample
            )
            wide = max((width(self.text(row, index)) for row in sample), default=0)
            wide = min(wide + (1 + BAR if head.bar else 0), _MOST)
            columns.append(Laid(index, max(wide, width(self.title(index))), right))
        return columns


def _total(columns: list[Laid]) -> int:
    return sum(one.width + GAP for one in columns) - GAP


def _narrowed(columns: list[Laid], room: int) -> list[Laid]:
    """Columns of words made narrower, the widest first, until all fit or none gives way."""
    # The first says what the row is about, and stays where the others scroll.
    least = [
        _LEAST if index else max(_LEAST, room * _FIRST // 100) for index in range(len(columns))
    ]
    while (over := _total(columns) - room) > 0:
        wordy = [one for one in columns if not one.right and one.width > least[one.index]]
        if not wordy:
            break
        widest = max(wordy, key=lambda one: one.width)
        rivals = [one.width for one in wordy if one.width < widest.width]
        to = max(widest.width - over, max(rivals, default=0), least[widest.index])
        columns[widest.index] = attrs.evolve(widest, width=min(to, widest.width - 1))
    return columns


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)
