"""What happened, and what nearly did: sets that were complete but for a single cause."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import attrs

from rcakit import Postmortem
from rcakit_fault_tree.as_it_was import as_it_was, confirmed, not_so
from rcakit_fault_tree.engine.listing import most_probable
from rcakit_fault_tree.notes import Notes
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.solved_once import solution_of

LOOKED_AT = 10_000
"""Sets looked through at most, those with the fewest missing first."""


@attrs.frozen
class NearMiss:
    """A cut set of which all but one cause was there.

    Attributes:
        missing: The cause that was not so.
        present: The others, all of which are confirmed.
        probability: That of all of them together; None where one is not known.
    """

    missing: str
    present: tuple[str, ...]
    probability: float | None


def near_misses(postmortem: Postmortem, notes: Notes) -> list[NearMiss]:
    """The minimal cut sets with exactly one cause missing, the most probable first.

    Those whose probability is not known come last, the smallest first.
    Of a tree that is too large they are those among the sets that were found.
    """
    if not confirmed(postmortem) or not not_so(postmortem, notes):
        return []
    tree = as_it_was(postmortem, notes)
    if tree is None:
        return []
    missing = not_so(postmortem, notes)
    solution = solution_of(tree)
    found = []
    for events, chance in _by_missing(solution, missing):
        gone = [name for name in events if name in missing]
        present = tuple(name for name in events if name not in missing)
        if len(gone) == 1 and present:
            found.append(NearMiss(gone[0], present, chance))
    found.sort(key=_key)
    return found


def _key(one: NearMiss) -> tuple[float, int, str]:
    chance = math.inf if one.probability is None else -one.probability
    return chance, len(one.present), one.missing


def _by_missing(
    solution: Solution, missing: set[str]
) -> Iterator[tuple[tuple[str, ...], float | None]]:
    """The sets of which at most one cause is missing.

    They are listed as if a cause that was so were certain and one that was not were improbable, so
    that a set is the less probable the more of it is missing.
    """
    if not solution.parts:
        return
    rare = math.exp(-1.0)
    given = [0.0, *(rare if name in missing else 1.0 for name in solution.names)]
    for looked, (chance, events) in enumerate(most_probable(solution.parts, given)):
        if chance < 0.9 * rare or looked >= LOOKED_AT:
            return
        yield tuple(solution.names[event - 1] for event in events), _chance(solution, events)


def _chance(solution: Solution, events: Sequence[int]) -> float | None:
    given = [solution.chances[event] for event in events]
    return None if None in given else math.prod(one for one in given if one is not None)
