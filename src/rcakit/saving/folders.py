"""Folders that last: each is on the disk before anything is put into it."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from rcakit.saving.files import FileSystem


def make_folders(folder: Path, fs: FileSystem) -> list[Path]:
    """Make `folder` and those above it that are missing.

    Args:
        folder: Has no symbolic link in it.
        fs: Where.

    Returns:
        Those that were made, the outermost first.

    Raises:
        OSError: None was made.
    """
    missing: list[Path] = []
    while not fs.is_folder(folder) and folder != folder.parent:
        missing.append(folder)
        folder = folder.parent
    made: list[Path] = []
    try:
        for path in reversed(missing):
            try:
                fs.mkdir(path)
                made.append(path)
            except FileExistsError:
                if not fs.is_folder(path):
                    raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(path)) from None
                # another process was as quick
            fs.fsync_dir(path.parent)
    except OSError:
        unmake_folders(made, fs)
        raise
    return made


def unmake_folders(made: list[Path], fs: FileSystem) -> None:
    """Remove folders that `make_folders` made, where nothing is in them."""
    for path in reversed(made):
        with contextlib.suppress(OSError):
            fs.rmdir(path)
