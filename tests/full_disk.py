"""The app on a disk that is really full: run by a test, on a disk that only it sees."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

from app_driver import SAMPLE, seated

from rcakit.change import Reword
from rcakit.store import load
from rcakit.tui.screens.place import PlaceScreen

LEAK = "connection-leak"


async def story(disk: Path, home: Path) -> None:
    """A full disk, an answer, another place, and no byte of the old files changed."""
    folder = Path(shutil.copytree(SAMPLE, disk / "2026-03-10-payments"))
    os.environ["HOME"] = str(home)
    async with seated(folder, step="analysis", size=(80, 24)) as me:
        me.desk.apply(Reword(LEAK, "Said while there was room"))
        me.bench.save()
        await me.settle()
        before = contents(folder)
        fill(disk / "other")
        await me.cursor(LEAK)
        await me.press("x")
        assert "the disk is full" in " ".join(me.said.split()), me.said
        assert contents(folder) == before
        await me.press("ctrl+s", "a", "enter")
        assert not isinstance(me.app.screen, PlaceScreen), me.screen
        new = home / folder.name
        assert me.desk.session.folder == new
        assert load(new).postmortem == me.now
        assert me.now.causes[LEAK].status == "ruled-out"
    assert contents(folder) == before
    assert load(folder).postmortem.causes[LEAK].text == "Said while there was room"


def fill(path: Path) -> None:
    """Leave no byte on the disk."""
    with path.open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder but the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def main(disk: str, home: str) -> None:
    """Run it."""
    asyncio.run(story(Path(disk), Path(home)))
