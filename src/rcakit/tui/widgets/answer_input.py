"""One line of answer."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input


class AnswerInput(Input):
    """Takes an answer; enter sends it and empties the line for what is typed next.

    Enter, the arrows and tab are taken as keys and not as bindings: a binding is run only after
    the key has travelled up to the app, and by then letters typed after it would be in the line.
    """

    class Walked(Message):
        """The arrow keys were used."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    class Entered(Message):
        """Enter was pressed on what was typed."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    async def on_key(self, event: events.Key) -> None:
        """Send, walk through the options, complete."""
        if event.key == "enter":
            text = self.value
            with self.prevent(Input.Changed):
                self.value = ""
            self.post_message(self.Entered(text))
        elif event.key in ("up", "down"):
            self.post_message(self.Walked(1 if event.key == "down" else -1))
        elif event.key == "tab":
            await self._complete()
        else:
            return
        event.stop()
        event.prevent_default()

    async def _complete(self) -> None:
        """Take what is suggested; where nothing is, leave the answer as tab does elsewhere."""
        before = self.value
        self.action_end()
        if self.suggester is not None:
            self.action_cursor_right()
        if self.value == before:
            await self.run_action("screen.next_area")
