"""What is typed and not answered comes back: offered after a crash, in its place after leaving."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from app_driver import Seat, seated

from rcakit.model import Status
from rcakit.session import Session
from rcakit.state.place import place
from rcakit.state.typed import Typed, TypedFile, left_behind
from rcakit.tui import unfinished
from rcakit.tui.screens.half_written import HalfWritten, ago

ELSEWHERE = (
    b'{"left":false,"typed-1":[{"question":"q","ask":"a","text":"t","before":"",'
    b'"ticked":[],"at":"2026-01-01T00:00:00+00:00","file":"../../etc/passwd"}]}'
)
"""A file of typed text that wants to have another one read."""
LONG = "five-whys/known/tried-on-small-copy"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """One need not wait long until a text has rested."""
    monkeypatch.setattr("rcakit.tui.screens.workbench.TICK", 0.05)


def kept(folder: Path) -> list[dict[str, Any]]:
    """What is in the files of typed text."""
    found = []
    for path in place(folder).glob("typed-*.json"):
        found += json.loads(path.read_bytes())["typed-1"]
    return found


async def until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until it is so."""
    end = monotonic() + seconds
    while not true():
        assert monotonic() < end, "it did not come"
        await asyncio.sleep(0.02)


def left(folder: Path, *typed: Typed, on_purpose: bool = False) -> None:
    """What an app that was killed would have left."""
    file = TypedFile(place(folder))
    file.keep(typed, left=on_purpose)
    assert file._lock is not None
    os.close(file._lock)


def why(text: str, **more: Any) -> Typed:
    """A half-written answer about a cause of the sample."""
    return Typed(LONG, "What did people know then?", text, **more)


def edited(folder: Path) -> Path:
    """What an app that was killed left, and the editor it had open."""
    path = place(folder) / "edited-1-00000000.md"
    left(folder, why("as it was", file=path.name))
    path.write_text("as the editor saved it\n")
    return path


def spoiled(folder: Path, data: bytes) -> Path:
    """The file an app left, with something else in it."""
    path = next(place(folder).glob("typed-*.json"))
    path.write_bytes(data)
    return path


def editor_that(script: str) -> str:
    """The command of an editor that does something to its file."""
    editor = Path("editor.sh").absolute()
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o700)
    return str(editor)


def offer(me: Seat) -> HalfWritten:
    """The dialog on the screen."""
    assert isinstance(me.app.screen, HalfWritten)
    return me.app.screen


async def offered(me: Seat) -> HalfWritten:
    """The dialog, when it has come."""
    await until(lambda: isinstance(me.app.screen, HalfWritten))
    await me.pilot.pause()
    return offer(me)


async def test_what_is_typed_is_kept_while_one_thinks(folder: Path) -> None:
    """Soon after the last key, for nobody else to read; it goes when it is answered."""
    async with seated(folder, step="analysis") as me:
        await me.press("tab")
        await me.type("half a thought")
        await until(lambda: [one["text"] for one in kept(folder)] == ["half a thought"])
        path = next(place(folder).glob("typed-*.json"))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        await me.type(" and more")
        await until(lambda: kept(folder)[0]["text"] == "half a thought and more")
        await me.press("enter")
        await until(lambda: not kept(folder))


