"""The terminal app: the library and the workbench, safe from what is in the files."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from rcakit.errors import RcakitError
from rcakit.text import visible
from rcakit.tui.leaving import Leaving
from rcakit.tui.opening import Opening
from rcakit.tui.safe import ControlFilter
from rcakit.tui.settling import settle
from rcakit.tui.theme import FAINT, THEMES
from rcakit.tui.widgets.said import Said

if TYPE_CHECKING:
    from rcakit.library import Policy
    from rcakit.plugins import Plugins
    from rcakit.session import Session
    from rcakit.tui.preferences import Preferences


def _palette() -> type[Provider]:
    from rcakit.tui.palette import Commands

    return Commands


class RcakitApp(App[None]):
    """rcakit in a terminal.

    The first frame is drawn before plugins and files are read, since those take as long again
    as Textual itself does to start.
    """

    TITLE = "rcakit"
    CSS = "OptionList, DataTable, VerticalScroll { scrollbar-size-vertical: 1; }"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="quit", priority=True, show=False),
        Binding("ctrl+p", "command_palette", "Everything", id="palette", priority=True, show=False),
    ]

    def __init__(
        self,
        path: Path,
        *,
        load_plugins: Callable[[Policy], Plugins],
        preferences: Preferences,
        step: str = "",
    ) -> None:
        super().__init__()
        self.path = path
        self.preferences = preferences
        self.plugins: Plugins
        self.policy: Policy
        self._load_plugins = load_plugins
        self._first: Session | None = None
        self._first_step = step
        self._safe = ControlFilter()
        self._refused = ""
        self._kept_theme = preferences.theme
        self.trouble: BaseException | None = None
        self.leaving = Leaving(
            tell=lambda said: self.tell(said, severity="error"),
            end=lambda code: self.exit(return_code=code),
        )
        for theme in THEMES:
            self.register_theme(theme)
        self.set_keymap(dict(self.preferences.keys))
        wanted = preferences.theme
        self.theme = wanted if wanted in self.available_themes else "rcakit-dark"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the one that keeps control characters from the terminal."""
        return [*super().get_line_filters(), self._safe]

    def get_css_variables(self) -> dict[str, str]:
        """Textual's colours, and two fainter ones that are the same wherever text is drawn.

        Textual's own muted colours are drawn over an unknown background and lose their
        faintness inside drawings and styled text.
        """
        variables = super().get_css_variables()
        ink = Color.parse(variables["foreground"])
        paper = Color.parse(variables["background"])
        for name, strength in FAINT.items():
            variables[name] = paper.blend(ink, strength).hex6
        return variables

    def compose(self) -> ComposeResult:
        """The frame of what is about to come."""
        yield Opening(self.path.absolute().name)

    def on_mount(self) -> None:
        """Open what was asked for as soon as the first frame is drawn."""
        if not self.is_headless:
            self.leaving.begin()
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        """Read plugins and files, and show them; what cannot be read ends the app with its word."""
        from rcakit.library import policy_for
        from rcakit.session import Session
        from rcakit.store import can_be_settled, is_postmortem

        unsettled = False
        try:
            self.policy = policy_for(self.path)
            if is_postmortem(self.path):
                self._first = Session.open(self.path)
        except RcakitError as error:
            unsettled = can_be_settled(error)
            if not unsettled:
                self.trouble = error
                self.exit()
                return
        self.plugins = self._load_plugins(self.policy)
        # Here a person waits for whatever a plugin is asked.
        self.plugins.keyboard = get_ident()
        if unsettled:
            settle(self, self.path)
        elif self._first is not None:
            self._show(self._first, self._first_step)
        else:
            from rcakit.tui.screens.library import Library

            self.push_screen(Library(self.path, self.policy))
        self.call_after_refresh(self._tell_settings)

    def _tell_settings(self) -> None:
        """Say what of the settings cannot be."""
        if self.preferences.fault:
            self.tell(self.preferences.fault, severity="warning")
        if self.preferences.keys:
            from rcakit.tui.keymap import faults
            from rcakit.tui.preferences import config_file

            for fault in faults(self.preferences.keys):
                self.tell(f"{config_file()}: {fault}", severity="warning")

    def watch_theme(self, theme: str) -> None:
        """Keep the theme for the next time, and draw anew what has colours of its own."""
        if not self.is_running:
            return
        if theme != self._kept_theme:
            from rcakit.tui.preferences import remember_theme

            remember_theme(theme)
            self._kept_theme = theme
        for screen in self.screen_stack:
            draw = getattr(screen, "draw", None)
            if draw is not None:
                screen.call_later(draw)

    def _show(self, session: Session, step: str = "") -> None:
        from rcakit.reading import Reader
        from rcakit.tui.desk import Desk
        from rcakit.tui.screens.workbench import Workbench

        self.leaving.sessions.append(session)
        desk = Desk(session, Reader(self.plugins, self.policy), step=step)
        self.push_screen(Workbench(desk))

    async def open_postmortem(self, folder: Path) -> None:
        """Open a postmortem from the library."""
        from rcakit.session import Session
        from rcakit.store import can_be_settled

        if any(hasattr(screen, "save_now") for screen in self.screen_stack):
            return  # enter was pressed twice; two sessions of one folder would fall apart
        from_library = len(self.screen_stack) > 1
        try:
            session = Session.open(folder)
        except RcakitError as error:
            if can_be_settled(error):
                settle(self, folder)
            elif from_library:
                self.tell(str(error), severity="error")
            else:
                self.trouble = error
                self.exit()
            return
        if not from_library:
            self._first = session
        self._show(session)

    def _saved(self, leave: Callable[[], Awaitable[None]] | None = None) -> bool:
        """Save what is open; where the disk refuses, False, and another place is offered.

        Who insists on the end is let go the second time for the same reason; `leave` is what is
        done instead of the end, and is not insisted on.
        """
        insist = leave is None
        for screen in self.screen_stack:
            save_now = getattr(screen, "save_now", None)
            if save_now is None:
                continue
            try:
                save_now()
            except RcakitError as error:
                if insist and self._refused == str(error):
                    return True
                self._refused = str(error) if insist else ""
                said = f"{error} Not left, so that nothing is lost."
                self.tell(
                    f"{said} ctrl+q again leaves without saving." if insist else said,
                    severity="error",
                )
                self._offer_place(leave)
                return False
        self._refused = ""
        return True

    def _offer_place(self, leave: Callable[[], Awaitable[None]] | None) -> None:
        """Unless another dialog waits for a decision."""
        offer = getattr(self.screen, "offer_place", None)
        if offer is not None:
            offer(leave)

    async def close_postmortem(self) -> None:
        """Save, and go back to the library around the postmortem."""
        if self._saved(self._to_library):
            await self._to_library()

    async def _to_library(self) -> None:
        if len(self.screen_stack) > 2:
            self.pop_screen()
            return
        from rcakit.tui.screens.library import Library

        folder = self._first.folder.absolute().parent if self._first is not None else self.path
        await self.switch_screen(Library(folder, self.policy))

    async def action_quit(self) -> None:
        """Save and leave; stay where the disk refuses, so that nothing is lost."""
        if self._saved():
            self.exit()

    async def leave(self) -> None:
        """End without saving, as was decided."""
        self.exit()

    def tell(
        self, text: str, *, severity: Literal["information", "warning", "error"] = "information"
    ) -> None:
        """A short message; user text in it is shown as it is."""
        said = self.screen.query("Said")
        if said:
            said.first(Said).say(text, severity)
        else:
            self.notify(visible(text), severity=severity, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that can be done here, for the palette."""
        from rcakit.tui.palette import commands

        yield from commands(self, screen)

    def _handle_exception(self, error: Exception) -> None:
        """Leave without a traceback on the screen; the command reports what happened."""
        self.leaving.failed(error)
        self._return_code = 70
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def terminal_there() -> bool:
    """Whether there is a terminal to draw on and to type at."""
    return sys.stdout.isatty() and sys.stdin.isatty()
