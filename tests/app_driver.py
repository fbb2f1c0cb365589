"""The app as a person uses it: keys and clicks go in, the screen and the files come out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import Any

import attrs
from screen_text import text_of
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from rcakit.model import Postmortem
from rcakit.plugins import Owned, Plugin, Plugins, gather
from rcakit.store import load
from rcakit.tui.app import RcakitApp
from rcakit.tui.desk import Desk
from rcakit.tui.panes.sheet import Grid
from rcakit.tui.preferences import Preferences
from rcakit.tui.screens.conflict import ConflictScreen
from rcakit.tui.screens.workbench import Workbench
from rcakit.tui.widgets.drawing_view import DrawingView
from rcakit.tui.widgets.question_panel import QuestionPanel

SAMPLE = Path(str(files("rcakit").joinpath("sample")))
PATIENCE = 10.0
"""Seconds after which something that runs beside the screen counts as stuck."""
STRANGER = Plugin("stranger", "rcakit-stranger", "1.0", "stranger")


def built_in() -> Plugins:
    """What comes with rcakit, and nothing that happens to be installed beside it."""
    return gather(third_party=False)


def with_strange(*, methods: tuple[Any, ...] = (), steps: tuple[Any, ...] = ()) -> Plugins:
    """The built-ins, and methods and steps of a stranger."""
    plugins = built_in()
    plugins.methods.update({one.id: Owned(one, STRANGER) for one in methods})
    plugins.steps.update({one.id: Owned(one, STRANGER) for one in steps})
    return plugins


@attrs.define
class Seat:
    """Somebody at the terminal.

    Attributes:
        app: The app that runs.
        pilot: Textual's way to press and click.
    """

    app: RcakitApp
    pilot: Pilot[None]

    # -- what a person does ----------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the app has done what they say."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Write a text where the cursor is, at once."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def answer(self, text: str) -> None:
        """Write in place of what is there, and answer."""
        await self.replace(text)
        await self.press("enter")

    async def replace(self, text: str) -> None:
        """Write in place of what is there."""
        focused = self.app.focused
        assert isinstance(focused, Input | TextArea), f"{focused} takes no text"
        focused.clear()
        await self.pilot.pause()
        if text:
            await self.type(text)

    async def settle(self) -> None:
        """Wait for the screen and for what runs beside it, unless that waits for an answer."""
        await self.pilot.pause()
        deadline = monotonic() + PATIENCE
        while self.busy:
            # What has come is drawn, and that may want more of what runs beside the screen.
            while self.busy:
                if isinstance(self.app.screen, ConflictScreen):
                    break
                assert monotonic() < deadline, list(self.app.workers)
                await asyncio.sleep(0.005)
            await self.pilot.pause()
            if isinstance(self.app.screen, ConflictScreen):
                break
        await self.pilot.pause()

    @property
    def busy(self) -> bool:
        """Whether anything runs beside the screen."""
        return any(worker.is_running for worker in self.app.workers)

    async def to_step(self, step: str) -> None:
        """Go to a step."""
        await self.bench.answering.to_step(step)
        await self.settle()

    async def do(self, what: str) -> None:
        """Do what a key of the pane does, wherever the keyboard is."""
        await self.bench.answering.do(what)
        await self.settle()

    async def cursor(self, name: str) -> None:
        """Put the cursor on a thing and the keyboard into the work."""
        self.bench.pane.choose(name)
        self.bench.pane.focus_pane()
        await self.settle()
        assert self.desk.chosen == name

    async def cell(self, name: str, field: str) -> None:
        """Put the cursor on a field of a row of the table at hand, as the arrow keys would."""
        pane: Any = self.bench.pane
        grid = pane.query_one(Grid)
        grid.focus()
        grid.move_cursor(row=pane._names.index(name), column=pane._fields.index(field))
        await self.settle()

    # -- what a person sees ----------------------------------------------------------------

    @property
    def screen(self) -> str:
        """The characters on the screen, a line a row."""
        return text_of(self.app.export_screenshot(simplify=True), self.app.size.height)

    @property
    def bench(self) -> Workbench:
        """The workbench, which may lie under a dialog."""
        return next(
            screen for screen in reversed(self.app.screen_stack) if isinstance(screen, Workbench)
        )

    @property
    def desk(self) -> Desk:
        """What lies on the workbench."""
        return self.bench.desk

    @property
    def now(self) -> Postmortem:
        """The postmortem as it is in the app."""
        return self.desk.now

    @property
    def panel(self) -> QuestionPanel:
        """Where questions are answered."""
        return self.bench.query_one(QuestionPanel)

    @property
    def asked(self) -> str:
        """The id of the question at hand; "" for none."""
        asked = self.desk.asked()
        return asked.question.id if asked is not None else ""

    @property
    def typed(self) -> str:
        """What stands where the answer is written."""
        return self.panel.typed

    @property
    def options(self) -> list[str]:
        """The options listed, as they read."""
        listed = self.panel.query_one("#choices", OptionList)
        return [str(option.prompt).strip() for option in listed.options]

    @property
    def drawing(self) -> DrawingView:
        """The drawing of the analysis."""
        return self.bench.query_one(DrawingView)

    @property
    def said(self) -> str:
        """What the app says above its keys."""
        return "\n".join(str(one) for one in self.bench.query_one("Said")._sentences)

    @property
    def complaint(self) -> str:
        """What is wrong with the answer."""
        widget: Any = self.panel.query_one("#complaint")
        return str(widget.content) if widget.display else ""

    def on_disk(self) -> Postmortem:
        """The postmortem as its files say."""
        return load(self.desk.session.folder).postmortem


@asynccontextmanager
async def seated(
    path: Path,
    *,
    step: str = "",
    size: tuple[int, int] = (120, 40),
    load_plugins: Callable[[], Plugins] = built_in,
    keys: Mapping[str, str] | None = None,
    theme: str = "rcakit-dark",
) -> AsyncIterator[Seat]:
    """The app, open on a folder, for as long as the block runs."""
    app = RcakitApp(
        path,
        load_plugins=lambda _: load_plugins(),
        preferences=Preferences(theme=theme, keys=keys or {}),
        step=step,
    )
    async with app.run_test(size=size) as pilot:
        seat = Seat(app, pilot)
        for _ in range(4):
            await seat.settle()
        yield seat
