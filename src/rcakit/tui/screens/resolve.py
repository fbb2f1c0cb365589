"""What a merge has left open, decided one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option as Row

from rcakit.errors import RcakitError
from rcakit.merging.hunks import Side
from rcakit.resolving import Resolving, Take, Waiting, can_be_both
from rcakit.text import one_line
from rcakit.tui.safe import line, shown
from rcakit.tui.widgets.headline import Headline
from rcakit.tui.widgets.key_line import Keys
from rcakit.tui.widgets.said import Said
from rcakit.tui.widgets.versions import Versions

if TYPE_CHECKING:
    from rcakit.tui.app import RcakitApp

_WHAT = (
    "Both versions changed these places: ours was here, theirs came in with the merge. "
    "Each decision is saved at once."
)


class ResolveScreen(Screen[Path | None]):
    """The places on top, what both sides say below; gives the folder once all is decided."""

    app: RcakitApp

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "take('ours')", "Ours", id="resolve.ours"),
        Binding("t", "take('theirs')", "Theirs", id="resolve.theirs"),
        Binding("b", "take('both')", "Both", id="resolve.both"),
        Binding("e", "edit", "Other words", id="resolve.edit"),
        Binding("enter", "open", "Open the postmortem", id="resolve.open"),
        Binding("ctrl+z", "undo", "Undo", id="resolve.undo"),
        Binding("escape", "leave_line", "Back", show=False),
        Binding("q", "leave", "Leave", id="resolve.leave"),
    ]
    DEFAULT_CSS = """
    ResolveScreen { background: $background; }
    ResolveScreen #what { padding: 0 2; color: $faint; height: auto; margin-bottom: 1; }
    ResolveScreen OptionList, ResolveScreen OptionList:focus {
        height: auto; max-height: 35%; margin: 0 1; border: none; background: transparent;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    ResolveScreen VerticalScroll {
        height: 1fr; margin: 1 1 0 1; border: round $border-blurred;
        border-title-color: $faint; border-subtitle-color: $faint;
    }
    ResolveScreen VerticalScroll:focus { border: round $primary; }
    ResolveScreen #words {
        display: none; margin: 0 1; height: 3; border: round $primary;
        border-title-color: $primary;
    }
    ResolveScreen #words.-open { display: block; }
    ResolveScreen #done { display: none; padding: 1 3; height: 1fr; }
    """

    def __init__(self, resolving: Resolving) -> None:
        super().__init__()
        self._resolving = resolving
        self._editing: Waiting | None = None

    def compose(self) -> ComposeResult:
        """Headline, what this is, the places, the one looked at, keys."""
        yield Headline()
        yield Static(shown(_WHAT), id="what")
        yield OptionList(markup=False)
        with VerticalScroll():
            yield Versions()
        yield Static(id="done", markup=False)
        yield Input(id="words")
        yield Said()
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the first place."""
        self.draw()

    def draw(self) -> None:
        """Show what is open now."""
        waiting = self._resolving.waiting()
        listing = self.query_one(OptionList)
        at = listing.highlighted or 0
        listing.clear_options()
        listing.add_options([Row(_row(place)) for place in waiting])
        head = self.query_one(Headline)
        head.heading = f"{self._resolving.title}: what a merge has left open"
        head.saved = f"{len(waiting)} to decide" if waiting else "all decided"
        head.trouble = bool(waiting)
        for one in (listing, self.query_one(VerticalScroll), self.query_one("#what")):
            one.display = bool(waiting)
        done = self.query_one("#done", Static)
        done.display = not waiting
        if waiting:
            listing.highlighted = min(at, len(waiting) - 1)
            listing.focus()
            self._look()
        else:
            done.update(_end(self._resolving))
            self.set_focus(None)
        self.refresh_bindings()

    @property
    def place(self) -> Waiting | None:
        """The place looked at."""
        waiting = self._resolving.waiting()
        at = self.query_one(OptionList).highlighted
        return waiting[at] if at is not None and at < len(waiting) else None

    def on_option_list_option_highlighted(self) -> None:
        """Look at another place."""
        self._look()
        self.refresh_bindings()

    def on_option_list_option_selected(self) -> None:
        """Enter on a place decides nothing; what it does is said."""
        self.tell("o takes ours, t theirs, e writes other words.")

    def _look(self) -> None:
        place = self.place
        if place is None:
            return
        box = self.query_one(VerticalScroll)
        box.border_title = line(f"{place.file}:{place.dispute.line}")
        self.query_one(Versions).show(place.dispute)
        box.scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that can be used at this place."""
        place = self.place if self.is_mounted else None
        if self._editing is not None:
            return action == "leave_line"
        if action in ("take", "edit"):
            both = parameters == ("both",)
            return place is not None and (not both or can_be_both(place.dispute))
        if action == "open":
            return place is None
        return True

    def tell(self, text: str, severity: str = "information") -> None:
        """Say a sentence above the keys."""
        said = self.query_one(Said)
        said.hush()
        said.say(text, "error" if severity == "error" else "information")

    # -- what a person does ------------------------------------------------------------------

    def action_take(self, take: str) -> None:
        """Decide for a side, or for both."""
        place = self.place
        if place is not None and self._does(lambda: self._resolving.take(place, Take(take))):
            self._decided(place, {"both": "both are taken"}.get(take, f"{take} is taken"))

    def action_edit(self) -> None:
        """Write other words: here where it is one line, in the editor where it is more."""
        place = self.place
        if place is None:
            return
        dispute = place.dispute
        value = dispute.values.get(Side.OURS)
        if isinstance(value, str) and "\n" not in value and not dispute.is_thing:
            self._editing = place
            words = self.query_one("#words", Input)
            words.border_title = line(dispute.title)
            words.border_subtitle = "enter takes it, esc goes back"
            words.value = value
            words.add_class("-open")
            words.focus()
            self.refresh_bindings()
            return
        from rcakit.tui.editor import edit_text

        text = value if isinstance(value, str) else dispute.hunk.ours or dispute.hunk.theirs
        edited = edit_text(self.app, text)
        if edited is not None and edited != text:
            self._reword(place, edited)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the words that were written."""
        place = self._editing
        self.action_leave_line()
        if place is not None:
            self._reword(place, event.value.strip())

    def _reword(self, place: Waiting, words: str) -> None:
        if self._does(lambda: self._resolving.reword(place, words)):
            self._decided(place, "your words are taken")

    def action_leave_line(self) -> None:
        """Leave the line without deciding."""
        self._editing = None
        self.query_one("#words").remove_class("-open")
        self.query_one(OptionList).focus()
        self.refresh_bindings()

    def action_undo(self) -> None:
        """Open the last decision again."""
        names: list[str] = []
        if self._does(lambda: names.extend([self._resolving.undo() or ""])):
            self.draw()
            self.tell(f"{names[0]} is as it was before." if names[0] else "Nothing to take back.")

    def action_open(self) -> None:
        """Go on to the postmortem, which can be read now."""
        self.dismiss(self._resolving.folder)

    def action_leave(self) -> None:
        """Leave; what is decided is on disk, and the rest waits."""
        self.dismiss(None)

    def _decided(self, place: Waiting, what: str) -> None:
        self.draw()
        self.tell(f"{place.file}: {what} for {place.dispute.title}. ctrl+z goes back.")

    def _does(self, deed: object) -> bool:
        """Whether something went well; if not, why is said."""
        assert callable(deed)
        try:
            deed()
        except RcakitError as error:
            self.tell(str(error), "error")
            return False
        return True


def _row(place: Waiting) -> Content:
    name = f"{place.file}:{place.dispute.line}"
    return Content.assemble((f"{one_line(name):24} ", "$faint"), one_line(place.dispute.title))


def _end(resolving: Resolving) -> Content:
    lines = [
        Content.styled("All is decided, and saved.", "bold"),
        Content(""),
        Content("What remains is to tell git, in the folder"),
        line(f"  {resolving.folder.absolute()}"),
        Content(""),
        line(f"  {resolving.next_step()}", "bold $accent"),
        Content(""),
        Content("and then to commit, or to go on with the rebase."),
        Content(""),
        Content("enter opens the postmortem, ctrl+z takes the last decision back, q leaves."),
    ]
    return Content("\n").join(lines)
