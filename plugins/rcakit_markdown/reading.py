"""One document on its way to what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from rcakit import Found, Imported, ImportFile, model, times
from rcakit.errors import BadAnswer
from rcakit.text import shorten
from rcakit_markdown import durations, leftovers, milestones
from rcakit_markdown.actions import ActionReader
from rcakit_markdown.blocks import Block, Code, Document, Heading, Item, Paragraph, Table
from rcakit_markdown.clock import Clock, region, stated_zone
from rcakit_markdown.days import day_in
from rcakit_markdown.entries import EntryReader
from rcakit_markdown.headings import CAUSES, LESSONS, Part, part_of, words_of
from rcakit_markdown.inline import plain, without_footnotes
from rcakit_markdown.keys import Keys, capped, folded
from rcakit_markdown.named import explicit
from rcakit_markdown.notes import Notes
from rcakit_markdown.ordering import between, disorder, in_order
from rcakit_markdown.people import PeopleReader, role_of
from rcakit_markdown.sections import Field, Section, fields, sections
from rcakit_markdown.timed import is_timed
from rcakit_markdown.timeline import Entry, TimelineReader
from rcakit_markdown.zoning import LABEL as ZONE_LABEL
from rcakit_markdown.zoning import zone_of

_MOST_FOUND = 20_000
_TITLE = 300
_SEVERITY = re.compile(r"(?:incident )?severity(?: level)?|sev")
_SERVICES = re.compile(
    r"(?:affected |impacted )?(?:services?|systems?|components?)(?: affected| impacted| involved)?"
)
_TAGS = re.compile(r"categor(?:y|ies)|tags?|labels?")
_DATE = re.compile(r"(?:incident )?date(?: of (?:the )?incident)?|day")
_DETECTED_BY = re.compile(r"detected by|detection method|how detected|identified by")
_EMPTY = re.compile(r"[\s.…_<>?-]*|n/?a|tbd|none|unknown|<.*>", re.IGNORECASE)
_PROSE: Mapping[Part, str] = model.frozen(
    {Part.RESOLUTION: "The resolution", Part.BACKGROUND: "This background"}
)


class Reading:
    """Reads a parsed document once.

    Args:
        file: The file it came from.
        document: Its blocks.
        damaged: Whether some of its characters could not be kept.
    """

    def __init__(self, file: ImportFile, document: Document, *, damaged: bool) -> None:
        self.file = file
        self.document = document
        self.sections = sections(document)
        self.notes = Notes()
        self.keys = Keys()
        self.incident: dict[str, object] = {}
        self.summary: list[str] = []
        self.stated: list[durations.Stated] = []
        self.told: list[milestones.Told] = []
        self.entries = EntryReader(self.keys, self.notes)
        self.people = PeopleReader(self.keys, self.notes)
        self.actions = ActionReader(self.keys, self.notes)
        if damaged:
            self.notes.odd(None, "Some characters of the text are damaged and are shown as �.")

    def imported(self) -> Imported:
        """Everything the document holds."""
        labelled = [field for section in self.sections for field in _facts(section)]
        zone = zone_of(self.file, self.document, self.sections, labelled, self.notes)
        clock = Clock(zone.zone, self._day(labelled), self.notes.odd)
        timeline = TimelineReader(clock, self.keys, self.notes, zoned=zone.told)
        self._front_matter()
        self._title()
        for section in self.sections:
            self._section(section, timeline)
        rows = between(timeline.done())
        for line, sentence in disorder(rows):
            self.notes.odd(line, sentence)
        told = [*(milestones.Told(*point) for point in timeline.named), *self.told]
        found = milestones.settle(
            told, self.stated, rows, clock=clock, keys=self.keys, notes=self.notes
        )
        if zone.stated and region(zone.name):
            self.incident["timezone"] = region(zone.name)
        elif not (zone.stated or zone.told) and clock.unzoned is not None:
            self.notes.odd(
                clock.unzoned, f"No time zone is stated; times were read as {zone.name}."
            )
        return self._result(rows, found)

    def _result(self, rows: list[Entry], found: dict[str, str]) -> Imported:
        if self.summary:
            self.incident["summary"] = capped("\n\n".join(self.summary))
        events = [Found("event", entry.key, entry.event) for entry in in_order(rows)]
        everything = [*events, *self.entries.found, *self.people.found, *self.actions.found]
        if not everything and not self.incident:
            self.notes.skipped(None, "Nothing of a postmortem was found in this document.")
        if len(everything) > _MOST_FOUND:
            self.notes.skipped(None, f"Only the first {_MOST_FOUND} things were taken.")
        kept = everything[:_MOST_FOUND]
        keys = {thing.key for thing in kept}
        odd, left = self.notes.result()
        return Imported(
            found=tuple(kept),
            incident=self.incident,
            milestones={name: key for name, key in found.items() if key in keys},
            warnings=odd,
            skipped=left,
        )

    def _day(self, labelled: Sequence[Field]) -> date | None:
        """The day the document is about: told, in its front matter, title, facts or name."""
        said = [self.file.options.get("date", ""), self.document.front.get("date", "")]
        said += [field.value for field in labelled if _is_date(field)]
        heads = (b.text for b in self.document.blocks if isinstance(b, Heading))
        said += [self.document.front.get("title", ""), next(heads, ""), self.file.name]
        named = (explicit(f"{field.label}: {field.value}") for field in labelled)
        said += [point[2].iso_day for point in named if point is not None]
        return next((day for text in said if (day := _day_of(plain(text))) is not None), None)

    def _title(self) -> None:
        head = next((b for b in self.document.blocks if isinstance(b, Heading)), None)
        if head is None or (head.level > 1 and part_of(head.text) is not None):
            return
        words = capped(folded(plain(head.text)), _TITLE)
        known = self.incident.get("title")
        if known is not None and known != words and head.level == 1:
            self.notes.odd(
                head.line, f"The title here is “{shorten(words, 80)}”; the front matter's was kept."
            )
        if words:
            self.incident.setdefault("title", words)

    def _front_matter(self) -> None:
        for key, value in self.document.front.items():
            if key in ("title", "summary") and value:
                self.incident[key] = capped(plain(value), _TITLE if key == "title" else 65536)
            elif key in ("author", "authors", "attendees", "participants"):
                role = "author" if key.startswith("author") else ""
                self.people.names(1, value, role)
            else:
                self._fact(Field(1, key, value))

    def _section(self, section: Section, timeline: TimelineReader) -> None:
        part = section.part
        if is_timed(section):
            timeline.take(section)
            return
        self._named(section)
        labels = [(field, self._fact(field)) for field in _facts(section)]
        readers: dict[Part | None, Callable[[Section], None]] = {
            Part.ACTIONS: self.actions.take,
            Part.PEOPLE: self.people.take,
            Part.IMPACT: self.entries.impacts,
            Part.QUESTIONS: self.entries.questions,
            Part.SUMMARY: self._summary,
            Part.DETECTION: self._detection,
            **dict.fromkeys(CAUSES, self.entries.causes),
            **dict.fromkeys(LESSONS, self.entries.lessons),
        }
        if part in readers:
            readers[part](section)
        elif part in (Part.RESOLUTION, Part.BACKGROUND):
            self.entries.prose(section, _PROSE[part])
        if part in (None, Part.STATS, Part.FACTS):
            leftovers.report(section, labels, self.notes)

    def _summary(self, section: Section) -> None:
        self.summary += filter(None, (_raw(block) for block in section.blocks))

    def _named(self, section: Section) -> None:
        """Milestones that lines and two-column tables outside the timeline name."""
        if section.part in (Part.ACTIONS, *LESSONS, *CAUSES):
            return
        for field in fields(section):
            point = explicit(f"{field.label}: {field.value}")
            if point is not None:
                self.told.append(milestones.Told(field.line, *point))
        for number, line in _lines(section):
            point = explicit(line)
            if point is not None:
                self.told.append(milestones.Told(number, *point))

    def _detection(self, section: Section) -> None:
        first = next((b for b in section.blocks if isinstance(b, Item | Paragraph)), None)
        if first is None or explicit(f"detected: {plain(first.text)}") is not None:
            return
        words = capped(folded(plain(first.text)), _TITLE)
        if not _EMPTY.fullmatch(words):
            self.incident.setdefault("detected_by", words)

    def _fact(self, field: Field) -> bool:
        """Takes a labelled line: severity, services, tags, how it was detected, a duration."""
        label, value = words_of(field.label), field.value.strip()
        if _EMPTY.fullmatch(value):
            return True
        if (duration := durations.stated(field)) is not None:
            if duration not in self.stated:
                self.stated.append(duration)
        elif _SEVERITY.fullmatch(label):
            self.incident.setdefault("severity", capped(folded(value), 40))
        elif _SERVICES.fullmatch(label):
            self.incident.setdefault("services", _several(value))
        elif _TAGS.fullmatch(label):
            self.incident.setdefault("tags", _several(value))
        elif _DETECTED_BY.fullmatch(label):
            self.incident.setdefault("detected_by", capped(folded(value), _TITLE))
        elif label != "teams involved" and (role_of(label) or part_of(label) is Part.PEOPLE):
            self.people.names(field.line, value, role_of(label))
        elif ZONE_LABEL.fullmatch(label):
            return stated_zone(f"time zone: {value}") != ""
        else:
            named = explicit(f"{field.label}: {value}")
            return named is not None or _DATE.fullmatch(label) is not None
        return True


def _several(value: str) -> tuple[str, ...]:
    words = (capped(word.strip(), 100) for word in re.split(r"[,;]| / ", value)[:50])
    return tuple(word for word in words if word)


def _day_of(text: str) -> date | None:
    """The day a text names, alone or among other words."""
    if not any(character.isdigit() for character in text):
        return None
    try:
        return day_in(text) or times.read_day(text)
    except BadAnswer:
        return None


def _is_date(field: Field) -> bool:
    return _DATE.fullmatch(words_of(field.label)) is not None


def _facts(section: Section) -> Iterator[Field]:
    """The labelled lines of parts that hold facts, and of the top of a document."""
    if section.part in (None, Part.STATS, Part.FACTS, Part.DETECTION, Part.IMPACT):
        yield from fields(section)


def _lines(section: Section) -> Iterator[tuple[int, str]]:
    for block in section.blocks:
        if isinstance(block, Item | Paragraph):
            yield from enumerate(block.text.split("\n"), block.line)


def _raw(block: Block) -> str:
    """A block of a summary as Markdown again."""
    if isinstance(block, Paragraph):
        return without_footnotes(block.text)
    if isinstance(block, Item):
        return f"{' ' * block.indent}- {without_footnotes(block.text)}"
    if isinstance(block, Code):
        return "\n".join(("```", *block.lines, "```"))
    if isinstance(block, Table):
        rows = [row.cells for row in block.rows]
        head = [block.header, ("---",) * len(block.header)] if block.header else []
        return "\n".join(f"| {' | '.join(cells)} |" for cells in (*head, *rows))
    return ""
