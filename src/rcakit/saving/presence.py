"""Who has a folder open: a file each in its hidden folder, for the others to see.

Nothing is decided by it, for the lock and the comparison before each save do that. So what cannot
be written or read is left, and what is out of date is taken away by whoever sees it.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import secrets
import socket
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import attrs

from rcakit.errors import UnreadableError
from rcakit.saving import hidden
from rcakit.saving.access import refusal
from rcakit.saving.durable import put
from rcakit.saving.files import OS, FileSystem
from rcakit.toml.read import parse
from rcakit.toml.write import canonical

FRESH = 30 * 60
"""Seconds after which one of another machine that gives no sign is taken for gone."""
SIGN = 5 * 60
"""Seconds between signs."""
_MOST = 4096
_IGNORE = ".gitignore"


@attrs.frozen
class Other:
    """Another rcakit that has the folder open.

    Attributes:
        who: The name of the person, as the machine knows it.
        host: The machine.
        since: When it was opened.
    """

    who: str
    host: str
    since: datetime


@attrs.define
class Presence:
    """One rcakit that has `folder` open.

    Attributes:
        folder: The folder.
        fs: Where.
    """

    folder: Path
    fs: FileSystem = OS
    _path: Path | None = None
    _signed: float = 0.0

    def here(self) -> None:
        """Say, or say again, that the folder is open; nothing where it cannot be written."""
        if time.monotonic() - self._signed < SIGN and self._signed:
            return
        self._signed = time.monotonic()
        if refusal(self.folder, self.fs):
            return
        with contextlib.suppress(OSError):
            if self._path is not None and self._path.exists():
                os.utime(self._path)
                return
            place = hidden.make(self.folder / hidden.NAME, self.fs) / hidden.OPEN
            hidden.make(place, self.fs)
            if self.fs.read(place / _IGNORE) is None:
                put(place / _IGNORE, b"*\n", None, self.fs)
            path = place / f"{os.getpid()}-{secrets.token_hex(4)}.toml"
            put(path, _card(), None, self.fs)
            self._path = path

    def others(self) -> tuple[Other, ...]:
        """The others that are there, oldest first; what is left of dead ones is taken away."""
        place = self.folder / hidden.NAME / hidden.OPEN
        found: list[Other] = []
        with contextlib.suppress(OSError):
            for name in self.fs.names(place):
                path = place / name
                if path != self._path and path.suffix == ".toml":
                    found += self._seen(path)
        return tuple(sorted(found, key=lambda one: one.since))

    def _seen(self, path: Path) -> Iterator[Other]:
        try:
            # Whoever sends a folder may have put a pipe there, and that is not waited for.
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                found = os.fstat(descriptor)
                if not stat.S_ISREG(found.st_mode):
                    return
                card = parse(file.read(_MOST), path)
            age = time.time() - found.st_mtime
        except (OSError, UnreadableError):
            return
        pid, host, since = card.get("pid"), card.get("host"), card.get("since")
        if not isinstance(pid, int) or not isinstance(since, datetime):
            return
        if (host == socket.gethostname() and not _lives(pid)) or age > FRESH:
            if not refusal(self.folder, self.fs):
                with contextlib.suppress(OSError):
                    self.fs.unlink(path)
            return
        yield Other(str(card.get("who", "")), str(host), since)

    def gone(self) -> None:
        """Take back what was said; of an empty place nothing is left."""
        path, self._path = self._path, None
        if path is None:
            return
        place = path.parent
        with contextlib.suppress(OSError):
            self.fs.unlink(path)
            if self.fs.names(place) == [_IGNORE]:
                self.fs.unlink(place / _IGNORE)
                self.fs.rmdir(place)
            if not self.fs.names(place.parent):
                self.fs.rmdir(place.parent)


def _card() -> bytes:
    now = datetime.now(UTC).replace(microsecond=0)
    return canonical(
        {"who": _who(), "host": socket.gethostname(), "pid": os.getpid(), "since": now}
    ).encode()


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name
        return f"user {os.getuid()}"


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True
