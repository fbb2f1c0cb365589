"""What differs between two postmortems, thing by thing, so that either can be had of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from rcakit.model import TABLES, Postmortem, frozen
from rcakit.state.plain import Plain, Unsound, documents, text

_TABLES = frozenset((spec.file, spec.name) for spec in TABLES.values())
Path = tuple[str, ...]


@attrs.frozen
class Turn:
    """One value that is another: where it is, and what it was and is; () where there is none.

    Attributes:
        path: File and key, and the id of an entry where the key holds a table of entries.
        old, new: A value each, or nothing.
    """

    path: Path
    old: tuple[Any, ...]
    new: tuple[Any, ...]


Edge = tuple[Turn, ...]


def between(before: Postmortem, after: Postmortem) -> Edge:
    """What is to be done to the one to have the other.

    Only what is not the very same value in both is looked at, so that a small change of a large
    postmortem costs little.
    """
    return difference(
        documents(_without_shared(before, after)), documents(_without_shared(after, before))
    )


def _without_shared(one: Postmortem, other: Postmortem) -> Postmortem:
    names = (*(spec.attribute for spec in TABLES.values()), "notes")
    kept: dict[str, Any] = {
        name: _unshared(getattr(one, name), getattr(other, name)) for name in names
    }
    return attrs.evolve(one, **kept)


def _unshared(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Mapping[str, Any]:
    if mine is theirs:
        return frozen()
    return frozen({name: item for name, item in mine.items() if theirs.get(name) is not item})


def difference(before: Plain, after: Plain) -> Edge:
    """The same of documents."""
    return tuple(_turns(before, after))


def _turns(before: Plain, after: Plain) -> Iterator[Turn]:
    for file in sorted({*before, *after}):
        old, new = before.get(file, {}), after.get(file, {})
        for key in sorted({*old, *new}):
            was, is_now = old.get(key), new.get(key)
            if (file, key) in _TABLES or (isinstance(was, dict) and isinstance(is_now, dict)):
                yield from _entries((file, key), was or {}, is_now or {})
            else:
                yield from _turn((file, key), old, new)


def _entries(path: Path, old: Plain, new: Plain) -> Iterator[Turn]:
    for name in sorted({*old, *new}):
        yield from _turn((*path, name), old, new)


def _turn(path: Path, old: Plain, new: Plain) -> Iterator[Turn]:
    name = path[-1]
    turn = Turn(path, (old[name],) if name in old else (), (new[name],) if name in new else ())
    if text(turn.old) != text(turn.new):
        yield turn


def back(edge: Edge) -> Edge:
    """The same, the other way."""
    return tuple(Turn(turn.path, turn.new, turn.old) for turn in edge)


def follow(plain: Plain, edge: Edge) -> None:
    """Do to documents what an edge says.

    Raises:
        Unsound: They are not those it begins with; they may have been altered in part.
    """
    for turn in edge:
        _follow(plain, turn)


def _follow(plain: Plain, turn: Turn) -> None:
    file, key, *entry = turn.path
    document = plain.setdefault(file, {})
    holder = document.setdefault(key, {}) if entry else document
    name = turn.path[-1]
    if not isinstance(document, dict) or not isinstance(holder, dict):
        raise Unsound("no table")
    if text((holder[name],) if name in holder else ()) != text(turn.old):
        raise Unsound("another value")
    if turn.new:
        new = turn.new[0]
        # Entries of it are altered in place later, and the edge must stay what it is.
        holder[name] = {**new} if isinstance(new, dict) else new
    else:
        holder.pop(name, None)
    if not holder and (file, key) in _TABLES:
        document.pop(key, None)
    if not document:
        plain.pop(file, None)


def as_data(edge: Edge) -> list[Any]:
    """An edge as JSON data."""
    return [[list(turn.path), list(turn.old), list(turn.new)] for turn in edge]


def from_data(data: Any) -> Edge:
    """The edge that JSON data says; raises ValueError or TypeError where it says none."""
    edge = []
    for path, old, new in data:
        right = isinstance(old, list) and isinstance(new, list) and len(old) < 2 and len(new) < 2
        named = 2 <= len(path) <= 3 and all(isinstance(one, str) for one in path)
        if not right or not named or not isinstance(path, list):
            raise Unsound("no edge")
        edge.append(Turn(tuple(path), tuple(old), tuple(new)))
    return tuple(edge)
