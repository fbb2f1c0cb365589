"""Power cuts played out: whatever one leaves, the next opening finds a whole postmortem.

Used by the tests at a small size and by `benchmarks/disk_states.py` for as long as one likes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files as resources
from pathlib import Path
from random import Random

import attrs
from saving_disks import Cut, Killed, Quick, RecordingDisk, Tree, plant, tree
from saving_stories import Story, afterwards

from rcakit.change import SetIncident
from rcakit.saving import hidden
from rcakit.saving.durable import TEMPORARY
from rcakit.saving.recovery import recover
from rcakit.session import Session
from rcakit.store import is_postmortem, load

QUICK = Quick()
SCHEMA = resources("rcakit").joinpath("schema.json").read_bytes()
KEPT = {".gitignore", "schema.json", "backup"}
"""What stays in the hidden folder when nothing is under way, beside the lock."""


@attrs.define
class Tally:
    """What was tried.

    Attributes:
        cuts: States of the disk, each different.
        before, after: Those in which the save under way was found undone, and done.
        recoveries: Cuts of the recovery itself.
    """

    cuts: int = 0
    before: int = 0
    after: int = 0
    recoveries: int = 0

    def __str__(self) -> str:
        return (
            f"{self.cuts} states: {self.after} with the save under way done, {self.before} undone; "
            f"{self.recoveries} cuts of a recovery"
        )


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is one, for nothing here depends on a real disk.

    What rcakit keeps for a person goes to `state` in it.
    """
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        before = os.environ.get("XDG_STATE_HOME")
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        yield Path(name)
        if before is None:
            del os.environ["XDG_STATE_HOME"]
        else:
            os.environ["XDG_STATE_HOME"] = before


def files(state: Tree) -> dict[str, bytes]:
    """The files a person sees."""
    return {
        name: data
        for name, data in state.items()
        if data is not None
        and hidden.NAME not in name.split("/")
        and not TEMPORARY.fullmatch(Path(name).name)
    }


@attrs.frozen
class Told:
    """A story as it was told on a disk that remembers.

    Attributes:
        disk: What happened on it.
        whole: The files after each acknowledged save, those at first before them, and once
            more at the end.
        killed: How many were acknowledged when the first process was killed.
        found: What the next process found then.
    """

    disk: RecordingDisk
    whole: list[dict[str, bytes]]
    killed: int
    found: dict[str, bytes]

    def allowed(self, cut: Cut) -> list[dict[str, bytes]]:
        """What may be found after a power cut."""
        both = self.whole[cut.said : cut.said + 2]
        return [*both, self.found] if cut.said == self.killed else both


def tell(story: Story, real: Path, kill_after: int = -1) -> Told:
    """Tell a story on a disk that remembers.

    Args:
        story: The saves.
        real: Where; is made.
        kill_after: After how many changes of the disk the process that tells it is killed.
            Another opens what is there then, and makes saves of its own.
    """
    plant(story.start, real)
    disk = RecordingDisk(real)
    whole = [files(tree(real))]

    def said() -> None:
        whole.append(files(tree(real)))
        disk.said()

    disk.kill_after = kill_after
    killed, found = -1, whole[0]
    try:
        story.tell(real, disk, said)
    except Killed:
        (home,) = _homes(real)
        killed = len(whole) - 1
        recover(home, disk)
        found = files(tree(real))
        (afterwards if is_postmortem(home) else story.tell)(home, disk, said)
    whole.append(whole[-1])
    return Told(disk, whole, killed, found)


