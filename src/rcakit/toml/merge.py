"""Three-way merge of documents, key by key.

Tables have ids as names, so two people who changed different causes, or different keys of one
cause, never clash. Plain values are taken from whoever changed them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import attrs

from rcakit.toml.equal import same
from rcakit.toml.layout import Path


@attrs.frozen
class Clash:
    """One key that both sides changed differently; None stands for a side that removed it.

    The merged document holds mine, or, where one side removed the key, what the other made of it.
    """

    path: Path
    mine: object
    theirs: object


@attrs.frozen
class Merged:
    """What came of a merge; without clashes it needs no person to look at it."""

    document: dict[str, object]
    clashes: tuple[Clash, ...]


def three_way(
    base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object]
) -> Merged:
    """`mine` with what `theirs` changed since `base`.

    Lists are values, but lists of different texts of which each side only added and removed
    some are merged as sets that keep their order.
    """
    document: dict[str, object] = {}
    clashes: list[Clash] = []
    waiting: list[
        tuple[
            Path,
            Mapping[str, object],
            Mapping[str, object],
            Mapping[str, object],
            dict[str, object],
        ]
    ] = [((), base, mine, theirs, document)]
    while waiting:
        path, before, left, right, merged = waiting.pop()
        for name in _names(left, right):
            here = (*path, name)
            was, ours, others = before.get(name), left.get(name), right.get(name)
            if isinstance(ours, Mapping) and isinstance(others, Mapping):
                inner: dict[str, object] = {}
                merged[name] = inner
                was = was if isinstance(was, Mapping) else {}
                waiting.append((here, was, ours, others, inner))
                continue
            value, clash = one_value(was, ours, others)
            if clash:
                clashes.append(Clash(here, ours, others))
            if value is not None:
                merged[name] = value
    clashes.sort(key=lambda clash: clash.path)
    return Merged(document, tuple(clashes))


def _names(mine: Mapping[str, object], theirs: Mapping[str, object]) -> list[str]:
    """The keys of both: in the order of mine, and sorted where both sides are."""
    names = list(mine) + [name for name in theirs if name not in mine]
    if all(a < b for side in (mine, theirs) for a, b in pairwise(side)):
        names.sort()
    return names


def one_value(base: object, mine: object, theirs: object) -> tuple[object, bool]:
    """The merged value (None: there is none) and whether the sides clash over it."""
    if same(mine, theirs) or same(theirs, base):
        return mine, False
    if same(mine, base):
        return theirs, False
    if mine is None or theirs is None:
        return (theirs if mine is None else mine), True
    sets = (
        _distinct_texts([] if base is None else base),
        _distinct_texts(mine),
        _distinct_texts(theirs),
    )
    if sets[0] is not None and sets[1] is not None and sets[2] is not None:
        merged = _merged_list(sets[0], sets[1], sets[2])
        if merged is not None:
            return merged, False
    return mine, True


def _distinct_texts(value: object) -> list[str] | None:
    """`value` as a list of texts of which no two are equal, or None if it is none."""
    if not isinstance(value, (list, tuple)):
        return None
    texts = [item for item in value if isinstance(item, str)]
    return texts if len(texts) == len(value) == len(set(texts)) else None


def _merged_list(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> list[str] | None:
    """What both kept and either added; None if a side changed the order."""
    for side in (mine, theirs):
        kept, known = set(side), set(base)
        if [item for item in side if item in known] != [item for item in base if item in kept]:
            return None
    removed = set(base) - set(theirs)
    merged = [item for item in mine if item not in removed]
    present = set(merged)
    gone = set(base) - set(mine)
    place = 0
    for item in theirs:
        if item in present:
            place = merged.index(item) + 1
        elif item not in gone:
            merged.insert(place, item)
            place += 1
    return merged
