"""Any drawing on the screen, with a cursor that walks from node to node."""

from __future__ import annotations

from collections.abc import Collection
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
from rcakit.drawing import Drawing, Place, draw, neighbour

_EMPTY = Drawing(rows=(), width=0, places=())


class DrawingView(ScrollView, can_focus=True):
    """Shows a diagram laid out for the widget's own width; arrows, mouse and wheel work."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"drawing--{tone.value}" for tone in Tone),
        "drawing--lit",
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
        & .drawing--lit { background: $block-cursor-blurred-background; }
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
        self._lit: frozenset[str] = frozenset()
        self._place: dict[str, Place] = {}

    def show(self, diagram: Diagram | None) -> None:
        """Draw another state of the diagram; the cursor stays on its node while that exists."""
        if self._laid_out and (diagram is self._diagram or diagram == self._diagram):
            return
        held = self._held()
        self._diagram = diagram
        self._laid_out = 0
        self._lay_out()
        names = {place.node for place in self._drawing.places}
        if names and self.chosen not in names:
            root = diagram.root if diagram is not None else ""
            self.chosen = root if root in names else self._drawing.places[0].node
        else:
            self._hold(held)

    def _here(self) -> Place | None:
        return self._place.get(self.chosen)

    def _held(self) -> int | None:
        """On which line of the window the cursor is; None where it is out of sight."""
        here = self._here()
        line = here.row - self.scroll_offset.y if here is not None else -1
        return line if 0 <= line < self.scrollable_content_region.height else None

    def _hold(self, line: int | None) -> None:
        """Keep the cursor on that line of the window, so that what is looked at stays there."""
        here = self._here()
        if here is not None and line is not None:
            self.scroll_to(y=here.row - line, animate=False, force=True)

    def draws(self, node: str) -> bool:
        """Whether a node is in the drawing."""
        return node in self._place

    def light(self, nodes: Collection[str]) -> None:
        """Light some nodes up, and no others."""
        if self._lit != frozenset(nodes):
            self._lit = frozenset(nodes)
            self.refresh()

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
        if wanted in self._place:
            self.chosen = wanted
            self._show_cursor()

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width, 20)
        if width == self._laid_out or self.size.width == 0:
            return
        self._laid_out = width
        self._drawing = _EMPTY if self._diagram is None else draw(self._diagram, width)
        self._place = {place.node: place for place in self._drawing.places}
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
        lit = self.get_component_rich_style("drawing--lit", partial=True)
        segments = []
        for span in self._drawing.rows[row]:
            style = base + self._style(span.tone)
            if span.node and span.node == self.chosen:
                style += cursor
            elif span.node in self._lit:
                style += lit
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
        place = self._here()
        if place is not None:
            region = Region(place.column, place.row, place.width, place.height)
            self.scroll_to_region(region, animate=False, force=True)

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
        here = self._here()
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
