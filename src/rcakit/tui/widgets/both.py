"""A drawing and its numbers: beside each other, one below the other, or one at a time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container

from rcakit.diagram import DiagramKind
from rcakit.tui.computed import Seen
from rcakit.tui.widgets.drawing_view import DrawingView
from rcakit.tui.widgets.results import Results

WIDE = 120
"""Cells from which both stand beside each other."""
HIGH = 22
"""Lines from which they stand one below the other."""
FISH_WIDE, FISH_HIGH = 190, 56
"""The same for a fish, which wants the room."""


class Both(Container):
    """Gives the room to the drawing, the numbers, or both."""

    DEFAULT_CSS = """
    Both {
        height: 1fr;
        & Results { display: none; }
        &.-beside { layout: horizontal; }
        &.-beside Results { display: block; max-width: 45%; border-left: solid $border-blurred; }
        &.-below Results { display: block; max-height: 40%; border-top: solid $border-blurred; }
        &.-numbers DrawingView { display: none; }
        &.-numbers Results { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="both")
        self._there = False
        self._fish = False
        self._turned = False
        self._folded = False

    def compose(self) -> ComposeResult:
        """Drawing, numbers."""
        yield DrawingView(id="drawing")
        yield Results()

    @property
    def drawing(self) -> DrawingView:
        """The drawing."""
        return self.query_one(DrawingView)

    @property
    def results(self) -> Results:
        """The numbers."""
        return self.query_one(Results)

    @property
    def there(self) -> bool:
        """Whether there are numbers, or will be."""
        return self._there

    @property
    def numbers_focused(self) -> bool:
        """Whether the keyboard is in the numbers."""
        return self.results.grid.has_focus

    def show(self, lens: str, seen: Seen) -> None:
        """Show what there is to see through a method."""
        drawn = seen.diagram
        # Numbers that are to come have their place, so that nothing moves when they come.
        coming = seen.computes and seen.pending and drawn is not None and bool(drawn.nodes)
        self._there = coming or any(table.rows for table in seen.tables)
        self._fish = drawn is not None and drawn.kind is DiagramKind.FISHBONE
        self.results.show(lens, seen)
        self._arrange()
        self.drawing.show(seen.diagram)

    def on_resize(self) -> None:
        """Share the room out again."""
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.size
        roomy = self._there and not self._folded
        wide, high = (FISH_WIDE, FISH_HIGH) if self._fish else (WIDE, HIGH)
        beside = roomy and width >= wide
        below = roomy and not beside and height >= high
        # As much as the longest of them needs, so that nothing moves from table to table.
        self.results.styles.height = self.results.natural_height if below else None
        self.results.styles.width = self.results.natural_width if beside else None
        had = self.numbers_focused
        self.set_class(beside, "-beside")
        self.set_class(below, "-below")
        self.set_class(self._there and self._turned and not (beside or below), "-numbers")
        if had and not self._there:
            self.drawing.focus()

    def turn(self, *, numbers: bool) -> None:
        """Put the keyboard into the numbers or the drawing, which is in sight then."""
        self._turned = numbers and self._there
        self._arrange()
        (self.results.grid if self._turned else self.drawing).focus()

    def fold(self) -> None:
        """Show one at a time, or both again where there is room."""
        self._folded = not self._folded
        self._turned = self.numbers_focused
        self._arrange()

    def focus_one(self) -> None:
        """Put the keyboard into the one in sight; where both are, into the one it was in last."""
        (self.results.grid if self._turned and self._there else self.drawing).focus()
