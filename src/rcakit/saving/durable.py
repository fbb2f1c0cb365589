"""One file, whole and on the disk, or as it was."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from pathlib import Path

from rcakit.saving.files import OS, FileSystem

_PRIVATE = 0o600
_DEFAULT = 0o666

TEMPORARY = re.compile(r"\..+\.[0-9]+-[0-9a-f]{8}\.tmp")
"""The names `temporary` gives."""


def temporary(target: Path) -> Path:
    """A name beside `target` for its next contents."""
    return target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")


def put(path: Path, data: bytes, mode: int | None, fs: FileSystem) -> None:
    """Give the file `path` the contents `data`, in one step; it lasts once its folder is synced.

    Args:
        path: No symbolic link, unless the link itself is to be replaced.
        data: The contents.
        mode: Permission bits; None for those the umask gives a new file.
        fs: Where to.

    Raises:
        OSError: What was there is as it was.
    """
    beside = temporary(path)
    write_new(beside, data, mode, fs)
    try:
        fs.replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            fs.unlink(beside)
        raise


def write_whole(path: Path, data: bytes, fs: FileSystem = OS) -> None:
    """Write any file a person names; a link leads to the file, and what was there keeps its mode.

    Raises:
        OSError: What was there is as it was, unless it was a device or a pipe.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        # It cannot be replaced by a file.
        target.write_bytes(data)
        return
    try:
        put(target, data, fs.mode(target), fs)
    except FileNotFoundError:
        # In the folder of a postmortem, whoever opens it meanwhile takes it for what a crash left.
        put(target, data, fs.mode(target), fs)
    with contextlib.suppress(OSError):  # it is there, and can be written again
        fs.fsync_dir(target.parent)


def write_new(path: Path, data: bytes, mode: int | None, fs: FileSystem) -> None:
    """Create `path` with `data`, synced; its name is durable once its folder is synced too.

    Args:
        path: Must not exist.
        data: The contents.
        mode: Permission bits; None for those the umask gives a new file.
        fs: Where to.

    Raises:
        OSError: Nothing of the file is left then, if the disk lets it be removed.
    """
    # Nobody else may read a private file's next contents while they are being written.
    descriptor = fs.open_new(path, _DEFAULT if mode is None else _PRIVATE)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[fs.write(descriptor, bytes(rest)) :]
            if mode is not None:
                fs.set_mode(descriptor, mode)
            fs.fsync(descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                fs.close(descriptor)
            raise
        fs.close(descriptor)  # some disks report a failed write only here
    except OSError:
        with contextlib.suppress(OSError):
            fs.unlink(path)
        raise
