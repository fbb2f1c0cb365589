"""Whether a merge lost something: worked out from the values, apart from how it was made."""

from __future__ import annotations

from collections.abc import Mapping

import tomli

from rcakit.merging.hunks import Parts, Side, chosen
from rcakit.merging.keeping import comments
from rcakit.merging.values import is_settled
from rcakit.toml.layout import Path


def holds(base: str, ours: str, theirs: str, parts: Parts, asked: frozenset[Path]) -> bool:
    """Whether `parts` has every change of both sides, and is TOML whichever side is taken.

    Args:
        base: The text as it was, which is TOML, as the others are.
        ours: As one side has it.
        theirs: As the other has it.
        parts: What came of them.
        asked: Paths with a hunk that the values alone do not call for.
    """
    try:
        taking = [tomli.loads(chosen(parts, side)) for side in (Side.OURS, Side.THEIRS)]
    except (ValueError, RecursionError):
        return False
    said = [tomli.loads(text) for text in (base, ours, theirs)]
    return _values_are_there((*said, *taking), asked) and _comments_are_there(
        base, ours, theirs, parts
    )


def _values_are_there(documents: tuple[object, ...], asked: frozenset[Path]) -> bool:
    """Whether every value is settled: as it was, ours, theirs, taking ours, taking theirs."""
    waiting: list[tuple[Path, tuple[object, ...]]] = [((), documents)]
    while waiting:
        path, values = waiting.pop()
        if path in asked:
            continue
        tables = [value for value in values if isinstance(value, Mapping)]
        # A table on one side and a plain value on the other is one value.
        if tables and len(tables) == sum(value is not None for value in values):
            names = {name for table in tables for name in table}
            waiting += [((*path, name), tuple(_in(v, name) for v in values)) for name in names]
        elif not is_settled(*values):
            return False
    return True


def _in(table: object, name: str) -> object:
    return table.get(name) if isinstance(table, Mapping) else None


def _comments_are_there(base: str, ours: str, theirs: str, parts: Parts) -> bool:
    was, one, other = comments(base), comments(ours), comments(theirs)
    there = {
        comment for side in (Side.OURS, Side.THEIRS) for comment in comments(chosen(parts, side))
    }
    return all(
        comment in there
        for comment in {*one, *other}
        if comment not in was or (comment in one and comment in other)
    )
