"""A reader of the Markdown the report may use, small enough to be trusted in tests."""

from __future__ import annotations

import html
import re
import string

_ENTITY = re.compile(r"&#?\w{1,32};")


def row_cells(line: str) -> list[str]:
    """The cells of a table row as GitHub splits it: at every `|` without a backslash."""
    assert line.startswith("|")
    assert line.endswith("|")
    cells, cell, at = [], "", 1
    while at < len(line):
        if line[at] == "\\" and at + 1 < len(line):
            cell += line[at : at + 2]
            at += 2
        elif line[at] == "|":
            cells.append(cell.strip())
            cell = ""
            at += 1
        else:
            cell += line[at]
            at += 1
    return cells


def shown(markdown: str) -> str:
    """What a reader sees of text in which every sign with a meaning is escaped."""
    signs = re.escape(string.punctuation)
    pieces = re.split(rf"(\\[{signs}])", markdown)
    return "".join(
        piece[1] if index % 2 else _ENTITY.sub(lambda found: html.unescape(found.group()), piece)
        for index, piece in enumerate(pieces)
    )


def live_signs(markdown: str) -> str:
    """The text with a harmless sign for each escape: what may still mean something."""
    return re.sub(rf"\\[{re.escape(string.punctuation)}]", "§", markdown)


def tables(report: str) -> list[list[list[str]]]:
    """Every table of a report, as rows of cells; rows in code blocks are none."""
    found: list[list[list[str]]] = []
    fence, before = "", ""
    for line in report.split("\n"):
        opening = re.match(r"`{3,}", line)
        if fence:
            fence = "" if opening and line.strip() == fence else fence
        elif opening:
            fence = opening[0]
        elif line.startswith("|"):
            if not before.startswith("|"):
                found.append([])
            found[-1].append(row_cells(line))
        before = "" if fence else line
    return found
