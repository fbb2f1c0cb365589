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

_MOST = 100_000
_CELL = 1_000_000
_DELIMITERS = (",", ";", "\t", "|")


@attrs.frozen
class Row:
    """A row: its first line and its cells by column."""

    line: int
    cells: Mapping[str, str]


@attrs.frozen
class Sheet:
    """A whole file: its columns in order, its rows, and the lines that could not be read."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    unread: tuple[int, ...] = ()


def delimiter(text: str) -> str:
    """The mark between cells: the one most lines have as often as the first line has it."""
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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text.lstrip("\r\n")))
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
            rows.append(Row(line, dict(zip(heads, (c.strip() for c in cells), strict=False))))
            _count(file, rows)
    except csv.Error as problem:
        raise UnreadableError(
            Path(file.name), reader.line_num, f"This row cannot be read: {problem}."
        ) from None
    if not heads:
        raise UnreadableError(Path(file.name), None, "It is empty.")
    return Sheet(heads, tuple(rows))


def _unique(cells: list[str]) -> tuple[str, ...]:
    heads: list[str] = []
    for number, cell in enumerate(cells, 1):
        head = cell.strip() or f"column {number}"
        heads.append(head if head not in heads else f"{head} ({number})")
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
    unread: list[int] = []
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


def _objects(text: str) -> Iterator[tuple[int, Mapping[str, object] | None]]:
    """Each object with its line; None for a line or an entry that is no object."""
    whole = None
    with suppress(RecursionError, ValueError):
        whole = json.loads(text)
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        whole = lists[0] if len(lists) == 1 else [whole]
    if isinstance(whole, list):
        found = _starts(text)
        objects = sum(isinstance(value, dict) for value in whole)
        starts = iter(found if len(found) == objects else [])
        start = 1
        for value in whole:
            start = next(starts, start) if isinstance(value, dict) else start
            yield start, value if isinstance(value, dict) else None
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
