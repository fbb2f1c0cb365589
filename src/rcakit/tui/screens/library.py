"""The library: every postmortem below a folder, and what is wanting in each."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

from rcakit.creating import create
from rcakit.drawing.cells import fit
from rcakit.errors import RcakitError
from rcakit.library import Entry, Policy, entries
from rcakit.text import one_line
from rcakit.tui.safe import line, shown
from rcakit.tui.screens.entry_columns import fitting, searched
from rcakit.tui.widgets.entries import Entries
from rcakit.tui.widgets.headline import Headline
from rcakit.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from rcakit.tui.app import RcakitApp

EMPTY = """There is no postmortem here yet.

  n   begin one: give it a title, and the steps lead on from there
  q   leave; `rcakit tour` shows a finished one
"""


GUIDE = """The postmortems in this folder and the folders below it, the newest first, with what is
wanting in each: its state, and the actions that are open or late.

Enter opens one; q saves it and comes back here. What is searched for may stand in a title, a
service, a tag or a cause.
"""


class Shelf(Entries):
    """The table; its enter is shown among the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Open", id="library.open"),
    ]


class Library(Screen[None]):
    """A table of postmortems; enter opens one."""

    app: RcakitApp

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New", id="library.new"),
        Binding("slash", "search", "Search", id="library.search", key_display="/"),
        Binding("r", "reload", "Look again", id="library.reload"),
        Binding("f1,question_mark", "help", "Help", id="library.help"),
        Binding("escape", "clear", "Clear", show=False),
        Binding("q", "app.quit", "Quit", id="library.quit"),
    ]
    DEFAULT_CSS = """
    Library { background: $background; }
    Library DataTable { height: 1fr; margin: 0 1; background: transparent; }
    Library DataTable > .datatable--header {
        background: transparent;
        color: $faint;
        text-style: bold;
    }
    Library DataTable > .datatable--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
    }
    Library #line {
        display: none;
        margin: 0 1;
        height: 3;
        border: round $primary;
        border-title-color: $primary;
    }
    Library #line.-open { display: block; }
    Library #empty { padding: 1 3; height: 1fr; display: none; }
    Library #fault { padding: 0 2; color: $text-error; height: auto; display: none; }
    """

    def __init__(self, root: Path, policy: Policy) -> None:
        super().__init__()
        self.root = root
        self.policy = policy
        self._entries: list[Entry] = []
        self._listed: list[Entry] = []
        self._asking = ""
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Headline, table, one line for a title or a search."""
        yield Headline()
        yield Shelf(cursor_type="row", cell_padding=1)
        yield Static(shown(EMPTY), id="empty")
        yield Static(id="fault", markup=False)
        yield Input(id="line")
        yield KeyLine()

    async def on_screen_resume(self) -> None:
        """List what is there, also when a postmortem was closed, which may say other things."""
        await self.action_reload()

    def on_resize(self) -> None:
        """Share the width out again."""
        if self._entries:
            self._list()

    async def action_reload(self) -> None:
        """Look at the disk again."""
        self._entries = await asyncio.to_thread(entries, self.root, self.policy)
        self._list()

    def _list(self) -> None:
        day = today()
        folded = self._wanted.casefold().split()
        self._listed = [
            entry for entry in self._entries if all(word in searched(entry) for word in folded)
        ]
        table = self.query_one(Shelf)
        cursor, empty = table.cursor_row, not table.row_count
        table.clear(columns=True)
        columns = fitting(self.app.size.width)
        for column, width in columns:
            table.add_column(Text(column.title), width=width)
        for entry in self._listed:
            table.add_row(*(Text(fit(one.cell(entry, day), width)) for one, width in columns))
        if self._listed:
            table.move_cursor(row=min(cursor, len(self._listed) - 1))
        head = self.query_one(Headline)
        head.heading = f"Postmortems in {self.root.absolute()}"
        head.state = (f"{len(self._listed)} of {len(self._entries)}",) if folded else ()
        head.saved = f"{len(self._entries)} found"
        self.query_one("#empty").display = not self._entries
        table.display = bool(self._entries)
        if self._entries and not self._asking:
            table.focus()
        if empty is bool(self._listed):
            self.refresh_bindings()

    def on_data_table_row_selected(self) -> None:
        """Open the row."""
        self.call_later(self.action_open)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say why a postmortem cannot be read."""
        entry = self._listed[event.cursor_row] if event.cursor_row < len(self._listed) else None
        fault = self.query_one("#fault", Static)
        fault.update(shown(entry.fault if entry is not None else ""))
        fault.display = entry is not None and bool(entry.fault)

    async def action_open(self) -> None:
        """Open the postmortem under the cursor."""
        row = self.query_one(Shelf).cursor_row
        if 0 <= row < len(self._listed):
            await self.app.open_postmortem(self._listed[row].folder)

    def _ask(self, what: str, title: str, placeholder: str) -> None:
        self._asking = what
        box = self.query_one("#line", Input)
        box.border_title = line(title)
        box.placeholder = one_line(placeholder)
        with self.prevent(Input.Changed):
            box.value = ""
        box.add_class("-open")
        box.focus()

    def action_new(self) -> None:
        """Ask for the title of a new postmortem."""
        self._ask("new", "What happened, in one line?", "Checkout answered 5xx for 47 minutes")

    def action_search(self) -> None:
        """Ask for words to look for."""
        self._ask("search", "Words in the title, services, tags or causes", "")
        self._wanted = ""
        self._list()

    def action_clear(self) -> None:
        """Close the line and list everything."""
        self._close()
        self._wanted = ""
        self._list()

    def _close(self) -> None:
        self._asking = ""
        self.query_one("#line").remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        if self._asking == "search":
            self._wanted = event.value
            self._list()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin a postmortem, or go to what was found."""
        asking, title = self._asking, event.value.strip()
        if asking == "new" and title:
            await self._begin(title)
            return
        self._close()
        if self._listed:
            self.query_one(Shelf).focus()

    async def _begin(self, title: str) -> None:
        """Begin a postmortem; where the disk refuses, the title stays to be tried again."""
        today = datetime.now().astimezone().date()
        try:
            folder = create(self.root, title, day=today, policy=self.policy)
        except RcakitError as error:
            self.app.tell(str(error), severity="error")
            return
        self._close()
        await self.app.open_postmortem(folder)

    def action_help(self) -> None:
        """All keys, and what a library is."""
        from rcakit.tui.screens.help import IN_THE_LIBRARY, HelpScreen

        self.app.push_screen(HelpScreen("Library", GUIDE, self, IN_THE_LIBRARY))


def today() -> date:
    """The present day in UTC, which says what is late."""
    return datetime.now(UTC).date()
