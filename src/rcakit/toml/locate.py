"""On which line a key or table stands, so that every message can name it."""

from __future__ import annotations

import re
from bisect import bisect_left

from rcakit.toml.layout import Layout, Path, scan


class Index:
    """The lines of all keys and tables of one text, built once.

    Elements of arrays of tables are found by their position, `("event", "2", "at")`, and
    without one the first is meant.
    """

    def __init__(self, text: str, layout: Layout | None = None) -> None:
        self._offsets = _offsets(layout or scan(text))
        self._newlines = [match.start() for match in re.finditer("\n", text)]

    def line(self, path: Path) -> int | None:
        """The line (from 1) of `path`, else of its nearest parent, or None if there is none."""
        for length in range(len(path), 0, -1):
            offset = self._offsets.get(path[:length])
            if offset is not None:
                return self.line_at(offset)
        return None

    def line_at(self, offset: int) -> int:
        """The line (from 1) that holds the character at `offset`."""
        return bisect_left(self._newlines, offset) + 1


def line_of(text: str, path: Path) -> int | None:
    """The line (from 1) of the key or table `path` in `text`.

    Falls back to the header of the nearest parent table; None if no parent is there either.
    For many paths of one text build an `Index`.
    """
    return Index(text).line(path)


def _offsets(layout: Layout) -> dict[Path, int]:
    offsets: dict[Path, int] = {}
    implied: dict[Path, int] = {}
    lengths: dict[Path, int] = {}
    for block in layout.blocks:
        if block.array:
            lengths[block.path] = lengths.get(block.path, -1) + 1
        paths = [block.path]
        numbered = _numbered(block.path, lengths) if lengths else block.path
        if numbered != block.path:
            paths.append(numbered)
        for path in paths:
            if path:
                offsets.setdefault(path, block.header)
                for length in range(1, len(path)):
                    implied.setdefault(path[:length], block.header)
            for statement in block.statements:
                offsets.setdefault(path + statement.key, statement.start)
                for length in range(1, len(statement.key)):
                    implied.setdefault(path + statement.key[:length], statement.start)
    for path, offset in implied.items():
        offsets.setdefault(path, offset)
    return offsets


def _numbered(path: Path, lengths: dict[Path, int]) -> Path:
    """`path` with the position of the current element behind the name of each array."""
    numbered: list[str] = []
    for length, part in enumerate(path, start=1):
        numbered.append(part)
        if path[:length] in lengths:
            numbered.append(str(lengths[path[:length]]))
    return tuple(numbered)
