"""The way that led to a postmortem: what can be undone and redone, as a log tells it."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rcakit.state.edge import Edge, as_data, back, difference, follow
from rcakit.state.log import Logged, Record
from rcakit.state.plain import Plain, text

ON_DISK = "the change on disk"
"""What a change is called that nobody told the log of."""
STEPS = 1000
"""Changes that can be undone or redone after a restart."""
BYTES = 5_000_000
"""Bytes of all of them."""


@attrs.frozen
class Logstep:
    """One change: what it is called, and from the state before to the one after."""

    title: str
    edge: Edge


@attrs.define
class Trail:
    """Where one is, and the ways from there.

    Attributes:
        here: The documents.
        done, undone: Changes that can be undone and redone, newest last.
        unsaved: How many of `undone` were never in the folder: a crash came before.
    """

    here: Plain
    done: list[Logstep] = attrs.field(factory=list)
    undone: list[Logstep] = attrs.field(factory=list)
    unsaved: int = 0

    def take(self, record: Record) -> None:
        """Go where a record says; raises Unsound where that is no way from here."""
        follow(self.here, record.edge)
        self.note(record)

    def note(self, record: Record) -> None:
        """What can be undone and redone after a record.

        Where another app wrote in between, one may undo what is not the last change any more;
        that is a change itself then, so that each step goes on from where the one before ends.
        """
        step = Logstep(record.title, record.edge)
        if record.kind == "saved":
            return
        if record.kind == "undo" and (not self.done or _same_edge(self.done[-1], back(step.edge))):
            if self.done:
                self.done.pop()
            self.undone.append(Logstep(record.title, back(record.edge)))
            return
        if record.kind == "redo" and self.undone and _same_edge(self.undone[-1], step.edge):
            self.undone.pop()
        else:
            self.undone.clear()
        self.done.append(step)

    def base(self) -> Plain:
        """The documents before the oldest change that can be undone."""
        start = {name: _copied(document) for name, document in self.here.items()}
        for step in reversed(self.done):
            follow(start, back(step.edge))
        return start

    def records(self) -> list[Record]:
        """What makes this trail of its base, in a log begun anew."""
        redo = list(reversed(self.undone))
        return [
            *(Record("do", step.title, step.edge) for step in (*self.done, *redo)),
            *(Record("undo", step.title, back(step.edge)) for step in reversed(redo)),
        ]

    def trim(self) -> None:
        """Forget the oldest changes where there are too many, with room for more to come."""
        self.done = _newest(self.done)
        self.undone = _newest(self.undone)


def _same_edge(step: Logstep, edge: Edge) -> bool:
    return text(as_data(step.edge)) == text(as_data(edge))


def _newest(steps: list[Logstep]) -> list[Logstep]:
    kept: list[Logstep] = []
    room = BYTES // 4
    for step in reversed(steps[-STEPS:]):
        room -= len(text(as_data(step.edge)))
        if room < 0:
            break
        kept.insert(0, step)
    return kept


def _copied(document: Plain) -> Plain:
    return {key: {**one} if isinstance(one, dict) else one for key, one in document.items()}


def _same(one: Plain, other: Plain) -> bool:
    return one == other and text(one) == text(other)  # the first is quick, the second exact


def trail_of(logged: Logged) -> tuple[Trail, list[Record]]:
    """Where a log ends, and what was done in it after the folder was last known to be saved.

    Raises Unsound where it contradicts itself. The base is used up.
    """
    trail = Trail(logged.base)
    unsaved: list[Record] = []
    for record in logged.records:
        trail.take(record)
        if record.kind == "saved":
            unsaved.clear()
        else:
            unsaved.append(record)
    return trail, unsaved


def arrived(logged: Logged, now: Plain) -> tuple[Trail, bool]:
    """The trail to the documents `now`, of a folder that was read; whether the log ends there.

    Where they are those of the last save, what was done after it was lost in a crash, and can be
    done again. Where they are unknown, somebody else has altered them, and that can be undone.
    Raises Unsound where the log contradicts itself.
    """
    trail, unsaved = trail_of(logged)
    if _same(trail.here, now):
        return trail, True
    lost = _lost(trail.here, unsaved, now)
    if lost:
        return _before(logged.records[: len(logged.records) - lost], unsaved[-lost:], now), False
    trail.done.append(Logstep(ON_DISK, difference(trail.here, now)))
    trail.undone.clear()
    trail.here = now
    return trail, False


def _lost(end: Plain, unsaved: list[Record], now: Plain) -> int:
    """How many of the last records led on from `now`; 0 where none did."""
    start = {name: _copied(document) for name, document in end.items()}
    for count, record in enumerate(reversed(unsaved), 1):
        follow(start, back(record.edge))
        if _same(start, now):
            return count
    return 0


def _before(records: Iterable[Record], lost: list[Record], now: Plain) -> Trail:
    """The trail as it was before the changes that were lost, which can be made again."""
    trail = Trail(now, unsaved=len(lost))
    for record in records:
        trail.note(record)
    trail.undone = [Logstep(one.title, one.edge) for one in reversed(lost)]
    return trail
