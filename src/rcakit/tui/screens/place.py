"""The folder cannot be written, or is not to be: where to go on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

import attrs
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option as Row

from rcakit.tui.safe import line, shown
from rcakit.tui.widgets.key_line import Keys


class Way(StrEnum):
    """What a person decided."""

    MOVED = "moved"
    AGAIN = "again"
    LEAVE = "leave"
    BACK = "back"


@attrs.frozen
class Offer:
    """What the dialog says.

    Attributes:
        title: Of the dialog.
        why: What is the matter, in sentences.
        path: The place proposed.
        holds: What will be in the new folder.
        unsaved: Titles of the changes that would be lost by leaving, oldest first.
    """

    title: str
    why: str
    path: Path
    holds: str
    unsaved: tuple[str, ...] = ()


class PlaceScreen(ModalScreen[Way]):
    """Says what is the matter, and offers another place, another try, and to leave."""

    DEFAULT_CSS = """
    PlaceScreen { align: center middle; }
    PlaceScreen > Vertical {
        width: 76; max-width: 96%; height: auto; max-height: 96%; padding: 1 2;
        border: round $warning; border-title-color: $text-warning; background: $surface;
    }
    PlaceScreen OptionList, PlaceScreen OptionList:focus {
        height: auto; border: none; background: transparent; margin-top: 1; padding: 0;
    }
    PlaceScreen #heading { margin-top: 1; }
    PlaceScreen Input, PlaceScreen Input:focus {
        height: 1; border: none; padding: 0 1; background: $boost;
    }
    PlaceScreen #holds { color: $faint; }
    PlaceScreen #complaint { color: $text-error; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "way('moved')", "Another place"),
        Binding("t", "way('again')", "Try again"),
        Binding("l", "way('leave')", "Leave without saving"),
        Binding("escape,q", "back", "Back"),
    ]

    def __init__(self, offer: Offer, go: Callable[[str], Awaitable[str]]) -> None:
        """`go` copies to the path typed and gives "", or says why it could not."""
        super().__init__()
        self._offer = offer
        self._go = go
        self._ways = _ways(offer)
        self._going = False

    def compose(self) -> ComposeResult:
        """What is the matter, the ways out, and the place."""
        with Vertical() as box:
            box.border_title = line(self._offer.title)
            yield Static(shown(self._offer.why))
            yield OptionList(*(Row(shown(text)) for _, text in self._ways), markup=False)
            yield Static(shown("The other place, a new folder:"), id="heading")
            yield Input(str(self._offer.path))
            yield Static(shown(self._offer.holds), id="holds")
            yield Static(id="complaint", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """The first way out is marked."""
        listing = self.query_one(OptionList)
        listing.focus()
        listing.highlighted = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only ways that are offered have keys."""
        if action == "way":
            return any(way == parameters[0] for way, _ in self._ways)
        return super().check_action(action, parameters)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        self._take(self._ways[event.option_index][0])

    def action_way(self, way: str) -> None:
        """Do it by its letter."""
        self._take(Way(way))

    def action_back(self) -> None:
        """From the path to the ways, from there to the work."""
        if self.query_one(Input).has_focus:
            self.query_one(OptionList).focus()
        else:
            self.dismiss(Way.BACK)

    def _take(self, way: Way) -> None:
        if way is Way.MOVED:
            path = self.query_one(Input)
            path.focus()
            path.cursor_position = len(path.value)
        else:
            self.dismiss(way)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Copy all of it there."""
        event.stop()
        if not self._going and event.value.strip():
            self._going = True
            self.run_worker(self._copy(event.value.strip()), group="copy")

    async def _copy(self, typed: str) -> None:
        complaint = self.query_one("#complaint", Static)
        try:
            problem = await self._go(typed)
        finally:
            self._going = False
        if not problem:
            self.dismiss(Way.MOVED)
            return
        complaint.update(shown(problem))
        complaint.display = True


def _ways(offer: Offer) -> tuple[tuple[Way, str], ...]:
    place = (Way.MOVED, "a  Go on in another place: a new folder with all of it")
    back = (Way.BACK, "q  Back, and go on here")
    if not offer.unsaved:
        return (place, back)
    count = len(offer.unsaved)
    lost = "1 change is lost" if count == 1 else f"{count} changes are lost"
    return (
        place,
        (Way.AGAIN, "t  Try again to save here"),
        (Way.LEAVE, f"l  Leave without saving: {lost} for good"),
        back,
    )
