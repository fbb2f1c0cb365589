"""The library: every postmortem below a folder, and what is wanting in each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import attrs
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

from rcakit.creating import create
from rcakit.errors import RcakitError
from rcakit.library import Entry, Policy, entries
from rcakit.metrics import words
from rcakit.text import one_line
from rcakit.tui.safe import shown
from rcakit.tui.widgets.headline import Headline
from rcakit.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from rcakit.tui.app import RcakitApp

EMPTY = """There is no postmortem here yet.

  n   begin one: give it a title, and the steps lead on from there
  q   leave; `rcakit tour` shows a finished one
"""


class Shelf(DataTable[Text]):
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

    def compose(self) -> ComposeResult:
        """Headline, table, one line for a title or a search."""
        yield Headline()
        yield Shelf(cursor_type="row", cell_padding=1)
        yield Static(shown(EMPTY), id="empty")
        yield Static(id="fault", markup=False)
        yield Input(id="line")
        yield KeyLine()

    async def on_mount(self) -> None:
        """List what is there."""
        await self.action_reload()

    async def on_screen_resume(self) -> None:
        """A postmortem was closed; what it says may have changed."""
        await self.action_reload()

    async def action_reload(self) -> None:
        """Look at the disk again."""
        self._entries = await asyncio.to_thread(entries, self.root, self.policy)
        self._list("")

    def _list(self, wanted: str) -> None:
        day = today()
        folded = wanted.casefold().split()
        self._listed = [
            entry for entry in self._entries if all(word in _searched(entry) for word in folded)
        ]
        table = self.query_one(DataTable)
        cursor = table.cursor_row
        table.clear(columns=True)
        columns = [column for column in _COLUMNS if self.app.size.width >= column.hides_below]
        taken = sum(column.width + 2 for column in columns)
        for column in columns:
            table.add_column(
                column.title, width=column.width or max(self.app.size.width - taken - 4, 20)
            )
        for entry in self._listed:
            table.add_row(*(Text(column.cell(entry, day)) for column in columns))
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
        row = self.query_one(DataTable).cursor_row
        if 0 <= row < len(self._listed):
            await self.app.open_postmortem(self._listed[row].folder)

    def _ask(self, what: str, title: str, placeholder: str) -> None:
        self._asking = what
        box = self.query_one("#line", Input)
        box.border_title = title
        box.placeholder = placeholder
        box.value = ""
        box.add_class("-open")
        box.focus()

    def action_new(self) -> None:
        """Ask for the title of a new postmortem."""
        self._ask("new", "What happened, in one line?", "Checkout answered 5xx for 47 minutes")

    def action_search(self) -> None:
        """Ask for words to look for."""
        self._ask("search", "Words in the title, services, tags or causes", "")

    def action_clear(self) -> None:
        """Close the line and list everything."""
        self._asking = ""
        self.query_one("#line").remove_class("-open")
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        if self._asking == "search":
            self._list(event.value)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin a postmortem, or go to what was found."""
        asking, self._asking = self._asking, ""
        self.query_one("#line").remove_class("-open")
        if asking == "new" and event.value.strip():
            try:
                folder = create(
                    self.root,
                    event.value,
                    day=datetime.now().astimezone().date(),
                    policy=self.policy,
                )
            except RcakitError as error:
                self.app.tell(str(error), severity="error")
                return
            await self.app.open_postmortem(folder)
        elif self._listed:
            self.query_one(DataTable).focus()


def today() -> date:
    """The present day in UTC, which says what is late."""
    return datetime.now(UTC).date()


def _searched(entry: Entry) -> str:
    if entry.postmortem is None:
        return entry.folder.name.casefold()
    incident = entry.postmortem.incident
    texts = [incident.title, incident.severity or "", *incident.services, *incident.tags]
    texts += [cause.text for cause in entry.postmortem.causes.values()]
    return " ".join(texts).casefold()


def _began(entry: Entry, _: date) -> str:
    return entry.began.date().isoformat() if entry.began else ""


def _title(entry: Entry, _: date) -> str:
    if entry.postmortem is None:
        return f"✗ {one_line(entry.folder.name)}"
    return one_line(entry.postmortem.incident.title)


def _severity(entry: Entry, _: date) -> str:
    return (entry.postmortem.incident.severity or "") if entry.postmortem else ""


def _state(entry: Entry, _: date) -> str:
    return entry.postmortem.review.state.value if entry.postmortem else "unreadable"


def _span(metric: str) -> Callable[[Entry, date], str]:
    def cell(entry: Entry, _: date) -> str:
        values = {one.metric.name: one.seconds for one in entry.metrics}
        return words(values.get(metric)) if entry.postmortem else ""

    return cell


def _actions(entry: Entry, today: date) -> str:
    if entry.postmortem is None:
        return ""
    open_now, overdue = entry.actions_open(), entry.actions_overdue(today)
    said = f"{open_now} open" if open_now else "none open"
    return f"{said}, {overdue} late" if overdue else said


@attrs.frozen
class _Column:
    """A heading, its cells (0 takes what is left), what it says, and from which width on."""

    title: str
    width: int
    cell: Callable[[Entry, date], str]
    hides_below: int = 0


_COLUMNS = (
    _Column("Date", 10, _began),
    _Column("Severity", 8, _severity),
    _Column("Title", 0, _title),
    _Column("State", 10, _state, 96),
    _Column("Detected in", 12, _span("time-to-detect"), 120),
    _Column("Recovered in", 12, _span("time-to-recover"), 120),
    _Column("Actions", 15, _actions),
)
