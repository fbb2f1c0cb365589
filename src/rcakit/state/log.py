"""The file of what was done to one postmortem: a line each, appended, each sealed by its hash.

The hash of a line covers the one before it, so that no line can be altered, lost or moved without
being noticed. A last line that was cut short by a crash is left out.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import attrs

from rcakit.state import place
from rcakit.state.edge import Edge, as_data, from_data
from rcakit.state.plain import Plain, Unsound, text

MOST = 64_000_000
"""Bytes of the largest log that is read."""
FORMAT = 1
_HASH = 16
_TITLE = 300
Kind = Literal["do", "undo", "redo", "saved"]
_KINDS = ("do", "undo", "redo", "saved")


class Damaged(Exception):
    """The log is not as it was written."""


@attrs.frozen
class Record:
    """Something done.

    Attributes:
        kind: A change, one taken back, one made again; or that all so far is in the folder.
        title: What the change is called.
        edge: From the state before to the state after.
    """

    kind: Kind
    title: str = ""
    edge: Edge = ()


@attrs.frozen
class Logged:
    """A log as it was read.

    Attributes:
        folder: What tells the folder from another one at the same path.
        base: The documents it begins with.
        records: What was done since.
        tail: Where the next line goes, and the hash it goes on from.
    """

    folder: str
    base: Plain
    records: tuple[Record, ...]
    tail: Tail


@attrs.frozen
class Tail:
    """The end of a log: which file, how long, its last hash."""

    inode: int
    size: int
    seal: str


def identity(folder: Path) -> str:
    """Device and inode of a folder; "" where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return ""
    return f"{found.st_dev}:{found.st_ino}"


def read(path: Path) -> Logged | None:
    """The log in a file; None where there is none.

    Raises:
        Damaged: It is not as it was written.
        OSError: It cannot be read.
    """
    try:
        data = place.read(path, MOST)
        if data is None:
            return None
        inode = path.stat().st_ino
        return _parsed(data, inode)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Damaged from error


def _parsed(data: bytes, inode: int) -> Logged:
    whole = data[: data.rfind(b"\n") + 1]
    seal, found = "", []
    for line in whole.splitlines():
        seal, was = _seal(seal, line[_HASH + 1 :]), line[:_HASH].decode("ascii")
        if seal != was:
            raise Unsound("a line is not as it was written")
        found.append(json.loads(line[_HASH + 1 :]))
    if not found or found[0]["format"] != FORMAT:
        raise Unsound("no log")
    head = found[0]
    if not isinstance(head["base"], dict) or not isinstance(head["folder"], str):
        raise Unsound("no beginning")
    return Logged(
        head["folder"],
        head["base"],
        tuple(_record(one) for one in found[1:]),
        Tail(inode, len(whole), seal),
    )


def _record(data: Any) -> Record:
    kind, title, edge = data
    if kind not in _KINDS or not isinstance(title, str):
        raise Unsound("no record")
    return Record(kind, title[:_TITLE], from_data(edge))


def _seal(before: str, line: bytes) -> str:
    return sha256(before.encode() + line).hexdigest()[:_HASH]


def _lines(seal: str, contents: Iterable[Any]) -> tuple[bytes, str]:
    written = []
    for content in contents:
        line = text(content).encode("utf-8", "surrogatepass")
        seal = _seal(seal, line)
        written.append(seal.encode() + b" " + line + b"\n")
    return b"".join(written), seal


def _data(records: Iterable[Record]) -> Iterable[Any]:
    return ([one.kind, one.title, as_data(one.edge)] for one in records)


def begin(path: Path, folder: str, base: Plain, records: Iterable[Record]) -> Tail:
    """Write a log anew, in place of the one there was; raises OSError."""
    head = {"format": FORMAT, "folder": folder, "base": base}
    data, seal = _lines("", (head, *_data(records)))
    place.write(path, data)
    return Tail(path.stat().st_ino, len(data), seal)


def append(path: Path, tail: Tail, records: Iterable[Record], *, lasting: bool) -> Tail:
    """Write more records behind `tail`.

    Args:
        path: The log.
        tail: Its end as the caller knows it.
        records: What was done since.
        lasting: Whether to wait until it would outlive a power cut.

    Raises:
        Damaged: The log has another end by now.
        OSError: It was not written, or in part, which counts as nothing.
    """
    data, seal = _lines(tail.seal, _data(records))
    descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        found = os.fstat(descriptor)
        if found.st_ino != tail.inode or found.st_size < tail.size:
            raise Damaged
        os.ftruncate(descriptor, tail.size)  # a line that was cut short
        if os.pwrite(descriptor, data, tail.size) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        if lasting:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return Tail(tail.inode, tail.size + len(data), seal)


def ends_at(path: Path, tail: Tail) -> bool:
    """Whether nobody else has written to the log since `tail`."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return (found.st_ino, found.st_size) == (tail.inode, tail.size)