async def test_what_is_typed_without_a_rest_is_kept_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who types on and on loses no more than some seconds of it."""
    monkeypatch.setattr(unfinished, "LONGEST", 0.4)
    async with seated(folder, step="analysis") as me:
        await me.press("tab")
        keeper = me.bench.unfinished
        begun = monotonic()
        while not kept(folder):
            assert monotonic() - begun < 10
            await me.type("x")
            keeper._last = {}  # as if a key came before each look
        assert set(kept(folder)[0]["text"]) == {"x"}


async def test_ticks_are_kept(folder: Path) -> None:
    """An answer of several options, of which some are ticked."""
    async with seated(folder, step="actions") as me:
        await me.cell(next(iter(me.now.actions)), "addresses")
        await me.press("enter")
        before = list(me.panel.choices.ticked)
        await me.press("down", "enter")
        assert me.panel.choices.ticked != before
        ticked = list(me.panel.choices.ticked)
        await until(lambda: bool(kept(folder)))
        assert kept(folder)[0]["ticked"] == ticked


async def test_after_a_crash_it_is_offered_and_taken_up(folder: Path) -> None:
    """The question is asked with the text in it, and the cursor at its end."""
    left(folder, why("half a thought"))
    async with seated(folder) as me:
        await offered(me)
        assert "rcakit ended before you answered" in me.screen
        assert "half a thought" in me.screen
        await me.press("enter")
        assert (me.asked, me.typed) == (LONG, "half a thought")
        assert me.desk.step == "analysis"
        await me.press("!")
        assert me.typed == "half a thought!"
        await until(lambda: [one["text"] for one in kept(folder)] == ["half a thought!"])
        await me.press("enter")
        assert not me.complaint


async def test_what_the_question_at_hand_was_answered_with_is_offered_too(folder: Path) -> None:
    """Who reopens is often asked the very question again; the text is kept from the first."""
    left(folder, why("half a thought"))
    async with seated(folder, step="analysis") as me:
        assert me.asked == LONG
        await offered(me)
        assert "half a thought" in me.screen
        assert [one["text"] for one in kept(folder)] == ["half a thought"]
        await me.press("escape")
        assert (me.asked, me.typed) == (LONG, "half a thought")


async def test_where_it_cannot_be_kept_anew_what_was_left_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the file of the app that ended is the only copy, for a next crash as well."""
    left(folder, why("half a thought"))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(TypedFile, "keep", full)
    async with seated(folder) as me:
        await offered(me)
        assert [one["text"] for one in kept(folder)] == ["half a thought"]
    assert [one.text for left in left_behind(place(folder)) for one in left.typed] == [
        "half a thought"
    ]


async def test_an_edit_begun_by_a_key_is_taken_up(folder: Path) -> None:
    """Also where no step asks it by itself; what is there now is put beside it."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("connection-leak")
        await me.press("r")
        question, now = me.asked, me.typed
    left(folder, Typed(question, "In other words?", f"{now}, then", before=now))
    async with seated(folder) as me:
        await offered(me)
        assert "strike out" in me.screen
        await me.press("enter")
        assert (me.asked, me.typed) == (question, f"{now}, then")
        await me.press("enter")
        assert me.on_disk().causes["connection-leak"].text == f"{now}, then"


async def test_kept_for_later_it_waits_at_its_question(folder: Path) -> None:
    """And in the file, so that another crash does not eat it."""
    left(folder, why("half a thought"), Typed("own/why/connection-leak", "Why?", "so"))
    async with seated(folder) as me:
        await offered(me)
        await me.press("down", "escape")
        assert {one["text"] for one in kept(folder)} == {"half a thought", "so"}
        await me.to_step("analysis")
        await me.cursor("connection-leak")
        await me.press("w")
        assert me.typed == "so"


async def test_dropped_it_can_be_had_back_until_the_end(folder: Path) -> None:
    """By ctrl+z at once, and from the palette's list later."""
    left(folder, why("half a thought"))
    async with seated(folder) as me:
        await offered(me)
        await me.press("d")
        assert "Dropped" in me.screen
        await me.press("ctrl+z")
        assert "half a thought" in me.screen
        await me.press("d", "escape")
        assert not kept(folder)
        me.bench.left.offer()
        await offered(me)
        assert "Dropped" in me.screen
        await me.press("ctrl+z", "enter")
        assert (me.asked, me.typed) == (LONG, "half a thought")


async def test_left_on_purpose_it_waits_and_nobody_is_asked(folder: Path) -> None:
    """Who leaves with half an answer finds it there the next day, and is told so."""
    async with seated(folder, step="analysis") as me:
        await me.press("tab")
        await me.type("half a thought")
        await me.press("ctrl+q")
    async with seated(folder, step="analysis") as me:
        await until(lambda: "half-written answer is kept" in me.said)
        assert (me.asked, me.typed) == (LONG, "half a thought")


async def test_another_app_keeps_what_is_its_own(folder: Path) -> None:
    """What somebody else is typing at this moment is neither offered nor removed."""
    other = TypedFile(place(folder))
    other.keep([why("mine")])
    async with seated(folder) as me:
        assert not isinstance(me.app.screen, HalfWritten)
        assert [one["text"] for one in kept(folder)] == ["mine"]
    other.close()
    found = list(left_behind(place(folder)))
    assert [one.text for one in found[0].typed] == ["mine"]
    assert not list(left_behind(place(folder))), "two could take it over"


