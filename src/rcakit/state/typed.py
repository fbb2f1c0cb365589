"""What is typed and not answered yet, in a file of its own until it is.

Each app that runs has one such file and holds a lock beside it. The kernel frees the lock however
the app ends, so what an app left behind can be told from what another one is writing, and only one
that starts can take it over.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

from rcakit.state import place
from rcakit.state.plain import text

_MOST = 4_000_000
"""Bytes of what was typed that are read."""
_FORMAT = 1
_DRAFTS = 100
_PREFIX = "typed-"
_EDITED = "edited-"


@attrs.frozen
class Typed:
    """An answer that is being written.

    Attributes:
        question: The id of its question.
        ask: The question's words.
        text: What is written.
        ticked: The options ticked.
        before: What the answer began with, to be altered.
        at: When it was last written to.
        file: The name of the file that an editor had open with it; "" where none had.
    """

    question: str
    ask: str
    text: str = ""
    ticked: tuple[str, ...] = ()
    before: str = ""
    at: datetime = attrs.field(factory=lambda: datetime.now(UTC))
    file: str = ""

    @property
    def words(self) -> tuple[str, str, tuple[str, ...]]:
        """What of it makes another text to keep: all but the time."""
        return self.question, self.text, self.ticked


@attrs.define
class TypedFile:
    """The file of what is typed in this app, for one postmortem; written for its owner alone.

    Attributes:
        where: The folder for the state of the postmortem.
    """

    where: Path
    _name: str = attrs.field(factory=lambda: f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}")
    _lock: int | None = None
    _there: bool = False

    def keep(self, drafts: Iterable[Typed], *, left: bool = False) -> None:
        """Keep these in place of what was kept; none removes the file.

        Args:
            drafts: What is typed.
            left: Whether they were left on purpose, on the way out.

        Raises:
            OSError: What was kept is kept still.
        """
        kept = list(drafts)[:_DRAFTS]
        if not kept:
            self.remove()
            return
        place.make(self.where)
        if self._lock is None:
            self._lock = _locked(self._path)
        data = {"left": left, f"typed-{_FORMAT}": [_as_data(one) for one in kept]}
        place.write(self._path, text(data).encode("utf-8", "surrogatepass"))
        self._there = True

    def remove(self) -> None:
        """Keep nothing."""
        if self._there:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            self._there = False

    def close(self) -> None:
        """Let whoever starts next have what is kept."""
        if self._lock is not None:
            if not self._there:
                _unlink_lock(self._path)
            os.close(self._lock)
            self._lock = None

    @property
    def _path(self) -> Path:
        return self.where / f"{self._name}.json"


@attrs.frozen
class Left:
    """What an app left behind.

    Attributes:
        typed: What was being typed, in the order it was kept.
        on_purpose: Whether the person left it on the way out.
        path: The file it is in.
        lock: Held until `done` or `release`.
        damaged: Where it was put because it cannot be read; None where it can.
    """

    typed: tuple[Typed, ...]
    on_purpose: bool
    path: Path
    lock: int
    damaged: Path | None = None

    def done(self) -> None:
        """It is kept elsewhere by now, or not wanted."""
        for one in self.typed:
            if one.file:
                with suppress(OSError):
                    (self.path.parent / one.file).unlink(missing_ok=True)
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        _unlink_lock(self.path)
        self.release()

    def release(self) -> None:
        """Leave it for the next time."""
        with suppress(OSError):
            os.close(self.lock)


def edited_file(where: Path) -> Path:
    """A new name for a text that an editor is given."""
    return where / f"{_EDITED}{os.getpid()}-{secrets.token_hex(4)}.md"


def left_behind(where: Path) -> Iterator[Left]:
    """What apps that are no more left behind, each locked; the newest comes last."""
    try:
        paths = sorted(where.glob(f"{_PREFIX}*.json"), key=lambda path: path.lstat().st_mtime_ns)
    except OSError:
        return
    for path in paths:
        try:
            lock = _locked(path)
        except OSError:  # its app is still there
            continue
        if not path.exists():  # another one was quicker
            os.close(lock)
            continue
        yield _read(path, lock)


def _read(path: Path, lock: int) -> Left:
    try:
        data = json.loads(place.read(path, _MOST) or b"")
        typed = tuple(_from_data(one, path.parent) for one in data[f"typed-{_FORMAT}"][:_DRAFTS])
        return Left(typed, data["left"] is True, path, lock)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Left((), False, path, lock, damaged=place.put_aside(path))


def _as_data(one: Typed) -> dict[str, Any]:
    return attrs.asdict(one) | {"at": one.at.isoformat(), "ticked": list(one.ticked)}


def _from_data(data: Any, where: Path) -> Typed:
    fields = {name: data[name] for name in ("question", "ask", "text", "before")}
    file = data["file"]
    plain = (*fields.values(), file, *data["ticked"])
    if not all(isinstance(one, str) for one in plain) or Path(file).name != file:
        raise ValueError("no text")
    if file and not file.startswith(_EDITED):
        raise ValueError("another file")
    at = datetime.fromisoformat(data["at"]).astimezone(UTC)
    typed = Typed(**fields, ticked=tuple(data["ticked"]), at=at, file=file)
    return _with_edited(typed, where / file) if file else typed


def _with_edited(typed: Typed, path: Path) -> Typed:
    """The text as the editor last saved it."""
    with suppress(OSError, ValueError):
        data = place.read(path, _MOST)
        if data is not None and data.strip():
            return attrs.evolve(typed, text=data.decode("utf-8", "replace").rstrip("\n"))
    return typed


def _locked(path: Path) -> int:
    """The lock of a file of typed text; raises OSError where another app has it."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    lock = os.open(path.with_suffix(".lock"), flags, place.PRIVATE)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _unlink_lock(path: Path) -> None:
    with suppress(OSError):
        path.with_suffix(".lock").unlink(missing_ok=True)
