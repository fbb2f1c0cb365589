"""Each screen as it looks, on a small terminal and on a large one.

`pytest tests/frames --snapshot-update` approves what is there; look at the difference first.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from app_driver import Seat, seated
from app_place import empty

from rcakit.errors import SaveError
from rcakit.saving.files import OsFileSystem
from rcakit.tui.screens.conflict import ConflictScreen
from rcakit.tui.screens.place import PlaceScreen
from rcakit.tui.widgets.headline import Headline

from .conftest import Frame

Size = tuple[int, int]
SMALL, LARGE = (80, 24), (160, 48)
STEPS = ("incident", "evidence", "timeline", "analysis", "actions", "report", "follow-up")

both = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x48"])


async def _named(me: Seat) -> None:
    """Say a place that is the same on every machine."""
    me.app.screen.query_one(Headline).heading = "Postmortems in /home/noor/incidents"
    await me.settle()


@both
async def test_library_empty(size: Size, frame: Frame) -> None:
    """A folder without a postmortem says how to begin one."""
    async with seated(Path(), size=size) as me:
        await _named(me)
        frame(me)


@both
async def test_library(size: Size, folder: Path, frame: Frame) -> None:
    """Three postmortems; the cursor is on the one that cannot be read, which says why."""
    empty("Search was slow on the first of April")
    broken = folder.with_name("2026-02-14-mail")
    broken.mkdir()
    (broken / "postmortem.toml").write_text('format = 1\ntitle = "Mail was late\n')
    async with seated(Path(), size=size) as me:
        await me.press("down", "down")
        assert "postmortem.toml:2" in me.screen
        await _named(me)
        frame(me)


@pytest.mark.parametrize("step", STEPS)
@both
async def test_step(step: str, size: Size, folder: Path, frame: Frame) -> None:
    """A finished postmortem on each of its steps."""
    async with seated(folder, step=step, size=size) as me:
        frame(me)


@pytest.mark.parametrize("step", STEPS)
@both
async def test_step_of_a_new_postmortem(step: str, size: Size, frame: Frame) -> None:
    """With nothing in it yet each step says what to do first."""
    async with seated(empty(), step=step, size=size) as me:
        frame(me, picture=False)


@both
async def test_fishbone(size: Size, folder: Path, frame: Frame) -> None:
    """The same causes on their bones."""
    async with seated(folder, step="analysis", size=size) as me:
        await me.press("m")
        assert me.desk.lens == "fishbone"
        frame(me)


@both
async def test_fault_tree(size: Size, folder: Path, frame: Frame) -> None:
    """Gates and numbers, with one cause taken as not so."""
    async with seated(folder, step="analysis", size=size) as me:
        me.desk.look_through("fault-tree")
        await me.bench.draw()
        await me.settle()
        await me.cursor("visits-doubled")
        await me.press("h", "n")
        frame(me)


async def _numbers(me: Seat) -> None:
    await me.press("n", "down", "right")


async def _meaning(me: Seat) -> None:
    await me.press("n", "right", "equals_sign")


async def _why(me: Seat) -> None:
    await me.press("w", "down", "down")


async def _complaint(me: Seat) -> None:
    await me.cursor("pool-exhausted")
    await me.press("a")
    await me.answer("perhaps")


async def _side(me: Seat) -> None:
    await me.press("g")


async def _help(me: Seat) -> None:
    await me.press("question_mark")


async def _palette(me: Seat) -> None:
    await me.press("ctrl+p")
    await me.type("runbook")
    await me.settle()


async def _told(me: Seat) -> None:
    await me.cursor("visits-doubled")
    await me.press("x")
    me.bench.keeper.saved_at = None
    me.bench.stale()
    await me.settle()


@pytest.mark.parametrize(
    "do", [_why, _complaint, _side, _help, _palette, _told, _numbers, _meaning]
)
@both
async def test_analysis_after(
    do: Callable[[Seat], Awaitable[None]], size: Size, folder: Path, frame: Frame
) -> None:
    """Options, an answer refused, the side over all, help, palette, a deed told, numbers."""
    async with seated(folder, step="analysis", size=size) as me:
        await do(me)
        frame(me)


@both
async def test_conflict(size: Size, folder: Path, frame: Frame) -> None:
    """Somebody else changed the same value in a file while it was being changed here."""
    async with seated(folder, step="analysis", size=size) as me:
        causes = folder / "causes.toml"
        before, table, own = causes.read_text().partition("[cause.visits-doubled]")
        own = own.replace("1.9 times", "2.1 times").replace('"confirmed"', '"hypothesis"')
        causes.write_text(before + table + own)
        await me.cursor("visits-doubled")
        await me.press("x")
        assert isinstance(me.app.screen, ConflictScreen)
        frame(me)


@both
async def test_another_place(
    size: Size, folder: Path, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: why, what is at stake, and where to go on."""
    place = Path("/home/noor/2026-03-10-payments")
    monkeypatch.setattr("rcakit.tui.elsewhere.proposed", lambda *_: place)

    def refuse(*_: object) -> object:
        raise SaveError(folder / "causes.toml", "the disk is full; make room and save again.")

    async with seated(folder, step="analysis", size=size) as me:
        monkeypatch.setattr("rcakit.session.store", refuse)
        await me.cursor("connection-leak")
        await me.press("x", "ctrl+s")
        assert isinstance(me.app.screen, PlaceScreen)
        frame(me)


@both
async def test_read_only(
    size: Size, folder: Path, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be written says so before anything is typed."""
    monkeypatch.setattr(OsFileSystem, "writable", lambda *_: False)
    async with seated(folder, step="analysis", size=size) as me:
        await me.cursor("connection-leak")
        await me.press("x")
        frame(me)
