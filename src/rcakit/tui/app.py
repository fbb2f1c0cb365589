"""The terminal app: the library and the workbench, safe from what is in the files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from rcakit.errors import RcakitError
from rcakit.library import Policy
from rcakit.plugins import Plugins
from rcakit.reading import Reader
from rcakit.session import Session
from rcakit.text import visible
from rcakit.tui.desk import Desk
from rcakit.tui.preferences import Preferences, remember_theme
from rcakit.tui.safe import ControlFilter
from rcakit.tui.screens.workbench import Workbench
from rcakit.tui.theme import THEMES


class RcakitApp(App[None]):
    """rcakit in a terminal."""

    TITLE = "rcakit"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="quit", priority=True, show=False),
        Binding("ctrl+p", "command_palette", "Everything", id="palette", priority=True),
    ]

    def __init__(
        self,
        path: Path,
        *,
        plugins: Plugins,
        policy: Policy,
        preferences: Preferences | None = None,
        session: Session | None = None,
        step: str = "",
    ) -> None:
        super().__init__()
        self.path = path
        self.plugins = plugins
        self.policy = policy
        self.preferences = preferences or Preferences()
        self._first = session
        self._first_step = step
        self._safe = ControlFilter()
        self.crash: BaseException | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.set_keymap(dict(self.preferences.keys))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the one that keeps control characters from the terminal."""
        return [*super().get_line_filters(), self._safe]

    def on_mount(self) -> None:
        """Open what was asked for."""
        wanted = self.preferences.theme
        self.theme = wanted if wanted in self.available_themes else "rcakit-dark"
        if self._first is not None:
            self._show(self._first, self._first_step)
        else:
            from rcakit.tui.screens.library import Library

            self.push_screen(Library(self.path, self.policy))
        if self.preferences.fault:
            self.tell(self.preferences.fault, severity="warning")

    def watch_theme(self, theme: str) -> None:
        """Keep the theme for the next time."""
        if self.is_running and theme != self.preferences.theme:
            remember_theme(theme)

    def _show(self, session: Session, step: str = "") -> None:
        desk = Desk(session, Reader(self.plugins, self.policy), step=step)
        self.push_screen(Workbench(desk))

    async def open_postmortem(self, folder: Path) -> None:
        """Open a postmortem from the library."""
        try:
            self._show(Session.open(folder))
        except RcakitError as error:
            self.tell(str(error), severity="error")

    async def close_postmortem(self) -> None:
        """Save, and go back to the library; leave where the app was opened on one postmortem."""
        if isinstance(self.screen, Workbench):
            try:
                self.screen.save_now()
            except RcakitError as error:
                self.tell(str(error), severity="error")
                return
        if len(self.screen_stack) > 2:  # noqa: PLR2004  Textual's own screen, the library, this
            self.pop_screen()
            return
        from rcakit.tui.screens.library import Library

        folder = self._first.folder.parent if self._first is not None else self.path
        await self.switch_screen(Library(folder, self.policy))

    async def action_quit(self) -> None:
        """Save and leave; stay where the disk refuses, so that nothing is lost."""
        for screen in self.screen_stack:
            if isinstance(screen, Workbench):
                try:
                    screen.save_now()
                except RcakitError as error:
                    self.tell(f"{error} Not left, so that nothing is lost.", severity="error")
                    return
        self.exit()

    def tell(
        self, text: str, *, severity: Literal["information", "warning", "error"] = "information"
    ) -> None:
        """A short message; user text in it is shown as it is."""
        self.notify(visible(text), severity=severity, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that can be done here, for the palette."""
        from rcakit.tui.palette import commands

        yield from commands(self, screen)

    def _handle_exception(self, error: Exception) -> None:
        """Leave without a traceback on the screen; the command reports what happened."""
        self.crash = error
        self._return_code = 70
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def terminal_there() -> bool:
    """Whether there is a terminal to draw on and to type at."""
    return sys.stdout.isatty() and sys.stdin.isatty()
