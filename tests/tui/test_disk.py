"""The app and its folder: what others change there, and what the disk refuses."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from app_driver import Seat, seated

from rcakit.change import Link, Reword
from rcakit.errors import SaveError
from rcakit.store import load
from rcakit.tui.screens.conflict import ConflictScreen
from rcakit.tui.screens.library import Library

CAUSE = "visits-doubled"
OLD, THEIRS = "The spring mail brought 1.9 times the usual visits", "The mail doubled the visits"
QUERY = "The query for open attempts took 900 ms instead of 8 ms"
THEIR_QUERY = "The query took a hundred times as long"


def _change(folder: Path, old: str = OLD, new: str = THEIRS) -> None:
    """Somebody edits causes.toml by hand, and leaves a comment."""
    file = folder / "causes.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text("# seen with Kofi\n" + text.replace(old, new), "utf-8")


async def test_a_change_on_disk_is_taken_in(folder: Path) -> None:
    """It is shown, said, can be undone, and its comment outlives the next answer here."""
    async with seated(folder, step="analysis") as me:
        before = me.now
        _change(folder)
        me.bench.watch_disk()
        await me.settle()
        assert me.now.causes[CAUSE].text == THEIRS
        assert THEIRS in me.screen
        assert "causes.toml changed on disk" in me.said
        await me.cursor("connection-leak")
        await me.press("x")
        text = (folder / "causes.toml").read_text("utf-8")
        assert "# seen with Kofi" in text
        assert THEIRS in text
        await me.press("ctrl+z", "ctrl+z")
        assert me.now == before == me.on_disk()
        assert "# seen with Kofi" in (folder / "causes.toml").read_text("utf-8")


async def test_what_is_typed_stays_when_the_disk_changes(folder: Path) -> None:
    """An answer half written and its question are still there."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("slow-query")
        await me.press("w")
        asked = me.asked
        await me.type("The planner chose")
        _change(folder)
        me.bench.watch_disk()
        await me.settle()
        assert me.asked == asked
        assert me.typed == "The planner chose"
        assert me.panel.has_focus_within


async def test_a_file_broken_on_disk_is_said_and_not_taken_in(folder: Path) -> None:
    """The app goes on with what it has, names file and line, and takes it in once mended."""
    async with seated(folder, step="analysis") as me:
        before = me.now
        file = folder / "causes.toml"
        sound = file.read_text("utf-8")
        file.write_text(sound.replace('text = "The spring', "text = The spring"), "utf-8")
        for _ in range(2):
            me.bench.watch_disk()
            await me.settle()
        assert me.now == before
        assert me.said.count("causes.toml:") == 1
        file.write_text(sound.replace(OLD, THEIRS), "utf-8")
        me.bench.watch_disk()
        await me.settle()
        assert me.now.causes[CAUSE].text == THEIRS


def _reword(folder: Path) -> None:
    """Somebody edits two causes by hand, and leaves a comment."""
    _change(folder)
    file = folder / "causes.toml"
    text = file.read_text("utf-8")
    assert QUERY in text
    file.write_text(text.replace(QUERY, THEIR_QUERY), "utf-8")


def _no_more_evidence(folder: Path, cause: str) -> None:
    """Somebody takes all evidence from a cause by hand."""
    file = folder / "causes.toml"
    start, table, rest = file.read_text("utf-8").partition(f"[cause.{cause}]")
    own, _, others = rest.partition("evidence = [")
    file.write_text(start + table + own + others.partition("]\n")[2], "utf-8")


async def _both_change(me: Seat, folder: Path) -> None:
    """They reword two causes and add a comment, I reword one of them, at the same moment."""
    await me.cursor("slow-query")
    await me.press("r")
    _reword(folder)
    await me.answer("My words")
    assert isinstance(me.app.screen, ConflictScreen)
    assert "causes.toml was changed by somebody else" in me.screen
    assert THEIRS in (folder / "causes.toml").read_text("utf-8"), "nothing is overwritten"