async def test_what_is_answered_already_is_not_offered(folder: Path) -> None:
    """The app was killed after the answer was saved and before the draft was forgotten."""
    text = Session.open(folder).now.causes["connection-leak"].text
    left(folder, Typed("own/why/connection-leak", "Why?", text))
    async with seated(folder) as me:
        assert not isinstance(me.app.screen, HalfWritten)
        assert not kept(folder)


async def test_hostile_text_is_shown_as_it_is(folder: Path) -> None:
    """Neither markup nor control characters of a file somebody altered act."""
    left(
        folder,
        Typed("own/why/gone", "\x1b]0;owned\x07 [red]why[/]", "\x1b[5m [/nope] \u202e"),
        why("[@click=app.quit]x[/]", ticked=("\x9b31m",)),
    )
    async with seated(folder, size=(80, 24)) as me:
        await offered(me)
        await me.press("down", "up")
        seen = me.screen
        await me.press("down")
        seen += me.screen
        assert "[/nope]" in seen
        assert "[@click=app.quit]x[/]" in seen
        assert "What this was about is gone" in seen
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(seen)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"left":false,"typed-1":[{"question":1}]}',
        b'{"left":false,"typed-1":[1]}',
        b"[" * 100_000,
        ELSEWHERE,
        b"\xff" * 100,
    ],
)
async def test_a_damaged_file_is_put_aside_with_a_sentence(folder: Path, data: bytes) -> None:
    """The app opens as ever."""
    left(folder, why("x"))
    path = spoiled(folder, data)
    async with seated(folder) as me:
        await until(lambda: "cannot be read; it is in" in me.said)
        assert not isinstance(me.app.screen, HalfWritten)
    assert [one.read_bytes() for one in path.parent.glob("*.damaged")] == [data]
    assert not list(path.parent.glob("typed-*.json"))


async def test_what_an_editor_saved_is_offered(folder: Path) -> None:
    """The app was killed while $EDITOR was open: what that saved counts."""
    path = edited(folder)
    async with seated(folder) as me:
        await offered(me)
        assert "as the editor saved it" in me.screen
        assert not list(path.parent.glob(path.name))
        assert kept(folder)[0]["text"] == "as the editor saved it"


@pytest.mark.parametrize(
    ("script", "typed"),
    [
        ("printf changed > $1", "changed"),
        ("printf changed > $1; kill -9 $$", "changed"),
        ("printf changed > $1; exit 1", "half"),
    ],
    ids=["ended", "killed", "given up"],
)
async def test_the_answer_in_an_editor(
    folder: Path, monkeypatch: pytest.MonkeyPatch, script: str, typed: str
) -> None:
    """What it saved is taken, also where it was killed; not where the person gave it up."""
    monkeypatch.setenv("EDITOR", editor_that(script))

    class NotSuspended:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr("rcakit.tui.app.RcakitApp.suspend", lambda _: NotSuspended())
    async with seated(folder, step="analysis") as me:
        await me.press("tab")
        await me.type("half")
        await me.press("ctrl+o")
        assert me.typed == typed
        assert ("The editor was killed" in me.said) == ("kill" in script)
        assert not list(place(folder).glob("edited-*"))


async def test_lost_answers_are_offered_as_redo(folder: Path) -> None:
    """What was answered and never reached the disk can be made again."""
    session = Session.open(folder)
    from rcakit.change import Judge

    session.apply(Judge("connection-leak", Status.RULED_OUT))
    assert session.history is not None
    session.history.write(session.now)
    async with seated(folder, step="analysis") as me:
        await until(lambda: "One change was made last time" in me.said)
        await me.press("ctrl+y")
        assert me.on_disk().causes["connection-leak"].status is Status.RULED_OUT


async def test_undo_goes_on_after_a_restart(folder: Path) -> None:
    """And says what it undid."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("connection-leak")
        before = me.now
        await me.press("x")
        await me.press("ctrl+q")
    async with seated(folder, step="analysis") as me:
        await me.press("ctrl+z")
        assert "undone: " in me.said
        assert me.on_disk() == before


def test_when_it_was_written() -> None:
    """In words, for somebody who comes back."""
    now = datetime(2026, 4, 2, 12, tzinfo=UTC)
    assert ago(now, now).startswith("written just now, ")
    assert ago(now - timedelta(minutes=1), now).startswith("written 1 minute ago")
    assert ago(now - timedelta(hours=3), now).startswith("written 3 hours ago")
    assert ago(now - timedelta(days=2), now).startswith("written on 2026-03-31")
