"""Rows of a file as flat texts by column, with their lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import attrs

from rcakit import ImportFile
from rcakit.errors import UnreadableError

_MOST = 30_000
"""Rows; the events of more would not fit in one timeline.toml."""
_CELL = 1_000_000
_FIRST = 20
_LOOKED_AT = 200
_DELIMITERS = (",", ";", "\t", "|")


@attrs.frozen
class Row:
    """A row.

    Attributes:
        line: Its first line; None where it cannot be told.
        cells: Its cells by column.
        surplus: What stands behind the last column, with the marks between it, as written.
    """

    line: int | None
    cells: Mapping[str, str]
    surplus: str = ""


@attrs.frozen
class Sheet:
    """A whole file: its columns in order, its rows, and the lines that could not be read."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    unread: tuple[int | None, ...] = ()

    def some(self, head: str) -> list[str]:
        """The cells of a column in the first rows, enough to see what it holds."""
        return [row.cells.get(head, "")[:_LOOKED_AT] for row in self.rows[:_FIRST]]


def delimiter(text: str) -> str:
    """The mark between cells: the one the first line has most often outside quotation marks."""
    head, quoted = "", False
    for character in text[:20_000]:
        quoted ^= character == '"'
        if character == "\n" and not quoted:
            break
        head += "" if quoted else character
    return max(_DELIMITERS, key=lambda mark: (head.count(mark), -_DELIMITERS.index(mark)))


def csv_sheet(file: ImportFile) -> Sheet:
    """A CSV file with a row of heads.

    Raises:
        UnreadableError: It has no rows, or a row that cannot be read.
    """
    text = file.text()
    if text.lower().startswith("sep=") and "\n" in text:
        text = text.partition("\n")[2]
        return _csv(file, text, 1)
    return _csv(file, text, 0)


def _csv(file: ImportFile, text: str, skipped: int) -> Sheet:
    csv.field_size_limit(_CELL)
    mark = delimiter(text.lstrip("\r\n"))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    heads: tuple[str, ...] = ()
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            line, start = start + skipped, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not heads:
                heads = _unique(cells)
                continue
            rows.append(_row(line, heads, cells, mark))
            _count(file, rows)
    except csv.Error as problem:
        raise UnreadableError(
            Path(file.name), reader.line_num, f"This row cannot be read: {problem}."
        ) from None
    if not heads:
        raise UnreadableError(Path(file.name), None, "It is empty.")
    return Sheet(heads, tuple(rows))


def _row(line: int, heads: tuple[str, ...], cells: list[str], mark: str) -> Row:
    more = cells[len(heads) :]
    surplus = mark + mark.join(more) if any(cell.strip() for cell in more) else ""
    # a short row lacks its last columns, a long one has its surplus
    return Row(line, dict(zip(heads, (c.strip() for c in cells), strict=False)), surplus.rstrip())


def _unique(cells: list[str]) -> tuple[str, ...]:
    heads: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, 1):
        head = cell.strip() or f"column {number}"
        heads.append(head if head not in taken else f"{head} ({number})")
        taken.add(heads[-1])
    return tuple(heads)


def _count(file: ImportFile, rows: list[Row]) -> None:
    if len(rows) > _MOST:
        raise UnreadableError(
            Path(file.name), None, f"It has more than {_MOST} rows; import a part of it."
        )


def json_sheet(file: ImportFile) -> Sheet:
    """JSON Lines, or a JSON array of objects, also where it is the one list of an object.

    Raises:
        UnreadableError: It is neither, or no line of it can be read.
    """
    text = file.text(torn=True)
    rows: list[Row] = []
    unread: list[int | None] = []
    heads: dict[str, None] = {}
    for line, value in _objects(text):
        if value is None:
            unread.append(line)
            continue
        cells = _flat(value)
        heads.update(dict.fromkeys(cells))
        rows.append(Row(line, cells))
        _count(file, rows)
    if not rows:
        first = unread[0] if unread else None
        raise UnreadableError(
            Path(file.name), first, "It holds no JSON objects; each line must be one."
        )
    return Sheet(tuple(list(heads)[:500]), tuple(rows), tuple(unread))


def _objects(text: str) -> Iterator[tuple[int | None, Mapping[str, object] | None]]:
    """Each object with its line; None for a line or an entry that is no object."""
    whole = None
    with suppress(RecursionError, ValueError):
        whole = json.loads(text)
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if _holds_objects(value)]
        if len(lists) != 1:
            yield text.count("\n", 0, text.index("{")) + 1, whole
            return
        whole = lists[0]
    if isinstance(whole, list):
        yield from _entries(text, whole)
        return
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip("\x1e\r \t")
        if not bare:
            continue
        try:
            value = json.loads(bare)
        except (RecursionError, ValueError):
            value = None
        yield number, value if isinstance(value, dict) else None


def _holds_objects(value: object) -> bool:
    """Whether a field is a list of rows, and not one of tags or bytes."""
    return isinstance(value, list) and any(isinstance(entry, dict) for entry in value)


def _entries(
    text: str, entries: list[object]
) -> Iterator[tuple[int | None, Mapping[str, object] | None]]:
    """The entries of an array; their lines only where they are told from other objects."""
    found = _starts(text)
    told = len(found) == sum(isinstance(entry, dict) for entry in entries)
    starts = iter(found if told else [])
    start = 1 if told else None
    for entry in entries:
        start = next(starts, start) if isinstance(entry, dict) else start
        yield start, entry if isinstance(entry, dict) else None


def _starts(text: str) -> list[int]:
    """The line of each object of an array written one a line or indented."""
    starts: list[int] = []
    depth, quoted, escaped, line = 0, False, False, 1
    target = 1 if text.lstrip()[:1] == "[" else 2
    for character in text:
        if character == "\n":
            line += 1
        if quoted:
            quoted = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            quoted = True
        elif character in "[{":
            if character == "{" and depth == target:
                starts.append(line)
            depth += 1
        elif character in "]}":
            depth -= 1
    return starts


def _flat(value: Mapping[str, object]) -> dict[str, str]:
    """Fields as texts; one level of nesting is joined by a dot, deeper ones stay JSON."""
    cells: dict[str, str] = {}
    for key, item in list(value.items())[:200]:
        if isinstance(item, dict) and item:
            for inner, field in list(item.items())[:50]:
                cells[f"{key}.{inner}"] = _text(field)
        else:
            cells[str(key)] = _text(item)
    return cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and value and all(_is_byte(item) for item in value):
        # journald writes a message with a control character in it as its bytes
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return f"{value:.6f}" if isinstance(value, float) else str(value)
    try:
        return json.dumps(value, ensure_ascii=False)[:4000]
    except (RecursionError, ValueError):
        return ""


def _is_byte(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 256
