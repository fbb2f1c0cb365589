"""What a number means, with its formula and where that is from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rcakit.tui.safe import line
from rcakit.tui.widgets.key_line import Keys


class MeaningScreen(ModalScreen[None]):
    """One frame with all there is to say about a number."""

    DEFAULT_CSS = """
    MeaningScreen { align: center middle; }
    MeaningScreen > VerticalScroll {
        width: 76; max-width: 94%; height: auto; max-height: 84%;
        border: round $primary; background: $surface; padding: 0 2;
        border-title-color: $primary; border-subtitle-color: $faint;
    }
    MeaningScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,equals_sign", "dismiss(None)", "Close"),
    ]

    def __init__(self, title: str, said: Content) -> None:
        super().__init__()
        self._title = title
        self._said = said

    def compose(self) -> ComposeResult:
        """The words in a frame that scrolls."""
        with VerticalScroll() as box:
            box.border_title = line(self._title)
            box.border_subtitle = "esc closes"
            yield Static(self._said, markup=False)
        yield Keys()