async def test_a_conflict_is_merged(folder: Path) -> None:
    """Both changes are there and on disk, the comment too; undo goes back to mine."""
    async with seated(folder, step="analysis") as me:
        await _both_change(me, folder)
        await me.press("enter")
        assert me.now.causes["slow-query"].text == "My words"
        assert me.now.causes[CAUSE].text == THEIRS
        assert me.on_disk() == me.now
        assert "# seen with Kofi" in (folder / "causes.toml").read_text("utf-8")
        assert "not saved" not in me.screen
        await me.press("ctrl+z")
        assert me.now.causes[CAUSE].text == OLD
        assert me.now.causes["slow-query"].text == "My words"


async def test_what_does_not_clash_is_merged_without_a_question(folder: Path) -> None:
    """My answer and their edit of another cause: both are kept, it is said, and can be undone."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("slow-query")
        await me.press("r")
        _change(folder)
        await me.answer("My words")
        assert me.app.screen is me.bench
        assert me.on_disk() == me.now
        assert me.now.causes["slow-query"].text == "My words"
        assert me.now.causes[CAUSE].text == THEIRS
        assert "# seen with Kofi" in (folder / "causes.toml").read_text("utf-8")
        assert "nothing clashes" in me.said
        assert "not saved" not in me.screen
        await me.press("ctrl+z")
        assert me.now.causes[CAUSE].text == OLD
        assert me.now.causes["slow-query"].text == "My words"
        assert me.on_disk() == me.now


async def test_what_breaks_a_law_together_is_asked(folder: Path) -> None:
    """I make one cause follow another, they the other way round: a circle that neither made."""
    async with seated(folder, step="analysis") as me:
        me.desk.apply(Link("card-provider-slow", "connection-leak"))
        file = folder / "causes.toml"
        text = file.read_text("utf-8")
        words = 'text = "Timed-out calls did not give their connection back"'
        assert words in text
        link = f'{words}\nbecause = [\n    "card-provider-slow",\n]'
        file.write_text(text.replace(words, link), "utf-8")
        me.bench.save()
        await me.settle()
        assert isinstance(me.app.screen, ConflictScreen)
        assert "circle" in me.screen
        await me.press("m")
        assert me.app.screen is me.bench
        assert "not saved" in me.screen


async def test_both_values_of_a_clash_are_named_and_chosen(folder: Path) -> None:
    """Each clash shows mine and theirs; one may be taken from the disk, the other kept."""
    async with seated(folder, step="analysis") as me:
        me.desk.apply(Reword(CAUSE, "My mail"))
        me.desk.apply(Reword("slow-query", "My query"))
        _reword(folder)
        me.bench.save()
        await me.settle()
        for words in ("“My mail”", f"“{THEIRS}”", "“My query”", f"“{THEIR_QUERY}”", "on disk"):
            assert words in me.screen
        await me.press("up", "up", "space", "m")
        found = me.on_disk().causes
        assert found["slow-query"].text == THEIR_QUERY
        assert found[CAUSE].text == "My mail"
        assert me.now == me.on_disk()
        assert f"cause.{CAUSE}.text" in me.said
        assert "cause.slow-query.text" not in me.said


async def test_all_clashes_may_be_taken_from_the_disk(folder: Path) -> None:
    """What only I changed stays all the same."""
    async with seated(folder, step="analysis") as me:
        me.desk.apply(Reword(CAUSE, "My mail"))
        me.desk.apply(Reword("connection-leak", "Mine alone"))
        _reword(folder)
        me.bench.save()
        await me.settle()
        await me.press("d", "m")
        found = me.on_disk().causes
        assert found[CAUSE].text == THEIRS
        assert found["connection-leak"].text == "Mine alone"


async def test_a_conflict_about_the_same_words_is_told(folder: Path) -> None:
    """Mine is kept, and the place is named; theirs is one undo away from being seen."""
    async with seated(folder, step="analysis") as me:
        await me.cursor(CAUSE)
        await me.press("r")
        _change(folder)
        await me.answer("My words")
        await me.press("m")
        assert me.on_disk().causes[CAUSE].text == "My words"
        assert f"cause.{CAUSE}.text" in me.said


async def test_a_conflict_is_answered_by_taking_theirs(folder: Path) -> None:
    """What is on disk is there, and ctrl+z brings mine back."""
    async with seated(folder, step="analysis") as me:
        await _both_change(me, folder)
        await me.press("r")
        assert me.now.causes["slow-query"].text != "My words"
        assert me.now.causes[CAUSE].text == THEIRS
        assert me.on_disk() == me.now
        await me.press("ctrl+z")
        assert me.now.causes["slow-query"].text == "My words"
        assert me.on_disk() == me.now


async def test_a_conflict_is_answered_by_keeping_mine_beside(folder: Path) -> None:
    """Theirs is what the folder says, mine lies beside it as a file, whose name is told."""
    async with seated(folder, step="analysis") as me:
        await _both_change(me, folder)
        await me.press("k")
        assert me.on_disk() == me.now
        assert me.now.causes[CAUSE].text == THEIRS
        beside = (folder / "causes.mine.toml").read_text("utf-8")
        assert "My words" in beside
        assert OLD in beside
        assert "causes.mine.toml" in me.said


async def test_all_of_mine_is_kept_beside(folder: Path) -> None:
    """Also what I changed in files that nobody else did, since one needs the other."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("slow-query")
        await me.press("e")
        _no_more_evidence(folder, "slow-query")
        await me.answer("The plan of the query")
        assert isinstance(me.app.screen, ConflictScreen)
        await me.press("k")
        assert "plan-query" in (folder / "causes.mine.toml").read_text("utf-8")
        assert "The plan of the query" in (folder / "evidence.mine.toml").read_text("utf-8")
        assert me.on_disk() == me.now


