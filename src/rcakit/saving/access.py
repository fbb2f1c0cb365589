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
    inner = folder / hidden.NAME
    if not folder.is_dir():
        return ""  # gone, which is another matter than being read-only
    closed = next(
        (
            path
            for path in (folder, inner)
            if (path == folder or fs.is_folder(path)) and not fs.writable(path)
        ),
        None,
    )
    return "" if closed is None else _reason(closed)


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
