"""Offering another place for a postmortem, and going on there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rcakit.errors import RcakitError
from rcakit.session import Session
from rcakit.store.elsewhere import extent
from rcakit.text import shorten
from rcakit.tui.closed import closed
from rcakit.tui.keeper import Keeper
from rcakit.tui.places import content_of, lasting, proposed
from rcakit.tui.screens.place import Offer, PlaceScreen, Way

if TYPE_CHECKING:
    from rcakit.tui.screens.workbench import Workbench

_TITLES = 3
"""Changes that would be lost are named up to this many, the last ones."""


def say_or_offer(bench: Workbench) -> None:
    """Say that all is saved, or offer another place where it is not, or cannot be."""
    if bench.keeper.ill or not bench.desk.session.saved:
        offer_place(bench)
    else:
        bench.tell("All is saved; every answer is, at once.")


def offer_place(bench: Workbench, leave: Callable[[], Awaitable[None]] | None = None) -> None:
    """Open the dialog; `leave` is what leaving without saving does, the end if not given."""
    if isinstance(bench.app.screen, PlaceScreen):
        return

    def decided(way: Way | None) -> None:
        if way is Way.AGAIN:
            bench.save()
        elif way is Way.LEAVE:
            bench.app.call_later(leave or bench.app.leave)

    async def go(typed: str) -> str:
        return await _go_on_in(bench, typed)

    bench.app.push_screen(PlaceScreen(offer(bench.desk.session, bench.keeper), go), decided)


def offer(session: Session, keeper: Keeper) -> Offer:
    """What there is to say of the session's folder, and the place proposed."""
    there = extent(session.folder, session.disk)
    path = proposed(session.folder, there.size)
    unsaved = session.unsaved()
    restart = "" if lasting(path) else " What lies there may be swept away at a restart."
    return Offer(
        title="Not saved" if unsaved else "Read-only" if session.read_only else "Another place",
        why=_why(session, keeper, unsaved),
        path=path,
        holds=f"Enter writes {content_of(there)}; then every answer is saved there. "
        f"What lies here stays as it is.{restart}",
        unsaved=unsaved,
    )


def _why(session: Session, keeper: Keeper, unsaved: tuple[str, ...]) -> str:
    if not unsaved:
        if session.read_only:
            return closed(session)
        return f"All is saved in {session.folder}. A copy can be gone on with elsewhere."
    named = "; ".join(shorten(title, 60) for title in unsaved[-_TITLES:])
    more = f"{len(unsaved) - _TITLES} more, then " if len(unsaved) > _TITLES else ""
    trouble = keeper.trouble or f"{session.folder} was not saved."
    return (
        f"{trouble}\n\nKept here in memory, and tried again once you go back: {more}{named}. "
        "On disk is what was last saved."
    )


async def _go_on_in(bench: Workbench, typed: str) -> str:
    session = bench.desk.session
    try:
        copied = await asyncio.to_thread(session.go_on_in, _path(typed))
    except (RuntimeError, ValueError):  # a home of nobody, a zero byte
        return "That is not a path."
    except RcakitError as error:
        return str(error)
    bench.keeper.settled()
    bench.hush()
    bench.tell(f"All of it is in {session.folder} now, and every answer is saved there.")
    for sentence in copied.warnings():
        bench.tell(sentence, "warning")
    bench.kept(copied.snapshot.postmortem)
    bench.save()  # what was done while it was written
    await bench.draw()
    return ""


def _path(typed: str) -> Path:
    return Path(typed).expanduser()
