"""A TOML text cut into things with names: units, tables, keys, and the comments between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from rcakit.toml.layout import Block, Layout, Path, Statement, scan

Key = tuple[str, ...]
"""The name of a thing among its like; that of a comment begins with `COMMENT`."""

COMMENT = "#"
ROOT: Key = ()
_UNIT_DEPTH = 2


class NoPieces(Exception):
    """The text has arrays of tables, or one table in two places: it is not cut into things."""


@attrs.frozen
class Line:
    """A comment, or a key with its value, as whole lines.

    Attributes:
        key: The key seen from its table; for a comment `COMMENT`, its words and a number.
        blank: The blank lines above.
        text: The lines.
        statement: Where its value lies; None for a comment.
    """

    key: Key
    blank: str
    text: str
    statement: Statement | None = None

    @property
    def value(self) -> str:
        """How its value is written; "" for a comment."""
        if self.statement is None:
            return ""
        start = self.statement.start
        return self.text[self.statement.value - start : self.statement.value_end - start]

    def saying(self, value: str) -> str:
        """Its lines with another value."""
        assert self.statement is not None
        start = self.statement.start
        head = self.text[: self.statement.value - start]
        return head + value + self.text[self.statement.value_end - start :]


@attrs.frozen
class Table:
    """A header with what belongs to it; the header of the root is empty.

    Attributes:
        path: Its name.
        blank: The blank lines above.
        above: The comments above the header.
        header: The line of the header.
        body: Its keys and comments.
    """

    path: Path
    blank: str
    above: tuple[Line, ...]
    header: str
    body: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All of it, without the blank lines above."""
        lines = [*_lines(self.above, first=True), *self._below()]
        return "".join(lines)

    def _below(self) -> Iterator[str]:
        yield self.header
        yield from _lines(self.body)


@attrs.frozen
class Unit:
    """One thing with an id and the tables inside it, which come and go together.

    Attributes:
        key: Its name, at most two parts: `("cause", "pool-exhausted")`.
        tables: Its tables in their order.
        leads: Whether nothing but the schema stands before it in its file.
    """

    key: Key
    tables: tuple[Table, ...]
    leads: bool = False

    @property
    def blank(self) -> str:
        """The blank lines above."""
        return self.tables[0].blank

    @property
    def text(self) -> str:
        """All of it, without the blank lines above."""
        first, *rest = self.tables
        return first.text + "".join(table.blank + table.text for table in rest)


@attrs.frozen
class Pieces:
    """A whole text. `tail` is what blank lines stand at its end."""

    items: tuple[Unit | Line, ...]
    tail: str

    def keys(self) -> list[Key]:
        """The names in their order."""
        return [item.key for item in self.items]


def is_comment(key: Key) -> bool:
    """Whether a name is that of a comment."""
    return bool(key) and key[0] == COMMENT and len(key) == 3


def cut(text: str) -> Pieces:
    """The pieces of a TOML text whose lines end with LF.

    Raises:
        NoPieces: See there.
    """
    if text and not text.endswith("\n"):
        text += "\n"
    layout = scan(text)
    paths = [block.path for block in layout.blocks]
    if any(block.array for block in layout.blocks) or len(set(paths)) != len(paths):
        raise NoPieces
    return Pieces(*_items(layout))


def _items(layout: Layout) -> tuple[tuple[Unit | Line, ...], str]:
    text, taken = layout.text, dict[str, int]()
    items: list[Unit | Line] = []
    blocks = layout.blocks
    tables: list[Table] = []
    keys: set[Key] = set()
    blank = ""
    for place, block in enumerate(blocks):
        if block.path[:_UNIT_DEPTH] != (tables[0].path[:_UNIT_DEPTH] if tables else ROOT):
            if tables:
                items.append(_unit(tables, items, keys))
            tables = []
            between = list(_between(text, blocks[place - 1].body_end, block.start, taken))
            items += [line for line in between if line.text]
            blank = between[-1].blank
            tables.append(_table(text, block, blank, []))
        elif place:
            # What stands between the tables of one thing belongs to the one below.
            *above, last = _between(text, blocks[place - 1].body_end, block.start, {})
            inner = _table(text, block, last.blank, above)
            tables.append(attrs.evolve(inner, blank=above[0].blank) if above else inner)
        else:
            tables.append(_table(text, block, "", []))
    items.append(_unit(tables, items, keys))
    *rest, end = _between(text, blocks[-1].body_end, len(text), taken)
    return (*items, *rest), end.blank


def _unit(tables: list[Table], before: list[Unit | Line], keys: set[Key]) -> Unit:
    key = tables[0].path[:_UNIT_DEPTH]
    if key in keys:
        raise NoPieces
    keys.add(key)
    first = before[0] if before else None
    leads = len(before) == 1 and isinstance(first, Unit) and not first.tables[0].body
    return Unit(key, tuple(tables), leads)


def _table(text: str, block: Block, blank: str, free: list[Line]) -> Table:
    """A table with `free`, the comments that stand apart above it; `blank` is what is between."""
    taken: dict[str, int] = {}
    own = [line for line in _between(text, block.start, block.header, {}) if line.text]
    header = text[block.header : block.header_end]
    if not block.path:
        own = []
    elif free and own:
        own[0] = attrs.evolve(own[0], blank=blank)
    elif free:
        header = blank + header
    body: list[Line] = []
    position = block.header_end
    for statement in block.statements:
        *comments, last = _between(text, position, statement.start, taken)
        body += comments
        body.append(
            Line(statement.key, last.blank, text[statement.start : statement.end], statement)
        )
        position = statement.end
    body += [line for line in _between(text, position, block.body_end, taken) if line.text]
    return Table(block.path, blank, (*free, *own), header, tuple(body))


def _between(text: str, start: int, end: int, taken: dict[str, int]) -> Iterator[Line]:
    """The comments of a stretch without keys; the last line has no text, but its blank lines."""
    blank = ""
    for line in re.split(r"(?<=\n)", text[start:end]):
        words = line.strip()
        if not words:
            blank += line
            continue
        number = taken[words] = taken.get(words, 0) + 1
        yield Line((COMMENT, words, str(number)), blank, line)
        blank = ""
    yield Line((), blank, "")


def _lines(lines: tuple[Line, ...], *, first: bool = False) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield line.text if first and place == 0 else line.blank + line.text
