"""`rcakit resolve`: what a merge has left open, settled in plain text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rcakit.cli.loading import folder_of
from rcakit.cli.options import path_argument
from rcakit.cli.output import result, say
from rcakit.errors import BadAnswer, Exit, RcakitError
from rcakit.library import folders
from rcakit.merging.hunks import Side
from rcakit.resolving import Resolving, Take, Waiting, can_be_both
from rcakit.store import is_postmortem

_WORDS = {
    "o": Take.OURS,
    "ours": Take.OURS,
    "t": Take.THEIRS,
    "theirs": Take.THEIRS,
    "b": Take.BOTH,
    "both": Take.BOTH,
}


@click.command("resolve")
@path_argument()
@click.option("--ours", "take", flag_value="ours", help="Take our side everywhere.")
@click.option("--theirs", "take", flag_value="theirs", help="Take their side everywhere.")
@click.option("--both", "take", flag_value="both", help="Take both where that is possible.")
def resolve_command(*, path: Path, take: str | None) -> int:
    """Settle the conflicts that a merge left in the files of PATH, or in the file PATH.

    Asks about each: o takes ours, t theirs, b both, `= words` other words, and an empty line
    leaves it for later. What is settled is on disk at once. Exit code 4 while something is open.
    """
    folder = folder_of(path)
    only = path.relative_to(folder).as_posix() if path.is_file() and folder != path else ""
    if not is_postmortem(folder):
        raise RcakitError(_nothing_at(path))
    resolving = Resolving.open(folder, only, in_words=True)
    if not resolving.files:
        say(f"There is nothing to settle in {path}.")
        return 0
    resolving.finish_clear()
    if take is None:
        _ask(resolving)
    else:
        _take_all(resolving, Take(take))
    left = resolving.waiting()
    if resolving.settled:
        say(f"Settled. What remains, in {folder}: {resolving.next_step()}")
    if left:
        places = "One place is" if len(left) == 1 else f"{len(left)} places are"
        say(f"{places} still open; `rcakit resolve` goes on from here.")
    return int(Exit.UNREADABLE if left else Exit.OK)


def _nothing_at(path: Path) -> str:
    found = list(folders(path)) if path.is_dir() else []
    if found:
        return f"{path} is no postmortem; name one of those in it, such as {found[0]}."
    return f"{path} is no postmortem and no file of one."


def _take_all(resolving: Resolving, take: Take) -> None:
    later = 0
    while len(resolving.waiting()) > later:
        place = resolving.waiting()[later]
        if take is Take.BOTH and not can_be_both(place.dispute):
            later += 1
            continue
        resolving.take(place, take)
        result(f"{place.file}: {place.dispute.title}: {take.value}")


def _ask(resolving: Resolving) -> None:
    """Ask about each place once."""
    count, later = len(resolving.waiting()), 0
    while len(resolving.waiting()) > later:
        place = resolving.waiting()[later]
        _show(place, count - len(resolving.waiting()) + later + 1, count)
        typed = sys.stdin.readline()
        if not typed:
            return
        try:
            if not _answered(resolving, place, typed.strip()):
                later += 1
        except BadAnswer as error:
            say(str(error))


def _show(place: Waiting, number: int, count: int) -> None:
    dispute = place.dispute
    say(f"{number} of {count}  {place.file}:{dispute.line}  {dispute.title}")
    for side in (Side.BASE, Side.OURS, Side.THEIRS):
        shown = dispute.shows(side)
        if side is Side.BASE and not shown:
            continue
        name = {Side.BASE: "before", Side.OURS: "ours", Side.THEIRS: "theirs"}[side]
        lines = shown.split("\n") or [""]
        say(f"  {name:7} {lines[0]}")
        for line in lines[1:]:
            say(f"          {line}")
    ways = "o ours, t theirs, b both, " if can_be_both(dispute) else "o ours, t theirs, "
    say(f"  {ways}= other words, empty: later")


def _answered(resolving: Resolving, place: Waiting, typed: str) -> bool:
    """Do what was typed; False where it is to stay open."""
    if not typed:
        return False
    if typed.startswith("="):
        resolving.reword(place, typed[1:].strip())
        return True
    take = _WORDS.get(typed.casefold())
    if take is None:
        raise BadAnswer("Type o, t or b, or = and other words, or nothing to leave it for later.")
    resolving.take(place, take)
    return True
