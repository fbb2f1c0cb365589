"""The hidden folder beside a postmortem's files: the lock, the journal, and copies kept."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from rcakit.saving.durable import write_new
from rcakit.saving.files import FileSystem

NAME = ".rcakit"
LOCK = "lock"
HELD = "txn.lock"
PREPARED = "txn.prep"
COMMITTED = "txn"
BACKUP = "backup"
OPEN = "open"

_IGNORED = b"lock\ntxn*\nbackup/\n"


def write_ignore(inner: Path, fs: FileSystem) -> None:
    """See that the hidden folder `inner` has its `.gitignore`; the caller holds the lock.

    Raises OSError.
    """
    ignore = inner / ".gitignore"
    there = fs.read(ignore)
    # Begun, then killed: a power cut may leave zeros in the place of what was not written.
    torn = there is not None and there != _IGNORED and _IGNORED.startswith(there.rstrip(b"\0"))
    if there is not None and not torn:
        return
    # Whoever made the folder may have been killed before its name was on the disk. That the file
    # is there tells the next writer that it is.
    fs.fsync_dir(inner.parent)
    if torn:
        fs.unlink(ignore)
    write_new(ignore, _IGNORED, None, fs)


def make(folder: Path, fs: FileSystem) -> Path:
    """`folder`, made durably if it is not there. Raises OSError; a link to a folder is none."""
    if not fs.is_folder(folder):
        with contextlib.suppress(FileExistsError):  # another process may be as quick
            fs.mkdir(folder)
        # What is put into it is worth nothing if the folder may vanish in a power cut.
        fs.fsync_dir(folder.parent)
        if not fs.is_folder(folder):
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder))
    return folder
