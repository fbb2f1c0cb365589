"""A longer answer: it grows with its text, and enter answers here too."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea


class LongAnswer(TextArea):
    """A text area that behaves as the one-line answer does; ctrl+j begins a new line."""

    DEFAULT_CSS = """
    LongAnswer, LongAnswer:focus {
        height: auto;
        min-height: 1;
        max-height: 8;
        border: none;
        border-left: outer $border;
        padding: 0 0 0 1;
        background: $surface;
    }
    LongAnswer:focus { border-left: outer $accent; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Answer", show=False, priority=True),
        Binding("ctrl+j", "new_line", "New line", show=False, priority=True),
    ]

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="long", soft_wrap=True, show_line_numbers=False, compact=True)

    def action_submit(self) -> None:
        """Answer with what is written."""
        self.post_message(self.Submitted(self.text))

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")
