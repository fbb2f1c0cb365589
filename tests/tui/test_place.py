"""Where the disk refuses, another place is offered, and the work goes on there."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from app_driver import Seat, seated
from closed_places import mounts_are_ours, on_small_disk, python

from rcakit.change import Reword
from rcakit.saving.files import OsFileSystem
from rcakit.store import load
from rcakit.tui.screens.library import Library
from rcakit.tui.screens.place import PlaceScreen

LEAK = "connection-leak"
REASONS = [
    (errno.ENOSPC, "the disk is full"),
    (errno.EDQUOT, "your share of the disk is used up"),
    (errno.EROFS, "the disk is read-only"),
    (errno.EACCES, "no permission to write"),
    (errno.EIO, "input/output error"),
]


class Refusing:
    """The disk under one folder, which takes nothing while `code` is set; all else is real."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.code = 0
        root = folder.resolve()
        for name in ("open_new", "mkdir", "replace", "rename"):
            real = getattr(OsFileSystem, name)

            def call(own: Any, path: Path, *rest: Any, real: Any = real) -> Any:
                there = (path, *(one for one in rest if isinstance(one, Path)))
                inside = any(root in (one.absolute(), *one.absolute().parents) for one in there)
                if self.code and inside:
                    raise OSError(self.code, os.strerror(self.code))
                return real(own, path, *rest)

            monkeypatch.setattr(OsFileSystem, name, call)


