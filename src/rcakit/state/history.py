"""What can be undone and redone of a postmortem across restarts.

A session tells what it did; that is written beside the keyboard, before the postmortem is saved
itself, and read only when somebody goes back further than the session knows. Whatever is wrong
with the log, the session and the postmortem go on without it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Literal

import attrs

from rcakit.model import Postmortem
from rcakit.state import log, place
from rcakit.state.edge import back, between, follow
from rcakit.state.log import Damaged, Record, Tail
from rcakit.state.plain import Unsound, documents, postmortem, text
from rcakit.state.trail import BYTES, ON_DISK, STEPS, Logstep, Trail, arrived, trail_of

NAME = "undo.log"
RECORDS = 4 * STEPS
"""Records after which a log is begun anew."""
_PATIENCE = 0.2
"""Seconds to wait for another rcakit that writes to the same log; a save waits as long."""
Side = tuple[str, Postmortem]
"""The title of a change, and the postmortem on its other side."""


@attrs.frozen
class Deed:
    """What a session did: from one postmortem to another."""

    kind: Literal["do", "undo", "redo"]
    title: str
    before: Postmortem
    after: Postmortem


@attrs.define
class History:
    """The log of one folder, as one session sees it.

    Attributes:
        folder: The postmortem's folder.
        start: The postmortem as the session found it.
        fault: Why the way back ended, a sentence; "" where nothing went wrong.
    """

    folder: Path
    start: Postmortem
    fault: str = ""
    _end: Postmortem = attrs.field(init=False)
    _deeds: deque[Deed] = attrs.field(factory=deque, init=False)
    _trail: Trail | None = attrs.field(default=None, init=False)
    _tail: Tail | None = attrs.field(default=None, init=False)
    _records: int = attrs.field(default=0, init=False)
    _most: int = attrs.field(default=0, init=False)
    _redone: bool = attrs.field(default=False, init=False)
    _busy: RLock = attrs.field(factory=RLock, init=False)

    def __attrs_post_init__(self) -> None:
        self._end = self.start

    def did(self, deed: Deed) -> None:
        """Something was done; called on key presses, so nothing is computed."""
        self._deeds.append(deed)
        self._redone = self._redone or deed.kind == "do"

    def earlier(self, now: Postmortem) -> Side | None:
        """The last change of former sessions, with the postmortem before it; off the list then."""
        return self._other_side(now, self._read().done, forward=False)

    def later(self, now: Postmortem) -> Side | None:
        """The last change that former sessions undid, with the postmortem after it."""
        steps = [] if self._redone else self._read().undone
        return self._other_side(now, steps, forward=True)

    def unsaved(self) -> int:
        """How many changes were made last time and never reached the folder; redo makes them."""
        return self._read().unsaved

    def _other_side(self, now: Postmortem, steps: list[Logstep], *, forward: bool) -> Side | None:
        if not steps:
            return None
        step = steps.pop()
        try:
            there = documents(now)
            follow(there, step.edge if forward else back(step.edge))
            return step.title, postmortem(there)
        except Unsound:
            self._put_aside()
            return None

    def _read(self) -> Trail:
        """What former sessions left, as of where this one began; read once."""
        with self._busy:
            if self._trail is None:
                with self._guarded():
                    self._trail = self._joined(self.start)
            if self._trail is None:
                self._trail = Trail({})
            return self._trail

    def _joined(self, now: Postmortem) -> Trail:
        """The trail of the log to `now`; `_tail` is its end, or None where it must begin anew."""
        self._tail = None
        here = documents(now)
        logged = log.read(self._path)
        if logged is None:
            return Trail(here)
        moved = logged.folder != log.identity(self.folder)
        tail, count = logged.tail, len(logged.records)
        most = len(text(logged.base)) + BYTES
        trail, exact = arrived(logged, here)
        if moved and not exact and not trail.unsaved:
            return Trail(here)  # another postmortem has been put in its place
        if exact and not moved:
            self._tail, self._records, self._most = tail, count, most
        return trail

    def write(self, until: Postmortem) -> None:
        """Put into the log what was done up to `until`; may be called from any thread."""
        with self._busy, self._guarded():
            deeds = self._up_to(until)
            if not deeds:
                return
            with self._alone():
                self._read()
                if self._tail is None or not log.ends_at(self._path, self._tail):
                    trail = self._joined(deeds[0].before)
                    self._end = deeds[0].before
                    if self._tail is None:
                        self._begin(trail)
                self._append(self._linked(deeds))
                self._end = deeds[-1].after
                for _ in deeds:
                    self._deeds.popleft()
                if self._tail is not None and self._full(self._tail):
                    self._shorten()

    def saved(self, now: Postmortem) -> None:
        """Note that `now` is in the folder."""
        with self._busy, self._guarded():
            if self._tail is not None and self._end is now:
                with self._alone():
                    if log.ends_at(self._path, self._tail):
                        self._append([Record("saved")], lasting=True)

    def _up_to(self, until: Postmortem) -> list[Deed]:
        deeds = list(self._deeds)
        while deeds and deeds[-1].after is not until:
            deeds.pop()
        return deeds

    def _linked(self, deeds: list[Deed]) -> Iterator[Record]:
        """The deeds as records; where one does not begin where the last ended, what is between."""
        here = self._end
        for deed in deeds:
            if deed.before is not here and (gap := between(here, deed.before)):
                yield Record("do", ON_DISK, gap)
            yield Record(deed.kind, deed.title, between(deed.before, deed.after))
            here = deed.after

    def _append(self, records: Iterable[Record], *, lasting: bool = False) -> None:
        if self._tail is not None:
            written = list(records)
            self._tail = log.append(self._path, self._tail, written, lasting=lasting)
            self._records += len(written)

    def _full(self, tail: Tail) -> bool:
        return tail.size > self._most or self._records > RECORDS

    def _shorten(self) -> None:
        logged = log.read(self._path)
        if logged is not None:
            trail, _ = trail_of(logged)
            trail.trim()
            self._begin(trail)

    def _begin(self, trail: Trail) -> None:
        place.make(self._path.parent)
        base, records = trail.base(), trail.records()
        self._most, self._records = len(text(base)) + BYTES, len(records)
        self._tail = log.begin(self._path, log.identity(self.folder), base, records)

    @property
    def _path(self) -> Path:
        return place.place(self.folder) / NAME

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While no other rcakit writes to the log."""
        from filelock import FileLock

        place.make(self._path.parent)
        with FileLock(self._path.with_name("lock"), timeout=_PATIENCE, mode=place.PRIVATE):
            yield

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """A log that is damaged is put aside; one that cannot be had now is left."""
        try:
            yield
        except (Damaged, Unsound):
            self._put_aside()
        except (OSError, NotImplementedError, ValueError):  # a lock that is held is an OSError
            self._tail = None

    def _put_aside(self) -> None:
        aside = place.put_aside(self._path)
        self._tail, self._trail = None, Trail({})
        self.fault = (
            f"What could be undone from before is damaged and was put aside as {aside}. "
            "The postmortem is as it was."
        )
