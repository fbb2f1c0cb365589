"""A longer answer: it grows with its text, and enter answers here too."""

from __future__ import annotations

from textual import events
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

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="long", soft_wrap=True, show_line_numbers=False, compact=True)

    def on_key(self, event: events.Key) -> None:
        """Enter sends; taken as a key so that it stays in order with the letters around it."""
        if event.key == "enter":
            text = self.text
            self.text = ""
            self.post_message(self.Submitted(text))
        elif event.key == "ctrl+j":
            self.insert("\n")
        else:
            return
        event.stop()
        event.prevent_default()
