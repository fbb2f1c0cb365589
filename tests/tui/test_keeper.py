"""Trouble with the disk: it is asked about once, said as what it is, and over when it is over."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from app_driver import Seat, seated

from rcakit.errors import SaveError
from rcakit.saving.presence import Presence
from rcakit.tui.screens.conflict import ConflictScreen

SOUND, BROKEN = 'text = "The spring', "text = The spring"


@contextmanager
def _broken(folder: Path) -> Iterator[Path]:
    """causes.toml with a mistake in it; as it was, byte for byte, in the end."""
    file = folder / "causes.toml"
    sound = file.read_text("utf-8")
    assert SOUND in sound
    file.write_text(sound.replace(SOUND, BROKEN), "utf-8")
    yield file
    file.write_text(sound, "utf-8")


async def _look(me: Seat) -> None:
    me.bench.watch_disk()
    await me.settle()


async def test_trouble_ends_when_the_file_is_as_it_was(folder: Path) -> None:
    """A file that cannot be read is no unsaved work, and mended it is no trouble any more."""
    async with seated(folder, step="analysis") as me:
        with _broken(folder):
            await _look(me)
            assert "cannot be read" in me.screen
            assert "not saved" not in me.screen
        await _look(me)
        assert "cannot be read" not in me.screen
        assert "causes.toml:" not in me.said
        assert " saved" in me.screen.splitlines()[0]


async def test_another_file_can_be_saved_meanwhile(folder: Path) -> None:
    """That it was saved does not say that the broken one can be read."""
    async with seated(folder, step="actions") as me:
        with _broken(folder):
            await _look(me)
            before = len(me.now.actions)
            await me.press("escape", "delete")
            assert len(me.now.actions) == before - 1
            assert "cannot be read" in me.screen
        await _look(me)
        assert "cannot be read" not in me.screen
        assert me.on_disk() == me.now


@pytest.mark.parametrize("key", ["m", "r", "k"])
async def test_a_conflict_with_a_file_that_cannot_be_read(folder: Path, key: str) -> None:
    """The dialog comes once, so that one can mend the file; then it comes again."""
    async with seated(folder, step="analysis") as me:
        with _broken(folder) as file:
            await me.cursor("connection-leak")
            await me.press("x")
            assert isinstance(me.app.screen, ConflictScreen)
            await me.press(key)
            for _ in range(3):
                await _look(me)
                assert me.app.screen is me.bench
            assert "causes.toml:" in me.said
            assert "not saved" in me.screen
            assert BROKEN in file.read_text("utf-8")
        await _look(me)
        if isinstance(me.app.screen, ConflictScreen):
            await me.press("m")
        assert me.on_disk() == me.now
        assert me.now.causes["connection-leak"].status == "ruled-out"
        assert "not saved" not in me.screen


async def test_a_change_after_it_asks_again(folder: Path) -> None:
    """What a person does is to be saved, and so the question is put again."""
    async with seated(folder, step="analysis") as me:
        with _broken(folder):
            await me.cursor("connection-leak")
            await me.press("x")
            await me.press("r")
            assert me.app.screen is me.bench
            await me.press("c")
            assert isinstance(me.app.screen, ConflictScreen)
            await me.press("r")


async def test_the_editor_where_the_disk_refuses(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ctrl+o does not open a file that what is unsaved is not in; it says why, and goes on."""
    opened: list[object] = []
    monkeypatch.setattr("textual.app.App.suspend", lambda _: nullcontext())
    monkeypatch.setattr("rcakit.tui.editor.edit_file", lambda *given: opened.append(given))

    def refuse(*_: object) -> object:
        raise SaveError(folder / "causes.toml", "there is no room left on the disk.")

    async with seated(folder, step="analysis") as me:
        monkeypatch.setattr("rcakit.session.store", refuse)
        await me.cursor("connection-leak")
        await me.press("x", "ctrl+o")
        assert me.app.is_running
        assert me.app.trouble is None
        assert "no room left" in me.said
        assert opened == []
        assert me.now.causes["connection-leak"].status == "ruled-out"


async def test_conflicted_copies_are_named_once(folder: Path) -> None:
    """Calmly, by name and with what to do; again only where there is a new one."""
    name = "causes (Anna's conflicted copy 2026-03-01).toml"
    (folder / name).write_text("")
    async with seated(folder, step="analysis") as me:
        await _look(me)
        assert name in me.said
        assert "take that over, then delete it" in me.said
        me.bench.hush()
        await _look(me)
        assert me.said == ""
        for number in range(3):
            (folder / f"actions ({number}).toml").write_text("")
        await _look(me)
        assert "3 copies lie here" in me.said
        assert name not in me.said


async def test_another_rcakit_is_told_of_once(folder: Path) -> None:
    """Who, where and since when; leaving takes one's own sign away."""
    other = Presence(folder)
    other.here()
    async with seated(folder, step="analysis") as me:
        await _look(me)
        assert "has this open in another rcakit since" in me.said
        assert len(other.others()) == 1
        me.bench.hush()
        await _look(me)
        assert me.said == ""
    assert other.others() == ()
    other.gone()
    assert not (folder / ".rcakit" / "open").exists()
