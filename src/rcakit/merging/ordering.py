"""In which order the things of two versions stand in what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def arranged(
    base: Sequence[Key],
    ours: Sequence[Key],
    theirs: Sequence[Key],
    kept: Collection[Key],
    *,
    loose: Callable[[Key], bool],
    siblings: Callable[[Key], object] | None = None,
) -> list[Key]:
    """The keys in `kept`, each in `ours` or `theirs`, in one order.

    What was put into another order by one side only stands in that side's order. What was added
    stands behind what it stood behind.

    Args:
        base: The keys as they were.
        ours: The keys of one side.
        theirs: The keys of the other.
        kept: Those that are to stand in the result.
        loose: Whether a key belongs to what follows it, as a comment does.
        siblings: What keys of one kind have in common. Where all of a kind are sorted on both
            sides they stay sorted. None where nothing is sorted.
    """
    spine, other = (
        (theirs, ours)
        if _moved(base, theirs) and not _moved(base, ours)
        else (
            ours,
            theirs,
        )
    )
    wanted = set(kept)
    result = [key for key in spine if key in wanted]
    there = set(result)
    alone = there - set(other) - set(base)
    is_sorted = _sorted_kinds((ours, theirs), loose, siblings)
    group: list[Key] = []
    before: Key | None = None
    for key in other:
        if key not in wanted:
            continue
        if key in there:
            _insert_before(result, key, group)
            group, before = [], key
            continue
        there.add(key)
        group.append(key)
        if not loose(key):
            place = None
            if siblings is not None and siblings(key) in is_sorted:
                place = _sorted_place(result, key, loose, siblings)
            if place is None:
                place = 0 if before is None else result.index(before) + 1
                # What one side added there stays together, and before what the other did.
                while place < len(result) and result[place] in alone and not loose(result[place]):
                    place += 1
            result[place:place] = group
            group, before = [], key
    result += group
    return result


def _moved(base: Sequence[Key], side: Sequence[Key]) -> bool:
    """Whether what was there before stands in another order."""
    here, was = set(side), set(base)
    return [key for key in base if key in here] != [key for key in side if key in was]


def _insert_before(result: list[Key], key: Key, group: list[Key]) -> None:
    place = result.index(key)
    result[place:place] = group


def _sorted_kinds(
    sides: tuple[Sequence[Key], ...],
    loose: Callable[[Key], bool],
    siblings: Callable[[Key], object] | None,
) -> set[object]:
    """The kinds of which all keys are sorted on every side."""
    if siblings is None:
        return set()
    kinds: set[object] = set()
    unsorted: set[object] = set()
    for side in sides:
        by_kind: dict[object, list[Key]] = {}
        for key in side:
            if not loose(key):
                by_kind.setdefault(siblings(key), []).append(key)
        for kind, keys in by_kind.items():
            kinds.add(kind)
            if any(not a <= b for a, b in pairwise(keys)):  # type: ignore[operator]
                unsorted.add(kind)
    return kinds - unsorted


def _sorted_place(
    result: list[Key],
    key: Key,
    loose: Callable[[Key], bool],
    siblings: Callable[[Key], object],
) -> int | None:
    last = None
    for place, other in enumerate(result):
        if loose(other) or siblings(other) != siblings(key):
            continue
        if other > key:  # type: ignore[operator]
            return place
        last = place + 1
    return last
