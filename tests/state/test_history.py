"""Undo over a restart, as a person meets it."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from undoing import go_back, log_of, put, retitle

from rcakit.change import AddCause, SetIncident, Several
from rcakit.errors import SaveError
from rcakit.model import Cause, Incident, Postmortem
from rcakit.session import Session
from rcakit.state import history, trail
from rcakit.state.place import place
from rcakit.store import load


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new postmortem, and a state directory of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    put(tmp_path / "pm", Postmortem(incident=Incident(title="first")))
    return tmp_path / "pm"


def titled(session: Session, *titles: str) -> None:
    """Answer and save, one title after the other."""
    for title in titles:
        session.apply(Several(f"call it {title}", (SetIncident({"title": title}),)))
        session.save()


def test_undo_and_redo_are_as_they_were(folder: Path) -> None:
    """With their titles, and the redo list too; a new answer ends it."""
    session = Session.open(folder)
    titled(session, "a", "b", "c", "d")
    session.undo()
    session.undo()
    session.save()
    session = Session.open(folder)
    assert session.redo() == "call it c"
    assert session.now.incident.title == "c"
    assert session.undo() == "call it c"
    assert session.undo() == "call it b"
    session.save()
    session = Session.open(folder)
    assert [session.redo() for _ in range(4)] == ["call it b", "call it c", "call it d", None]
    assert go_back(session) == [f"call it {title}" for title in "dcba"]
    assert session.now.incident.title == "first"
    titled(session, "e")
    assert Session.open(folder).redo() is None


def test_a_change_on_disk_is_the_first_to_be_undone(folder: Path) -> None:
    """An editor wrote while nobody looked: that goes back first, then what was before it."""
    titled(Session.open(folder), "a", "b")
    retitle(folder, "by hand")
    session = Session.open(folder)
    assert session.now.incident.title == "by hand"
    assert session.undo() == "the change on disk"
    assert session.now.incident.title == "b"
    assert session.undo() == "call it b"
    session.redo()
    assert session.redo() == "the change on disk"
    assert session.now.incident.title == "by hand"


def test_what_was_never_saved_can_be_done_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk refused, then the app was killed: ctrl+y makes the answers again."""
    session = Session.open(folder)
    titled(session, "a")

    def full(*_: object) -> None:
        raise SaveError(folder, "the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("rcakit.session.store", full)
        for title in ("b", "c"):
            with pytest.raises(SaveError):
                titled(session, title)
    session = Session.open(folder)
    assert session.now.incident.title == "a"
    assert session.history is not None
    assert session.history.unsaved() == 2
    assert session.redo() == "call it b"
    assert session.redo() == "call it c"
    assert session.now.incident.title == "c"
    session.save()
    session = Session.open(folder)
    assert go_back(session) == ["call it c", "call it b", "call it a"]


def test_the_log_is_for_its_owner_alone(folder: Path) -> None:
    """Nobody else may read it, or the folder it is in; its name tells nothing of the incident."""
    titled(Session.open(folder), "secret")
    path = log_of(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "pm" not in path.parent.name
    assert not list(folder.rglob("*undo*"))


def test_without_the_state_directory_only_undo_is_lost(folder: Path) -> None:
    """It may be removed at any time, even while the app runs."""
    session = Session.open(folder)
    titled(session, "a")
    shutil.rmtree(place(folder).parent.parent)
    titled(session, "b")
    assert session.undo() == "call it b"
    shutil.rmtree(place(folder).parent.parent)
    session = Session.open(folder)
    assert session.now.incident.title == "b"
    assert session.undo() is None


def test_a_state_directory_that_cannot_be_made(folder: Path, tmp_path: Path) -> None:
    """Saving and undo within the session go on."""
    (tmp_path / "state").write_text("in the way")
    session = Session.open(folder)
    titled(session, "a", "b")
    assert go_back(session) == ["call it b", "call it a"]
    session.save()
    assert load(folder).postmortem.incident.title == "first"


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_last_line_cut_short_is_left_out(folder: Path, cut: int) -> None:
    """As after a power cut; the log goes on from the line before."""
    titled(Session.open(folder), "a", "b")
    path = log_of(folder)
    path.write_bytes(path.read_bytes()[:-cut])
    session = Session.open(folder)
    titled(session, "c")
    session = Session.open(folder)
    assert go_back(session)[0] == "call it c"
    assert session.now.incident.title == "first"
    assert session.history is not None
    assert not session.history.fault


def test_a_damaged_log_is_put_aside_with_a_sentence(folder: Path) -> None:
    """It says where it is now; a new one is begun."""
    titled(Session.open(folder), "a", "b")
    path = log_of(folder)
    path.write_bytes(path.read_bytes().replace(b"call it a", b"call it X"))
    session = Session.open(folder)
    assert session.undo() is None
    assert session.history is not None
    assert "put aside" in session.history.fault
    assert path.with_name(f"{path.name}.damaged").exists()
    titled(session, "c")
    assert Session.open(folder).undo() == "call it c"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: (path.unlink(), path.symlink_to("/etc/passwd")),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: path.write_bytes(b""),
        lambda path: path.chmod(0),
    ],
    ids=["link", "folder", "empty", "mode"],
)
def test_something_else_in_its_place(folder: Path, spoil: Callable[[Path], object]) -> None:
    """It is not followed, and saving goes on."""
    titled(Session.open(folder), "a")
    spoil(log_of(folder))
    session = Session.open(folder)
    titled(session, "b")
    assert session.undo() == "call it b"
    assert load(folder).postmortem.incident.title == "b"


