"""A Markdown text as flat blocks with their lines: headings, list items, paragraphs, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from rcakit import model

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?\Z")
_ITEM = re.compile(r"([ \t]*)([-*+•–]|\d{1,3}[.)])[ \t]+(?:\[([ xX~-])\][ \t]+)?(\S.*)\Z")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_QUOTES = re.compile(r"(?: {0,3}>[ ]?)+")
_KEY = re.compile(r"([A-Za-z][\w -]{0,40})[ \t]*[:=][ \t]*(.*)\Z")
_DASHES = re.compile(r":?-+:?")
_TAB = 4
_WRAPPED = 66
"""A line shorter than this was not wrapped by an editor."""


@attrs.frozen
class Heading:
    """A heading with its level from 1 to 6."""

    line: int
    level: int
    text: str


@attrs.frozen
class Item:
    """A list item; `text` may have several lines, `checked` is None without a check box."""

    line: int
    indent: int
    text: str
    checked: bool | None = None


@attrs.frozen
class Paragraph:
    """Prose; its lines are kept."""

    line: int
    text: str


@attrs.frozen
class Row:
    """A row of a table."""

    line: int
    cells: tuple[str, ...]


@attrs.frozen
class Table:
    """A pipe table; `header` is empty where it has none."""

    line: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@attrs.frozen
class Code:
    """A fenced block."""

    line: int
    lines: tuple[str, ...]


Block = Heading | Item | Paragraph | Table | Code


@attrs.frozen
class Document:
    """A whole text.

    Attributes:
        front: Keys of its front matter, each a text; lists are joined by commas.
        blocks: Its blocks in order.
        lines: Its lines, with comments blanked; line 1 is at index 0.
    """

    front: Mapping[str, str]
    blocks: tuple[Block, ...]
    lines: tuple[str, ...]


def parse(text: str) -> Document:
    """The blocks of `text`, in time linear in its length."""
    lines = _without_comments(text).split("\n")
    front, start = _front_matter(lines)
    return Document(model.frozen(front), tuple(_blocks(_unquoted(lines), start)), tuple(lines))


def _unquoted(lines: list[str]) -> list[str]:
    """Lines without the marks of quotes; a fenced block that is not quoted keeps its own."""
    shown: list[str] = []
    mark, quoted = "", False
    for line in lines:
        match = _QUOTES.match(line)
        bare = line[match.end() :] if match is not None and not (mark and not quoted) else line
        shown.append(bare)
        if mark:
            mark = "" if _closes(bare, mark) else mark
        elif (fence := _FENCE.match(bare)) is not None:
            mark, quoted = fence[1], match is not None
    return shown


def _without_comments(text: str) -> str:
    """HTML comments replaced by their line feeds, so that lines keep their numbers."""
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        parts += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end + 3
    return "".join([*parts, text[position:]])


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    mark = lines[0].strip() if lines else ""
    if mark not in ("---", "+++"):
        return {}, 0
    ends = (mark, "...")
    end = next((n for n in range(1, min(len(lines), 500)) if lines[n].strip() in ends), 0)
    found: dict[str, str] = {}
    key = ""
    for line in lines[1:end]:
        if line[:1] not in (" ", "\t", "-", "#") and (match := _KEY.match(line)) is not None:
            key = match[1].strip().lower()
            found[key] = match[2].strip().strip("[]").replace('"', "").replace("'", "").strip()
        elif key and line.strip().startswith("- "):
            found[key] = ", ".join(filter(None, (found[key], line.strip()[2:].strip(" \"'"))))
    if not found:
        return {}, 0
    return found, end + 1


def _blocks(lines: list[str], start: int) -> Iterator[Block]:
    reader = _Reader()
    number = start
    while number < len(lines):
        line = lines[number].rstrip()
        fence = _FENCE.match(line)
        if fence is not None:
            yield from reader.flush()
            end = _fence_end(lines, number, fence[1])
            yield Code(number + 1, tuple(lines[number + 1 : end]))
            number = end + 1
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if "|" in line and (_is_rule(following) or line.lstrip().startswith("|")):
            yield from reader.flush()
            table, number = _table(lines, number)
            yield table
            continue
        yield from reader.take(line, number + 1)
        number += 1
    yield from reader.flush()


def _fence_end(lines: list[str], start: int, mark: str) -> int:
    ends = (number for number in range(start + 1, len(lines)) if _closes(lines[number], mark))
    return next(ends, len(lines))


def _closes(line: str, mark: str) -> bool:
    """Whether a line ends the fenced block that `mark` began."""
    bare = line.strip()
    return len(bare) >= len(mark) and bare.strip(mark[0]) == ""


class _Reader:
    """Gathers lines into paragraphs and items; every line is taken once."""

    def __init__(self) -> None:
        self.open: Item | Paragraph | None = None
        self.words: list[str] = []
        self.after_blank = False

    def flush(self) -> Iterator[Block]:
        if self.open is not None:
            yield attrs.evolve(self.open, text="\n".join(self.words))
        self.open, self.words, self.after_blank = None, [], False

    def take(self, line: str, number: int) -> Iterator[Block]:
        bare = line.strip()
        if not bare:
            if isinstance(self.open, Paragraph):
                yield from self.flush()
            self.after_blank = True
            return
        if (heading := _HEADING.match(line)) is not None:
            yield from self.flush()
            yield Heading(number, len(heading[1]), (heading[2] or "").rstrip(" #"))
            return
        if isinstance(self.open, Paragraph) and bare.strip("=") == "":
            yield Heading(self.open.line, 1, " ".join(self.words))
            self.open, self.words = None, []
            return
        if bare[0] in "-*_" and len(rule := bare.replace(" ", "")) > 2 and len(set(rule)) == 1:
            yield from self._rule(rule)
            return
        if (item := _ITEM.match(line)) is not None:
            yield from self.flush()
            box = item[3]
            self.open = Item(
                number,
                len(item[1].expandtabs(_TAB)),
                "",
                None if box is None else box in "xX",
            )
            self.words = [item[4]]
            return
        indented = line[:1] in (" ", "\t")
        if self.open is None or (not indented and (self.after_blank or self._ended(bare))):
            yield from self.flush()
            self.open = Paragraph(number, "")
        self.words.append(bare)
        self.after_blank = False

    def _ended(self, line: str) -> bool:
        """Whether an item ended above an unindented line: no text wraps before a capital there."""
        return isinstance(self.open, Item) and len(self.words[-1]) < _WRAPPED and line[0].isupper()

    def _rule(self, rule: str) -> Iterator[Block]:
        """A line of dashes: a heading's underline below one line of prose, else a break."""
        if rule[0] == "-" and isinstance(self.open, Paragraph) and len(self.words) == 1:
            yield Heading(self.open.line, 2, self.words[0])
            self.open, self.words = None, []
        else:
            yield from self.flush()


def _is_rule(line: str) -> bool:
    if "-" not in line or "|" not in line:
        return False
    return all(_DASHES.fullmatch(cell.strip()) for cell in line.strip().strip("|").split("|"))


def cells(line: str) -> tuple[str, ...]:
    r"""The cells of a row; `\|` is a pipe in a cell, a missing last pipe is let be."""
    line = line.strip().removeprefix("|").replace("\\|", "\0")
    line = line.removesuffix("|")
    return tuple(cell.replace("\0", "|").strip() for cell in line.split("|"))


def _table(lines: list[str], start: int) -> tuple[Table, int]:
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    number = start
    while number < len(lines) and "|" in lines[number]:
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if number == start and _is_rule(following):
            header = cells(lines[number])
        elif not _is_rule(lines[number]):
            rows.append(Row(number + 1, _fitted(cells(lines[number]), len(header))))
        number += 1
    return Table(start + 1, header, tuple(rows)), number


def _fitted(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """As many cells as the header has; what an unescaped pipe split off goes to the last."""
    if not width or len(row) == width:
        return row
    if len(row) > width:
        return (*row[: width - 1], " | ".join(row[width - 1 :]).rstrip(" |"))
    return row + ("",) * (width - len(row))
