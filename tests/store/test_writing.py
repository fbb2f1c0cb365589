"""What a save writes, keeps and tells."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from rcakit.change import AddCause, DeleteCause, Judge, Put, Reword, SetNotes
from rcakit.errors import BegunError, ConflictError
from rcakit.model import Action, Cause, Incident, Postmortem, Status
from rcakit.saving.files import OsFileSystem
from rcakit.session import Session
from rcakit.store import Snapshot, store, writing
from rcakit.toml.patch import Rewritten

EMPTY = Snapshot(Postmortem(incident=Incident(title="")))
CAUSES = """\
# ours
[cause.a]
text = "A"

# Jo found this in the mail of the vendor
[cause.b]
text = "B" # looked at twice
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A postmortem with causes a person has written."""
    (tmp_path / "postmortem.toml").write_text('title = "t"\n')
    (tmp_path / "causes.toml").write_text(CAUSES)
    return Session.open(tmp_path)


def causes(session: Session) -> str:
    """The causes as they are on disk."""
    return (session.folder / "causes.toml").read_text()


def test_comments_come_back_with_what_they_are_about(session: Session) -> None:
    """A thing that was deleted and is there again after undo has its comments, to the byte."""
    session.apply(DeleteCause("b"))
    session.save()
    assert "Jo found" not in causes(session)
    session.undo()
    session.save()
    assert causes(session) == CAUSES
    session.redo()
    session.save()
    assert "Jo found" not in causes(session)


def test_comments_come_back_whatever_was_saved_between(session: Session) -> None:
    """Changes before and after that were saved together with it stay, and stay undone."""
    session.apply(Reword("a", "A, reworded"))
    session.apply(DeleteCause("b"))
    session.save()
    session.apply(AddCause("c", Cause(text="C")))
    session.save()
    for _ in range(2):
        session.undo()
    session.save()
    assert causes(session) == CAUSES.replace('"A"', '"A, reworded"')


def test_comments_come_back_in_a_file_that_was_removed(session: Session) -> None:
    """A method's notes are gone with the last of them, and come back as they were."""
    notes = session.folder / "methods" / "fishbone.toml"
    notes.parent.mkdir()
    notes.write_text("# as drawn on the board\nbones = 6\n")
    session.reload()
    session.apply(SetNotes("fishbone", {}))
    session.save()
    assert not notes.exists()
    session.undo()
    session.save()
    assert notes.read_text() == "# as drawn on the board\nbones = 6\n"


def test_what_a_person_wrote_since_stays(session: Session) -> None:
    """A comment that came after the deletion is not undone with it."""
    session.apply(DeleteCause("b"))
    session.save()
    file = session.folder / "causes.toml"
    file.write_text(file.read_text() + "\n# and theirs\n")
    assert session.take_in()
    session.undo()
    session.save()
    assert "# and theirs" in causes(session)
    assert set(session.now.causes) == {"a", "b"}


class Disk(OsFileSystem):
    """Fails where it is told to, and counts what it is asked."""

    failing = ""
    made = 0

    def replace(self, source: Path, target: Path) -> None:
        """As the real one, unless the file is the one that fails."""
        if target.name == self.failing:
            raise OSError(errno.EIO, "injected")
        super().replace(source, target)

    def fsync_dir(self, folder: Path) -> None:
        """As the real one, unless folders fail."""
        if self.failing == "folders" and (folder / "causes.toml").exists():
            raise OSError(errno.EIO, "injected")
        super().fsync_dir(folder)

    def open_new(self, path: Path, mode: int) -> int:
        """As the real one."""
        self.made += path.parent.name == "backup"
        return super().open_new(path, mode)


def test_a_save_that_is_not_sure_is_a_save(session: Session) -> None:
    """It says so, and the next one does not meet it as another's change."""
    disk = Disk()
    session.fs = disk
    session.apply(Reword("a", "once"))
    session.save()
    disk.failing = "folders"
    session.apply(Reword("a", "twice"))
    (warning,) = session.save().warnings()
    assert "did not confirm" in warning
    assert session.saved
    assert "twice" in causes(session)
    disk.failing = ""
    session.apply(Reword("a", "thrice"))
    assert session.save().warnings() == ()
    assert Session.open(session.folder).now == session.now


def test_a_save_that_is_begun_is_not_anothers(session: Session) -> None:
    """When the disk is well again the session completes it and goes on."""
    disk = Disk()
    session.fs = disk
    disk.failing = "causes.toml"
    session.apply(Reword("a", "once"))
    session.apply(Put("action", "fix", Action(title="fix", addresses=("a",))))
    with pytest.raises(BegunError):
        session.save()
    assert not session.saved
    disk.failing = ""
    session.apply(Judge("a", Status.CONFIRMED))
    session.save()
    assert Session.open(session.folder).now == session.now


def rewrite_anew(old: str, wanted: object, schema: object = None) -> Rewritten:
    """As if a layout could not be kept."""
    del old, schema
    return Rewritten(writing.canonical(wanted, None), in_place=False)


def test_what_is_rewritten_is_kept_and_told(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the disk that the caller gives; once the layout is gone there is no second copy."""
    monkeypatch.setattr(writing, "rewrite", rewrite_anew)
    disk = Disk()
    session.apply(Reword("a", "once"))
    saved = store(session.folder, session.disk, session.now, disk)
    assert saved.rewritten == ("causes.toml",)
    assert saved.warnings() == (
        "causes.toml could not be altered in place; its old text is in .rcakit/backup.",
    )
    (copy,) = (session.folder / ".rcakit/backup").iterdir()
    assert (copy.read_text(), disk.made) == (CAUSES, 1)


def test_what_a_merge_has_to_tell(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that it had to write anew, whose old text is theirs."""
    monkeypatch.setattr(writing, "rewrite", rewrite_anew)
    (session.folder / "causes.toml").write_text(CAUSES + "# theirs\n")
    session.apply(Reword("a", "once"))
    (warning,) = session.merge().warnings
    assert "causes.toml could not be altered in place" in warning
    (copy,) = (session.folder / ".rcakit/backup").iterdir()
    assert copy.read_text() == CAUSES + "# theirs\n"


def test_no_copy_of_what_was_not_written(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conflict comes first."""
    monkeypatch.setattr(writing, "rewrite", rewrite_anew)
    (session.folder / "causes.toml").write_text(CAUSES + "# theirs\n")
    session.apply(Reword("a", "once"))
    with pytest.raises(ConflictError):
        session.save()
    assert not (session.folder / ".rcakit/backup").exists()
