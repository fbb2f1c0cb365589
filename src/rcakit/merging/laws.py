"""What two sound sides may break together within one file of causes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import tomli

from rcakit.merging.hunks import Parts, Side, chosen
from rcakit.toml.layout import Path

_TABLE, _LINKS = "cause", "because"
Links = Mapping[str, Sequence[str]]


def to_ask(base: str, ours: str, theirs: str, parts: Parts) -> frozenset[Path]:
    """Where a person has to be asked: a link that closes a circle, a cause the other links to.

    Args:
        base: The text as it was.
        ours: As one side has it.
        theirs: As the other has it.
        parts: What came of them.
    """
    sides = _links(ours), _links(theirs)
    if not all(sides):
        return frozenset()
    found: set[Path] = set()
    before = _links(base)
    for side in (Side.OURS, Side.THEIRS):
        merged = _links(chosen(parts, side))
        found.update(_lost(before, sides, merged))
        found.update(_circles(sides, merged))
    return frozenset(found)


def _links(text: str) -> Links:
    table = tomli.loads(text).get(_TABLE, {})
    if not isinstance(table, Mapping):
        return {}
    links: dict[str, Sequence[str]] = {}
    for name, cause in table.items():
        because = cause.get(_LINKS, ()) if isinstance(cause, Mapping) else ()
        listed = because if isinstance(because, list) else ()
        links[name] = [to for to in listed if isinstance(to, str)]
    return links


def _lost(before: Links, sides: tuple[Links, Links], merged: Links) -> Iterator[Path]:
    """Causes that one side took out and the other has come to name."""
    for name, because in merged.items():
        for to in because:
            if to in merged or to not in before:
                continue
            if any(to in side and to in side.get(name, ()) for side in sides):
                yield (_TABLE, to)


def _circles(sides: tuple[Links, Links], merged: Links) -> Iterator[Path]:
    """The link by which a circle is closed that neither side had."""
    ours, theirs = sides
    for name, because in merged.items():
        for to in because:
            if to in theirs.get(name, ()) and to not in ours.get(name, ()):
                way = _way(merged, to, name)
                if way and not _all_in(theirs, (name, *way)):
                    yield (_TABLE, name, _LINKS)


def _all_in(links: Links, circle: Sequence[str]) -> bool:
    return all(to in links.get(name, ()) for name, to in pairwise(circle))


def _way(links: Links, start: str, end: str) -> tuple[str, ...]:
    """The causes from `start` to `end` along the links; none where there is no way."""
    came: dict[str, str] = {start: ""}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            way = [here]
            while came[way[-1]]:
                way.append(came[way[-1]])
            return tuple(reversed(way))
        for to in links.get(here, ()):
            if to not in came:
                came[to] = here
                waiting.append(to)
    return ()
