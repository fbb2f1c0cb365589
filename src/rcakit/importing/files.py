"""The bytes of a file to import, and no more of them than are taken."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from rcakit.errors import BadAnswer, UnreadableError

LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read."""


def read_file(path: Path) -> bytes:
    """The contents of a file to import.

    Raises:
        UnreadableError: It cannot be read, or has more bytes than are taken.
    """
    try:
        with path.open("rb") as file:
            return read_stream(file, path)
    except OSError as error:
        raise UnreadableError(path, None, f"it cannot be read: {error.strerror}.") from None


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
