"""The app answered in, typed in and killed at random moments, and what the next one finds.

Run as a program it is the app that is killed: it tells on stdout what it did. Used by the tests at
a small size and by `benchmarks/recovery.py` for as long as one likes.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import attrs
from app_driver import SAMPLE, Seat, seated

from rcakit.session import Session
from rcakit.state.place import place
from rcakit.state.typed import left_behind
from rcakit.store import load

BEAT = 0.1
RESTED = 25
"""Beats of the app, 2.5 seconds on an idle machine, after which what was typed must be kept."""
LONGEST = 8.0
"""Seconds from the first answer until the kill, at most."""
PATIENCE = 120.0


@attrs.define
class Found:
    """What became of the apps that were killed.

    Attributes:
        cycles: How many.
        answers: Answers they acknowledged.
        typed: Texts that had rested long enough when the app was killed.
        lost: Answers that were acknowledged last and are not on disk; redo has them.
    """

    cycles: int = 0
    answers: int = 0
    typed: int = 0
    lost: int = 0

    def __str__(self) -> str:
        return (
            f"{self.cycles} kills, {self.answers} acknowledged answers, {self.lost} of them not on "
            f"disk, {self.typed} half-written texts all offered again"
        )


def cycle(root: Path, random: Random, found: Found) -> None:
    """Start an app, kill it, and look.

    Raises:
        AssertionError: A promise is broken; says which.
    """
    folder = root / "postmortem"
    shutil.copytree(SAMPLE, folder)
    first = load(folder).postmortem
    state = {"XDG_STATE_HOME": str(root / "state"), "XDG_CONFIG_HOME": str(root / "config")}
    os.environ.update(state)
    app = subprocess.Popen(
        [sys.executable, __file__, str(folder), str(random.randrange(2**32))],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    assert app.stdout is not None
    try:
        told = app.stdout.readline()  # it has begun
        assert told, "the app did not start"
        time.sleep(random.uniform(1.0, LONGEST))
    finally:
        app.send_signal(signal.SIGKILL)
        with app.stdout:
            told += app.stdout.read()
        app.wait(PATIENCE)
    _look(folder, [json.loads(line) for line in told.splitlines() if line.endswith(b"}")], found)
    session = Session.open(folder)
    while session.undo() is not None:
        pass
    assert session.now == first, "undo does not lead to the beginning"
    found.cycles += 1
    shutil.rmtree(root)


def _look(folder: Path, told: list[dict[str, str]], found: Found) -> None:
    answers = [one["answered"] for one in told if "answered" in one]
    there = {cause.text for cause in load(folder).postmortem.causes.values()}
    assert set(answers[:-1]) <= there, f"lost: {set(answers[:-1]) - there}"
    found.answers += len(answers)
    if answers and answers[-1] not in there:
        found.lost += 1
        session = Session.open(folder)
        session.redo()
        said = {cause.text for cause in session.now.causes.values()}
        assert answers[-1] in said, "what was not saved cannot be done again"
    lefts = list(left_behind(place(folder)))
    assert all(one.damaged is None and not one.on_purpose for one in lefts)
    kept = {typed.text for left in lefts for typed in left.typed}
    for one in lefts:
        one.release()
    last = max((at for at, one in enumerate(told) if "beat" not in one), default=0)
    if "typed" in told[last] and len(told) - 1 - last >= RESTED:
        assert told[last]["typed"] in kept, f"{told[last]['typed']!r} is not among {kept}"
        found.typed += 1


def tell(**what: str) -> None:
    """Tell the one who kills."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def _beat() -> None:
    while True:
        await asyncio.sleep(BEAT)
        tell(beat="")


async def be_killed(folder: Path, random: Random) -> None:
    """Answer, type and think, until somebody ends it."""
    async with seated(folder, step="analysis") as me:
        beating = asyncio.create_task(_beat())
        for number in range(1000):
            await _answer(me, f"answer {number}", random)
        beating.cancel()


async def _answer(me: Seat, text: str, random: Random) -> None:
    await me.cursor("connection-leak")
    await me.do("why")
    for word in text.split():
        await me.type(f"{word} ")
        tell(typed=me.typed)
        if random.random() < 0.5:
            await asyncio.sleep(random.uniform(2.0, 9.0))
    tell(entered=text)  # from here on it is no longer typed, and not yet acknowledged
    await me.press("enter")
    tell(answered=text)


if __name__ == "__main__":
    asyncio.run(be_killed(Path(sys.argv[1]), Random(int(sys.argv[2]))))
