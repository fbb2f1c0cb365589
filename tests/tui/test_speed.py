"""A large postmortem: a key press is answered while one still looks at the key."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import attrs
import pytest
from app_driver import Seat, built_in, seated
from hostile_words import write
from large_models import open_psa
from slow_method import Slow, looking

from rcakit.change import SetProblem
from rcakit.hooks import ImportFile
from rcakit.importing import run
from rcakit.model import Cause, Event, Gate, Incident, Postmortem, frozen
from rcakit.session import Session
from rcakit.tui.responsive import responsive

MOST = float(os.environ.get("RCAKIT_KEY_SECONDS", "0.05"))
"""Seconds of work that a key press may cost, at the median."""


@pytest.fixture(autouse=True)
def as_for_a_person() -> Iterator[None]:
    """The interpreter is set as it is when somebody opens the app."""
    with responsive():
        yield


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


async def _cost(
    me: Seat,
    *keys: str,
    clock: Callable[[], float] = time.process_time,
    of: Callable[[list[float]], float] = median,
) -> float:
    """Seconds of work for each of some key presses, at the median.

    By `time.thread_time` only those that keys wait for, without what is done beside the keyboard.
    The least of the same key again and again is what it takes where the machine does nothing else.
    """
    spent = []
    for key in keys:
        start = clock()
        await me.pilot.press(key)
        await me.pilot.pause()
        spent.append(clock() - start)
    return of(spent)


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


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fault tree of 2,000 gates and 1,500 events, imported as a person would."""
    folder = tmp_path_factory.mktemp("model") / "large"
    write(folder, Postmortem(incident=Incident(title="A model of a plant")))
    file = ImportFile("large.xml", open_psa().encode(), zone="UTC")
    session = Session.open(folder)
    taken = run(built_in(), session.now, Path("large.xml"), file)
    assert taken.change is not None
    session.apply(taken.change)
    session.apply(SetProblem("g0"))
    session.save()
    return folder


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_model_of_2000_gates(model: Path, folder: Path, size: tuple[int, int]) -> None:
    """It opens, can be moved about in like the sample, seen through methods, and answered about."""
    keys = ("down", "down", "right", "pagedown", "pagedown", "left", "end", "up", "home")
    async with seated(folder, step="analysis", size=size) as me:
        me.bench.pane.focus_pane()
        usual = await _cost(me, *keys, clock=time.thread_time)
    start = time.process_time()
    async with seated(model, step="analysis", size=size) as me:
        assert len(me.now.causes) == 3500
        assert time.process_time() - start < 100 * MOST
        me.bench.pane.focus_pane()
        await _moves_like(me, keys, usual)
        assert await _cost(me, *"xxxx", clock=time.thread_time, of=min) < 20 * MOST
        await me.press("m")
        await _moves_like(me, keys, usual)


async def _moves_like(me: Seat, keys: tuple[str, ...], usual: float) -> None:
    """Drawing the same number of cells takes what it takes; the size of the model adds little."""
    assert await _cost(me, *keys, clock=time.thread_time, of=min) < MOST
    assert await _cost(me, *keys, clock=time.thread_time) < 3 * usual


async def test_walking_in_a_long_table(folder: Path) -> None:
    """A table of 20,000 rows."""
    async with looking(folder, Slow(rows=20_000), (160, 48)) as me:
        await me.press("n", "full_stop")
        assert await _cost(me, "down", "right", "pagedown", "end", "up", "home", "left") < MOST
