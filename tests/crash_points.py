"""Saves that are killed, or whose disk fails, at each system call they make on a folder.

Used by the tests at a small size and by `benchmarks/crash_points.py` over all there is.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import attrs
from power_cuts import QUICK, files, scratch
from saving_disks import plant, tree
from saving_stories import Story, afterwards
from system_calls import Outcome, Point, points, tampered

from rcakit.saving.files import OS
from rcakit.saving.recovery import recover
from rcakit.store import is_postmortem, load


@attrs.define
class Counts:
    """What was tried.

    Attributes:
        points: System calls that were tampered with.
        kills, failures: How often the process was killed, and a call failed.
        refused, done: Of the failures, how many were told, and how many did no harm.
        broken: Promises that were broken.
    """

    points: int = 0
    kills: int = 0
    failures: int = 0
    refused: int = 0
    done: int = 0
    broken: int = 0

    def __str__(self) -> str:
        return (
            f"{self.points} calls: {self.kills} kills, {self.failures} failures "
            f"({self.refused} told, {self.done} without harm); {self.broken} broken"
        )


def milestones(story: Story, place: Path) -> list[dict[str, bytes]]:
    """The files before a story, and after each of its saves."""
    folder = place / "folder"
    plant(story.start, folder)
    found = [files(tree(folder))]
    story.tell(folder, QUICK, lambda: found.append(files(tree(folder))))
    shutil.rmtree(folder)
    return [*found, found[-1]]


def sweep(
    story: Story,
    counts: Counts,
    tell: Callable[[str], None],
    *,
    most: int | None = None,
    random: Random | None = None,
) -> None:
    """Tell a story once for each of its system calls and each fault there.

    Args:
        story: The saves.
        counts: Takes what was tried.
        tell: Called with a sentence for each promise that is broken.
        most: How many failures, chosen by `random`, beside the kills before calls that alter
            something; None for all faults at all calls.
        random: Chooses.
    """
    with scratch() as place:
        whole = milestones(story, place)
        folder = place / "folder"
        program = partial(story.tell, folder, OS)
        shutil.rmtree(place / "state", ignore_errors=True)
        plant(story.start, folder)
        found = points(program, folder)
        counts.points += len(found)
        tries = [(point, fault) for point in found for fault in point.faults()]
        if most is not None and random is not None:
            tries = _chosen(tries, most, random)
        for point, fault in tries:
            shutil.rmtree(folder)
            shutil.rmtree(place / "state", ignore_errors=True)
            plant(story.start, folder)
            outcome = tampered(program, point, fault)
            counts.kills += outcome.killed
            counts.failures += not outcome.killed
            counts.refused += bool(outcome.refused)
            counts.done += not (outcome.killed or outcome.refused)
            for wrong in faults_of(folder, outcome, whole):
                counts.broken += 1
                tell(f"BROKEN: {story.name}, {fault} at {point}: {wrong}")


def _chosen(tries: list[tuple[Point, str]], most: int, random: Random) -> list[tuple[Point, str]]:
    """Every kill that finds the folder as no other does, and a sample of the failures."""
    kills = [(point, fault) for point, fault in tries if point.alters and "KILL" in fault]
    others = [(point, fault) for point, fault in tries if point.telling and "KILL" not in fault]
    return kills + random.sample(others, min(most, len(others)))


def faults_of(folder: Path, outcome: Outcome, whole: list[dict[str, bytes]]) -> Iterator[str]:
    """The promises that are broken in a folder after a save was tampered with."""
    if outcome.crashed:
        yield f"an error nobody may see: {outcome.crashed}"
    before = files(tree(folder))
    unsaved = "was not saved" in outcome.refused
    if unsaved and not outcome.begun and before != whole[outcome.said]:
        yield f"it said {outcome.refused!r}, and files are not as they were"
    left = [name for name in tree(folder) if name.endswith(".tmp")]
    if unsaved and left:
        yield f"it said {outcome.refused!r}, and left {left}"
    homes = [path.parent for path in folder.rglob("postmortem.toml")]
    for home in homes or [folder]:
        recover(home, QUICK)
        if is_postmortem(home):
            load(home)
    after = tree(folder)
    if files(after) not in whole[outcome.said : outcome.said + 2]:
        yield f"after {outcome.said} acknowledged, the files are {sorted(files(after))}"
    litter = [name for name in after if name.endswith(".tmp") or "/txn" in name]
    if homes and litter:
        yield f"litter is left: {litter}"
    for home in homes:
        if is_postmortem(home):
            afterwards(home, QUICK, lambda: None)
