"""Somebody else changed a file: what now."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Row

from rcakit.session import Resolution
from rcakit.tui.safe import line, shown
from rcakit.tui.widgets.key_line import Keys

_CHOICES = (
    (Resolution.MERGE, "m  Merge, thing by thing; comments on disk stay"),
    (Resolution.RELOAD, "r  Take what is on disk; ctrl+z brings mine back"),
    (Resolution.KEEP_MINE_BESIDE, "k  Take what is on disk, and keep mine beside it as a file"),
)


class ConflictScreen(ModalScreen[Resolution]):
    """Offers the three ways out; there is none that loses anything."""

    DEFAULT_CSS = """
    ConflictScreen { align: center middle; }
    ConflictScreen > Vertical {
        width: 72; max-width: 95%; height: auto; padding: 1 2;
        border: round $warning; border-title-color: $text-warning; background: $surface;
    }
    ConflictScreen OptionList, ConflictScreen OptionList:focus {
        height: auto;
        border: none;
        background: transparent;
        margin-top: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "pick(0)", "Merge"),
        Binding("r", "pick(1)", "Reload"),
        Binding("k", "pick(2)", "Keep mine beside"),
    ]

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names

    def compose(self) -> ComposeResult:
        """A sentence and three choices."""
        with Vertical() as box:
            box.border_title = "Changed on disk"
            yield Static(
                shown(
                    f"{', '.join(self._names) or 'A file'} was changed by somebody else while "
                    "you were changing it here. Nothing has been overwritten."
                )
            )
            yield OptionList(*(Row(line(text)) for _, text in _CHOICES), markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """The merge is the first choice."""
        listing = self.query_one(OptionList)
        listing.focus()
        listing.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        self.dismiss(_CHOICES[event.option_index][0])

    def action_pick(self, index: int) -> None:
        """Do it by its letter."""
        self.dismiss(_CHOICES[index][0])
