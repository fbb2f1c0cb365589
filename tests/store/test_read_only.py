"""A folder that cannot be written is read all the same, and nothing is tried to be written."""

from __future__ import annotations

import os
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from closed_places import as_nobody, mounts_are_ours, on_read_only, python
from programs import program
from saving_disks import FailingDisk, Killed, tree

from rcakit.errors import RcakitError
from rcakit.saving import Write, digest, save
from rcakit.saving.access import refusal
from rcakit.saving.files import OsFileSystem
from rcakit.session import Session
from rcakit.store import BrokenFolder, load

SAMPLE = Path(str(files("rcakit").joinpath("sample")))
COMMANDS = (
    ("metrics", "{}"),
    ("analyze", "fault-tree", "{}"),
    ("check", "{}"),
    ("export", "{}", "--to", "markdown"),
    ("list", "{}"),
)
FIRST, SECOND = "timeline.toml", "actions.toml"
needs_mounts = pytest.mark.skipif(not mounts_are_ours(), reason="may not mount anything here")
needs_root = pytest.mark.skipif(
    os.geteuid() != 0 or as_nobody(python("import rcakit", "")).returncode != 0,
    reason="only root can become another user, who may not be able to read this Python",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample that everybody may read."""
    for place in (tmp_path, *tmp_path.parents):
        if place.stat().st_mode & 0o005 != 0o005:  # pytest's own, closed to others
            place.chmod(0o755)
    return Path(shutil.copytree(SAMPLE, tmp_path / "2026-03-10-payments"))


@pytest.fixture
def shut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample where nothing can be written, and an attempt fails the test."""

    def attempt(*given: Any) -> Any:
        raise AssertionError(f"tried to write: {given}")

    for name in ("open_new", "mkdir", "replace", "rename", "unlink", "rmdir", "set_mode"):
        monkeypatch.setattr(OsFileSystem, name, attempt)
    monkeypatch.setattr(OsFileSystem, "writable", lambda *_: False)
    monkeypatch.setattr("filelock.FileLock.acquire", attempt)
    return folder


def test_opening_writes_nothing(shut: Path) -> None:
    """Neither a lock nor a hidden folder nor a schema; the reason is known at once."""
    before = tree(shut)
    session = Session.open(shut)
    assert session.read_only == "its permissions allow nobody to write in it"
    assert not session.changed_on_disk()
    assert tree(shut) == before
    assert not (shut / ".rcakit").exists()


def test_what_others_change_there_is_seen(shut: Path) -> None:
    """They may be able to write where we are not."""
    session = Session.open(shut)
    file = shut / "causes.toml"
    file.write_text(file.read_text().replace("Packets were lost", "Packets went missing"))
    assert session.changed_on_disk() == ("causes.toml",)
    session.reload()
    assert "Packets went missing" in session.now.causes["network-loss"].text


def _cut_short(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Kill a save of two files, one of them new and one removed, at the first rename into place.

    Returns the files before it, and as they are to be.
    """
    notes = "methods/five-whys.toml"
    before = {name: (folder / name).read_bytes() for name in (FIRST, SECOND, notes)}
    after = {
        FIRST: before[FIRST].replace(b"Ines", b"Inez"),
        SECOND: before[SECOND] + b"# later\n",
        "methods/new-method.toml": b"a = 1\n",
    }
    writes = {name: Write(data, None) for name, data in after.items()}
    for name in (FIRST, SECOND):
        writes[name] = Write(after[name], digest(before[name]))
    writes[notes] = Write(None, digest(before[notes]))
    replaced = [0]

    class Disk(FailingDisk):
        def _call(self, name: str, *args: object) -> object:
            if name == "replace" and "txn" in str(args[0]):
                replaced[0] += 1
                if replaced[0] == 2:
                    raise Killed
            return super()._call(name, *args)

    with pytest.raises(Killed):
        save(folder, writes, Disk(10_000, OSError()))
    assert (folder / ".rcakit" / "txn").is_dir()
    return before, after


def test_a_pending_journal_is_read_through(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was committed is read, also where it is not in place yet; and nothing is written."""
    _, after = _cut_short(folder)
    before = tree(folder)
    with monkeypatch.context() as patch:
        patch.setattr(OsFileSystem, "writable", lambda *_: False)
        session = Session.open(folder)
        assert not session.changed_on_disk()
        read = {name: stored.data for name, stored in session.disk.files.items()}
    assert {name: read[name] for name in after} == after
    assert "methods/five-whys.toml" not in read
    assert tree(folder) == before
    assert load(folder).postmortem == session.now, "completed where it can be, it says the same"
    assert not (folder / ".rcakit" / "txn").exists()


def test_a_save_that_was_not_committed_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are those before it, and the remains stay where they are."""
    whole = load(folder).postmortem
    remains = folder / ".rcakit" / "txn.prep"
    remains.mkdir(parents=True)
    (remains / "0000").write_bytes(b"half")
    monkeypatch.setattr(OsFileSystem, "writable", lambda *_: False)
    assert load(folder).postmortem == whole
    assert (remains / "0000").read_bytes() == b"half"


def test_a_damaged_journal_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sentence that names it, rather than half of a save."""
    _cut_short(folder)
    staged = max((folder / ".rcakit" / "txn").glob("0*"))
    staged.write_bytes(b"other")
    monkeypatch.setattr(OsFileSystem, "writable", lambda *_: False)
    with pytest.raises(
        BrokenFolder, match=r"journal \.rcakit/txn of an interrupted save is damaged"
    ):
        load(folder)


def test_a_folder_that_is_gone_is_not_read_only(tmp_path: Path) -> None:
    """That is another matter, and said as such."""
    assert refusal(tmp_path / "none") == ""
    with pytest.raises(RcakitError, match="not a folder"):
        load(tmp_path / "none")


@needs_mounts
def test_commands_that_read_work_on_a_read_only_disk(folder: Path) -> None:
    """Nothing is written, and a command that would write says why it cannot."""
    rcakit = str(program("rcakit"))
    for command in COMMANDS:
        words = [rcakit, *(part.format(folder) for part in command)]
        closed = on_read_only(folder, words)
        assert not (folder / ".rcakit").exists(), command
        assert closed.returncode in (0, 1), closed.stderr
        assert closed.stdout
    logged = on_read_only(folder, [rcakit, "log", "A word", "--to", str(folder)])
    assert logged.returncode == 3
    assert "the disk is read-only" in logged.stderr


@needs_root
def test_commands_that_read_work_in_a_folder_of_another_user(folder: Path) -> None:
    """As before."""
    rcakit = str(program("rcakit"))
    for command in COMMANDS:
        closed = as_nobody([rcakit, *(part.format(folder) for part in command)])
        assert closed.returncode in (0, 1), closed.stderr
        assert closed.stdout
        assert not (folder / ".rcakit").exists(), command


REASONS = "from pathlib import Path; from rcakit.saving.access import refusal\n"
REASONS += "print(refusal(Path(sys.argv[1])))"


@needs_mounts
def test_the_reason_is_the_disk(folder: Path) -> None:
    """As the operating system sees it."""
    done = on_read_only(folder, python(REASONS, str(folder)))
    assert done.stdout == "the disk it is on is mounted read-only\n", done.stderr


@needs_root
def test_the_reason_is_the_owner(folder: Path) -> None:
    """Who is named."""
    done = as_nobody(python(REASONS, str(folder)))
    assert done.stdout == "it belongs to root, and you may not write in it\n", done.stderr
