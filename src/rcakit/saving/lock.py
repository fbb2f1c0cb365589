"""One writer at a time for a folder, across processes and threads."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from rcakit.errors import SaveError
from rcakit.saving import hidden
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.reasons import in_words
from rcakit.text import one_line

_MARK = "rcakit"


@contextlib.contextmanager
def locked(folder: Path, timeout: float = 5, fs: FileSystem = OS) -> Iterator[Path]:
    """Hold the lock of `folder`; yields its hidden folder, which is made if need be.

    The lock is the kernel's, so it ends with the process that holds it, however that dies.

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
        lock = FileLock(path, timeout=timeout)
        lock.acquire()
    except Timeout:
        raise SaveError(folder, _held(path)) from None
    except OSError as error:
        raise SaveError(folder, in_words(error)) from None
    except NotImplementedError:
        raise SaveError(
            folder, "this disk cannot lock files; keep the folder on a local disk."
        ) from None
    try:
        _sign(path)
        try:
            hidden.write_ignore(inner, fs)
        except OSError as error:
            raise SaveError(folder, in_words(error)) from None
        yield inner
    finally:
        lock.release()


def _sign(path: Path) -> None:
    """Say in the lock file who holds it: for people, never for the program."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = f"{_MARK} pid {os.getpid()} on {socket.gethostname()} since {now}\n"
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            # Where the disk has no kernel locks, the file's contents are the lock itself.
            there = os.read(descriptor, 1024)
            if not there or there.startswith(_MARK.encode()):
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, text.encode(), 0)
        finally:
            os.close(descriptor)


def _held(path: Path) -> str:
    holder = ""
    with contextlib.suppress(OSError):
        holder = one_line(path.read_bytes()[:200].decode("utf-8", "replace"))
    return (
        f"another program is writing here and holds {hidden.NAME}/{hidden.LOCK}"
        f"{f' ({holder})' if holder else ''}; try again when it is done."
    )
