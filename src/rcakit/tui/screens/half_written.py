"""What was typed and not answered: go on with it, keep it for later, or drop it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

import attrs
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rcakit.state.typed import Typed
from rcakit.text import one_line, visible
from rcakit.tui.safe import line, shown
from rcakit.tui.widgets.key_line import Keys
from rcakit.tui.word_difference import GONE, NEW, alike, difference


@attrs.frozen
class Offered:
    """One answer that is half-written.

    Attributes:
        typed: What is written.
        now: What the answer is by now; "" where there is none.
        gone: Whether what was asked about is not there any more.
    """

    typed: Typed
    now: str = ""
    gone: bool = False


@attrs.frozen
class Decided:
    """What the person wants: the question to go on with, "" for none, and those to drop."""

    taken: str = ""
    dropped: frozenset[str] = frozenset()


class HalfWritten(ModalScreen[Decided]):
    """Shows one at a time; whatever key is pressed, nothing is lost that was not dropped."""

    DEFAULT_CSS = """
    HalfWritten { align: center middle; }
    HalfWritten > Vertical {
        width: 76; max-width: 95%; height: auto; max-height: 90%; padding: 1 2;
        border: round $primary; border-title-color: $primary; border-subtitle-color: $faint;
        background: $surface;
    }
    HalfWritten Static { height: auto; }
    HalfWritten #when { color: $faint; margin-top: 1; }
    HalfWritten #asked { text-style: bold; max-height: 4; }
    HalfWritten VerticalScroll { height: auto; max-height: 12; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Go on with it"),
        Binding("escape", "later", "Keep for later"),
        Binding("d,delete", "drop", "Drop"),
        Binding("ctrl+z", "undrop", "Not dropped", priority=True),
        Binding("down,n", "walk(1)", "Next"),
        Binding("up,p", "walk(-1)", "Previous", show=False),
    ]

    def __init__(
        self, offered: Sequence[Offered], dropped: set[str] | None = None, *, ended: bool = False
    ) -> None:
        super().__init__()
        self._offered = offered
        self._dropped = set(dropped or ())
        self._ended = ended
        self._here = 0

    def compose(self) -> ComposeResult:
        """Why it is here, the question, the text."""
        with Vertical() as box:
            box.border_title = "Written and not answered yet"
            if self._ended:
                yield Static(
                    "rcakit ended before you answered. What you had typed is here, and "
                    "every answer before it is saved.",
                    markup=False,
                )
            yield Static(id="when", markup=False)
            yield Static(id="asked", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(id="written", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """The first one."""
        self._show()

    @property
    def _one(self) -> Offered:
        return self._offered[self._here]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that do something here are shown."""
        del parameters
        dropped = self._one.typed.question in self._dropped
        return {
            "take": not dropped and not self._one.gone,
            "drop": not dropped,
            "undrop": dropped,
            "walk": len(self._offered) > 1,
        }.get(action, True)

    def _show(self) -> None:
        one = self._one
        many = len(self._offered)
        when = ago(one.typed.at, datetime.now(UTC))
        place = f"{self._here + 1} of {many} · {when}" if many > 1 else when
        self.query_one("#when", Static).update(line(place))
        self.query_one("#asked", Static).update(shown(one.typed.ask))
        self.query_one("#written", Static).update(self._written(one))
        self.refresh_bindings()

    def _written(self, one: Offered) -> Content:
        typed = one.typed
        if typed.question in self._dropped:
            return line("Dropped. ctrl+z brings it back, until you leave rcakit.", "$text-warning")
        parts = [Content(visible(typed.text))] if typed.text else []
        if typed.ticked:
            ticked = ", ".join(one_line(option) for option in typed.ticked)
            parts.append(Content.assemble(("ticked: ", "$faint"), ticked))
        if one.gone:
            parts.append(
                line("What this was about is gone, so it cannot be answered here.", "$text-warning")
            )
        elif typed.text and one.now and one_line(one.now) != one_line(typed.text):
            parts += _beside(one.now, typed.text)
        return Content("\n").join(parts)

    def action_walk(self, by: int) -> None:
        """Show another one."""
        self._here = (self._here + by) % len(self._offered)
        self._show()

    def action_drop(self) -> None:
        """It is not wanted."""
        self._dropped.add(self._one.typed.question)
        self._show()

    def action_undrop(self) -> None:
        """It is wanted after all."""
        self._dropped.discard(self._one.typed.question)
        self._show()

    def action_take(self) -> None:
        """Ask its question with what is written in it."""
        self.dismiss(Decided(self._one.typed.question, frozenset(self._dropped)))

    def action_later(self) -> None:
        """Keep all that was not dropped."""
        self.dismiss(Decided("", frozenset(self._dropped)))


def _beside(now: str, typed: str) -> list[Content]:
    """What the answer is by now, or what of it would change where that is little."""
    if not alike(now, typed):
        return [Content.styled("\nThe answer there is now:", "$faint"), shown(now)]
    heading = Content.assemble(
        ("\nTo the answer there is now it would ", "$faint"),
        ("add", NEW),
        (" and ", "$faint"),
        ("strike out", GONE),
        (":", "$faint"),
    )
    return [heading, difference(now, typed)]


def ago(at: datetime, now: datetime) -> str:
    """How long ago that was, and when by the clock here."""
    minutes = int((now - at).total_seconds() // 60)
    clock = f"{at.astimezone():%H:%M}"
    if minutes < 1:
        return f"written just now, {clock}"
    if minutes < 60:
        return f"written {minutes} {'minute' if minutes == 1 else 'minutes'} ago, {clock}"
    if minutes < 60 * 24:
        hours = minutes // 60
        return f"written {hours} {'hour' if hours == 1 else 'hours'} ago, {clock}"
    return f"written on {at.astimezone():%Y-%m-%d}, {clock}"
