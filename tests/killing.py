"""A program that writes a postmortem, killed at random moments, and what is found afterwards.

Used by the tests at a small size and by `benchmarks/kill.py` for as long as one likes. Whoever
uses this must have no threads, for it forks.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import attrs
from saving_disks import plant, tree
from saving_stories import START

from rcakit import session as sessions
from rcakit.change import Change, Put, Reword, SetIncident, SetNotes
from rcakit.creating import create
from rcakit.errors import RcakitError
from rcakit.library import Policy
from rcakit.model import Event, Postmortem
from rcakit.session import Session
from rcakit.store import load, store, to_documents

PATIENCE = 30.0
DID, WANTS, SAVED = "did", "wants", "saved"
WORDS = "database full retry storm Anna deploy 41 queue paged quietly rollback".split()  # noqa: SIM905
FITTING = ("incident", "near miss", "high", "UTC", "14:32", "1", "yes", "Anna")
NAIVE = {f"{name}.toml": b"number = 0\n" * 5000 for name in "abc"}
KEYS = ("\x1b[B", "\x1b[A", "\x0e", "\x1a", "\x1a", "\x19", "y", "n", "\x1b", "\t", "\r")
"""Arrows, next step, undo and redo, answers by one letter, and ways out of what is open."""


@attrs.define
class Deaths:
    """What happened to the programs that were killed.

    Attributes:
        cycles: How many were.
        saves: Saves they acknowledged.
        changes: Changes a person made in them.
        amid: How often a save was under way.
        finished: How often that save was found done.
        most_lost: The most changes that were made and are not there.
        oldest: The oldest of those, in seconds from its making to the kill.
        broken: Promises that were broken.
    """

    cycles: int = 0
    saves: int = 0
    changes: int = 0
    amid: int = 0
    finished: int = 0
    most_lost: int = 0
    oldest: float = 0.0
    broken: int = 0

    def __str__(self) -> str:
        return (
            f"{self.cycles} kills, {self.changes} changes, {self.saves} acknowledged saves; "
            f"{self.amid} kills amid a save, {self.finished} of them done by the next opening; "
            f"at most {self.most_lost} changes not there, made {self.oldest * 1000:.0f} ms before; "
            f"{self.broken} broken"
        )


def mark(postmortem: Postmortem) -> str:
    """What two postmortems have in common only if they say the same."""
    text = json.dumps(to_documents(postmortem), default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@attrs.frozen
class Diary:
    """What a program said it did, in order, until it was killed.

    Attributes:
        lines: A word, the mark of the postmortem then, and when it was.
        ended: When it was killed.
    """

    lines: tuple[tuple[str, str, float], ...]
    ended: float

    def of(self, word: str) -> list[str]:
        """The marks of the lines with that word."""
        return [found for said, found, _ in self.lines if said == word]

    @property
    def under_way(self) -> list[str]:
        """The marks of the save that was begun and not acknowledged."""
        words = [said for said, _, _ in self.lines]
        last = len(words) - words[::-1].index(SAVED) if SAVED in words else 0
        return [found for said, found, _ in self.lines[last:] if said == WANTS]


def written(tells: int, folder: Path) -> None:
    """Have everything that is done to a folder in this process written into a pipe."""

    def say(word: str, postmortem: Postmortem) -> None:
        os.write(tells, f"{word} {mark(postmortem)} {time.monotonic()}\n".encode())

    def told_store(path: Path, *args: object, **more: object) -> object:
        if path.resolve() != folder.resolve():
            return store(path, *args, **more)
        say(WANTS, args[1])
        saved = store(path, *args, **more)
        if not saved.unsure:
            say(SAVED, args[1])
        return saved

    def told(name: str) -> None:
        real = getattr(Session, name)

        def call(self: Session, *args: object) -> object:
            before = self.now
            result = real(self, *args)
            if self.now != before:
                say(DID, self.now)
            return result

        setattr(Session, name, call)

    sessions.store = told_store
    for name in ("apply", "undo", "redo"):
        told(name)


def kill_the_app(place: Path, random: Random, deaths: Deaths) -> None:
    """Open the app in a pseudo-terminal, send it keys, kill it, and look at what is there.

    Raises:
        AssertionError: A promise is broken; says which.
    """
    folder = planted(place, random)
    first = mark(load(folder).postmortem)
    told, tells = os.pipe()
    child, screen = pty.fork()
    if child == 0:
        try:
            _app(folder, place, tells)
        finally:
            os._exit(1)
    os.close(tells)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    ends = _Ends(told, screen)
    try:
        ends.drawn()
        _type(ends, random)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    look(folder, first, ends.rest(), deaths)


def _app(folder: Path, place: Path, tells: int) -> None:
    from rcakit.tui import run

    os.environ.update(
        TERM="xterm-256color",
        XDG_STATE_HOME=str(place / "state"),
        XDG_CONFIG_HOME=str(place / "config"),
    )
    written(tells, folder)
    run(folder, third_party=False)


@attrs.define
class _Ends:
    """What comes out of the app: its diary and its screen."""

    told: int
    screen: int
    diary: bytes = b""
    shown: bytes = b""
    ended: bool = False

    def read(self, seconds: float) -> bool:
        """Take what comes; whether anything did."""
        ready = select.select([self.told, self.screen], [], [], seconds)[0]
        for end in ready:
            with suppress(OSError):
                data = os.read(end, 1 << 16)
                if end == self.told:
                    self.diary += data
                else:
                    self.shown += data
                if data:
                    continue
            self.ended = True
        return bool(ready)

    def drawn(self) -> None:
        """Wait for the first whole screen."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not self.ended:
            self.read(0.15)
            if b"enter answer" in self.shown:
                return
        raise AssertionError(f"the app asked nothing: {self.shown[-2000:]!r}")

    def rest(self) -> Diary:
        """Everything it wrote before it was killed, which is now."""
        now = time.monotonic()
        os.close(self.screen)
        with os.fdopen(self.told, "rb") as file:
            self.diary += file.read()
        return diary(self.diary, now)


