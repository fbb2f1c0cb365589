"""One table of results with a cursor that walks over its cells; a long one is there at once."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rcakit.drawing.cells import fit, width
from rcakit.tui.result_cells import BAR, GAP, GUTTER, Cells, Laid

_SIGN = "! "
_MORE_LEFT, _MORE_RIGHT = "‹", "›"


class ResultTable(ScrollView, can_focus=True):
    """Draws only the rows in sight. The first column stays where the others do not all fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"result--{part}"
        for part in ("head", "cell", "bar", "mark", "row", "cursor", "cursor-blurred", "stale")
    }
    DEFAULT_CSS = """
    ResultTable {
        height: 1fr; scrollbar-size: 1 1; scrollbar-gutter: stable;
        & .result--head { color: $faint; text-style: bold; }
        & .result--cell { color: $foreground; }
        & .result--bar { color: $secondary; }
        & .result--mark { color: $text-warning; }
        & .result--stale { color: $fainter; }
        & .result--row { background: $block-cursor-blurred-background; }
        & .result--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        & .result--cursor-blurred { background: $block-cursor-blurred-background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "jump", "To the cause", id="results.jump"),
        Binding("up", "walk(-1, 0)", "Up", show=False),
        Binding("down", "walk(1, 0)", "Down", show=False),
        Binding("left", "walk(0, -1)", "Left", show=False),
        Binding("right", "walk(0, 1)", "Right", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(-1)", "Last", show=False),
    ]

    at: reactive[tuple[int, int]] = reactive((0, 0))
    stale: reactive[bool] = reactive(default=False)

    class Moved(Message):
        """The cursor is on another cell."""

    class Jumped(Message):
        """A person wants to see what a row is about."""

    def __init__(self) -> None:
        super().__init__(id="result-table")
        self.cells: Cells | None = None
        self._laid: tuple[Laid, ...] = ()
        self._first = 0
        self._laid_for = 0

    def show(self, cells: Cells | None, at: tuple[int, int]) -> None:
        """Show a table with its cursor there."""
        self.cells, self._laid_for = cells, 0
        with self.prevent(self.Moved):
            self.at = self._within(*at)
        self._lay_out()

    def _within(self, row: int, column: int) -> tuple[int, int]:
        if self.cells is None:
            return 0, 0
        table = self.cells.table
        return (
            max(min(row, len(table.rows) - 1), 0),
            max(min(column, len(table.columns) - 1), 0),
        )

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return 0 if self.cells is None else len(self.cells.table.rows)

    def _lay_out(self) -> None:
        room = self.scrollable_content_region.width
        if self.cells is None or not room or room == self._laid_for:
            return
        self._laid_for = room
        self._laid = self.cells.laid_out(room)
        self.virtual_size = Size(room, self.rows + 1)
        self._show_cursor()
        self.refresh()

    def on_resize(self) -> None:
        """Share the width out again."""
        self._lay_out()

    # -- drawing ---------------------------------------------------------------------------

    def _columns(self) -> tuple[Laid, ...]:
        """The columns in sight: the first, if it has words, then as many as fit of the others."""
        room = self._laid_for - GUTTER
        held = self._laid[:1] if self._laid and not self._laid[0].right else ()
        used = sum(one.width + GAP for one in held)
        shown = list(held)
        for one in self._laid[max(self._first, len(held)) :]:
            if used + one.width > room and len(shown) > len(held):
                break
            shown.append(one)
            used += one.width + GAP
        return tuple(shown)

    def _show_column(self) -> None:
        """Scroll to the column of the cursor."""
        column = self.at[1]
        self._first = min(self._first, column)
        while self._first < column and all(one.index != column for one in self._columns()):
            self._first += 1

    def _show_cursor(self) -> None:
        if self._laid:
            self._show_column()
        row = self.at[0]
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        # The heading takes the first line and does not scroll.
        if row < top:
            self.scroll_to(y=row, animate=False, force=True)
        elif height > 1 and row > top + height - 2:
            self.scroll_to(y=row - height + 2, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """The heading, or a row as far as it is scrolled into view."""
        base = self.rich_style
        room = self.scrollable_content_region.width
        if self.cells is None or not self._laid:
            return Strip.blank(room, base)
        row = y - 1 + self.scroll_offset.y
        if y == 0:
            segments = self._heading(base)
        elif row < self.rows:
            segments = self._row(row, base)
        else:
            return Strip.blank(room, base)
        return Strip(segments).crop_extend(0, room, base)

    def _look(self, part: str) -> Style:
        return self.get_component_rich_style(f"result--{part}", partial=True)

    def _heading(self, base: Style) -> list[Segment]:
        assert self.cells is not None
        style = base + self._look("head")
        shown = self._columns()
        hidden_left = len(shown) > 1 and shown[1].index > 1
        hidden_right = bool(shown) and shown[-1].index < len(self._laid) - 1
        segments = [Segment(_MORE_LEFT.ljust(GUTTER) if hidden_left else " " * GUTTER, style)]
        segments += [Segment(self._title(one) + " " * GAP, style) for one in shown]
        if hidden_right:
            segments[-1] = Segment(segments[-1].text[:-1] + _MORE_RIGHT, style)
        return segments

    def _title(self, one: Laid) -> str:
        """A heading over its numbers, and over their bars where it needs that room."""
        assert self.cells is not None
        title = fit(self.cells.title(one.index), one.width)
        room = one.width - (1 + BAR if self.cells.table.columns[one.index].bar else 0)
        put = _put(title, room, right=one.right) if width(title) <= room else title
        return put + " " * (one.width - width(put))

    def _row(self, row: int, base: Style) -> list[Segment]:
        assert self.cells is not None
        here = row == self.at[0]
        base = base + self._look("row") if here and not self.has_focus else base
        mark = self.cells.mark(row)
        marked = base + self._look("mark")
        segments = [Segment(_SIGN if mark else " " * GUTTER, marked)]
        used = GUTTER
        for one in self._columns():
            segments += self._cell(row, one, base)
            used += one.width + GAP
        room = self._laid_for - used
        if mark and room >= width(mark):
            segments.append(Segment(mark, marked))
        return segments

    def _cell(self, row: int, one: Laid, base: Style) -> list[Segment]:
        assert self.cells is not None
        style = base + self._look("stale" if self.stale else "cell")
        barred = style if self.stale else base + self._look("bar")
        if (row, one.index) == self.at:
            cursor = self._look("cursor" if self.has_focus else "cursor-blurred")
            style, barred = style + cursor, barred + cursor
        meta = Style(meta={"row": row, "column": one.index})
        filled = self.cells.bar(row, one.index)
        room = one.width - (1 + BAR if filled else 0)
        text = self.cells.text(row, one.index, room)
        segments = [Segment(_put(text, room, right=one.right), style + meta)]
        if filled:
            segments += [Segment(" ", style + meta), Segment(filled, barred + meta)]
        return [*segments, Segment(" " * GAP, base)]

    # -- walking ---------------------------------------------------------------------------

    def watch_at(self) -> None:
        """Tell of the new cell and bring it into view."""
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved())

    def watch_stale(self) -> None:
        """What is of before looks fainter."""
        self.refresh()

    def action_walk(self, rows: int, columns: int) -> None:
        """To a cell beside this one."""
        self.at = self._within(self.at[0] + rows, self.at[1] + columns)

    def action_page(self, direction: int) -> None:
        """About a screen's height."""
        by = max(self.scrollable_content_region.height - 2, 1)
        self.at = self._within(self.at[0] + direction * by, self.at[1])

    def action_edge(self, end: int) -> None:
        """To the first or last row."""
        self.at = self._within(self.rows - 1 if end else 0, self.at[1])

    def action_jump(self) -> None:
        """Show what the cell under the cursor is about."""
        if self.rows:
            self.post_message(self.Jumped())

    def on_click(self, event: events.Click) -> None:
        """Go to the cell clicked; a second click shows what it is about."""
        row, column = event.style.meta.get("row"), event.style.meta.get("column")
        if not isinstance(row, int) or not isinstance(column, int):
            return
        if self.at == (row, column) and event.chain > 1:
            self.post_message(self.Jumped())
        self.at = (row, column)

    def on_focus(self) -> None:
        """The cursor looks different with the keyboard on it."""
        self.refresh()
        self.post_message(self.Moved())

    def on_blur(self) -> None:
        """The cursor looks different without the keyboard on it."""
        self.refresh()


def _put(text: str, room: int, *, right: bool) -> str:
    blank = " " * (room - width(text))
    return blank + text if right else text + blank
