"""What a person has to know of a save that was made."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from rcakit.saving.files import FileSystem
from rcakit.saving.reasons import in_words


def unsure(error: OSError) -> str:
    """Why the disk did not confirm that what is in place will last."""
    return (
        "What was saved is in place, but the disk did not confirm that it will last: "
        + in_words(error)
    )


def linked(paths: Mapping[str, Path], fs: FileSystem) -> str:
    """Which files are known under other names, to be asked before they are written; "" for none.

    A file is written beside its place and renamed into it, and the other names stay behind.

    Args:
        paths: The files, by their names in the folder.
        fs: Where.
    """
    names: list[str] = []
    for name, path in paths.items():
        with contextlib.suppress(OSError):
            if fs.links(path) > 1:
                names.append(name)
    if not names:
        return ""
    return (
        f"{', '.join(names)} was also known by another name, a hard link; the other name "
        "keeps the text of before, and from now on they are two files."
    )


def overtaken(wanted: Mapping[str, tuple[Path, bytes | None]], fs: FileSystem) -> str:
    """Which files are not as they were just written; "" for none.

    To be asked where a file stands for the lock, which another system may not respect.

    Args:
        wanted: By their names in the folder, the files and what was written, None for removed.
        fs: Where.
    """
    names: list[str] = []
    for name, (path, data) in wanted.items():
        with contextlib.suppress(OSError):
            if fs.read(path) != data:
                names.append(name)
    if not names:
        return ""
    return (
        f"{', '.join(names)} was written by another program at the same moment, on a disk that "
        "cannot lock files; look whether what you saved is there."
    )


def together(sentences: Iterable[str]) -> str:
    """One text of those that are not empty."""
    return " ".join(sentence for sentence in sentences if sentence)