async def test_the_dialog_cannot_be_left_without_a_choice(folder: Path) -> None:
    """Neither escape nor ctrl+q loses what is not saved."""
    async with seated(folder, step="analysis") as me:
        await _both_change(me, folder)
        await me.press("escape")
        assert isinstance(me.app.screen, ConflictScreen)
        await me.press("ctrl+q")
        assert isinstance(me.app.screen, ConflictScreen)
        assert me.app.is_running
        await me.press("m")
        assert me.on_disk().causes["slow-query"].text == "My words"


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Callable[[bool], None]:
    """`full(True)` lets the disk refuse every save from now on."""
    import rcakit.session

    real = rcakit.session.store

    def refuse(*_: Any) -> Any:
        raise SaveError(folder / "causes.toml", "there is no room left on the disk.")

    def turn(refuses: bool) -> None:
        monkeypatch.setattr("rcakit.session.store", refuse if refuses else real)

    return turn


async def test_a_refused_save_is_said_and_loses_nothing(
    folder: Path, full: Callable[[bool], None]
) -> None:
    """The work goes on, the headline says so, neither q nor ctrl+q leaves; later all is saved."""
    async with seated(folder, step="analysis") as me:
        full(True)
        before = me.on_disk()
        await me.cursor("connection-leak")
        await me.press("x")
        assert "no room left" in me.said
        assert "not saved" in me.screen
        await me.press("ctrl+q")
        assert me.app.is_running
        assert "Not left" in me.said
        await me.press("q")
        assert me.app.screen is me.bench
        assert me.on_disk() == before
        full(False)
        await me.cursor("slow-query")
        await me.press("x")
        assert me.on_disk() == me.now
        assert "not saved" not in me.screen


async def test_a_refused_save_is_tried_again(folder: Path, full: Callable[[bool], None]) -> None:
    """Without another answer: once there is room, a look at the disk saves what waits."""
    async with seated(folder, step="analysis") as me:
        full(True)
        await me.cursor("connection-leak")
        await me.press("x")
        assert me.on_disk() != me.now
        full(False)
        me.bench.watch_disk()
        await me.settle()
        assert me.on_disk() == me.now
        assert "not saved" not in me.screen


