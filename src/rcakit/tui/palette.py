"""The command palette: every key, every step and method, and every cause by its words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.actions import parse
from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import DataTable

from rcakit.model import find
from rcakit.text import one_line, shorten
from rcakit.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from rcakit.tui.app import RcakitApp


class Commands(Provider):
    """Finds commands by their words. Textual's own provider would read those as markup."""

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        found = sorted(self.app.get_system_commands(self.screen), key=lambda one: one.title)
        for command in found:
            yield DiscoveryHit(
                Content(command.title), command.callback, command.title, _help(command)
            )

    async def search(self, query: str) -> Hits:
        """What has the letters typed, in their order."""
        matcher = self.matcher(query)
        for command in self.app.get_system_commands(self.screen):
            score, offsets = matcher.fuzzy_search.match(query, command.title)
            if score > 0:
                shown = Content(command.title)
                for offset in offsets:
                    shown = shown.stylize(matcher.match_style, offset, offset + 1)
                yield Hit(score, shown, command.callback, command.title, _help(command))


def _help(command: SystemCommand) -> Any:
    return Content(command.help)


_EDITS = (
    ("new-person", "Add a person"),
    ("edit-person", "Change or delete a person"),
    ("new-impact", "Add an impact"),
    ("edit-impact", "Change or delete an impact"),
    ("new-lesson", "Add a lesson"),
    ("edit-lesson", "Change or delete a lesson"),
    ("edit-question", "Answer, change or delete an open question"),
)
"""What belongs to no key of the step at hand and is wanted from anywhere."""


def commands(app: RcakitApp, screen: Screen[object]) -> Iterable[SystemCommand]:
    """What the palette offers on this screen."""
    yield SystemCommand("Theme", "Choose how it looks", app.action_change_theme)
    yield from _keys(app, screen)
    if isinstance(screen, Workbench):
        yield from _workbench(screen)


def _keys(app: RcakitApp, screen: Screen[object]) -> Iterable[SystemCommand]:
    told: set[str] = set()
    for node in _nodes(screen):
        for _, binding in node._bindings:  # noqa: SLF001  Textual has no public way to a keymap's keys
            _, name, parameters = parse(binding.action)
            if not binding.description or binding.id in (None, "palette"):
                continue
            # The same action may be bound to a pane, as the screen's, and to the screen itself.
            if f"{name}{parameters}" in told or not node.check_action(name, parameters):
                continue
            told.add(f"{name}{parameters}")
            run = partial(app.run_action, binding.action, node)
            yield SystemCommand(binding.description, f"key {app.get_key_display(binding)}", run)


def _nodes(screen: Screen[object]) -> Iterable[DOMNode]:
    """What has keys here, wherever the keyboard is: the work, the screen, the app."""
    work: DOMNode = screen
    if isinstance(screen, Workbench):
        yield screen.pane
        work = screen.pane
    yield from work.query(DataTable)
    yield screen
    yield screen.app


def _workbench(screen: Workbench) -> Iterable[SystemCommand]:
    desk = screen.desk
    yield SystemCommand(
        "Go on in another place", "Copy all of it to a new folder", screen.offer_place
    )
    for state in desk.steps():
        yield SystemCommand(
            f"Step: {one_line(state.title)}",
            "Go to this step",
            partial(screen.answering.to_step, state.id),
        )
    by_key = {parse(one.action)[2] for _, one in screen.pane._bindings}  # noqa: SLF001  as above
    for what, title in _EDITS:
        if (what,) in by_key:
            continue
        yield SystemCommand(title, "Choose which", partial(screen.answering.do, what))
    yield SystemCommand(
        "Half-written answers",
        "What was typed and not answered, also from last time",
        screen.left.offer,
    )
    for lens, title in desk.lenses():
        yield SystemCommand(
            f"Method: {one_line(title)}", "Look at the causes through it", _through(screen, lens)
        )
    for name, cause in desk.now.causes.items():
        yield SystemCommand(
            f"Cause: {shorten(cause.text, 70)}", f"Go to {name}", _to(screen, f"cause.{name}")
        )


def _through(screen: Workbench, lens: str) -> Callable[[], Awaitable[None]]:
    async def go() -> None:
        screen.desk.look_through(lens)
        await screen.answering.to_step("analysis")

    return go


def _to(screen: Workbench, reference: str) -> Callable[[], Awaitable[None]]:
    async def go() -> None:
        found = find(screen.desk.now, reference)
        if found is not None:
            await screen.answering.to_step(screen.desk.step_of(reference))
            screen.pane.choose(found[1])
            screen.pane.focus_pane()

    return go
