"""Three programs that change one folder at the same time, each in its own way.

Used by the tests at a small size and by `benchmarks/writers.py` at any. Whoever uses this must
have no threads, for it forks.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import attrs
from saving_disks import plant, tree
from saving_stories import MOMENT, START

from rcakit.change import Put, Reword
from rcakit.cli.committing import commit
from rcakit.errors import ConflictError
from rcakit.model import Action, Event
from rcakit.session import Resolution, Session
from rcakit.store import load

SCRIPT = "import sys; from rcakit.cli import main; sys.exit(main())"


@attrs.frozen
class Found:
    """What is there when all are done.

    Attributes:
        wanted, there: How many changes were made, and how many of them are there.
        conflicts: How often somebody else had been quicker.
        left: What was left over.
        seconds: How long it took.
    """

    wanted: int
    there: int
    conflicts: int
    left: tuple[str, ...]
    seconds: float

    def __str__(self) -> str:
        lost = self.wanted - self.there
        return (
            f"{self.wanted} changes by 3 programs, {self.there} are there, {lost} lost; "
            f"{self.conflicts} conflicts; left over: {', '.join(self.left) or 'nothing'}; "
            f"{self.seconds:.0f} s"
        )


def app(folder: Path, changes: int) -> int:
    """Change as the app does: saved at once, merged where somebody else was quicker."""
    session, conflicts = Session.open(folder), 0
    for number in range(changes):
        session.apply(Put("event", f"app-{number}", Event(text=f"app {number}", at=MOMENT)))
        session.apply(Reword("a", f"A, {number}"))
        try:
            session.save()
        except ConflictError:
            conflicts += 1 + _merged(session)
    return conflicts


def _merged(session: Session) -> int:
    for tried in range(1000):
        try:
            session.resolve(Resolution.MERGE)
        except ConflictError:
            continue
        return tried
    raise AssertionError("nobody ever got a word in")


def command(folder: Path, changes: int) -> int:
    """Change as a command does: taken in, altered, saved, and again where need be."""
    session, conflicts = Session.open(folder), 0

    def change(number: int) -> Callable[[], None]:
        def make() -> None:
            nonlocal conflicts
            conflicts += 1
            session.apply(Put("action", f"fix-{number}", Action(title=f"command {number}")))
            session.apply(Reword("b", f"B, {number}"))

        return make

    for number in range(changes):
        commit(session, change(number), lambda *_: None)
    return conflicts - changes


def shell(folder: Path, changes: int) -> int:
    """Call `rcakit log` from a shell, once for each change."""
    for number in range(changes):
        call = [sys.executable, "-c", SCRIPT, "log", f"shell {number}", "--to", str(folder)]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return 0


def race(place: Path, changes: int, *, lines: int) -> Found:
    """Have the app, a command and a shell change a folder at the same time.

    Args:
        place: Where; nothing is there yet.
        changes: How many the app and the command each make.
        lines: How many the shell makes.

    Raises:
        AssertionError: A program failed.
    """
    folder, started = place / "folder", time.monotonic()
    plant(START, folder)
    running = [
        _forked(program, folder, count)
        for program, count in ((app, changes), (command, changes), (shell, lines))
    ]
    conflicts = 0
    for child, told in running:
        with os.fdopen(told, "rb") as file:
            said = file.read().decode()
        os.waitpid(child, 0)
        assert said.isdigit(), said
        conflicts += int(said)
    seconds = time.monotonic() - started
    now = load(folder).postmortem
    texts = {event.text for event in now.events.values()}
    texts |= {action.title for action in now.actions.values()}
    wanted = {f"{who} {n}" for who in ("app", "command") for n in range(changes)}
    wanted |= {f"shell {n}" for n in range(lines)}
    left = tuple(name for name in tree(folder) if name.endswith(".tmp") or "/txn" in name)
    assert now.causes["a"].text == f"A, {changes - 1}", now.causes["a"].text
    assert now.causes["b"].text == f"B, {changes - 1}", now.causes["b"].text
    return Found(len(wanted), len(wanted & texts), conflicts, left, seconds)


def _forked(program: Callable[[Path, int], int], folder: Path, changes: int) -> tuple[int, int]:
    told, tells = os.pipe()
    child = os.fork()
    if child:
        os.close(tells)
        return child, told
    try:
        said = str(program(folder, changes))
    except BaseException as error:  # noqa: BLE001  told to the one that waits
        said = f"{program.__name__}: {error!r}"
    os.write(tells, said.encode())
    os._exit(0)
