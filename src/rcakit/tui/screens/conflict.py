"""Somebody else changed a file: what now."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Row

from rcakit.model import Postmortem
from rcakit.session import Resolution
from rcakit.store.merging import Conflict, Side, usual
from rcakit.text import one_line
from rcakit.tui.clashing import about, worded
from rcakit.tui.keeper import Choice
from rcakit.tui.safe import shown
from rcakit.tui.widgets.key_line import Keys

_CHOICES = (
    (Resolution.MERGE, "m  Merge, thing by thing; comments on disk stay"),
    (Resolution.RELOAD, "r  Take what is on disk; ctrl+z brings mine back"),
    (Resolution.KEEP_MINE_BESIDE, "k  Take what is on disk, and keep mine beside it as a file"),
)
_MARKED = "m  Merge: of these the sides marked ▸, of all else both"


class ConflictScreen(ModalScreen[Choice]):
    """Names each value that both changed, and offers the ways out; none loses anything."""

    DEFAULT_CSS = """
    ConflictScreen { align: center middle; }
    ConflictScreen > Vertical {
        width: 76; max-width: 95%; height: auto; max-height: 96%; padding: 1 2;
        border: round $warning; border-title-color: $text-warning; background: $surface;
    }
    ConflictScreen OptionList, ConflictScreen OptionList:focus {
        height: auto;
        max-height: 16;
        border: none;
        background: transparent;
        margin-top: 1;
    }
    ConflictScreen #reason { color: $text-warning; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "pick(0)", "Merge"),
        Binding("r", "pick(1)", "Reload"),
        Binding("k", "pick(2)", "Keep mine beside"),
        Binding("space", "turn", "Other side", show=False),
        Binding("d", "turn_all", "The disk's side of all, or mine", show=False),
    ]

    def __init__(self, conflict: Conflict, mine: Postmortem) -> None:
        super().__init__()
        self._conflict = conflict
        self._mine = mine
        self._sides = [usual(clash) for _, clash in conflict.clashes]
        self._touched: set[int] = set()

    def compose(self) -> ComposeResult:
        """What happened, what both changed, and three choices."""
        with Vertical() as box:
            box.border_title = "Changed on disk"
            yield Static(
                shown(
                    f"{', '.join(self._conflict.names) or 'A file'} was changed by somebody else "
                    "while you were changing it here. Nothing has been overwritten."
                    + (self._count() if self._sides else "")
                )
            )
            if self._conflict.reason:
                yield Static(shown(self._conflict.reason), id="reason")
            rows = [Row(self._clash(number)) for number in range(len(self._sides))]
            ways = [Row(shown(text)) for _, text in _CHOICES]
            if rows:
                ways[0] = Row(shown(_MARKED))
            yield OptionList(*rows, *([None] if rows else []), *ways, markup=False)
        yield Keys()

    def _count(self) -> str:
        count = len(self._sides)
        if count == 1:
            return " This was changed on both sides; space on it takes the other side:"
        return (
            f" These {count} were changed on both sides; space on it takes the other side, d the "
            "disk's side of all:"
        )

    def _clash(self, number: int) -> Content:
        """What it is about, and both values, the one to be taken marked."""
        file, clash = self._conflict.clashes[number]
        lines = [Content.styled(one_line(about(self._mine, file, clash)), "bold")]
        for side, name, value in (
            (Side.MINE, "mine   ", clash.mine),
            (Side.THEIRS, "on disk", clash.theirs),
        ):
            taken = self._sides[number] is side
            look = "$text-warning" if taken else "$faint"
            mark = "▸" if taken else " "
            lines.append(Content.styled(f"  {mark} {name}  {worded(value)}", look))
        return Content("\n").join(lines)

    def on_mount(self) -> None:
        """The merge is the first choice."""
        listing = self.query_one(OptionList)
        listing.focus()
        listing.highlighted = len(self._sides)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it, or take the other side of what both changed."""
        if event.option_index < len(self._sides):
            self._turn(event.option_index)
        else:
            self.action_pick(event.option_index - len(self._sides))

    def action_pick(self, index: int) -> None:
        """Do it by its letter."""
        chosen = {
            (file, clash.path): self._sides[number]
            for number, (file, clash) in enumerate(self._conflict.clashes)
            if number in self._touched
        }
        self.dismiss(Choice(_CHOICES[index][0], chosen))

    def action_turn(self) -> None:
        """Take the other side of what is marked."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None and marked < len(self._sides):
            self._turn(marked)

    def action_turn_all(self) -> None:
        """Take the disk's side of all; where that is so already, mine."""
        wanted = Side.MINE if set(self._sides) == {Side.THEIRS} else Side.THEIRS
        for number, side in enumerate(self._sides):
            if side is not wanted:
                self._turn(number)

    def _turn(self, number: int) -> None:
        self._sides[number] = Side.THEIRS if self._sides[number] is Side.MINE else Side.MINE
        self._touched.add(number)
        self.query_one(OptionList).replace_option_prompt_at_index(number, self._clash(number))
