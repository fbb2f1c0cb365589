"""Events from the tables, lists and headings of a timeline."""

from __future__ import annotations

import re
from datetime import date

import attrs

from rcakit import model
from rcakit.errors import BadAnswer
from rcakit.text import shorten
from rcakit_markdown.blocks import Code, Item, Paragraph, Row, Table
from rcakit_markdown.clock import Clock, other_zone, stated_zone, zone_from
from rcakit_markdown.columns import Columns, columns_of
from rcakit_markdown.headings import Part
from rcakit_markdown.inline import links, plain
from rcakit_markdown.keys import Keys, capped
from rcakit_markdown.named import explicit
from rcakit_markdown.notes import Notes
from rcakit_markdown.sections import Section
from rcakit_markdown.stamps import Stamp, stamp
from rcakit_markdown.wording import kind_named, kind_of

KIND = "markdown"
_EMPTY = re.compile(r"[\s.…_<>\[\]-]*|short event description\.?|description|event|tbd|n/?a")


@attrs.frozen(kw_only=True)
class Entry:
    """An event as read, before it is put in order.

    Attributes:
        line: Its line.
        key: The key of its content.
        event: The event.
        day: Its day as clocks showed it.
        left_open: Whether its time of day was left open on purpose.
    """

    line: int
    key: str
    event: model.Event
    day: date | None = None
    left_open: bool = False


@attrs.define
class _Draft:
    line: int
    stamp: Stamp
    written: str
    words: list[str]
    indent: int = 0
    who: str = ""
    kind: model.EventKind | None = None
    until: Stamp | None = None


