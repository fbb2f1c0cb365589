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
from rcakit_markdown.days import Written
from rcakit_markdown.direction import newest_first, nights_below
from rcakit_markdown.inline import links, plain
from rcakit_markdown.keys import Keys, capped
from rcakit_markdown.kind import KIND
from rcakit_markdown.named import explicit
from rcakit_markdown.notes import Notes
from rcakit_markdown.sections import Section
from rcakit_markdown.stamps import Stamp, stamp
from rcakit_markdown.wording import kind_named, kind_of

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
    text: str = ""
    url: str = ""


class TimelineReader:
    """Reads the timed parts of a document, one after the other.

    Rows wait until all that share a day are known, for their order tells which day that is.

    Args:
        clock: Gives each row its moment.
        keys, notes: Of the document.
        zoned: Whether the zone is settled, so that headings do not alter it.
    """

    def __init__(self, clock: Clock, keys: Keys, notes: Notes, *, zoned: bool = False) -> None:
        self.clock = clock
        self.zoned = zoned
        self.keys = keys
        self.notes = notes
        self.entries: list[Entry] = []
        self.named: list[tuple[int, str, str, Stamp]] = []
        self._draft: _Draft | None = None
        self._waiting: list[_Draft] = []
        self._inside: int | None = None
        self._undated = self._reversed = False

    def done(self) -> list[Entry]:
        """The entries of all that was taken."""
        self._settle()
        return self.entries

    def take(self, section: Section) -> None:
        """The events of one section."""
        title = stamp(section.title)
        if title is None or title.clock is None:
            self._settle()
        self._use_zone(stated_zone(section.title, label=True), section.line)
        if title is not None and title.clock is not None:
            self._close()
            self._open(title, section.title, section.line, -1)
            self._inside = section.line
        elif title is not None and title.day is not None:
            self._set_day(title.day, section.line)
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
        if not name or self.zoned:
            return
        self._settle()
        try:
            self.clock.zone = zone_from(name)
        except BadAnswer as problem:
            self.notes.odd(line, str(problem))

    def _set_day(self, day: Written, line: int) -> None:
        self._settle()
        self.clock.set_day(day, line)

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
                self._set_day(found.day, number)
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
        draft.stamp, draft.text, draft.url = said, capped(text), url
        self._waiting.append(draft)

    def _settle(self) -> None:
        """Gives the waiting rows their days: oldest first, whichever way they are listed."""
        self._close()
        rows, self._waiting = self._waiting, []
        stamps = [row.stamp for row in rows]
        if not newest_first(stamps):
            for row in rows:
                self._add(row)
            return
        if not self._reversed:
            self._reversed = True
            self.notes.odd(rows[0].line, "The rows are listed newest first; put in order of time.")
        lowest, nights = nights_below(stamps) or (0, 0)
        self.clock.start(stamps[lowest].day, rows[lowest].line, nights=nights)
        oldest = self.clock.day
        for row in reversed(rows):
            self._add(row)
        self.clock.day, self.clock.last = oldest, None

    def _add(self, draft: _Draft) -> None:
        said, text = draft.stamp, draft.text
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
                url=draft.url,
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
