"""A postmortem that is changed, undone, crashed, reopened and edited by others, at random.

However it went, going back as far as one can ends where it all began.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from strategies import changes, postmortems

from rcakit.change import SetIncident
from rcakit.errors import ConflictError, Refused
from rcakit.model import Postmortem
from rcakit.session import Session
from rcakit.state.history import NAME
from rcakit.state.place import place
from rcakit.state.trail import BYTES
from rcakit.store import load, store, to_documents
from rcakit.toml.write import canonical


def put(folder: Path, postmortem: Postmortem) -> None:
    """Write a new folder."""
    for name, document in to_documents(postmortem).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canonical(document, None), "utf-8")


def log_of(folder: Path) -> Path:
    """The file of what can be undone."""
    return place(folder) / NAME


def retitle(folder: Path, title: str) -> None:
    """Alter the title on disk, as an editor would."""
    snapshot = load(folder)
    incident = attrs.evolve(snapshot.postmortem.incident, title=title)
    store(folder, snapshot, attrs.evolve(snapshot.postmortem, incident=incident))


def go_back(session: Session, most: int = 5000) -> list[str]:
    """Undo all there is; the titles."""
    titles = []
    while (title := session.undo()) is not None:
        titles.append(title)
        assert len(titles) <= most, "there is no end to it"
    return titles


class Undoing(RuleBasedStateMachine):
    """One folder, its sessions, and others who write to it."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="undoing-"))
        self.folder = self.root / "postmortem"

    @initialize(start=postmortems())
    def begin(self, start: Postmortem) -> None:
        """A folder, a session, and a first answer, since the log begins with one."""
        put(self.folder, start)
        self.open()
        self.first = self.session.now
        self.session.apply(SetIncident({"summary": "begun"}))
        self.save()

    def open(self) -> None:
        """A new session, as after a restart."""
        self.session = Session.open(self.folder)

    @rule(data=st.data(), saved=st.booleans())
    def change(self, data: Any, saved: bool) -> None:
        """An answer."""
        try:
            self.session.apply(data.draw(changes(self.session.now)))
        except Refused:
            return
        if saved:
            self.save()

    @rule(saved=st.booleans())
    def undo(self, saved: bool) -> None:
        """ctrl+z."""
        self.session.undo()
        if saved:
            self.save()

    @rule(saved=st.booleans())
    def redo(self, saved: bool) -> None:
        """ctrl+y."""
        self.session.redo()
        if saved:
            self.save()

    @rule()
    def save(self) -> None:
        """The save after an answer; what is on disk wins where both changed."""
        try:
            self.session.save()
        except ConflictError:
            self.session.reload()

    @rule()
    def leave(self) -> None:
        """A clean exit, and a start."""
        self.save()
        now, others = self.session.now, self.session.changed_on_disk()
        self.open()
        assert others or self.session.now == now

    @rule()
    def crash(self) -> None:
        """Killed before what was answered last was saved."""
        self.open()

    @rule()
    def crash_in_a_save(self) -> None:
        """Killed when the log was written and the folder was not."""
        now, others = self.session.now, self.session.changed_on_disk()
        assert self.session.history is not None
        self.session.history.write(now)
        self.open()
        if others or self.session.now == now:
            return
        assert self.session.history is not None
        lost = self.session.history.unsaved()
        assert lost, "what was done last cannot be done again"
        for _ in range(lost):
            assert self.session.redo() is not None
        assert self.session.now == now

    @rule(number=st.integers(0, 3))
    def edit(self, number: int) -> None:
        """An editor writes while the session is open."""
        retitle(self.folder, f"edited {number}")
        if self.session.saved:
            self.session.take_in()

    @rule(number=st.integers(0, 3))
    def edit_between(self, number: int) -> None:
        """An editor writes while no session is open."""
        retitle(self.folder, f"between {number}")
        self.open()

    @rule(number=st.integers(0, 3), back=st.booleans())
    def other_app(self, number: int, back: bool) -> None:
        """Another rcakit does something to the same folder."""
        other = Session.open(self.folder)
        if back:
            other.undo()
        else:
            other.apply(SetIncident({"summary": f"other {number}"}))
        other.save()

    def teardown(self) -> None:
        """All the way back, over one more restart, leads to the beginning."""
        try:
            if hasattr(self, "session"):
                self.open()
                go_back(self.session)
                assert self.session.history is not None
                assert not self.session.history.fault
                assert self.session.now == self.first
                path = log_of(self.folder)
                if path.exists():
                    base = len(str(to_documents(self.first)))
                    assert path.stat().st_size < BYTES + 10 * base + 100_000
        finally:
            shutil.rmtree(place(self.folder), ignore_errors=True)
            shutil.rmtree(self.root, ignore_errors=True)


def spoiled(data: bytes, chance: Random) -> bytes:
    """Bytes with a few of them altered, lost, moved, doubled or added."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        here = chance.randrange(len(result) + 1)
        there = chance.randrange(len(result) + 1)
        low, high = min(here, there), max(here, there)
        match chance.randrange(6):
            case 0 if here < len(result):
                result[here] = chance.randrange(256)
            case 1:
                del result[low:high]
            case 2:
                result[here:here] = result[low : min(high, low + 500)]
            case 3:
                result[here:here] = chance.randbytes(chance.randint(1, 40))
            case 4:
                del result[here:]
            case _:
                lines = bytes(result).splitlines(keepends=True)
                chance.shuffle(lines)
                result = bytearray(b"".join(lines))
    return bytes(result)
