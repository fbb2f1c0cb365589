"""What every step's pane has in common: it shows the desk and tells what is wanted."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from rcakit.tui.desk import Desk


class Pane(Vertical):
    """The middle of the workbench for one step. It holds no state of the postmortem."""

    class Wanted(Message):
        """A key of the pane was pressed; the workbench knows what it does."""

        def __init__(self, what: str) -> None:
            self.what = what
            super().__init__()

    class Chosen(Message):
        """The cursor is on another thing; `chosen` says on which."""

    class Stale(Message):
        """The pane has another size and wants to be filled again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.next_area", "Answer", id="area"),
    ]

    def __init__(self, step: str) -> None:
        super().__init__(id=f"pane-{step}")
        self.step = step

    def show(self, desk: Desk) -> None:
        """Show what lies on the desk, with the cursor where the desk has it."""
        raise NotImplementedError

    @property
    def chosen(self) -> str:
        """The id of the thing the cursor is on; "" for none."""
        return ""

    def choose(self, name: str) -> None:
        """Put the cursor on a thing, where the pane shows it."""

    def card(self) -> Content | None:
        """What to say of what is under the cursor; None where it is just the thing itself."""
        return None

    def focus_pane(self) -> None:
        """Put the keyboard into the pane."""

    def action_pane(self, what: str) -> None:
        """A key of the pane."""
        self.post_message(self.Wanted(what))
