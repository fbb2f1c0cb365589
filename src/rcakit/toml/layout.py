"""Where the tables and keys of a TOML text stand: one pass, offsets only, no values.

The scanner trusts that a parser has accepted the text or is about to judge it: it never raises
and always ends, and on text that is not TOML it skips what it does not understand.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import attrs
import tomli

Path = tuple[str, ...]
"""The names from the root to a key or table: `("cause", "pool-exhausted", "gate")`."""

SCHEMA = re.compile(r"#:schema[ \t]+(?P<schema>[^\r\n]*?)[ \t]*(?:\r?\n|\Z)")
"""The first line that tells an editor which schema to use."""

_BASIC = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'
_LITERAL = r"'[^'\n]*+'"
PART = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
"""One part of a key, as the pattern of a regular expression."""

KEY = rf"{PART}(?:[ \t]*+\.[ \t]*+{PART})*"
"""A key of one or more parts, likewise."""

_LINE = re.compile(
    rf"[ \t]*+(?:(?P<key>{KEY})[ \t]*+=[ \t]*+"
    rf"|(?P<open>\[\[?)[ \t]*+(?P<table>{KEY})[ \t]*+\]\]?[^\n]*+\n?"
    r"|(?P<comment>#)[^\n]*+\n?"
    r"|\r?(?P<blank>\n|\Z)"
    r"|[^\n]*+\n?)"
)
_PARTS = re.compile(PART)
# Runs of characters are possessive: a text that is no TOML must not cost more time than one that
# is. Groups are not: Python before 3.11.5 misses matches of a possessive group (gh-106052), and
# what is in them begins with a character nothing before it takes, so there is one way to match.
_SIMPLE = re.compile(
    rf"(?:(?!\"\"\"){_BASIC}(?=[ \t\r]*+(?:#|\n|\Z))"
    rf"|(?!'''){_LITERAL}(?=[ \t\r]*+(?:#|\n|\Z))"
    r"|[^\s\"'\[{#][^\n#\"'\[{]*+(?=#|\n|\Z))"
)
_TOKEN = re.compile(
    r'"""[^"\\]*+(?:(?:\\.|"{1,2}+(?!"))[^"\\]*+)*"""(?:"{0,2})|"""'
    r"|'''[^']*+(?:'{1,2}+(?!')[^']*+)*'''(?:'{0,2})|'''"
    rf"|{_BASIC}|{_LITERAL}"
    r"|(?P<comment>#[^\n]*+)|(?P<open>[\[{])|(?P<close>[\]}])"
    r"|[^\"'#\[\]{}\n]++|\n|.",
    re.DOTALL,
)
_UNCLOSED = ('"""', "'''")


class Statement(NamedTuple):
    """One `key = value`. A named tuple, for there may be a hundred thousand of them.

    Attributes:
        key: The key as written, seen from its table: `("source", "kind")` for `source.kind`.
        start: Offset of the first character of its line.
        value: Offset of the value.
        value_end: Offset behind the value.
        end: Offset behind the line feed of its last line.
    """

    key: Path
    start: int
    value: int
    value_end: int
    end: int


@attrs.define
class Block:
    """A table header with what stands below it, or the root (path `()`) before the first header.

    Attributes:
        path: The name in the header.
        array: Whether the header is `[[...]]`.
        start: Offset of the comment directly attached above the header, or of the header.
        header: Offset of the header's line.
        header_end: Offset behind the header's line.
        body_end: Offset behind the last key and the comments that directly follow it.
        end: Offset where the next block starts. Blank lines and free comments lie before it.
        statements: Its keys in the order of the file.
    """

    path: Path
    array: bool
    start: int
    header: int
    header_end: int
    body_end: int
    end: int
    statements: list[Statement]