def test_the_log_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest changes are forgotten, and the newest are not."""
    monkeypatch.setattr(trail, "STEPS", 20)
    monkeypatch.setattr(history, "RECORDS", 50)
    session = Session.open(folder)
    titled(session, *(str(number) for number in range(70)))
    titles = go_back(Session.open(folder))
    assert titles[0] == "call it 69"
    assert 20 <= len(titles) <= 50
    assert log_of(folder).read_bytes().count(b"\n") <= 60


def test_large_changes_are_bounded_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By their bytes."""
    for module in (trail, history):
        monkeypatch.setattr(module, "BYTES", 200_000)
    session = Session.open(folder)
    for number in range(60):
        titled(session, f"{number}" * 5000)
    assert log_of(folder).stat().st_size < 300_000
    assert go_back(Session.open(folder), 60)[0].startswith("call it 59")


def test_two_apps_on_one_folder(folder: Path) -> None:
    """What both did can be undone afterwards, in the order it came to the folder."""
    one, two = Session.open(folder), Session.open(folder)
    titled(one, "a")
    two.take_in()
    two.apply(AddCause("here", Cause(text="Here")))
    two.save()
    one.take_in()
    titled(one, "c")
    assert one.undo() == "call it c"
    one.save()
    two.take_in()
    session = Session.open(folder)
    assert session.now.incident.title == "a"
    go_back(session)
    assert session.now.incident.title == "first"
    assert not session.now.causes
    assert session.history is not None
    assert not session.history.fault


def test_another_postmortem_in_the_same_place(folder: Path, tmp_path: Path) -> None:
    """A folder that was put in its place does not turn into the one that was there."""
    titled(Session.open(folder), "a")
    folder.rename(tmp_path / "elsewhere")
    put(folder, Postmortem(incident=Incident(title="another")))
    session = Session.open(folder)
    assert session.undo() is None
    titled(session, "b")
    assert go_back(Session.open(folder)) == ["call it b"]


def test_a_large_postmortem_goes_back_quickly(folder: Path) -> None:
    """A small change takes few bytes of the log, whatever lies beside it."""
    session = Session.open(folder)
    for number in range(300):
        session.apply(AddCause(f"cause-{number}", Cause(text=f"What was so, number {number}")))
    session.save()
    before = log_of(folder).stat().st_size
    titled(session, "b")
    assert log_of(folder).stat().st_size - before < 300
