"""The bytes of a file to import, and no more of them than are taken."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from rcakit.errors import BadAnswer, UnreadableError

LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read, and of all that it includes together."""
MOST_INCLUDED = 200
"""Files that one file may include."""


def read_file(path: Path) -> bytes:
    """The contents of a file to import.

    Raises:
        UnreadableError: It cannot be read, or has more bytes than are taken.
    """
    try:
        # Opened for reading alone, a pipe that nobody writes to would be waited for without end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
                raise UnreadableError(path, None, _no_file(mode))
            os.set_blocking(descriptor, True)
            data = read_stream(file, path)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise UnreadableError(path, None, f"it cannot be read: {reason}.") from None
    if not data and stat.S_ISFIFO(mode):
        raise UnreadableError(path, None, "it is a pipe, and nobody writes to it.")
    return data


def _no_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "it is a folder; name a file in it."
    return "it is a device, not a file; - stands for standard input."


def option(said: str) -> tuple[str, str]:
    """What is said of a file in one word, such as `time=When`: a key and what it is.

    Raises:
        BadAnswer: It is no such word.
    """
    key, equals, name = said.partition("=")
    if not (key and equals and name):
        raise BadAnswer(f"{said!r} is not KEY=NAME, such as time=When.")
    return key, name


def read_stream(stream: BinaryIO, path: Path) -> bytes:
    """What is left of an open file, or `UnreadableError` where that is more than is taken.

    Args:
        stream: Where to read.
        path: How it is named in messages.
    """
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise UnreadableError(
            path, None, f"it has more than the {LIMIT // 2**20} MB that are read; split it."
        )
    return data


def beside(path: Path) -> Callable[[str], bytes]:
    """What reads the files that the file at `path` includes, and none outside of its folder.

    A link that leads out of the folder is not followed. Together they are bounded as one file is.
    """
    folder = path.resolve().parent
    left = [MOST_INCLUDED, LIMIT]

    def read(name: str) -> bytes:
        target = _within(folder, name)
        left[0] -= 1
        if left[0] < 0:
            raise UnreadableError(
                Path(name), None, f"more than {MOST_INCLUDED} files are included."
            )
        data = read_file(target)
        left[1] -= len(data)
        if left[1] < 0:
            raise UnreadableError(
                Path(name), None, f"the included files have more than {LIMIT // 2**20} MB together."
            )
        return data

    return read


def _within(folder: Path, name: str) -> Path:
    """The path of a file in a folder, or `UnreadableError` where it is not in there."""
    try:
        target = (folder / name).resolve()
        inside = bool(name.strip()) and "://" not in name and target.is_relative_to(folder)
        there = inside and target.is_file()
    except (OSError, ValueError, RuntimeError):
        inside = there = False
    if not inside:
        raise UnreadableError(
            Path(name), None, "it is included, but does not lie in the folder of the first file."
        )
    if not there:
        raise UnreadableError(Path(name), None, "it is included, but there is no such file.")
    return target
