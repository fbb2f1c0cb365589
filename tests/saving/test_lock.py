"""One writer at a time, also where the disk has no locks."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import filelock
import pytest
from saving_disks import Quick

from rcakit.errors import SaveError
from rcakit.saving.access import refusal
from rcakit.saving.files import OsFileSystem
from rcakit.saving.lock import locked
from rcakit.saving.save import SURE, Write, digest, save


@pytest.fixture(params=[errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def no_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that cannot lock files, as some network disks."""

    def acquire(self: object) -> None:  # noqa: ARG001
        raise OSError(request.param, "injected")

    monkeypatch.setattr(filelock.UnixFileLock, "acquire", acquire)


@pytest.mark.usefixtures("no_locks")
def test_a_disk_without_locks(tmp_path: Path) -> None:
    """A file is the lock: others wait, its holder is named, and it goes when the work is done."""
    held = tmp_path / ".rcakit/txn.lock"
    with locked(tmp_path):
        assert str(os.getpid()) in held.read_text()
        with (
            pytest.raises(SaveError, match=rf"\.rcakit/txn\.lock.*{os.getpid()}"),
            locked(tmp_path, timeout=0.1),
        ):
            raise AssertionError
    assert not held.exists()
    assert save(tmp_path, {"a.toml": Write(b"1", None)}) == SURE


@pytest.mark.usefixtures("no_locks")
def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    """But only of one of this machine: of another nobody knows whether it lives."""
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                           capture_output=True, text=True, check=True)  # fmt: skip
    held = tmp_path / ".rcakit/txn.lock"
    held.parent.mkdir()
    held.write_text(f"{child.stdout.strip()}\n{socket.gethostname()}\n")
    assert save(tmp_path, {"a.toml": Write(b"1", None)}, timeout=3) == SURE
    held.write_text(f"{child.stdout.strip()}\nanother-machine\n")
    with pytest.raises(SaveError, match="another-machine"):
        save(tmp_path, {"a.toml": Write(b"2", digest(b"1"))}, timeout=0.2)
    assert (tmp_path / "a.toml").read_bytes() == b"1"


@pytest.mark.usefixtures("no_locks")
def test_a_file_that_is_overwritten_at_the_same_moment(tmp_path: Path) -> None:
    """Where another system may not respect the lock, it is looked at once more and told."""

    class Shared(Quick):
        def replace(self, source: Path, target: Path) -> None:
            super().replace(source, target)
            if target.name == "a.toml":
                target.write_bytes(b"theirs")

    said = save(tmp_path, {"a.toml": Write(b"mine", None)}, Shared())
    assert "a.toml was written by another program at the same moment" in said


def test_a_hard_link_is_told_of_once(tmp_path: Path) -> None:
    """The other name keeps what was there."""
    (tmp_path / "a.toml").write_bytes(b"1")
    os.link(tmp_path / "a.toml", tmp_path / "other")
    said = save(tmp_path, {"a.toml": Write(b"2", digest(b"1"))})
    assert "a.toml was also known by another name, a hard link" in said
    assert (tmp_path / "other").read_bytes() == b"1"
    assert save(tmp_path, {"a.toml": Write(b"3", digest(b"2"))}) == SURE


def test_what_a_killed_writer_left_is_synced(tmp_path: Path) -> None:
    """The lock file tells whether the one before ended well."""
    synced: list[Path] = []

    class Disk(Quick):
        def fsync_dir(self, folder: Path) -> None:
            synced.append(folder)

    (tmp_path / "methods").mkdir()
    with locked(tmp_path):
        pass
    lock = tmp_path / ".rcakit/lock"
    assert lock.read_bytes() == b""
    with locked(tmp_path, fs=Disk()):
        signed = lock.read_bytes()
    assert (signed.split()[0], synced) == (b"rcakit", [])
    lock.write_bytes(signed)
    with locked(tmp_path, fs=Disk()):
        pass
    assert set(synced) == {tmp_path, tmp_path / "methods", tmp_path / ".rcakit"}


def test_a_disk_that_fails_at_the_lock_is_met_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a file stands for the lock is asked first; a refusal then means that all is old."""
    file = tmp_path / "a.toml"
    file.write_bytes(b"old")

    def fails(inner: Path) -> bool:
        raise OSError(errno.EIO, "failed", str(inner))

    monkeypatch.setattr(sys.modules["rcakit.saving.save"], "by_file", fails)
    with pytest.raises(SaveError, match="input/output error"):
        save(tmp_path, {"a.toml": Write(b"new", digest(b"old"))})
    assert file.read_bytes() == b"old"


def test_a_disk_that_fails_is_not_called_read_only(tmp_path: Path) -> None:
    """Nobody can say then whether a folder can be written; whoever reads it says what is wrong."""

    class Failing(OsFileSystem):
        def is_folder(self, path: Path) -> bool:
            raise OSError(errno.EIO, "failed", str(path))

    assert refusal(tmp_path, Failing()) == ""