def play(
    story: Story,
    tally: Tally,
    random: Random,
    *,
    most: int,
    recoveries: int,
    kill_after: int = -1,
) -> int:
    """Tell a story, cut the power at each of its calls, and look at what the next opening finds.

    Args:
        story: The saves.
        tally: Takes the counts.
        random: Chooses where there are too many states.
        most: How many ways to lose what is pending are all tried.
        recoveries: Of how many states the recovery is cut off as well.
        kill_after: As `tell`.

    Returns:
        How many changes of the disk there were.

    Raises:
        AssertionError: A promise is broken; says which, and by what state.
    """
    with scratch() as place:
        told = tell(story, place / "real", kill_after)
        interrupted: list[Cut] = []
        seen: set[str] = set()
        for cut in told.disk.cuts(random, most):
            tally.cuts += 1
            allowed = told.allowed(cut)
            folder = place / "cut"
            plant(cut.state, folder)
            found = _opened(folder, cut.state, allowed)
            tally.before += found == allowed[0] != allowed[1]
            tally.after += found == allowed[1] != allowed[0]
            if found != files(cut.state) or not _clean(cut.state):
                interrupted.append(cut)
            mark = repr(sorted(tree(folder).items()))
            if mark not in seen:
                seen.add(mark)
                _goes_on(folder)
            shutil.rmtree(folder)
        random.shuffle(interrupted)
        for cut in interrupted[:recoveries]:
            _cut_again(place, cut, told.allowed(cut), tally, random)
        return len(told.disk.ops)


def _homes(folder: Path) -> list[Path]:
    """The postmortems in a folder, or the folder itself."""
    return [path.parent for path in sorted(folder.rglob("postmortem.toml"))] or [folder]


def _opened(folder: Path, state: Tree, allowed: list[dict[str, bytes]]) -> dict[str, bytes]:
    """What is there once the folder is opened; all of it is looked at."""
    for home in _homes(folder):
        recover(home, QUICK)
        if is_postmortem(home):
            load(home, QUICK)
    after = tree(folder)
    found = files(after)
    assert found in allowed, _differing(state, found, allowed)
    # A making that was cut short leaves a folder that is no postmortem; the next making uses it.
    assert _clean(after) or not is_postmortem(_homes(folder)[0]), f"litter: {sorted(after)}"
    for name, data in after.items():
        if name.endswith("schema.json"):
            assert data == SCHEMA, f"{name} is in part"
    _copies_are_whole(after)
    return found


def _clean(state: Tree) -> bool:
    """Whether nothing is left of a save but what belongs there."""
    for name in state:
        parts = name.split("/")
        if parts[-1].endswith(".tmp"):
            return False
        if hidden.NAME in parts[:-1] and parts[parts.index(hidden.NAME) + 1] not in KEPT:
            return False
    return True


def _copies_are_whole(after: Tree) -> None:
    for name, data in after.items():
        if "/backup/" in name and data is not None:
            assert data.strip(b"\0").endswith(b"\n"), f"{name} is in part: {data!r}"


def _goes_on(folder: Path) -> None:
    """Another save is made, found again, and leaves the hidden folder whole."""
    for home in _homes(folder):
        if not is_postmortem(home):
            continue
        session = Session.open(home, QUICK)
        session.apply(SetIncident({"summary": "Written afterwards."}))
        session.save()
        assert load(home, QUICK).postmortem.incident.summary == "Written afterwards."
        assert (home / ".rcakit/.gitignore").read_bytes().endswith(b"backup/\n")


def _cut_again(
    place: Path, cut: Cut, allowed: list[dict[str, bytes]], tally: Tally, random: Random
) -> None:
    """Cut the power while the folder is opened after a power cut."""
    first = place / "first"
    plant(cut.state, first)
    disk = RecordingDisk(first)
    for home in _homes(first):
        recover(home, disk)
    once = [files(tree(first))]
    for again in disk.cuts(random, 16):
        tally.recoveries += 1
        folder = place / "again"
        plant(again.state, folder)
        _opened(folder, again.state, once if again.returned else allowed)
        shutil.rmtree(folder)
    shutil.rmtree(first)


def _differing(
    state: Tree, found: dict[str, bytes], allowed: list[dict[str, bytes]]
) -> str:  # pragma: no cover
    names = {
        name
        for one in allowed
        for name in {*one, *found}
        if found.get(name) not in [other.get(name) for other in allowed]
    }
    kind = f"neither before nor after: {sorted(names)}" if names else "a mix of before and after"
    return f"{kind}; the power cut left {sorted(state)}"
