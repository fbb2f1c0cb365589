"""A document cut into its parts: headings of every kind, and who inherits what from whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from rcakit_markdown.blocks import Block, Document, Heading, Item, Paragraph, Row, Table
from rcakit_markdown.headings import LESSONS, LISTS, Part, part_of
from rcakit_markdown.inline import plain
from rcakit_markdown.stamps import stamp

_LEAD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,100}?)[ ]*(:?)[ ]*\1[ ]*(:?)[ ]*")
_LABEL = re.compile(r"([A-Za-z][\w /&'’()-]{0,60}?)[ ]*:[ ]+")
_SORTS_OF_ACTION = (Part.DETECTION, Part.RESOLUTION, Part.IMPACT, Part.FACTS, Part.BACKGROUND)
"""Parts whose words below a heading of actions only sort the actions."""
_BOLD_LEVEL = 8
_BULLET_LEVEL = 10


@attrs.frozen(kw_only=True)
class Section:
    """A heading with what is directly below it.

    Attributes:
        part: The part it belongs to, its own or that of the heading around it.
        title: The words of its own heading, plain.
        line: The line of the heading, or of the first block where it has none.
        level: 1 to 6 for headings, more for bold words that stand for one.
        own: Whether its own words name the part.
        blocks: What is below it.
    """

    part: Part | None
    title: str
    line: int
    level: int
    own: bool
    blocks: tuple[Block, ...]


@attrs.frozen
class Field:
    """A labelled line, such as "Severity: SEV1" or a row of a table with two columns."""

    line: int
    label: str
    value: str


@attrs.define
class _Open:
    level: int
    part: Part | None
    title: str
    line: int
    own: bool
    blocks: list[Block] = attrs.field(factory=list)

    def closed(self) -> Section:
        return Section(
            part=self.part,
            title=self.title,
            line=self.line,
            level=self.level,
            own=self.own,
            blocks=tuple(self.blocks),
        )


def sections(document: Document) -> list[Section]:
    """The parts of a document in order; its title is no part, whatever its words."""
    heads = [block for block in document.blocks if isinstance(block, Heading)]
    tops = [head for head in heads if head.level == 1]
    cutter = _Cutter(heads[0] if len(tops) == 1 and heads[0] in tops and len(heads) > 1 else None)
    for block in document.blocks:
        cutter.take(block)
    return cutter.done()


class _Cutter:
    def __init__(self, title: Heading | None) -> None:
        self.title = title
        self.stack = [_Open(0, None, "", 1, False)]
        self.closed: list[Section] = []

    def done(self) -> list[Section]:
        self._close(self.stack[-1])
        return self.closed

    def _close(self, section: _Open) -> None:
        if section.blocks or section.title:
            self.closed.append(section.closed())

    def _leave(self, level: int) -> None:
        """Ends the headings that a heading of `level` ends."""
        if self.stack[-1].level < level:
            return
        self._close(self.stack[-1])
        while len(self.stack) > 1 and self.stack[-1].level >= level:
            self.stack.pop()
        around = self.stack[-1]
        self.stack[-1] = _Open(around.level, around.part, "", around.line, False)

    def _enter(self, level: int, part: Part | None, title: str, line: int) -> None:
        self._leave(level)
        self._close(self.stack[-1])
        around = self.stack[-1]
        self.stack[-1] = _Open(around.level, around.part, "", line, False)
        inherited = part if part is not None else around.part
        self.stack.append(_Open(level, inherited, title, line, part is not None))

    def take(self, block: Block) -> None:
        if isinstance(block, Heading):
            part = None if block is self.title else part_of(block.text)
            if part in _SORTS_OF_ACTION and self._around(block.level) is Part.ACTIONS:
                part = None
            self._enter(block.level, part, plain(block.text), block.line)
        elif isinstance(block, Item):
            self._item(block)
        elif isinstance(block, Paragraph):
            for piece in _pieces(block):
                self._paragraph(piece)
        else:
            self.stack[-1].blocks.append(block)

    def _around(self, level: int) -> Part | None:
        return next((o.part for o in reversed(self.stack) if o.level < level), None)

    def _item(self, item: Item) -> None:
        level = _BULLET_LEVEL + item.indent
        self._leave(level)
        label, rest = lead(item.text)
        part = part_of(label) if label and item.checked is None else None
        if part is None or not self._may_head(part, bare=not rest):
            self.stack[-1].blocks.append(item)
            return
        self._enter(level, part, plain(label), item.line)
        if rest:
            self.stack[-1].blocks.append(Paragraph(item.line, rest))

    def _paragraph(self, paragraph: Paragraph) -> None:
        label, rest = lead(paragraph.text)
        part = part_of(label) if label else None
        timed = bool(label) and self.stack[-1].part is Part.TIMELINE and not rest
        if timed and stamp(plain(label)) is not None:
            self._enter(_BOLD_LEVEL, None, plain(label), paragraph.line)
            return
        around = self._around(_BOLD_LEVEL)
        if (
            part is None
            or (part is around and part is not Part.FACTS)
            or (rest and around in LISTS and not _sorts_lessons(around, part))
        ):
            self.stack[-1].blocks.append(paragraph)
            return
        self._enter(_BOLD_LEVEL, part, plain(label), paragraph.line)
        if rest:
            self.stack[-1].blocks.append(Paragraph(paragraph.line, rest))

    def _may_head(self, part: Part, *, bare: bool) -> bool:
        around = self.stack[-1].part
        return around not in LISTS or (bare and _sorts_lessons(around, part))


def _sorts_lessons(around: Part | None, part: Part) -> bool:
    return around in LESSONS and part in LESSONS


def lead(text: str) -> tuple[str, str]:
    """The bold words that begin a text like a heading, and the rest; "" where there are none.

    They stand alone on their line or end in a colon: `**Impact:** 3 users`, `**Impact**`.
    """
    match = _LEAD.match(text)
    if match is None:
        return "", text
    rest = text[match.end() :]
    if match[3] or match[4]:
        return match[2], rest.lstrip("\n")
    if not rest.strip() or rest.startswith("\n"):
        return match[2], rest.strip()
    return "", text


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph cut before each line that begins with a bold label of a known part."""
    start = paragraph.line
    words: list[str] = []
    for number, line in enumerate(paragraph.text.split("\n"), paragraph.line):
        label, _ = lead(line)
        if words and label and part_of(label) is not None:
            yield Paragraph(start, "\n".join(words))
            start, words = number, []
        words.append(line)
    yield Paragraph(start, "\n".join(words))


def fields(section: Section) -> Iterator[Field]:
    """The labelled lines of a section: items, lines of prose, rows of tables of two columns."""
    if section.own and (section.level >= _BOLD_LEVEL or section.part is Part.FACTS):
        first = next((b for b in section.blocks if isinstance(b, Paragraph)), None)
        if first is not None:
            yield Field(first.line, section.title, plain(first.text.split("\n")[0]))
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table_fields(block)
        elif isinstance(block, Item | Paragraph):
            for number, line in enumerate(block.text.split("\n"), block.line):
                label, rest = lead(line)
                match = _LABEL.match(line) if not label else None
                if match is not None:
                    label, rest = match[1], line[match.end() :]
                if label and rest:
                    yield Field(number, plain(label), plain(rest))


def _table_fields(table: Table) -> Iterator[Field]:
    rows = [Row(table.line, table.header)] if table.header else []
    for row in (*rows, *table.rows):
        if len(row.cells) == 2:
            yield Field(row.line, plain(row.cells[0]).rstrip(" :"), plain(row.cells[1]))