@attrs.frozen
class Layout:
    """The blocks of a text, the root first. `commented` leaves the `#:schema` line out."""

    text: str
    blocks: list[Block]
    commented: bool

    def statement_at(self, offset: int) -> tuple[Path, int] | None:
        """The full path and start of the last key or header that begins at or before `offset`."""
        found: tuple[Path, int] | None = None
        for block in self.blocks:
            if block.header > offset:
                break
            if block.path:
                found = block.path, block.header
            for statement in block.statements:
                if statement.start > offset:
                    break
                found = block.path + statement.key, statement.start
        return found


def parts_of(key: str) -> Path:
    """The parts of a written key, unquoted. Raises ValueError for a wrong escape."""
    if '"' not in key and "'" not in key:
        return tuple(part.strip(" \t") for part in key.split("."))
    return tuple(_unquoted(match.group()) for match in _PARTS.finditer(key))


def _unquoted(part: str) -> str:
    if part.startswith('"'):
        return str(tomli.loads(f"k = {part}")["k"])
    return part[1:-1] if part.startswith("'") else part


def _value_end(text: str, start: int) -> int:
    """Offset behind the value that starts at `start`, over as many lines as it takes."""
    simple = _SIMPLE.match(text, start)
    if simple is not None:
        return start + len(simple.group().rstrip(" \t\r"))
    depth = 0
    end = start
    for match in _TOKEN.finditer(text, start):
        if match.group() in _UNCLOSED:
            return len(text)
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth -= 1
        elif depth == 0 and (match["comment"] or match.group() == "\n"):
            return end
        if not match["comment"] and not match.group().isspace():
            end = match.end()
        if depth <= 0 and (match["close"] or match.group()[0] in "\"'"):
            return end
    return end


def _parts_or_whole(key: str) -> Path:
    """As `parts_of`, but for a text the parser has yet to refuse."""
    try:
        return parts_of(key)
    except ValueError:
        return (key,)


def scan(text: str) -> Layout:
    """The layout of `text`. Newlines may be LF or CRLF; offsets are in characters."""
    block = Block((), False, 0, 0, 0, 0, len(text), [])
    blocks = [block]
    known: dict[str, Path] = {}
    commented = False
    # Start of the comment lines just above, None where there are none; whether they also
    # directly follow a key, and so belong to the table above unless a header claims them.
    above: int | None = None
    joined = True
    position, length = 0, len(text)
    schema = SCHEMA.match(text)
    if schema is not None:
        position = block.header_end = block.body_end = schema.end()
    while position < length:
        match = _LINE.match(text, position)
        if match is None:
            break
        start, position = position, match.end()
        written = match["key"]
        if written is not None:
            key = known.get(written)
            if key is None:
                key = known[written] = _parts_or_whole(written)
            value_end = _value_end(text, position)
            newline = text.find("\n", value_end)
            end = length if newline < 0 else newline + 1
            block.statements.append(Statement(key, start, position, value_end, end))
            commented = commented or text.find("#", value_end, end) >= 0
            position = block.body_end = end
            above, joined = None, True
        elif match["table"] is not None:
            path = _parts_or_whole(match["table"])
            commented = commented or "#" in text[match.end("table") : position]
            attached = start if above is None else above
            block.end = attached
            block.body_end = min(block.body_end, attached)
            block = Block(
                path, match["open"] == "[[", attached, start, position, position, length, []
            )
            blocks.append(block)
            above, joined = None, True
        elif match["comment"] is not None:
            commented = True
            above = start if above is None else above
            if joined:
                block.body_end = position
        else:
            above, joined = None, False
    return Layout(text, blocks, commented or "#" in _inner_comments(text, blocks))


def _inner_comments(text: str, blocks: list[Block]) -> str:
    """The first comment inside a value, where only arrays can hold one, or nothing."""
    for block in blocks:
        for statement in block.statements:
            if "#" in text[statement.value : statement.value_end]:
                for match in _TOKEN.finditer(text, statement.value, statement.value_end):
                    if match["comment"]:
                        return match["comment"]
    return ""


def comments_in(value: str) -> list[str]:
    """The comments inside the text of one array, each from its sign to the end of its line."""
    return [match["comment"] for match in _TOKEN.finditer(value) if match["comment"]]
