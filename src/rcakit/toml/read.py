"""Bytes to a plain document, within bounds, with one clear sentence for whatever is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import tomli

from rcakit.errors import UnreadableError
from rcakit.toml.bounded import too_large
from rcakit.toml.complaint import complaint, dotted
from rcakit.toml.layout import PART, scan
from rcakit.toml.limits import DEPTH, SIZE, first_fault
from rcakit.toml.locate import Index

_BOM = b"\xef\xbb\xbf"
_LONG_KEY = re.compile(
    rf"^[ \t]*+\[{{0,2}}[ \t]*+(?:{PART}[ \t]*+\.[ \t]*+){{{DEPTH}}}", re.MULTILINE
)
_LONG_NUMBER = re.compile(r"[0-9_]{4000,}")


def parse(data: bytes, path: Path) -> dict[str, object]:
    """The document in `data`.

    Args:
        data: The whole file, UTF-8 without a byte order mark, at most 5 MB.
        path: The file, for the message only.

    Raises:
        UnreadableError: With the line, where there is one, and what to do about it.
    """
    if len(data) > SIZE:
        raise UnreadableError(path, 1, too_large(len(data)))
    text = _decoded(data, path)
    _refuse_long_keys(text, path)
    try:
        document: dict[str, object] = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        found = complaint(error, text)
        raise UnreadableError(path, found.line, f"{found.reason}.") from None
    except RecursionError:
        raise UnreadableError(
            path, _deepest_line(text), f"arrays or tables are nested more than {DEPTH} levels deep."
        ) from None
    except ValueError:
        # The parser lets Python's own complaint about a number of many digits through.
        number = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, number.start()) + 1 if number else None
        raise UnreadableError(path, line, "the number has too many digits.") from None
    fault = first_fault(document)
    if fault is not None:
        place = dotted(fault.path[:8]) or "the file"
        raise UnreadableError(path, Index(text).line(fault.path), f"{place}: {fault.reason}.")
    return document


def _decoded(data: bytes, path: Path) -> str:
    if data.startswith(_BOM):
        raise UnreadableError(
            path, 1, "the file begins with a byte order mark; save it as UTF-8 without one."
        )
    try:
        # TOML has one newline: a carriage return before a line feed is part of it.
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            path,
            line,
            f"byte 0x{data[error.start]:02X} on this line is not UTF-8; save the file as UTF-8.",
        ) from None


def _refuse_long_keys(text: str, path: Path) -> None:
    """The parser takes time by the square of the parts of a key, so look before."""
    if _LONG_KEY.search(text) is None:
        return
    # The line may lie inside a text of several lines: only the layout knows.
    for block in scan(text).blocks:
        keys = [(block.path, block.header)]
        keys += [(statement.key, statement.start) for statement in block.statements]
        for key, start in keys:
            if len(key) > DEPTH:
                line = text.count("\n", 0, start) + 1
                raise UnreadableError(
                    path, line, f"the key has {len(key):,} parts; {DEPTH} are the most."
                )


def _deepest_line(text: str) -> int | None:
    """The line on which the value with the most opening brackets starts."""
    most, line_start = 0, None
    for block in scan(text).blocks:
        for statement in block.statements:
            value = text[statement.value : statement.value_end]
            depth = value.count("[") + value.count("{")
            if depth > most:
                most, line_start = depth, statement.start
    return None if line_start is None else text.count("\n", 0, line_start) + 1
