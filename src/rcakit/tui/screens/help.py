"""Every key that works here, and the guide of the step or method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Markdown, Static

from rcakit.text import visible
from rcakit.tui.safe import line


class HelpScreen(ModalScreen[None]):
    """Two columns: the guide to read, and the keys."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > Horizontal {
        width: 130; max-width: 96%; height: 92%; border: round $primary; background: $surface;
        border-title-color: $primary; border-subtitle-color: $faint;
    }
    HelpScreen #text { width: 1fr; padding: 0 2; }
    HelpScreen #keys { width: 42; padding: 1 2; border-left: solid $border; }
    HelpScreen Markdown { background: transparent; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", "Close"),
    ]

    def __init__(self, title: str, text: str, below: Screen[None]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._below = below

    def compose(self) -> ComposeResult:
        """Guide and keys."""
        with Horizontal() as box:
            box.border_title = line(self._title)
            box.border_subtitle = "esc closes"
            with VerticalScroll(id="text"):
                yield Markdown(visible(self._text) or "Answer the question.", open_links=False)
            with VerticalScroll(id="keys"):
                yield Static(Content("\n").join(self._keys()))

    def _keys(self) -> Iterator[Content]:
        yield Content.styled("Keys here", "bold $primary")
        told: set[str] = set()
        for active in self._below.active_bindings.values():
            binding = active.binding
            if not binding.description or binding.id is None:
                continue
            label = f"{binding.description}|{binding.action}"
            if label in told:
                continue
            told.add(label)
            key = self.app.get_key_display(binding)
            yield Content.assemble((key.rjust(9), "$accent"), "  ", binding.description)
        yield Content("")
        yield Content.styled("In an answer", "bold $primary")
        for key, text in (
            ("enter", "answer; empty puts it aside"),
            ("-", "there is nothing (more), or empty it"),
            ("↓ ↑", "choose from the list"),
            ("esc", "back to the work"),
            ("?", "help"),
            ("✓ · !", "a step: answered, open, look at it"),
            ("esc 1 to 7", "leave the answer, go to a step"),
        ):
            yield Content.assemble((key.rjust(9), "$accent"), "  ", text)
