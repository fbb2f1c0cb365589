"""Where in a file with conflict marks a thing stands, and what each hunk is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from rcakit.merging.hunks import Hunk, Parts, Side, chosen
from rcakit.toml.layout import Path, scan

_UNIT_DEPTH = 2
_HEADER = "\0header"
"""What no key can be named."""


class Places:
    """The lines of a file with marks, by the names of what stands on them."""

    def __init__(self, parts: Parts) -> None:
        self._hunks: list[tuple[Hunk, int]] = []
        self._lines: dict[Path, int] = {}
        for side in (Side.OURS, Side.THEIRS):
            stretches = list(self._stretches(parts, side))
            starts = [start for _, start, _ in stretches]
            for path, offset in _offsets(chosen(parts, side)):
                text, start, line = stretches[bisect_right(starts, offset) - 1]
                number = line + text.count("\n", 0, offset - start)
                self._lines.setdefault(path, number)

    def _stretches(self, parts: Parts, side: Side) -> Iterator[tuple[str, int, int]]:
        """Each stretch of one side: its text, its offset in that side, and its line in the file."""
        offset, line = 0, 1
        for part in parts:
            if isinstance(part, str):
                yield part, offset, line
                offset += len(part)
                line += part.count("\n")
                continue
            if side is Side.OURS:
                self._hunks.append((part, line))
            base = part.base.count("\n") + 1 if part.base is not None else 0
            above = {Side.OURS: 1, Side.THEIRS: 2 + part.ours.count("\n") + base}[side]
            text = part.side(side)
            yield text, offset, line + above
            offset += len(text)
            line += 3 + base + part.ours.count("\n") + part.theirs.count("\n")

    def line(self, path: Path) -> int:
        """The line of a key or table, or of what it is in; 1 where it is not there."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return self._hunks[0][1] if self._hunks else 1

    def line_of(self, hunk: Hunk) -> int:
        """The line of the first mark of a hunk."""
        return next((line for other, line in self._hunks if other is hunk), 1)


def about(parts: Parts) -> Iterator[tuple[Hunk, Path]]:
    """Each hunk with the key or the thing it is about; () where it is about several."""
    offsets = {side: list(_offsets(chosen(parts, side))) for side in (Side.OURS, Side.THEIRS)}
    starts = {side: [place for _, place in places] for side, places in offsets.items()}
    at = dict.fromkeys(offsets, 0)
    for part in parts:
        if isinstance(part, Hunk):
            found: set[Path] = set()
            for side, places in offsets.items():
                start, end = at[side], at[side] + len(part.side(side))
                first, last = (bisect_left(starts[side], place) for place in (start, end))
                found |= _named([path for path, _ in places[first:last]])
            yield part, found.pop() if len(found) == 1 else ()
        for side in at:
            at[side] += len(part if isinstance(part, str) else part.side(side))


def _named(paths: list[Path]) -> set[Path]:
    """The things that whole tables are of, or else the keys."""
    tables = {path[:-1][:_UNIT_DEPTH] for path in paths if path[-1] == _HEADER}
    return tables | {
        path
        for path in paths
        if path[-1] != _HEADER and not any(path[: len(table)] == table for table in tables)
    }


def _offsets(text: str) -> Iterator[tuple[Path, int]]:
    """Each header, by its name and once more with a mark behind it, and each key."""
    for block in scan(text).blocks:
        if block.path:
            yield (*block.path, _HEADER), block.header
            yield block.path, block.header
        for statement in block.statements:
            yield block.path + statement.key, statement.start
