"""One writer at a time for a folder, across processes and threads."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from rcakit.errors import SaveError
from rcakit.saving import hidden
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.reasons import in_words
from rcakit.text import one_line

_MARK = "rcakit"
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}


@contextlib.contextmanager
def locked(folder: Path, timeout: float = 5, fs: FileSystem = OS) -> Iterator[Path]:
    """Hold the lock of `folder`; yields its hidden folder, which is made if need be.

    The lock is the kernel's, so it ends with the process that holds it, however that dies. Where
    the disk has no such locks, as some network disks, a file is the lock: it is taken over from a
    process of this machine that is not there any more, and never from another machine.

    Args:
        folder: The folder that is about to change.
        timeout: Seconds to wait for another writer.
        fs: Where the hidden folder is made; the lock itself is always real.

    Raises:
        SaveError: The folder cannot be written, or another writer holds the lock.
    """
    path = folder / hidden.NAME / hidden.LOCK
    try:
        inner = hidden.make(folder / hidden.NAME, fs)
        lock = _acquired(inner, timeout)
    except Timeout as late:
        raise SaveError(folder, _held(Path(late.lock_file))) from None
    except OSError as error:
        raise SaveError(folder, in_words(error)) from None
    try:
        unfinished = _sign(path)
        try:
            hidden.write_ignore(inner, fs)
            if unfinished:
                _settle(folder, inner, fs)
        except OSError as error:
            raise SaveError(folder, in_words(error)) from None
        yield inner
        _clear(path)
    finally:
        _release(lock)


def by_file(inner: Path) -> bool:
    """Whether the lock that is held is only a file, which another system may not respect."""
    return (inner / hidden.HELD).exists()


def _acquired(inner: Path, timeout: float) -> BaseFileLock:
    """The lock, held. Raises OSError and Timeout."""
    lock: BaseFileLock = FileLock(inner / hidden.LOCK, timeout=timeout, fallback_to_soft=False)
    try:
        lock.acquire()
    except OSError as error:
        if isinstance(error, Timeout) or error.errno not in _NO_LOCKS:
            raise
        lock = SoftFileLock(inner / hidden.HELD, timeout=timeout)
        lock.acquire()
    return lock


def _release(lock: BaseFileLock) -> None:
    # What was saved is saved; the kernel lets go of the lock at the latest when the process ends.
    for _ in range(2):
        with contextlib.suppress(OSError):
            lock.release()
            return


def _sign(path: Path) -> bool:
    """Say in the lock file who holds it, for people; whether the one before did not end well."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = f"{_MARK} pid {os.getpid()} on {socket.gethostname()} since {now}\n"
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            there = os.read(descriptor, 1024)
            if not there or there.startswith(_MARK.encode()):
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, text.encode(), 0)
            return bool(there)
        finally:
            os.close(descriptor)
    return True


def _clear(path: Path) -> None:
    """Say in the lock file that nothing is under way."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if os.read(descriptor, len(_MARK)) == _MARK.encode():
                os.ftruncate(descriptor, 0)
        finally:
            os.close(descriptor)


def _settle(folder: Path, inner: Path, fs: FileSystem) -> None:
    """Have on the disk what a writer left that was killed before it could sync.

    It is read as if it had been saved, and what is saved next builds on it.
    """
    inside = [folder / name for name in fs.names(folder) if name != ".git"]
    for path in (inner, folder, *inside):
        if fs.is_folder(path):
            fs.fsync_dir(path)


def _held(path: Path) -> str:
    holder = ""
    with contextlib.suppress(OSError):
        holder = one_line(path.read_bytes()[:200].decode("utf-8", "replace"))
    return (
        f"another program is writing here and holds {hidden.NAME}/{path.name}"
        f"{f' ({holder})' if holder else ''}; try again when it is done."
    )