class TimelineReader:
    """Reads the timed parts of a document, one after the other."""

    def __init__(self, clock: Clock, keys: Keys, notes: Notes) -> None:
        self.clock = clock
        self.keys = keys
        self.notes = notes
        self.entries: list[Entry] = []
        self.named: list[tuple[int, str, str, Stamp]] = []
        self._draft: _Draft | None = None
        self._inside: int | None = None
        self._undated = False

    def take(self, section: Section) -> None:
        """The events of one section."""
        self._use_zone(stated_zone(section.title, label=True), section.line)
        title = stamp(section.title)
        if title is not None and title.clock is not None:
            self._close()
            self._open(title, section.title, section.line, -1)
            self._inside = section.line
        elif title is not None and title.day is not None:
            self.clock.set_day(title.day, section.line)
        for block in section.blocks:
            if isinstance(block, Table):
                self._close()
                self._table(block)
            elif isinstance(block, Item):
                self._lines(block.line, block.text, block.indent)
            elif isinstance(block, Paragraph):
                self._lines(block.line, block.text, None)
            elif isinstance(block, Code):
                self._code(block)
        self._close()
        self._inside = None

    def _use_zone(self, name: str, line: int) -> None:
        if not name:
            return
        try:
            self.clock.zone = zone_from(name)
        except BadAnswer as problem:
            self.notes.odd(line, str(problem))

    def _open(self, found: Stamp, text: str, line: int, indent: int) -> None:
        written = text[: len(text) - len(found.rest)] if found.rest else text
        words = [found.rest] if found.rest else []
        self._draft = _Draft(line, found, written.strip(" |:–—"), words, indent)

    def _lines(self, first: int, text: str, indent: int | None) -> None:
        """An item (with its indent) or a paragraph; every line that begins with a time is a row."""
        skipped: list[str] = []
        for number, raw in enumerate(text.split("\n"), first):
            line = plain(raw)
            if self._inside is None and (point := explicit(line)) is not None:
                self._close()
                self.named.append((number, *point))
                continue
            # "At 13:58 on Tuesday we ..." is a story, and its day is not the one above it
            story = indent is None and line[:3].lower() == "at "
            found = stamp(line) if not story else None
            if found is not None and found.day is not None and _is_day(found):
                self._close()
                self.clock.set_day(found.day, number)
                continue
            if found is not None and (self._inside is None or found.clock is not None):
                self._close()
                self._open(found, line, number, indent if indent is not None else 0)
                self._links(raw)
            elif self._draft is not None and (
                self._inside is not None
                or number > first
                or (indent is not None and indent > self._draft.indent)
            ):
                self._more(line, wrapped=number > first, item=indent is not None)
            else:
                skipped.append(line)
        words = " ".join(skipped)
        if words and not stated_zone(words):
            what = "This item has no time" if indent is not None else "This prose has no time"
            self.notes.skipped(first, f"{what} and was left out: “{shorten(words, 80)}”")

    def _more(self, line: str, *, wrapped: bool, item: bool) -> None:
        """A line that goes on with the row above it."""
        assert self._draft is not None
        words = self._draft.words
        if wrapped and words and not words[-1].startswith("\0"):
            words[-1] = f"{words[-1]} {line}"
        else:
            words.append(f"- {line}" if item and not wrapped else line)

    def _links(self, raw: str) -> None:
        if self._draft is not None and (found := links(raw)):
            self._draft.words.insert(0, "\0" + found[0])

    def _code(self, block: Code) -> None:
        """A fenced block is an excerpt of a log, unless nothing else holds the timeline."""
        if self._draft is not None:
            self._draft.words.extend(block.lines[:50])
            return
        for number, line in enumerate(block.lines, block.line + 1):
            found = stamp(line)
            if found is not None and found.clock is not None:
                self._close()
                self._open(found, line, number, 0)

    def _table(self, table: Table) -> None:
        columns = columns_of(table)
        if columns is None:
            self.notes.skipped(table.line, "This table has no column of times and was left out.")
            return
        for cell in table.header:
            self._use_zone(stated_zone(plain(cell), label=True), table.line)
        for row in table.rows:
            self._row(row, columns, table.header)
            self._close()

    def _row(self, row: Row, columns: Columns, header: tuple[str, ...]) -> None:
        shown = [plain(cell) for cell in row.cells]
        written = " ".join(shown[index] for index in columns.when if index < len(shown)).strip()
        found = stamp(written, cell=True)
        words = [shown[index] for index in columns.text if index < len(shown) and shown[index]]
        if found is None:
            said = shorten(" | ".join(shown), 80)
            why = (
                "has no time" if not written else f"has no readable time (“{shorten(written, 30)}”)"
            )
            if any(shown):
                self.notes.skipped(row.line, f"This row {why} and was left out: “{said}”")
            return
        if found.rest:
            words.insert(0, found.rest)
        words += [
            f"{plain(header[index])}: {shown[index]}" if header else shown[index]
            for index in columns.other
            if index < len(shown) and shown[index].strip("- ")
        ]
        draft = _Draft(row.line, found, written, words)
        if columns.until is not None and columns.until < len(shown):
            draft.until = stamp(shown[columns.until], cell=True)
        if columns.who is not None and columns.who < len(shown):
            draft.who = shown[columns.who].strip("-")
        if columns.kind is not None and columns.kind < len(shown):
            draft.kind = kind_named(shown[columns.kind])
        self._draft = draft
        for cell in row.cells:
            self._links(cell)

    def _close(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        url = next((word[1:] for word in draft.words if word.startswith("\0")), "")
        text = "\n".join(w for w in draft.words if w.strip() and not w.startswith("\0")).strip()
        if draft.stamp.template:
            self.notes.skipped(draft.line, "A row of the template nobody filled in was left out.")
            return
        if _EMPTY.fullmatch(text.casefold()):
            self.notes.skipped(draft.line, f"“{draft.written}” says nothing and was left out.")
            return
        said = draft.stamp
        if draft.until is not None and said.until is None:
            said = attrs.evolve(said, until=draft.until.clock, until_day=draft.until.day)
        self._add(draft, said, capped(text), url)

    def _add(self, draft: _Draft, said: Stamp, text: str, url: str) -> None:
        moments = self.clock.moments(said, draft.line)
        odd = said.odd or said.about or said.open_end or said.unknown or said.vague
        if moments is None:
            self._no_day(draft)
            text, odd = f"{draft.written} {text}", ()
        if moments is not None and moments.at is not None and said.clock is not None:
            zoned = other_zone(text, moments.at)
            if zoned:
                self.notes.odd(
                    draft.line,
                    f"The text says {zoned}, the row {moments.at.isoformat(' ', 'minutes')}: the "
                    "same minute, whole hours apart. One of the two zones may be wrong.",
                )
        local = moments.local.isoformat() if moments and moments.local else draft.written
        until = said.until.isoformat() if said.until else ""
        key = self.keys.key("event", local, until, text)
        event = model.Event(
            text=text,
            at=moments.at if moments else None,
            until=moments.until if moments else None,
            precision=moments.precision if moments else None,
            kind=draft.kind or kind_of(text),
            who=capped(draft.who, 200),
            source=model.Source(
                kind=KIND,
                id=key,
                url=url,
                raw=model.table({"written": capped(draft.written, 200)} if odd else {}),
            ),
        )
        self.entries.append(
            Entry(
                line=draft.line,
                key=key,
                event=event,
                day=moments.local.date() if moments and moments.local else None,
                left_open=said.unknown and said.clock is None,
            )
        )

    def _no_day(self, draft: _Draft) -> None:
        if draft.stamp.day is not None:
            self.notes.odd(draft.line, "The day could not be told; kept as text, without a time.")
        elif not self._undated:
            self._undated = True
            self.notes.odd(
                draft.line,
                "No day is stated, so times are kept in the texts; "
                "import again with the option date, such as date=2026-03-01.",
            )


def _is_day(found: Stamp) -> bool:
    """Whether a line is a day alone, a heading for the rows below it."""
    return found.clock is None and not found.rest and not found.unknown


def is_timed(section: Section) -> bool:
    """Whether a section holds rows with times, whatever its heading says."""
    if section.part is Part.TIMELINE:
        return True
    if section.part in (Part.ACTIONS, Part.STATS, Part.FACTS, Part.PEOPLE, Part.SUMMARY):
        return False
    timed = total = 0
    for block in section.blocks:
        if isinstance(block, Item):
            total += 1
            found = stamp(plain(block.text.split("\n")[0][:300]))
            timed += found is not None and found.clock is not None and bool(found.rest)
        elif isinstance(block, Table) and len(block.rows) > 1:
            columns = columns_of(block)
            if columns is not None and 0 in columns.when:
                return True
    title = stamp(section.title) if section.title else None
    needed = 1 if title is not None and title.day is not None else 2
    return timed >= needed and timed * 2 >= total