@pytest.fixture
def disk(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Refusing:
    """The disk of the folder, and a home on another."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    (folder / "causes.toml").write_text(
        "# seen with Kofi\n" + (folder / "causes.toml").read_text("utf-8"), "utf-8"
    )
    return Refusing(monkeypatch, folder)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".rcakit" not in path.parts
    }


async def _refused(me: Seat, disk: Refusing, code: int = errno.ENOSPC) -> None:
    disk.code = code
    await me.cursor(LEAK)
    await me.press("x")


@pytest.mark.parametrize(("code", "words"), REASONS)
async def test_the_work_goes_on_in_another_place(
    folder: Path, disk: Refusing, tmp_path: Path, code: int, words: str
) -> None:
    """The old files stay byte for byte; the new folder has all, and takes the next answers."""
    before = _bytes(folder)
    async with seated(folder, step="analysis", size=(80, 24)) as me:
        await _refused(me, disk, code)
        assert words in " ".join(me.said.split())
        assert "ctrl+s offers another place" in me.said
        await me.press("ctrl+s")
        assert isinstance(me.app.screen, PlaceScreen)
        for part in ("Not saved", "1 change is lost", "Try again", str(tmp_path / "home")[:20]):
            assert part in me.screen
        await me.press("a", "enter")
        assert me.app.screen is me.bench
        new = me.desk.session.folder
        assert new == tmp_path / "home" / folder.name
        assert me.now.causes[LEAK].status == "ruled-out"
        assert load(new).postmortem == me.now
        assert "# seen with Kofi" in (new / "causes.toml").read_text("utf-8")
        assert (new / "attachments" / "slow-queries.log").is_file()
        assert "not saved" not in me.screen
        me.desk.apply(Reword(LEAK, "Said in the new place"))
        me.bench.save()
        await me.settle()
        assert load(new).postmortem.causes[LEAK].text == "Said in the new place"
        await me.press("ctrl+z", "ctrl+z")
        assert load(new).postmortem == me.now
        assert me.now.causes[LEAK].status != "ruled-out"
    disk.code = 0
    assert _bytes(folder) == before


async def test_a_place_that_refuses_too(folder: Path, disk: Refusing, tmp_path: Path) -> None:
    """It says why and stays, nothing is left of the try, and another path can be typed."""
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    async with seated(folder, step="analysis") as me:
        await _refused(me, disk)
        await me.press("ctrl+s", "a")
        for path, why in (
            (taken, "something of that name already"),
            (folder / "inside", "inside it"),
            (taken / "mine.txt" / "below", "is a file"),
            ("~nobody-of-that-name/x", "not a path"),
        ):
            await me.answer(str(path))
            assert isinstance(me.app.screen, PlaceScreen)
            assert why in " ".join(me.screen.replace("│", " ").split())
        assert [path.name for path in taken.iterdir()] == ["mine.txt"]
        await me.answer(str(tmp_path / "deep" / "er"))
        assert me.app.screen is me.bench
        assert load(tmp_path / "deep" / "er").postmortem == me.now


async def test_a_copy_that_fails_midway_leaves_nothing(
    folder: Path, disk: Refusing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file it is at which the other disk is full as well; the work is still here."""
    home = tmp_path / "home"
    real, count = OsFileSystem.write, [0]

    def write(own: Any, descriptor: int, data: bytes) -> int:
        count[0] -= 1
        if count[0] < 0:
            raise OSError(errno.ENOSPC, "full")
        return real(own, descriptor, data)

    async with seated(folder, step="analysis") as me:
        await _refused(me, disk)
        monkeypatch.setattr(OsFileSystem, "write", write)
        for allowed in range(0, 12, 2):
            count[0] = allowed
            await me.press("ctrl+s", "a", "enter")
            if not isinstance(me.app.screen, PlaceScreen):
                break
            assert list(home.iterdir()) == []
            await me.press("escape", "escape")
        else:
            monkeypatch.setattr(OsFileSystem, "write", real)
            await me.press("ctrl+s", "a", "enter")
        assert load(me.desk.session.folder).postmortem == me.now
        assert me.now.causes[LEAK].status == "ruled-out"


async def test_trying_again_saves_where_there_is_room(folder: Path, disk: Refusing) -> None:
    """In the old place, and the dialog is gone."""
    async with seated(folder, step="analysis") as me:
        await _refused(me, disk)
        disk.code = 0
        await me.press("ctrl+s", "t")
        assert me.app.screen is me.bench
        assert me.on_disk() == me.now
        assert "not saved" not in me.screen


async def test_leaving_without_saving_says_what_is_lost(folder: Path, disk: Refusing) -> None:
    """The dialog of ctrl+q counts and names the changes; l leaves, the files are as before."""
    before = _bytes(folder)
    async with seated(folder, step="analysis") as me:
        await _refused(me, disk)
        await me.press("c")
        await me.press("ctrl+q")
        assert isinstance(me.app.screen, PlaceScreen)
        assert "2 changes are lost for good" in me.screen
        await me.press("l")
        assert not me.app.is_running
    disk.code = 0
    assert _bytes(folder) == before


async def test_leaving_for_the_library_without_saving(folder: Path, disk: Refusing) -> None:
    """The same dialog comes with q, and l then goes where q wanted to."""
    async with seated(folder, step="analysis") as me:
        await _refused(me, disk)
        await me.press("q")
        assert isinstance(me.app.screen, PlaceScreen)
        await me.press("l")
        assert isinstance(me.app.screen, Library)
        assert load(folder).postmortem.causes[LEAK].status != "ruled-out"


async def test_ctrl_s_where_all_is_saved(folder: Path) -> None:
    """It says so, and opens nothing; the palette can move a postmortem all the same."""
    async with seated(folder, step="analysis") as me:
        await me.press("ctrl+s")
        assert me.app.screen is me.bench
        assert "All is saved" in me.said
        me.bench.offer_place()
        await me.settle()
        assert "Another place" in me.screen
        assert "Leave without saving" not in me.screen
        await me.press("t", "l")
        assert isinstance(me.app.screen, PlaceScreen)
        await me.press("escape")
        assert me.app.screen is me.bench


@pytest.fixture
def shut(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that cannot be written; an attempt to lock it fails the test."""
    root, real = folder.resolve(), OsFileSystem.writable
    monkeypatch.setenv("HOME", str(tmp_path))

    def writable(own: Any, path: Path) -> bool:
        return root not in (path.absolute(), *path.absolute().parents) and real(own, path)

    monkeypatch.setattr(OsFileSystem, "writable", writable)
    return folder


async def test_a_read_only_folder_opens_read_only(shut: Path, tmp_path: Path) -> None:
    """It says so and why, all can be looked at, nothing is written, and no key changes it."""
    before = _bytes(shut)
    async with seated(shut, step="analysis", size=(80, 24)) as me:
        assert me.screen.splitlines()[0].rstrip().endswith("read-only")
        assert "its permissions allow nobody to write in it" in " ".join(
            me.screen.replace("│", " ").split()
        )
        assert me.asked == ""
        start = me.now
        await me.cursor(LEAK)
        for key in ("x", "c", "w", "r", "e", "delete", "enter", "ctrl+z", "ctrl+y"):
            me.bench.hush()
            await me.press(key)
            assert "read-only" in me.said, key
            assert me.now is start, key
            assert me.app.focused is not None
        for step in ("timeline", "actions", "report", "incident"):
            await me.to_step(step)
            assert me.asked == ""
            await me.press("enter")
        for what in ("new-person", "import", "write-report"):
            me.bench.hush()
            await me.do(what)
            assert "read-only" in me.said, what
        me.bench.watch_disk()
        await me.settle()
        assert me.now is start
        assert not (shut / ".rcakit").exists()
        await me.press("ctrl+s")
        assert "Read-only" in me.screen
        assert "Leave without saving" not in me.screen
        await me.press("a", "enter")
        assert me.desk.session.folder == tmp_path / shut.name
        assert me.asked != ""
        await me.to_step("analysis")
        await me.cursor(LEAK)
        await me.press("x")
        assert load(tmp_path / shut.name).postmortem.causes[LEAK].status == "ruled-out"
        assert "read-only" not in me.screen
    assert _bytes(shut) == before
    assert not (shut / ".rcakit").exists()


@pytest.mark.skipif(not mounts_are_ours(), reason="may not mount anything here")
def test_on_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """256 kB, filled to the last byte: all of the above holds there too."""
    disk, home = tmp_path / "disk", tmp_path / "home"
    disk.mkdir()
    home.mkdir()
    code = "import full_disk; full_disk.main(sys.argv[1], sys.argv[2])"
    done = on_small_disk(disk, python(code, str(disk), str(home)))
    assert done.returncode == 0, done.stderr[-3000:]


async def test_a_folder_that_is_closed_and_opened_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed is there again when the folder can be written again."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("slow-query")
        await me.press("w")
        asked = me.asked
        await me.type("The planner chose")
        with monkeypatch.context() as patch:
            patch.setattr(OsFileSystem, "writable", lambda *_: False)
            me.bench.watch_disk()
            await me.settle()
            assert "read-only" in me.screen.splitlines()[0]
            assert me.asked == ""
        me.bench.watch_disk()
        await me.settle()
        assert "can be written again" in me.said
        assert me.asked == asked
        assert me.typed == "The planner chose"
