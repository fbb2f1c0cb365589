"""Saves as they happen in a life: each story makes some, and says when it was told they are done.

Whoever tells a story chooses the disk: one that remembers, so that power cuts can be played out,
or the machine's own, under a program that is killed at a system call.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import attrs
from saving_disks import Tree

from rcakit.change import (
    AddCause,
    DeleteCause,
    Judge,
    Put,
    PutAll,
    Reword,
    SetIncident,
    SetNotes,
)
from rcakit.creating import create
from rcakit.errors import ConflictError, Refused
from rcakit.hooks import Found, Imported
from rcakit.importing import take
from rcakit.library import Policy
from rcakit.model import Action, Cause, Event, Status
from rcakit.saving.files import FileSystem
from rcakit.session import Session
from rcakit.store import writing
from rcakit.toml.patch import Rewritten, rewrite

Said = Callable[[], None]
MOMENT = datetime(2026, 3, 1, 14, 32, tzinfo=UTC)
START: Tree = {
    "postmortem.toml": b'# ours\ntitle = "Checkout answered 5xx"\n',
    "causes.toml": b"""\
# as we saw it
[cause.a]
text = "A"

# Jo found this in the mail of the vendor
[cause.b]
text = "B" # looked at twice
""",
    "timeline.toml": b"""\
[event.20260301-143200-aaaa]
at = 2026-03-01T14:32:00Z
text = "it began"
""",
    "methods": None,
    "methods/fishbone.toml": b"# as drawn on the board\nbones = 6\n",
}


@attrs.frozen
class Story:
    """Saves that follow one another.

    Attributes:
        name: What happens, in a word or two.
        tell: Makes the saves in a folder and says so after each.
        start: What is in the folder before.
    """

    name: str
    tell: Callable[[Path, FileSystem, Said], None]
    start: Tree = attrs.field(factory=lambda: START)


def _new(folder: Path, fs: FileSystem, said: Said) -> None:
    create(folder / "2026", "Checkout", day=date(2026, 3, 1), policy=Policy(), fs=fs)
    said()


def _one(folder: Path, fs: FileSystem, said: Said) -> None:
    session = Session.open(folder, fs)
    session.apply(Reword("a", "A, reworded"))
    session.save()
    said()
    session.apply(DeleteCause("b"))
    session.save()
    said()


def _several(folder: Path, fs: FileSystem, said: Said) -> None:
    session = Session.open(folder, fs)
    session.apply(Judge("a", Status.CONFIRMED))
    session.apply(Put("action", "fix", Action(title="mend it", addresses=("a",))))
    session.apply(SetIncident({"severity": "high"}))
    session.save()
    said()
    session.apply(Put("event", "20260301-143300-bbbb", Event(text="it ended", at=MOMENT)))
    session.apply(Reword("b", "B, reworded"))
    session.save()
    said()


def _notes(folder: Path, fs: FileSystem, said: Said) -> None:
    """A file goes together with another change, and comes back alone."""
    session = Session.open(folder, fs)
    session.apply(Reword("a", "A, reworded"))
    session.apply(SetNotes("fishbone", {}))
    session.save()
    said()
    session.undo()
    session.save()
    said()
    session.apply(Reword("b", "B, reworded"))
    session.save()
    said()


def _first_notes(folder: Path, fs: FileSystem, said: Said) -> None:
    session = Session.open(folder, fs)
    session.apply(SetNotes("five-whys", {"whys": 5}))
    session.save()
    said()


def _anew(folder: Path, fs: FileSystem, said: Said) -> None:
    """A layout that cannot be kept: the old text goes to the backup."""

    def rewrite_anew(old: str, wanted: dict[str, object], schema: str | None = None) -> Rewritten:
        return attrs.evolve(rewrite("", wanted, schema), in_place=old == "")

    session = Session.open(folder, fs)
    session.apply(Reword("a", "A, reworded"))
    session.apply(SetNotes("fishbone", {"bones": 4}))
    with _replaced(writing, "rewrite", rewrite_anew):
        session.save()
    said()


def _imported(folder: Path, fs: FileSystem, said: Said) -> None:
    session = Session.open(folder, fs)
    events = tuple(
        Found("event", str(n), Event(text=f"page {n}", at=MOMENT.replace(second=n)))
        for n in range(3)
    )
    imported = Imported(found=events, incident={"severity": "low"})
    change = take(session.now, "pager", imported).change
    assert change is not None
    session.apply(change)
    session.save()
    said()


def _merged(folder: Path, fs: FileSystem, said: Said) -> None:
    """Somebody else is quicker."""
    mine, theirs = Session.open(folder, fs), Session.open(folder, fs)
    theirs.apply(AddCause("c", Cause(text="C")))
    theirs.save()
    said()
    mine.apply(Reword("a", "A, reworded"))
    mine.apply(SetNotes("fishbone", {"bones": 7}))
    with contextlib.suppress(ConflictError):
        mine.save()
        raise AssertionError
    mine.merge()
    said()
    theirs.apply(Reword("a", "A, theirs"))
    with contextlib.suppress(ConflictError):
        theirs.save()
        raise AssertionError
    theirs.keep_mine_beside()
    said()


def afterwards(folder: Path, fs: FileSystem, said: Said) -> None:
    """What somebody does who comes later; can be told of any postmortem."""
    session = Session.open(folder, fs)
    session.apply(SetIncident({"summary": "Written later."}))
    session.apply(SetNotes("later", {"number": 1}))
    session.save()
    said()
    session.apply(SetNotes("later", {"number": 2}))
    session.save()
    said()


@contextlib.contextmanager
def _replaced(module: object, name: str, value: object):
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


STORIES = {
    story.name: story
    for story in (
        Story("new", _new, {}),
        Story("one", _one),
        Story("several", _several),
        Story("notes", _notes),
        Story("first-notes", _first_notes, {n: d for n, d in START.items() if "methods" not in n}),
        Story("anew", _anew),
        Story("imported", _imported),
        Story("merged", _merged),
    )
}


def random_story(seed: int) -> Story:
    """Three saves of one to four random changes each, some of them undone again."""

    def tell(folder: Path, fs: FileSystem, said: Said) -> None:
        random = Random(seed)
        session = Session.open(folder, fs)
        for number in range(3):
            for step in range(random.randint(1, 4)):
                with contextlib.suppress(Refused):
                    session.apply(_any_change(random, session, f"{number}{step}"))
            if random.random() < 0.3:
                session.undo()
            if not session.saved:
                session.save()
                said()

    return Story(f"random-{seed}", tell)


def _any_change(random: Random, session: Session, tail: str):
    word = "x" * random.choice([1, 20, 300, 5000])
    causes = [*session.now.causes]
    kinds = [
        SetIncident({"severity": word[:9] + tail}),
        AddCause(f"c{tail}", Cause(text=word)),
        Put("event", f"20260301-1432{tail}-cccc", Event(text=word, at=MOMENT)),
        PutAll("two", tuple(("action", f"fix{tail}{n}", Action(title=word)) for n in "ab")),
        SetNotes(random.choice(["fishbone", "five-whys"]), {"bones": random.randint(1, 9)}),
        SetNotes("fishbone", {}),
    ]
    if causes:
        kinds += [Reword(random.choice(causes), word + tail), DeleteCause(random.choice(causes))]
    return random.choice(kinds)
