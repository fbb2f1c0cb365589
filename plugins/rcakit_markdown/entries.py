"""Causes, lessons, impacts and questions from their sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from rcakit import Found, model
from rcakit.model import LessonKind, Role
from rcakit.text import shorten
from rcakit_markdown.blocks import Item, Paragraph, Table
from rcakit_markdown.headings import LESSONS, Part, part_of
from rcakit_markdown.inline import links, plain
from rcakit_markdown.keys import Keys, capped, folded
from rcakit_markdown.kind import KIND
from rcakit_markdown.notes import Notes
from rcakit_markdown.nothing import NOTHING
from rcakit_markdown.sections import Section

_LESSONS: Mapping[Part, LessonKind] = model.frozen(
    {
        Part.WENT_WELL: LessonKind.WENT_WELL,
        Part.WENT_WRONG: LessonKind.WENT_WRONG,
        Part.GOT_LUCKY: LessonKind.GOT_LUCKY,
        Part.SURPRISED: LessonKind.SURPRISED,
    }
)
_ROLES: Mapping[Part, Role] = model.frozen(
    {Part.TRIGGER: Role.TRIGGER, Part.CONTRIBUTING: Role.CONTRIBUTING}
)
_ROLE_LEAD = re.compile(
    r"(trigger|root cause|contributing (?:factor|cause)|cause) ?\d{0,2}: +", re.IGNORECASE
)
_TEXT = 2000
_METRIC = 300


class EntryReader:
    """Reads the sections that hold things other than events, actions and people."""

    def __init__(self, keys: Keys, notes: Notes) -> None:
        self.keys = keys
        self.notes = notes
        self.found: list[Found] = []

    def _source(self, key: str, text: str) -> model.Source:
        return model.Source(kind=KIND, id=key, url=next(iter(links(text)), ""))

    def causes(self, section: Section) -> None:
        """Every item of a list or row of a table is one cause, unlinked; prose is left out."""
        role = _ROLES.get(section.part) if section.part is not None else None
        for line, raw, details in self._things(section, prose=self._labelled(section)):
            text = plain(raw)
            lead = _ROLE_LEAD.match(text)
            own = role
            if lead is not None:
                own = Role.TRIGGER if lead[1].lower() == "trigger" else role
                text = text[lead.end() :]
            if NOTHING.fullmatch(text):
                self.notes.skipped(line, f"“{shorten(text, 40)}” is no cause.")
                continue
            key = self.keys.key("cause", text)
            note = capped("\n".join(f"- {plain(detail)}" for detail in details), _TEXT)
            cause = model.Cause(
                text=capped(folded(text), _TEXT), role=own, note=note, source=self._source(key, raw)
            )
            self.found.append(Found("cause", key, cause))

    @staticmethod
    def _labelled(section: Section) -> bool:
        """Whether it is one line behind a label, such as "**Trigger:** a full disk"."""
        return section.own and section.level > 6 and len(section.blocks) == 1

    def lessons(self, section: Section) -> None:
        """Every item is a lesson; without a list, every paragraph."""
        around = _LESSONS.get(section.part) if section.part is not None else None
        listed = any(isinstance(block, Item | Table) for block in section.blocks)
        for line, raw, details in self._things(section, prose=not listed):
            kind, said = around, "\n".join([raw, *(f"- {detail}" for detail in details)])
            head, colon, rest = plain(raw).partition(":")
            if colon and (part := part_of(head)) in LESSONS:
                kind, said = _LESSONS.get(part, around) if part else around, rest
            text = plain(said)
            if NOTHING.fullmatch(text):
                continue
            key = self.keys.key("lesson", text)
            lesson = model.Lesson(
                text=capped(text, _TEXT), kind=kind, source=self._source(key, said)
            )
            self.found.append(Found("lesson", key, lesson))
            if len(text) > _TEXT:
                self.notes.odd(line, "This lesson was cut to 2000 characters.")

    def questions(self, section: Section) -> None:
        """Every item is an open question."""
        for _, raw, _ in self._things(section, prose=False):
            text = capped(plain(raw), _TEXT)
            key = self.keys.key("question", text)
            self.found.append(Found("question", key, model.OpenQuestion(text=text)))

    def impacts(self, section: Section) -> None:
        """Every item or paragraph is something that was hurt; a number is left to people."""
        for line, raw, details in self._things(section, prose=True):
            text = folded(plain("\n".join([raw, *details])))
            if NOTHING.fullmatch(text):
                continue
            if len(text) > _METRIC:
                self.notes.odd(line, "This description of the impact was cut to 300 characters.")
            key = self.keys.key("impact", text)
            self.found.append(Found("impact", key, model.Impact(metric=capped(text, _METRIC))))

    def prose(self, section: Section, what: str) -> None:
        """Tells what was left out, for parts a postmortem has no field for."""
        first = next((b for b in section.blocks if isinstance(b, Paragraph | Item)), None)
        if first is not None:
            said = shorten(plain(first.text), 80)
            self.notes.skipped(first.line, f"{what} was left out: “{said}”")

    def _things(
        self, section: Section, *, prose: bool
    ) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Line, text and details (the items below it) of every top item, row or paragraph."""
        pending: tuple[int, int, str] | None = None
        details: list[str] = []
        left: Callable[[int, str], None] = self.notes.skipped
        for block in section.blocks:
            if isinstance(block, Item) and pending is not None and block.indent > pending[1]:
                details.append(block.text)
                continue
            if pending is not None:
                yield pending[0], pending[2], tuple(details)
            pending, details = None, []
            if isinstance(block, Item):
                pending = (block.line, block.indent, block.text)
            elif isinstance(block, Table):
                for row in block.rows:
                    words = max((plain(cell) for cell in row.cells), key=len, default="")
                    yield row.line, words, ()
            elif isinstance(block, Paragraph):
                if prose:
                    yield block.line, block.text, ()
                else:
                    left(block.line, f"This prose was left out: “{shorten(plain(block.text), 80)}”")
        if pending is not None:
            yield pending[0], pending[2], tuple(details)
