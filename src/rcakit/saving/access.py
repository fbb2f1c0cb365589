"""Whether a folder can be written, asked without writing."""

from __future__ import annotations

import os
from pathlib import Path

from rcakit.saving import hidden
from rcakit.saving.files import OS, FileSystem


def refusal(folder: Path, fs: FileSystem = OS) -> str:
    """Why nothing can be saved in `folder`, as the end of a sentence; "" where it can.

    What the disk says only when it is written to, that it is full for one, is not seen here.
    """
    try:
        closed = _closed(folder, fs)
    except OSError:
        return ""  # whoever reads it is told of a disk that fails
    return "" if closed is None else _reason(closed)


def _closed(folder: Path, fs: FileSystem) -> Path | None:
    """The folder that may not be written; raises OSError where nobody can say."""
    if not folder.is_dir():
        return None  # gone, which is another matter than being read-only
    inner = folder / hidden.NAME
    if not fs.writable(folder):
        return folder
    return inner if fs.is_folder(inner) and not fs.writable(inner) else None


def _reason(closed: Path) -> str:
    try:
        if os.statvfs(closed).f_flag & os.ST_RDONLY:
            return "the disk it is on is mounted read-only"
        owner = closed.stat().st_uid
    except OSError:
        return "it may not be written"
    if owner == os.geteuid():
        return "its permissions allow nobody to write in it"
    return f"it belongs to {_name(owner)}, and you may not write in it"


def _name(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
