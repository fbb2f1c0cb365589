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
from rcakit.tui.widgets.key_line import Keys

Signs = tuple[str, tuple[tuple[str, str], ...]]
"""What else there is to know: a heading, and lines of a key or sign and what it means."""
IN_AN_ANSWER: Signs = (
    "In an answer",
    (
        ("enter", "answer; empty puts it aside"),
        ("-", "there is nothing (more), or empty it"),
        ("↓ ↑", "choose from the list"),
        ("esc", "back to the work"),
        ("?", "help"),
        ("✓ · !", "a step: answered, open, look at it"),
        ("esc 1 to 7", "leave the answer, go to a step"),
    ),
)
IN_THE_LIBRARY: Signs = (
    "In the library",
    (
        ("esc", "close the line, list everything"),
        ("✗", "a postmortem that cannot be read"),
        ("late", "open actions whose day has passed"),
    ),
)


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

    def __init__(self, title: str, text: str, below: Screen[None], signs: Signs) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._below = below
        self._signs = signs

    def compose(self) -> ComposeResult:
        """Guide and keys."""
        with Horizontal() as box:
            box.border_title = line(self._title)
            box.border_subtitle = "esc closes"
            with VerticalScroll(id="text"):
                yield Markdown(visible(self._text) or "Answer the question.", open_links=False)
            with VerticalScroll(id="keys"):
                yield Static(Content("\n").join(self._keys()))
        yield Keys()

    def _keys(self) -> Iterator[Content]:
        yield Content.styled("Keys here", "bold $primary")
        found: dict[tuple[str, str], list[str]] = {}
        for active in self._below.active_bindings.values():
            binding = active.binding
            if binding.description and binding.id is not None:
                action = binding.action.removeprefix("app.").removeprefix("screen.")
                keys = found.setdefault((binding.description, action), [])
                keys.append(self.app.get_key_display(binding))
        for (description, _), keys in found.items():
            yield _line(" ".join(keys), description)
        heading, rows = self._signs
        yield Content("")
        yield Content.styled(heading, "bold $primary")
        for key, text in rows:
            yield _line(key, text)


def _line(keys: str, text: str) -> Content:
    return Content.assemble((keys.rjust(9), "$accent"), "  ", text)
