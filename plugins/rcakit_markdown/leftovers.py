"""Lines of a section of facts that found no place, told one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rcakit.text import shorten
from rcakit_markdown.blocks import Code, Heading, Item, Paragraph, Table
from rcakit_markdown.inline import plain
from rcakit_markdown.notes import Notes
from rcakit_markdown.sections import Field, Section

_HEAD = re.compile(r"(?:field|key|name|item|property|attribute|label|fact)s?", re.IGNORECASE)
_LONGEST = 80


def report(section: Section, fields: Sequence[tuple[Field, bool]], notes: Notes) -> None:
    """Tells what of a section was left out.

    Args:
        section: A section of facts, or one of no known part.
        fields: Its labelled lines, and whether each was taken.
        notes: Where it is told.
    """
    lines = {field.line for field, _ in fields}
    taken = {field.line for field, used in fields if used}
    known = taken | _quiet(section, taken)
    for field, used in fields:
        if not used and field.line not in known:
            said = shorten(f"{field.label}: {field.value}", _LONGEST)
            notes.skipped(field.line, f"There is no place for “{said}”; it was left out.")
    what = f"“{shorten(section.title, 40)}”" if section.title else "This text"
    told = False
    for block in section.blocks:
        if isinstance(block, Code | Heading):
            continue
        if isinstance(block, Table):
            if not _lines_of(block) & taken:
                said = shorten(" | ".join(plain(cell) for cell in _first(block)), _LONGEST)
                notes.skipped(block.line, f"This table was left out: “{said}”")
            continue
        rest = _unlabelled(block, lines)
        if rest is not None and not told:
            told = True
            notes.skipped(rest[0], f"{what} was left out: “{shorten(rest[1], _LONGEST)}”")


def _quiet(section: Section, taken: set[int]) -> set[int]:
    """Lines of tables told of as a whole, and the heads of tables of facts."""
    quiet: set[int] = set()
    for block in section.blocks:
        if not isinstance(block, Table):
            continue
        lines = _lines_of(block)
        if not lines & taken:
            quiet |= lines
        elif block.header and _HEAD.fullmatch(plain(block.header[0])) is not None:
            quiet.add(block.line)
    return quiet


def _lines_of(table: Table) -> set[int]:
    return {table.line, *(row.line for row in table.rows)}


def _first(table: Table) -> tuple[str, ...]:
    return table.header or (table.rows[0].cells if table.rows else ())


def _unlabelled(block: Item | Paragraph, lines: set[int]) -> tuple[int, str] | None:
    """The first line without a label, with the words from there on."""
    written = block.text.split("\n")
    for index, text in enumerate(written):
        if block.line + index not in lines and plain(text):
            left = written[index:]
            ends = next((n for n in range(1, len(left)) if block.line + index + n in lines), None)
            return block.line + index, plain(" ".join(left[:ends]))
    return None
