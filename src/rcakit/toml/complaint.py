"""What the parser has against a text, in words a person can act on."""

from __future__ import annotations

import re

import attrs
import tomli

from rcakit.text import one_line, shorten
from rcakit.toml.layout import Layout, Path, scan

_SENTENCES = (
    ("Invalid statement", "this line is neither a table such as [cause.some-id] nor key = value"),
    ("Expected newline or end", "something is left over behind the value; one key = value a line"),
    ("Expected ']]'", "the table name is not closed; it ends with ]]"),
    ("Expected ']'", "the table name is not closed by ]; a name with blanks stands in quotes"),
    ("Expected '=' after a key", "the key has no value; write key = value"),
    (
        "Invalid initial character",
        "a name is missing here; names have letters, digits, - and _, all others stand in quotes",
    ),
    ("Unclosed array", "the array is not closed; commas separate its items and ] ends it"),
    (
        "Unclosed inline table",
        "the inline table is not closed; commas separate its keys and } ends it",
    ),
    ("Unescaped '\\'", "a backslash in a text is written twice, or the text in single quotes"),
    ("Invalid hex value", "\\u wants four hexadecimal digits and \\U eight"),
    (
        "Escaped character is not",
        "the escape names half of a character; write the character itself",
    ),
    ("Unterminated string", "the text is not closed; it ends with the quotes it began with"),
    ("Expected \"'", "the text is not closed; it ends with the quotes it began with"),
    (
        "Illegal character '\\n'",
        "the text is not closed on its line; a text of several lines stands in three quotes",
    ),
    ("Invalid date", "there is no such date or time; write it as 2026-03-01T13:32:05Z"),
    (
        "Invalid value",
        "the value is missing or not TOML; text is quoted, times are like 2026-03-01T13:32:05Z",
    ),
)
_CHARACTER = re.compile(r"(?:Illegal|Found invalid) character (?P<character>.+)$")
_TWICE = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Cannot redefine")
_WHERE = re.compile(r" \(at (?:end of document|line \d+, column \d+)\)$")
# Where the end of the text is all the parser can name, the beginning of the value helps more.
_RUNS_ON = ("Unclosed", "Unterminated", 'Expected "', "Expected '\"", "Invalid value")


@attrs.frozen
class Complaint:
    """Why a text cannot be taken: the line, from 1, and the sentence."""

    line: int
    reason: str


def complaint(error: tomli.TOMLDecodeError, text: str) -> Complaint:
    """What `error`, raised for `text` (newlines LF), means."""
    message, position = error.msg, error.pos
    layout = scan(text)
    here = layout.statement_at(max(position - 1, 0))
    if message.startswith(_TWICE):
        return _twice(layout, text, here, error.lineno)
    twice = re.match(r"Duplicate inline table key '(?P<key>.*)'", message)
    if twice:
        name = one_line(twice["key"])
        return Complaint(
            error.lineno,
            f"the key {shorten(name, 200)} stands twice in this inline table; remove one of them",
        )
    line = error.lineno
    if here is not None and position >= len(text) and message.startswith(_RUNS_ON):
        line = text.count("\n", 0, here[1]) + 1
    for start, sentence in _SENTENCES:
        if message.startswith(start):
            return Complaint(line, sentence)
    character = _CHARACTER.match(message)
    if character:
        return Complaint(
            line,
            f"the control character {_code(text, position)} may not stand here; remove it or,"
            " in a text, write it as an escape",
        )
    return Complaint(line, f"this is not TOML: {one_line(_WHERE.sub('', message))}")


def _code(text: str, position: int) -> str:
    return f"U+{ord(text[position]):04X}" if position < len(text) else "at the end"


def dotted(path: Path) -> str:
    """`path` as a person would write it in a message: `cause.pool-exhausted`."""
    return shorten(".".join(path), 200)


def _twice(layout: Layout, text: str, here: tuple[Path, int] | None, line: int) -> Complaint:
    """Which of the two kinds of doubling it is: the same again, or a table told in two ways."""
    if here is None:
        return Complaint(line, "a name stands here for the second time; remove one of the two")
    path, start = here
    line = text.count("\n", 0, start) + 1
    for block in layout.blocks:
        if block.path == path and block.header < start:
            first = text.count("\n", 0, block.header) + 1
            return Complaint(
                line,
                f"the table {dotted(path)} stands here for the second time; give one of them"
                f" another id (the first is on line {first})",
            )
        for statement in block.statements:
            if block.path + statement.key == path and statement.start < start:
                first = text.count("\n", 0, statement.start) + 1
                return Complaint(
                    line,
                    f"the key {dotted(path)} stands here for the second time; remove one of the"
                    f" two (the first is on line {first})",
                )
    return Complaint(
        line,
        f"{dotted(path)} is already given above in another way; keep all of it in one place",
    )