def diary(written: bytes, ended: float) -> Diary:
    """The lines that were written whole."""
    rows = [line.split() for line in written.decode().split("\n")[:-1]]
    return Diary(tuple((word, found, float(when)) for word, found, when in rows), ended)


def _type(ends: _Ends, random: Random) -> None:
    """Send keys as a person in a hurry would, until the moment at which the app is killed."""
    amid = random.random() < 0.7
    saves = random.randint(1, 6)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not ends.ended:
        os.write(ends.screen, _keys(random).encode())
        until = time.monotonic() + random.uniform(0.02, 0.2)
        while (left := until - time.monotonic()) > 0 and not ends.ended:
            ends.read(left)
            if ends.diary.count(b"wants") >= saves:
                time.sleep(random.uniform(0, 0.015 if amid else 0.3))
                return


def _keys(random: Random) -> str:
    """An answer in place of what is there, or something else a person does."""
    words = " ".join(random.choices(WORDS, k=random.randint(1, 4)))
    answer = random.choice([words, words, random.choice(FITTING), ""])
    return random.choice([f"\x05\x15{answer}\r", f"\x05\x15{answer}\r", random.choice(KEYS)])


def kill_the_saver(place: Path, random: Random, deaths: Deaths) -> None:
    """The same of a program that saves as fast as it can, several files at a time."""
    folder = planted(place, random)
    first = mark(load(folder).postmortem)
    seed = random.random()
    written_down = killed(lambda tells: save_on(folder, tells, Random(seed)), random)
    look(folder, first, diary(written_down, time.monotonic()), deaths)


def save_on(folder: Path, tells: int, random: Random) -> None:
    """Save for ever, or until the disk is not sure any more."""
    written(tells, folder)
    session = Session.open(folder)
    for number in range(1_000_000):
        for change in _changes(number, random):
            session.apply(change)
        if session.save().unsure:
            return


