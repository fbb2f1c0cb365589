"""Where a file of a folder really is, and that it is inside."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from rcakit.errors import SaveError
from rcakit.saving import hidden


def target(folder: Path, name: str) -> Path:
    """The file to write for `name`, symbolic links followed.

    Args:
        folder: The root nothing may leave.
        name: A relative POSIX path: `causes.toml`, `methods/fishbone.toml`.

    Raises:
        SaveError: `name` leads out of the folder, into the hidden one, or nowhere.
        OSError: The disk does not say where it leads.
    """
    parts = PurePosixPath(name).parts
    plain = "\\" not in name and name.isprintable() and name == "/".join(parts)
    if not parts or not plain or {".", "..", "/"} & set(parts):
        raise SaveError(folder / "?", f"{name!r} is not the name of a file in this folder.")
    if parts[0].casefold() == hidden.NAME:
        raise SaveError(folder / name, f"{hidden.NAME} is kept for the program itself.")
    root = Path(os.path.realpath(folder))
    real = Path(os.path.realpath(folder / name))
    if root not in real.parents or real.relative_to(root).parts[0].casefold() == hidden.NAME:
        raise SaveError(folder / name, f"it is a link that leads out of {folder.name}.")
    if real.is_symlink():
        raise SaveError(folder / name, "a symbolic link leads back to itself.")
    return real


def to_sync(root: Path, path: Path, *, new: bool) -> tuple[Path, ...]:
    """The folders whose names have to last for the file `path` to last, its own first.

    A new file may be in a folder that was made by a save which was then killed, and so is not on
    the disk yet: all of them up to `root` are named.
    """
    if not new:
        return (path.parent,)
    return tuple(parent for parent in path.parents if parent == root or root in parent.parents)
