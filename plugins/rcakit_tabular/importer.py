"""The importers: every row of a table an event."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import attrs

from rcakit import Found, Imported, Importer, ImportFile, Remark, few, model, times
from rcakit.errors import BadAnswer, UnreadableError
from rcakit.text import normal, shorten
from rcakit_tabular import columns, moments, rows
from rcakit_tabular.columns import Columns
from rcakit_tabular.rows import Row, Sheet

_TEXT = 65536
_LONGEST_ID = 120
_UNIQUE = re.compile(r"(?=.*\d)\S{16,}")
"""An id that no other file gives to another row: a UUID, a hash, a long random word."""
_ZONED = re.compile(r"[Zz]$|[+-]\d{2}:?\d{2}$|(?<![A-Za-z])[A-Za-z]{3,}+$|^\d{10,}")


class _TableImporter(Importer):
    def load(self, file: ImportFile) -> Sheet:
        """The rows of the file."""
        raise NotImplementedError

    def read(self, file: ImportFile) -> Imported:
        """Every row with a time that can be read, oldest first.

        Raises:
            UnreadableError: It is no table, or its columns cannot be told; lists them.
        """
        sheet = self.load(file)
        try:
            found = columns.find(sheet.heads, file.options, sheet.some)
            zone = times.zone_of(_zone(file, found)).key
        except (ValueError, BadAnswer) as problem:
            raise UnreadableError(Path(file.name), None, str(problem)) from None
        return _Reader(self.id, zone, found, file).imported(sheet)


class CsvImporter(_TableImporter):
    """Reads CSV, also with semicolons or tabs, with a row of heads."""

    id = "csv"
    title = "CSV"
    summary = "A table of times and texts with a row of heads: CSV, TSV, semicolons."

    def load(self, file: ImportFile) -> Sheet:
        """The rows of a CSV file."""
        return rows.csv_sheet(file)

    def recognises(self, file: ImportFile) -> float:
        """By its ending, or a first line of heads it knows."""
        named = file.name.lower().endswith((".csv", ".tsv"))
        head = file.head(4000)
        if head[:1] in ("", "{", "[", "#", "|"):
            return 0.3 if named and head[:1] == "#" else 0.0
        first = head.split("\n")[0]
        mark = rows.delimiter(first)
        try:
            columns.find([cell.strip(' "\r') for cell in first.split(mark)], {})
        except ValueError:
            return 0.5 if named else 0.0
        return 0.7 if named else 0.5 if mark in first else 0.0


class JsonLinesImporter(_TableImporter):
    """Reads one JSON object a line, or an array of them."""

    id = "jsonl"
    title = "JSON Lines"
    summary = "Objects with a time and a text: JSON Lines, or a JSON array."

    def load(self, file: ImportFile) -> Sheet:
        """The objects of a JSON file."""
        return rows.json_sheet(file)

    def recognises(self, file: ImportFile) -> float:
        """By its ending, or a first character that begins JSON."""
        named = file.name.lower().endswith((".jsonl", ".ndjson", ".json"))
        head = file.head(200)
        if head[:1] == "{" or re.match(r"\[\s*\{", head):
            return 0.4 if named else 0.3
        return 0.0


def _zone(file: ImportFile, found: Columns) -> str:
    head = columns.words(f"{found.time} {found.date or ''}")
    named = found.time is not None and re.search(r"\butc\b", found.time.lower()) is not None
    return file.options.get("zone") or ("UTC" if named or head.endswith(" utc") else file.zone)


@attrs.define
class _Reader:
    kind: str
    zone: str
    columns: Columns
    file: ImportFile
    warnings: list[Remark] = attrs.field(factory=list)
    skipped: list[Remark] = attrs.field(factory=list)
    seen: Counter[str] = attrs.field(factory=Counter)
    own: dict[tuple[str, ...], Columns] = attrs.field(factory=dict)
    last: str = ""

    def imported(self, sheet: Sheet) -> Imported:
        """The rows as events, with what is odd about them."""
        if self.kind == JsonLinesImporter.id:
            whole = self.columns
            sorts = dict.fromkeys(tuple(row.cells) for row in sheet.rows)
            self.own = {names: self._columns_of(names, whole) for names in sorts}
        self.last = sheet.heads[-1]
        values = [self._when(row) for row in sheet.rows]
        self.skipped += [
            Remark("This line is no whole JSON object and was left out.", line)
            for line in sheet.unread
        ]
        order = moments.DayOrder(values, _order(self.file))
        day = self._day()
        found = [made for row in sheet.rows if (made := self._row(row, order, day)) is not None]
        if any("\ufffd" in thing.item.text for thing in found):
            self.warnings.append(Remark("Some characters were damaged and are shown as �."))
        told = "zone" in self.file.options or self.zone != self.file.zone
        if found and not told and not any(_ZONED.search(value.strip()) for value in values[:1000]):
            self.warnings.append(Remark(f"The times name no zone; they were read as {self.zone}."))
        last = datetime.max.replace(tzinfo=UTC)
        return Imported(
            found=tuple(sorted(found, key=lambda thing: thing.item.at or last)),
            warnings=few(self.warnings),
            skipped=few(sorted(self.skipped, key=lambda remark: remark.line or 0)),
        )

    def _columns_of(self, names: tuple[str, ...], whole: Columns) -> Columns:
        """The columns of an object by its own fields: objects of several sorts share a file."""
        try:
            return columns.find(names, self.file.options)
        except ValueError:
            return whole

    def _use(self, row: Row) -> Columns:
        """Turns to the columns of this row."""
        self.columns = self.own.get(tuple(row.cells), self.columns) if self.own else self.columns
        return self.columns

    def _day(self) -> date | None:
        said = self.file.options.get("day")
        if not said:
            return None
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise UnreadableError(
                Path(self.file.name), None, f"The option day={shorten(said, 30)} is no day; "
                "write it like day=2026-03-01."
            ) from None  # fmt: skip

    def _cell(self, row: Row, name: str | None) -> str:
        return normal(row.cells.get(name, "")[:_TEXT]) if name is not None else ""

    def _when(self, row: Row) -> str:
        """The time of a row with its day before it, as written."""
        self._use(row)
        return f"{self._cell(row, self.columns.date)} {self._cell(row, self.columns.time)}".strip()

    def _text(self, row: Row) -> str:
        """The text; what stands behind the last column belongs to it where it is that column."""
        text = self._cell(row, self.columns.text)
        if row.surplus and self.columns.text == self.last:
            return normal((text + row.surplus)[:_TEXT])
        if row.surplus:
            said = shorten(row.surplus[1:], 60)
            self.warnings.append(
                Remark(f"This row has more cells than there are columns; left out: “{said}”.",
                       row.line)
            )  # fmt: skip
        return text

    def _row(self, row: Row, order: moments.DayOrder, day: date | None) -> Found | None:
        when, text = self._when(row), self._text(row)
        if not text:
            self.skipped.append(Remark("This row has no text and was left out.", row.line))
            return None
        try:
            at = moments.read(when, self.zone, order, day)
        except BadAnswer as problem:
            self.skipped.append(
                Remark(f"This row was left out: “{shorten(text, 40)}”. {problem}", row.line)
            )
            return None
        key = self._key(row, when, text)
        kind, unknown = _kind(self._cell(row, self.columns.kind))
        event = model.Event(
            text=text,
            at=at,
            until=self._until(row, at, order, day),
            kind=kind,
            who=self._cell(row, self.columns.who)[:200],
            source=model.Source(
                kind=self.kind, id=key, url=self._url(row), raw=self._rest(row, unknown)
            ),
        )
        return Found("event", key, event)

    def _until(
        self, row: Row, at: datetime, order: moments.DayOrder, day: date | None
    ) -> datetime | None:
        text = self._cell(row, self.columns.until)
        if not text:
            return None
        try:
            until = moments.read(text, self.zone, order, day)
        except BadAnswer as problem:
            self.warnings.append(Remark(f"The end of this row was left out. {problem}", row.line))
            return None
        if until < at:
            self.warnings.append(
                Remark("This row ends before it begins; its end was left out.", row.line)
            )
            return None
        return until

    def _key(self, row: Row, when: str, text: str) -> str:
        """The source's own id; where another file may count the same, a hash of the row with it."""
        said = (when, " ".join(text.split()), self._cell(row, self.columns.who))
        digest = hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:16]
        own = self._cell(row, self.columns.id)
        own = own if len(own) <= _LONGEST_ID else ""
        key = f"id-{own}" if own else "row"
        if key in self.seen or not _UNIQUE.fullmatch(own):
            key = f"{key}-{digest}"
        self.seen[key] += 1
        return key if self.seen[key] == 1 else f"{key}-{self.seen[key]}"

    def _url(self, row: Row) -> str:
        url = self._cell(row, self.columns.url)[:2000]
        return url if url.startswith(("http://", "https://")) else ""

    def _rest(self, row: Row, kind: str) -> Mapping[str, object]:
        """The columns without a field of their own, at most 4 kB of them."""
        used = {value for value in attrs.asdict(self.columns).values() if value is not None}
        kept: dict[str, object] = {"kind": kind[:200]} if kind else {}
        size = 0
        for name, value in row.cells.items():
            clean = normal(value[:1000])
            size += len(name) + len(clean)
            if name in used or not clean:
                continue
            if size > 4000:
                break
            kept[normal(name[:100])] = clean
        return model.table(kept)


def _order(file: ImportFile) -> str:
    said = file.options.get("dayfirst", "").strip().casefold()
    return {"yes": "day", "true": "day", "no": "month", "false": "month"}.get(said, "")


def _kind(word: str) -> tuple[model.EventKind, str]:
    """The kind a cell names, else a note with the word kept."""
    try:
        return model.EventKind(word.strip().casefold()), ""
    except ValueError:
        return model.EventKind.NOTE, word
