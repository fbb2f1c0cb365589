"""A table of things one can walk in and edit, cell by cell."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable, Static

from rcakit.model import Postmortem
from rcakit.tui.columns import Piece, SheetSpec, rows, visible_columns, widths
from rcakit.tui.desk import Desk
from rcakit.tui.panes.pane import Pane
from rcakit.tui.safe import shown
from rcakit.tui.widgets.entries import Entries


class Grid(Entries):
    """The table itself; its enter is shown among the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Edit", id="sheet.edit"),
    ]
    DEFAULT_CSS = """
    Grid { height: 1fr; background: transparent; }
    Grid > .datatable--header { background: transparent; color: $faint; text-style: bold; }
    Grid > .datatable--cursor { background: $block-cursor-blurred-background; }
    Grid:focus > .datatable--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
    }
    """


class SheetPane(Pane):
    """Evidence, timeline, actions and follow-up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "pane('new')", "New", id="sheet.new"),
        Binding("v", "pane('edit')", "Every field", id="sheet.fields", show=False),
        Binding("delete,D", "pane('delete')", "Delete", id="sheet.delete"),
    ]
    DEFAULT_CSS = """
    SheetPane { height: 1fr; }
    SheetPane #empty { padding: 1 2; color: $faint; display: none; }
    """

    class EditWanted(Message):
        """A person wants to edit a cell."""

        def __init__(self, table: str, name: str, field: str) -> None:
            self.table = table
            self.name = name
            self.field = field
            super().__init__()

    def __init__(self, step: str, spec: SheetSpec) -> None:
        super().__init__(step)
        self.spec = spec
        self._shown: tuple[Postmortem, int, str] | None = None
        self._names: list[str] = []
        self._fields: list[str] = []

    def compose(self) -> ComposeResult:
        """The table, or what an empty one says."""
        yield Static(shown(self.spec.empty), id="empty")
        yield Grid(cursor_type="cell", cell_padding=1, zebra_stripes=False)

    def show(self, desk: Desk) -> None:
        """Fill the table again where anything in it may have changed."""
        width = self.size.width
        state = (desk.now, width, self.app.theme)
        if width == 0 or self._shown == state:
            return
        self._shown = state
        self._fill(desk.now, width, desk.chosen)

    def _fill(self, postmortem: Postmortem, width: int, chosen: str) -> None:
        grid = self.query_one(Grid)
        cursor = grid.cursor_coordinate
        scroll = grid.scroll_y
        columns = visible_columns(self.spec, width)
        cells = widths(columns, width - 2, postmortem)
        with grid.prevent(DataTable.CellHighlighted):
            grid.clear(columns=True)
            for column, size in zip(columns, cells, strict=True):
                grid.add_column(Text(column.title), width=size)
            self._fields = [column.field for column in columns]
            listed = rows(postmortem, self.spec)
            self._names = [name for name, _ in listed]
            for name, item in listed:
                grid.add_row(
                    *(self._text(column.cell(postmortem, name, item)) for column in columns),
                    height=None,
                    key=name,
                )
            row = self._names.index(chosen) if chosen in self._names else cursor.row
            if self._names:
                grid.move_cursor(
                    row=min(row, len(self._names) - 1),
                    column=min(cursor.column, len(columns) - 1),
                    scroll=False,
                )
            grid.scroll_to(y=scroll, animate=False)
        self.query_one("#empty").display = not self._names
        grid.display = bool(self._names)
        self.refresh_bindings()

    def _text(self, pieces: tuple[Piece, ...]) -> Text:
        colours = self.app.theme_variables
        return Text.assemble(
            *((text, colours.get(look.value, "")) for text, look in pieces), overflow="fold"
        )

    def on_resize(self) -> None:
        """Share the width out again."""
        self.post_message(self.Stale())

    @property
    def chosen(self) -> str:
        """The id of the row the cursor is on."""
        row = self.query_one(Grid).cursor_row
        return self._names[row] if 0 <= row < len(self._names) else ""

    def choose(self, name: str) -> None:
        """Put the cursor on a row."""
        if name in self._names:
            self.query_one(Grid).move_cursor(row=self._names.index(name))

    def focus_pane(self) -> None:
        """Put the cursor into the table."""
        self.query_one(Grid).focus()

    def on_data_table_cell_highlighted(self, event: Grid.CellHighlighted) -> None:
        """Tell what the cursor is on."""
        event.stop()
        self.post_message(self.Chosen())

    def on_data_table_cell_selected(self, event: Grid.CellSelected) -> None:
        """Enter or a click on the cell under the cursor edits it."""
        event.stop()
        self._edit(event.coordinate)

    def _edit(self, at: Coordinate) -> None:
        if not 0 <= at.row < len(self._names):
            return
        field = self._fields[at.column]
        if field:
            self.post_message(self.EditWanted(self.spec.table, self._names[at.row], field))
        else:
            self.post_message(self.Wanted("counted"))
