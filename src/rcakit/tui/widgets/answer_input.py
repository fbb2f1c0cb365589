"""One line of answer."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class AnswerInput(Input):
    """One line of answer. The arrow keys walk through the options below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "walk(1)", "Next option", show=False),
        Binding("up", "walk(-1)", "Previous option", show=False),
        Binding("tab", "complete", "Work", show=False),
    ]

    class Walked(Message):
        """The arrow keys were used."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    async def action_complete(self) -> None:
        """Take what is suggested; where nothing is, leave the answer as tab does elsewhere."""
        before = self.value
        self.action_end()
        if self.suggester is not None:
            self.action_cursor_right()
        if self.value == before:
            await self.run_action("screen.next_area")

    def action_walk(self, by: int) -> None:
        """Walk through the options."""
        self.post_message(self.Walked(by))
