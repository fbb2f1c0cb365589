"""A folder is read as it was at one moment."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from rcakit.change import AddCause, DeleteCause, Drop, Put, Reword, SetNotes, Several
from rcakit.errors import Exit, RcakitError, SaveError
from rcakit.model import Action, Cause, Incident, Postmortem
from rcakit.saving.files import OsFileSystem
from rcakit.saving.save import Write, digest, save
from rcakit.session import Session
from rcakit.store import BrokenFolder, Snapshot, folder, load, unsound

EMPTY = Snapshot(Postmortem(incident=Incident(title="")))


@pytest.fixture
def other(tmp_path: Path) -> Session:
    """Somebody else, with a postmortem of a cause and an action for it."""
    session = Session(tmp_path, EMPTY, Postmortem(incident=Incident(title="t")))
    session.apply(AddCause("a", Cause(text="a")))
    session.apply(Put("action", "fix", Action(title="fix", addresses=("a",))))
    session.save()
    return session


def meddling(monkeypatch: pytest.MonkeyPatch, after: str, times: int, other: Session) -> list[str]:
    """Have `other` take out or put back cause and action each time the file `after` was read."""
    read, done = folder.read_file, []
    gone = Several("away", (Drop("action", "fix"), DeleteCause("a")))

    def read_and_save(path: Path, root: Path) -> folder.Stored:
        stored = read(path, root)
        if path.name == after and len(done) < times:
            done.append(path.name)
            if not other.apply(gone) if "a" in other.now.causes else not other.undo():
                raise AssertionError
            other.save()
        return stored

    monkeypatch.setattr(folder, "read_file", read_and_save)
    return done


@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_save_between_two_files(
    monkeypatch: pytest.MonkeyPatch, other: Session, times: int
) -> None:
    """All is read again: never the causes of one save and the actions of the next."""
    done = meddling(monkeypatch, "causes.toml", times, other)
    snapshot = load(other.folder)
    assert len(done) == times
    assert snapshot.postmortem == other.now
    assert not list(unsound(other.folder, snapshot))


def test_files_that_never_rest(monkeypatch: pytest.MonkeyPatch, other: Session) -> None:
    """It ends, with a sentence."""
    meddling(monkeypatch, "causes.toml", 1000, other)
    with pytest.raises(BrokenFolder, match="change all the time") as caught:
        load(other.folder)
    assert caught.value.exit_code == Exit.UNREADABLE


def test_a_file_that_is_broken_for_a_moment(
    monkeypatch: pytest.MonkeyPatch, other: Session
) -> None:
    """What an editor had written half is read when it is whole."""
    file = other.folder / "causes.toml"
    whole = file.read_text()
    file.write_text(whole[:-3])
    read = folder.read_file

    def read_and_mend(path: Path, root: Path) -> folder.Stored:
        try:
            return read(path, root)
        finally:
            if file.read_text() != whole:
                file.write_text(whole)

    monkeypatch.setattr(folder, "read_file", read_and_mend)
    assert load(other.folder).postmortem == other.now


def test_a_save_that_is_half_in_place(monkeypatch: pytest.MonkeyPatch, other: Session) -> None:
    """A committed save of somebody who was killed meanwhile is completed, and then read."""

    class Killed(BaseException):
        pass

    causes, actions = other.folder / "causes.toml", other.folder / "actions.toml"
    new = causes.read_bytes() + b'\n[cause.b]\ntext = "b"\n'
    writes = {
        "causes.toml": Write(new, digest(causes.read_bytes())),
        "actions.toml": Write(None, digest(actions.read_bytes())),
    }
    read, done = folder.read_file, []

    def read_and_die(path: Path, root: Path) -> folder.Stored:
        if path == causes and not done:
            done.append(path)
            replaced = Path.replace

            def die(source: Path, target: Path) -> None:
                replaced(source, target)
                raise Killed

            with monkeypatch.context() as patch:
                patch.setattr(Path, "replace", die)
                with pytest.raises(Killed):
                    save(other.folder, writes)
        return read(path, root)

    monkeypatch.setattr(folder, "read_file", read_and_die)
    postmortem = load(other.folder).postmortem
    assert (set(postmortem.causes), set(postmortem.actions)) == ({"a", "b"}, set())


def test_a_damaged_journal(other: Session) -> None:
    """To a reader it is a folder that cannot be read, not one that was not saved."""
    journal = other.folder / ".rcakit" / "txn"
    journal.mkdir()
    (journal / "manifest.toml").write_text("nonsense")
    with pytest.raises(BrokenFolder, match="damaged") as caught:
        load(other.folder)
    assert "not saved" not in str(caught.value)
    assert caught.value.exit_code == Exit.UNREADABLE


def test_notes_that_cannot_be_listed_are_not_taken_for_none(
    other: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails while the notes are looked for is told of."""
    other.apply(SetNotes("fishbone", {"bones": 1}))
    other.save()
    real = Path.iterdir

    def failing(path: Path) -> Iterator[Path]:
        if path.name == "methods":
            raise OSError(errno.EIO, "failed", str(path))
        return real(path)

    monkeypatch.setattr(Path, "iterdir", failing)
    with pytest.raises(RcakitError, match="input/output"):
        load(other.folder)


def test_a_copy_that_cannot_be_looked_at_stops_keeping_mine_beside(other: Session) -> None:
    """Nothing is written over a copy of before that nobody can read."""

    class Failing(OsFileSystem):
        def read(self, path: Path) -> bytes | None:
            if path.name.endswith(".mine.toml"):
                raise OSError(errno.EIO, "failed", str(path))
            return super().read(path)

    mine = Session.open(other.folder, Failing())
    mine.apply(Reword("a", "mine"))
    with pytest.raises(SaveError, match=r"mine\.toml.*input/output"):
        mine.keep_mine_beside()
    assert mine.now.causes["a"].text == "mine"