def _changes(number: int, random: Random) -> list[Change]:
    changes: list[Change] = [
        SetIncident({"summary": f"number {number} " + "x" * random.choice([1, 5000])}),
        Reword("a", f"A {number}"),
        SetNotes("fishbone", {"bones": number} if random.random() < 0.7 else {}),
        Put("event", "20260301-143200-aaaa", Event(text=f"it began {number}")),
    ]
    return random.sample(changes, random.randint(1, 4))


def write_naively(folder: Path) -> None:
    """Write three files that have to agree, each as it is, for ever."""
    for number in range(1, 1_000_000):
        for name in NAIVE:
            with (folder / name).open("wb") as file:
                file.write(b"number = %d\n" % number * 5000)


def kill_the_naive(place: Path, random: Random, deaths: Deaths) -> None:
    """The same of a program that writes its files as they are, which must be found out."""
    folder = place / "naive"
    plant(NAIVE, folder)
    killed(lambda _: write_naively(folder), random)
    deaths.cycles += 1
    deaths.broken += not naive_whole(folder)


def naive_whole(folder: Path) -> bool:
    """Whether the files of the naive program are whole and agree."""
    found = {path.read_bytes() for path in folder.iterdir()}
    whole = all(len(data.splitlines()) == 5000 and data.endswith(b"\n") for data in found)
    return whole and len(found) == 1


def killed(
    program: Callable[[int], None], random: Random, end: Callable[[], None] | None = None
) -> bytes:
    """What a program wrote down until a random moment, at which it is killed.

    Args:
        program: Gets the end of a pipe to write to.
        random: Chooses the moment.
        end: Called at that moment, before the program is killed.
    """
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            program(tells)
        finally:
            os._exit(1)
    os.close(tells)
    seen, moment = b"", time.monotonic() + random.uniform(0.01, 0.15)
    while (left := moment - time.monotonic()) > 0:
        if select.select([told], [], [], left)[0]:
            seen += os.read(told, 1 << 16)
    if end is not None:
        end()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as file:
        return seen + file.read()


def planted(place: Path, random: Random) -> Path:
    """A folder with a postmortem: written by hand, or begun by rcakit."""
    if random.random() < 0.5:
        folder = place / "folder"
        plant(START, folder)
        return folder
    folder = create(place / "library", "Checkout", day=date(2026, 3, 1), policy=Policy())
    for name in ("causes.toml", "timeline.toml"):
        (folder / name).write_bytes(START[name])
    return folder


def look(folder: Path, first: str, diary: Diary, deaths: Deaths) -> None:
    """What is found in the folder of a program that was killed.

    Raises:
        AssertionError: A promise is broken; says which.
    """
    saved, under_way = diary.of(SAVED), diary.under_way
    states = [first, *diary.of(DID)]
    deaths.cycles += 1
    deaths.saves += len(saved)
    deaths.changes += len(states) - 1
    deaths.amid += bool(under_way)
    if len(under_way) > 1:
        raise AssertionError(f"two saves at a time: {diary.lines[-5:]}")
    try:
        found = mark(load(folder).postmortem)
    except RcakitError as error:
        raise AssertionError(f"it cannot be read any more: {error}") from None
    allowed = [saved[-1] if saved else first, *under_way]
    if found not in allowed:
        raise AssertionError(f"{found} is there, where {allowed} may be; {diary.lines[-5:]}")
    deaths.finished += bool(under_way) and found == under_way[-1] != allowed[0]
    left = [name for name in tree(folder) if name.endswith(".tmp") or "/txn" in name]
    if left:
        raise AssertionError(f"litter is left: {left}")
    # The same postmortem may have been there before, by undo: the newest of them counts.
    lost = states[::-1].index(found) if found in states else 0
    deaths.most_lost = max(deaths.most_lost, lost)
    if lost:
        made = [when for said, _, when in diary.lines if said == DID][-lost]
        deaths.oldest = max(deaths.oldest, diary.ended - made)
