"""Any drawing on the screen, with a cursor that walks from node to node."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rcakit.diagram import Diagram, Tone
from rcakit.drawing import Drawing, draw, neighbour

_EMPTY = Drawing(rows=(), width=0, places=())


class DrawingView(ScrollView, can_focus=True):
    """Shows a diagram laid out for the widget's own width; arrows, mouse and wheel work."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"drawing--{tone.value}" for tone in Tone),
        "drawing--cursor",
        "drawing--cursor-blurred",
    }
    DEFAULT_CSS = """
    DrawingView {
        height: 1fr;
        padding: 0 1;
        scrollbar-gutter: stable;
        scrollbar-size: 1 1;
        & .drawing--plain { color: $foreground; }
        & .drawing--problem { color: $foreground; text-style: bold; }
        & .drawing--confirmed { color: $foreground; }
        & .drawing--hypothesis { color: $accent; }
        & .drawing--ruled-out { color: $fainter; text-style: strike; }
        & .drawing--gate { color: $secondary; text-style: italic; }
        & .drawing--group { color: $primary; text-style: bold; }
        & .drawing--line { color: $fainter; }
        & .drawing--muted { color: $faint; }
        & .drawing--warning { color: $text-warning; }
        & .drawing--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        & .drawing--cursor-blurred { background: $block-cursor-blurred-background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step('up')", "Up", show=False),
        Binding("down", "step('down')", "Down", show=False),
        Binding("left", "step('left')", "To the effect", show=False),
        Binding("right", "step('right')", "To the cause", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(-1)", "Last", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("enter", "open", "Ask about it", show=False),
    ]

    chosen: reactive[str] = reactive("")

    class Chosen(Message):
        """The cursor is on another node."""

        def __init__(self, node: str) -> None:
            self.node = node
            super().__init__()

    class Opened(Message):
        """A person wants to work on a node."""

        def __init__(self, node: str) -> None:
            self.node = node
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._diagram: Diagram | None = None
        self._drawing = _EMPTY
        self._laid_out = 0
        self._wanted = ""

    def show(self, diagram: Diagram | None) -> None:
        """Draw another state of the diagram; the cursor stays on its node while that exists."""
        if diagram is self._diagram and self._laid_out:
            return
        self._diagram = diagram
        self._laid_out = 0
        self._lay_out()
        names = [place.node for place in self._drawing.places]
        if names and self.chosen not in names:
            root = diagram.root if diagram is not None else ""
            self.chosen = root if root in names else names[0]

    @property
    def cursor(self) -> str:
        """The node the cursor is on, or will be on as soon as there is a drawing."""
        return self._wanted or self.chosen

    def go_to(self, node: str) -> None:
        """Put the cursor on a node, where there is no drawing yet as soon as there is."""
        self._wanted = node
        if self._laid_out:
            self._go()

    def _go(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if any(place.node == wanted for place in self._drawing.places):
            self.chosen = wanted
            self._show_cursor()

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width, 20)
        if width == self._laid_out or self.size.width == 0:
            return
        self._laid_out = width
        self._drawing = _EMPTY if self._diagram is None else draw(self._diagram, width)
        self.virtual_size = Size(self._drawing.width, len(self._drawing.rows))
        self._go()
        self._show_cursor()
        self.refresh()

    def on_resize(self) -> None:
        """Lay the drawing out for the new width, with the cursor in view."""
        self._lay_out()
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """One row of the drawing, as far as it is scrolled into view."""
        scroll_x, scroll_y = self.scroll_offset
        row = y + scroll_y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if not 0 <= row < len(self._drawing.rows):
            return Strip.blank(width, base)
        cursor = self.get_component_rich_style(
            "drawing--cursor" if self.has_focus else "drawing--cursor-blurred", partial=True
        )
        segments = []
        for span in self._drawing.rows[row]:
            style = base + self._style(span.tone)
            if span.node and span.node == self.chosen:
                style += cursor
            segments.append(
                Segment(span.text, style + Style(meta={"node": span.node}) if span.node else style)
            )
        return Strip(segments).crop_extend(scroll_x, scroll_x + width, base)

    def _style(self, tone: Tone) -> Style:
        return self.get_component_rich_style(f"drawing--{tone.value}", partial=True)

    def watch_chosen(self, node: str) -> None:
        """Tell of the new node and bring it into view."""
        self._show_cursor()
        self.refresh()
        if node:
            self.post_message(self.Chosen(node))

    def _show_cursor(self) -> None:
        for place in self._drawing.places:
            if place.node == self.chosen:
                region = Region(place.column, place.row, place.width, place.height)
                self.scroll_to_region(region, animate=False, force=True)
                return

    def action_step(self, direction: str) -> None:
        """Walk to the nearest node that way."""
        found = neighbour(self._drawing, self.chosen, direction)
        if found:
            self.chosen = found

    def action_edge(self, index: int) -> None:
        """Walk to the first or last node."""
        if self._drawing.places:
            self.chosen = self._drawing.places[index].node

    def action_page(self, direction: int) -> None:
        """Walk about a screen's height."""
        rows = max(self.size.height - 2, 1)
        here = next((place for place in self._drawing.places if place.node == self.chosen), None)
        if here is None:
            return
        target = here.row + direction * rows
        best = min(self._drawing.places, key=lambda place: abs(place.row - target))
        self.chosen = best.node

    def action_open(self) -> None:
        """Work on the node under the cursor."""
        if self.chosen:
            self.post_message(self.Opened(self.chosen))

    def _node_at(self, event: events.MouseEvent) -> str:
        return str(event.style.meta.get("node", ""))

    def on_click(self, event: events.Click) -> None:
        """Choose the node clicked; a second click opens it."""
        node = self._node_at(event)
        if node and node == self.chosen and event.chain > 1:
            self.post_message(self.Opened(node))
        elif node:
            self.chosen = node

    def on_focus(self) -> None:
        """The cursor looks different with the keyboard on it."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor looks different without the keyboard on it."""
        self.refresh()
