"""A large postmortem: a key press is answered while one still looks at the key."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import attrs
import pytest
from app_driver import Seat, seated
from hostile_words import write

from rcakit.model import Cause, Event, Gate, Incident, Postmortem, frozen

MOST = float(os.environ.get("RCAKIT_KEY_SECONDS", "0.05"))
"""Seconds of work that a key press may cost, at the median."""


def large() -> Postmortem:
    """500 causes in a tree with shared ones, 300 events."""
    causes = {
        f"cause-{n}": Cause(
            text=f"Cause number {n}, which says in some words what was so",
            because=tuple(f"cause-{m}" for m in range(3 * n + 1, min(3 * n + 4, 500))),
            gate=Gate.ALL if n % 2 else None,
            category=("Technology", "Process", "People")[n % 3],
        )
        for n in range(500)
    }
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    events = {
        f"20260301-{n:04}-aaaa": Event(text=f"Event {n}", at=start + timedelta(minutes=n))
        for n in range(300)
    }
    return attrs.evolve(
        Postmortem(incident=Incident(title="A large one")),
        problem="cause-0",
        causes=frozen(causes),
        events=frozen(events),
    )


async def _cost(me: Seat, *keys: str) -> float:
    """Seconds of work for each of some key presses, at the median."""
    spent = []
    for key in keys:
        start = time.process_time()
        await me.pilot.press(key)
        await me.pilot.pause()
        spent.append(time.process_time() - start)
    return median(spent)


@pytest.mark.parametrize(
    ("step", "keys"),
    [
        ("analysis", ("down", "down", "right", "down", "left", "end", "home")),
        ("timeline", ("down", "down", "right", "pagedown", "end", "home", "left")),
        ("incident", ("down", "down", "up", "end", "home", "down", "up")),
    ],
)
async def test_walking(tmp_path: Path, step: str, keys: tuple[str, ...]) -> None:
    """Arrows and page keys, in the drawing, a table and a list."""
    write(tmp_path / "large", large())
    async with seated(tmp_path / "large", step=step) as me:
        await me.press("escape")
        me.bench.pane.focus_pane()
        await me.settle()
        assert await _cost(me, *keys) < MOST


async def test_typing(tmp_path: Path) -> None:
    """Letters in an answer with 500 options under it."""
    write(tmp_path / "large", large())
    async with seated(tmp_path / "large", step="analysis") as me:
        await me.press("w")
        assert await _cost(me, *"number 4") < MOST


async def test_judging(tmp_path: Path) -> None:
    """A change of a cause draws the graph anew, asks every guide, and saves."""
    write(tmp_path / "large", large())
    async with seated(tmp_path / "large", step="analysis") as me:
        await me.cursor("cause-7")
        cost = await _cost(me, "x", "c", "x", "c", "x")
        assert cost < 20 * MOST
