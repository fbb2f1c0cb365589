"""`rcakit log`: one event, from any shell, while the incident runs."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from rcakit.change import Put
from rcakit.cli.committing import commit
from rcakit.cli.installed import Installed
from rcakit.cli.loading import folder_of, home_zone, now_in, tell_unsound
from rcakit.cli.options import PATH
from rcakit.cli.output import result, say
from rcakit.errors import BadAnswer, RcakitError
from rcakit.library import find_root, folders
from rcakit.model import Event, EventKind, event_id, ids, random_tail
from rcakit.session import Session
from rcakit.store import MAIN, is_postmortem
from rcakit.text import normal, one_line
from rcakit.times import read_moment, show

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=-|$)")


@click.command("log")
@click.argument("text")
@click.option(
    "--at", "typed", metavar="TIME", help="When it was: 14:32, -5m, yesterday 15:00; now."
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in EventKind]),
    default=EventKind.NOTE.value,
    show_default=True,
    help="What the event tells of.",
)
@click.option("--who", default="", help="Who acted or spoke, by name or alias.")
@click.option(
    "--to",
    "path",
    type=PATH,
    help="The postmortem; if not given, that of this folder or the newest one here.",
)
@click.pass_obj
def log_command(
    installed: Installed, *, text: str, typed: str | None, kind: str, who: str, path: Path | None
) -> int:
    """Add the event TEXT to a timeline and print what was stored."""
    if not normal(text):
        raise BadAnswer("Say what happened, such as “Rolled back to build 41”.")
    folder = folder_of(path) if path is not None else postmortem_here(Path.cwd())
    session = Session.open(folder)
    zone = home_zone(session.now)
    now = now_in(zone)
    at = read_moment(typed, zone=zone, now=now) if typed is not None else now
    event = Event(text=normal(text), at=at, recorded_at=now, kind=EventKind(kind), who=normal(who))

    def add() -> None:
        session.apply(Put("event", event_id(at, random_tail(), set(ids(session.now))), event))

    commit(session, add, installed.tell_saved)
    result(f"{show(at, zone, seconds=True)}  {one_line(event.text)}")
    say(f"in {folder}")
    if at > now + timedelta(minutes=1):
        say("That is in the future; give --at with a day if another was meant.")
    tell_unsound(folder, session.disk)
    return 0


def postmortem_here(start: Path) -> Path:
    """The nearest postmortem at or above `start`, else the newest of the library there.

    Raises:
        RcakitError: There is none.
    """
    for folder in (start, *start.parents):
        if is_postmortem(folder):
            return folder
    found = list(folders(find_root(start) or start))
    if not found:
        raise RcakitError(
            "There is no postmortem here. Name one with --to, or make one with `rcakit new`."
        )
    return max(found, key=_age)


def _age(folder: Path) -> tuple[date, float]:
    """The day in a folder's name, else that of its last change: cheap, for every second counts."""
    changed = (folder / MAIN).stat().st_mtime
    match = _DAY.match(folder.name)
    try:
        day = date.fromisoformat(match.group()) if match else date.fromtimestamp(changed)  # noqa: DTZ012
    except ValueError:
        day = datetime.fromtimestamp(changed).date()  # noqa: DTZ006
    return day, changed
