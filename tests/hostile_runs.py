"""What must hold of a command that was given a file made to hurt it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bounded import MEMORY, SECONDS, Bounded, Outcome

FINE = (0, 1)
UNREADABLE = 4
_MOST_WORDS = 4_000


def complaints(outcome: Outcome, name: str) -> Iterator[str]:
    """What is wrong with how a command ended, whatever file it was given.

    Args:
        outcome: What became of it.
        name: The name of the file, which a refusal has to say.
    """
    said = outcome.err
    if outcome.code < 0:
        yield f"was killed by signal {-outcome.code} after {outcome.seconds:.1f} s"
    elif outcome.code not in (*FINE, UNREADABLE):
        yield f"ended with {outcome.code}: {said[:300]}"
    if "Traceback" in said or "fault of rcakit" in said or "failed at" in said:
        yield f"fell: {said[:300]}"
    if any(ord(one) < 32 and one not in "\n\t" for one in said):
        yield f"said control characters: {said[:300]!r}"
    if outcome.code == UNREADABLE:
        told = [line for line in said.splitlines() if line.startswith("rcakit: ")]
        if len(told) != 1 or name not in told[0] or not told[0].endswith("."):
            yield f"did not refuse in one sentence with the file's name: {said[:400]}"
        if len(said) > _MOST_WORDS:
            yield f"said {len(said)} characters"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class Tried:
    """A postmortem that files are taken into, anew for each.

    Args:
        bounded: What runs commands.
        place: An empty folder.
    """

    def __init__(self, bounded: Bounded, place: Path) -> None:
        self.bounded = bounded
        self.place = place
        made = bounded.run("new", "Checkout answered 5xx", "--date", "2026-03-01", "--in", place)
        assert made.code == 0, made.err
        self._fresh = next(place.glob("2026-*"))
        self.folder = place / "tried"
        self.before = contents(self._fresh)

    def fresh(self) -> Path:
        """The folder as it was when it was new."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._fresh, self.folder)
        return self.folder

    def imported(
        self,
        importer: str,
        make: Callable[[], bytes],
        *,
        memory: int = MEMORY,
        seconds: int = SECONDS,
    ) -> tuple[Outcome, list[str]]:
        """A file handed to an importer: what became of it, and what is wrong with that."""
        file = self.place / "hostile"
        file.write_bytes(make())
        into = self.fresh()
        outcome = self.bounded.run(
            *("import", file, "--from", importer, "--into", into), memory=memory, seconds=seconds
        )
        found = list(complaints(outcome, file.name))
        if outcome.code:
            if contents(into) != self.before:
                found.append("changed the folder all the same")
        elif (after := self.bounded.run("check", into)).code not in FINE:
            found.append(f"left what cannot be opened: {after.err[:300]}")
        return outcome, found