async def test_leaving_waits_for_a_save_under_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer and q at once: nobody is told of a conflict with oneself, and all is on disk."""
    import rcakit.session

    real = rcakit.session.store

    def slow(*given: Any) -> Any:
        time.sleep(0.3)
        return real(*given)

    monkeypatch.setattr("rcakit.session.store", slow)
    async with seated(folder, step="analysis") as me:
        await me.cursor("connection-leak")
        await me.pilot.press("x", "q")
        await me.settle()
        assert isinstance(me.app.screen, Library)
        assert load(folder).postmortem.causes["connection-leak"].status == "ruled-out"


async def test_answers_faster_than_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one save is under way the next answers wait for it, and the last one is on disk."""
    import rcakit.session

    real = rcakit.session.store

    def slow(*given: Any) -> Any:
        time.sleep(0.15)
        return real(*given)

    monkeypatch.setattr("rcakit.session.store", slow)
    async with seated(folder, step="analysis") as me:
        await me.cursor("connection-leak")
        await me.pilot.press("x", "c", "x", "c", "x")
        await me.settle()
        assert not isinstance(me.app.screen, ConflictScreen)
        assert me.now.causes["connection-leak"].status == "ruled-out"
        assert me.on_disk() == me.now


async def test_a_comment_and_unknown_keys_outlive_answers(folder: Path) -> None:
    """What another wrote into the file is there after an edit of the same entry."""
    file = folder / "causes.toml"
    text = file.read_text("utf-8")
    own = f'# ask Kofi\ntext = "{OLD}"\nteam-rating = 4'
    file.write_text(text.replace(f'text = "{OLD}"', own), "utf-8")
    async with seated(folder, step="analysis") as me:
        await me.cursor(CAUSE)
        await me.press("r")
        await me.answer("Other words")
        await me.press("x")
        text = file.read_text("utf-8")
        assert "# ask Kofi" in text
        assert "team-rating = 4" in text
        assert "Other words" in text


async def test_the_editor_on_a_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ctrl+o opens the step's file in $EDITOR; what was changed there is shown at once."""
    _editor(tmp_path, monkeypatch, f"sed -i 's/{OLD}/{THEIRS}/' \"$1\"")
    async with seated(folder, step="analysis") as me:
        await me.cursor(CAUSE)
        await me.press("ctrl+o")
        await me.settle()
        assert me.now.causes[CAUSE].text == THEIRS
        assert THEIRS in me.screen


async def test_the_editor_on_an_answer(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed goes to $EDITOR and comes back, and is answered only by enter."""
    _editor(tmp_path, monkeypatch, "printf ' and more' >> \"$1\"")
    async with seated(folder, step="analysis") as me:
        await me.cursor(CAUSE)
        await me.press("w")
        await me.type("The mail")
        await me.press("ctrl+o")
        assert me.typed == "The mail and more"
        assert me.panel.has_focus_within
        await me.press("enter")
        assert "The mail and more" in [cause.text for cause in me.on_disk().causes.values()]


async def test_an_editor_that_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence, and the answer stays as typed."""
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    monkeypatch.setattr("textual.app.App.suspend", _nothing)
    async with seated(folder, step="analysis") as me:
        await me.cursor(CAUSE)
        await me.press("w")
        await me.type("The mail")
        await me.press("ctrl+o")
        assert "did not start" in me.said
        assert me.typed == "The mail"


def _nothing(_: object) -> Any:
    from contextlib import nullcontext

    return nullcontext()


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """An editor that does one thing; this terminal cannot be given away, so it is not."""
    script = tmp_path / "editor"
    script.write_text(f"#!/bin/sh\n{does}\n")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr("textual.app.App.suspend", _nothing)
