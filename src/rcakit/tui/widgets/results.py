"""The tables of a method, one at a time: their names, the table, and what holds for it."""

from __future__ import annotations

from itertools import zip_longest

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rcakit.guide import Table
from rcakit.model import Postmortem
from rcakit.text import visible
from rcakit.tui.beside import State
from rcakit.tui.computed import Seen
from rcakit.tui.result_cells import Cells, words_of
from rcakit.tui.safe import shown
from rcakit.tui.widgets.result_table import ResultTable
from rcakit.tui.widgets.title_bar import TitleBar

_WAITING = "The numbers come as soon as they are worked out."
_STOPPED = "Stopped before there were any numbers; ctrl+g works them out."
_NONE = "Nothing to work out yet; the questions below lead there."
_NARROWEST = 44
_FRAME = 4
"""Cells of the line beside the numbers, of the scroll bar, and of a blank at each."""
_OF_BEFORE = "Of before the change."


class TableBar(TitleBar):
    """The names of the tables."""

    class Wanted(TitleBar.Wanted):
        """A person wants to see another table."""


class Results(Vertical):
    """Shows the tables of one method, and remembers for each method which and where."""

    DEFAULT_CSS = """
    Results {
        height: 1fr;
        & .words { height: auto; max-height: 3; padding: 0 1; color: $faint; display: none; }
        & .-said { display: block; }
        & #of-before { color: $text-warning; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="results")
        self._tables: tuple[Table, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.natural_width = _NARROWEST
        self._lens = ""
        self._of: Postmortem | None = None
        self._chosen: dict[str, str] = {}
        self._cursors: dict[tuple[str, str], tuple[int, int]] = {}

    def compose(self) -> ComposeResult:
        """Names, whether it is of before, the table, its note."""
        yield TableBar()
        yield Static(_OF_BEFORE, id="of-before", classes="words", markup=False)
        yield ResultTable()
        yield Static(id="note", classes="words", markup=False)

    @property
    def grid(self) -> ResultTable:
        """The table itself."""
        return self.query_one(ResultTable)

    @property
    def table(self) -> Table | None:
        """The table looked at."""
        wanted = self._chosen.get(self._lens, "")
        named = [table for table in self._tables if table.name == wanted]
        return (named or [*self._tables])[0] if self._tables else None

    def each(self) -> tuple[Cells, ...]:
        """All tables as text."""
        of = self._of
        return tuple(Cells(table, words_of(of)) for table in self._tables) if of else ()

    @property
    def natural_height(self) -> int:
        """Lines that show the longest table whole: a frame, names, headings, rows, a note."""
        rows = max((len(table.rows) for table in self._tables), default=0)
        noted = any(table.note for table in self._tables)
        return 3 + rows + 2 * noted + 1

    @property
    def of_before(self) -> bool:
        """Whether the numbers shown are of before the last change."""
        return self.grid.stale

    def show(self, lens: str, seen: Seen) -> None:
        """Show what there is to see; the same is not laid out again."""
        self._keep_cursor()
        if self._tables is not seen.tables:
            self._lens, self._tables, self._of = lens, seen.tables, seen.of
            self.natural_width = max((one.natural_width for one in self.each()), default=0)
            self.natural_width = max(self.natural_width, _NARROWEST) + _FRAME
        self._lens = lens
        stale = seen.state is not State.FRESH
        self.grid.stale = stale
        bar = self.query_one(TableBar)
        bar.titles = tuple((table.name, table.title) for table in seen.tables)
        table = self.table
        bar.chosen = table.name if table is not None else ""
        self._say("#of-before", _OF_BEFORE if stale and table is not None else "")
        waiting = _STOPPED if seen.state is State.STOPPED else _WAITING if stale else _NONE
        self._say("#note", table.note if table is not None else waiting)
        state = (lens, table, seen.of, seen.before)
        if all(one is other for one, other in zip_longest(state, self._shown)):
            return
        self._shown = state
        if table is None or seen.of is None:
            self.grid.show(None, (0, 0))
            return
        before = seen.before if table is seen.tables[0] else None
        cells = Cells(table, words_of(seen.of), before)
        self.grid.show(cells, self._cursors.get((lens, table.name), (0, 0)))

    def _say(self, which: str, text: str) -> None:
        words = self.query_one(which, Static)
        words.update(shown(visible(text)))
        words.set_class(bool(text), "-said")

    def _keep_cursor(self) -> None:
        cells = self.grid.cells
        if cells is not None:
            self._cursors[self._lens, cells.table.name] = self.grid.at

    def turn(self, name: str, by: int = 0) -> bool:
        """Choose a table by its name, or the one `by` places on; whether there is another."""
        names = [table.name for table in self._tables]
        if not names:
            return False
        if by:
            table = self.table
            here = names.index(table.name) if table is not None else 0
            name = names[(here + by) % len(names)]
        if name not in names:
            return False
        self._chosen[self._lens] = name
        return True
