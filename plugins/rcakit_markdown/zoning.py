"""The zone of a document's times: what the person said, else what it says, else the file's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo
from pathlib import Path

import attrs

from rcakit import ImportFile
from rcakit.errors import BadAnswer, UnreadableError
from rcakit_markdown.blocks import Document, Item, Paragraph, Table
from rcakit_markdown.clock import stated_zone, zone_from
from rcakit_markdown.headings import words_of
from rcakit_markdown.inline import plain
from rcakit_markdown.notes import Notes
from rcakit_markdown.sections import Field, Section
from rcakit_markdown.stamps import stamp
from rcakit_markdown.timed import is_timed

LABEL = re.compile(r"time ?zone|tz")


@attrs.frozen
class Zone:
    """The zone of times that name none.

    Attributes:
        zone: The zone.
        name: As it was said or written.
        told: Whether the person said it, so that nothing in the document alters it.
        stated: Whether the document says it.
    """

    zone: tzinfo
    name: str
    told: bool = False
    stated: bool = False


def zone_of(
    file: ImportFile,
    document: Document,
    parts: Sequence[Section],
    labelled: Sequence[Field],
    notes: Notes,
) -> Zone:
    """The zone of a document.

    Args:
        file: The file, with its options.
        document: Its blocks and front matter.
        parts: Its sections.
        labelled: The labelled lines of those that hold facts.
        notes: Where a zone that is none is told.

    Raises:
        UnreadableError: The option zone is no zone.
    """
    said = file.options.get("zone", "").strip()
    if said:
        try:
            return Zone(zone_from(said), said, told=True)
        except BadAnswer as problem:
            raise UnreadableError(Path(file.name), None, f"The option zone: {problem}") from None
    try:
        fallback = Zone(zone_from(file.zone), file.zone)
    except BadAnswer as problem:
        notes.odd(None, f"{problem} Times were read as UTC.")
        fallback = Zone(UTC, "UTC")
    name = next(filter(None, _names(document, parts, labelled)), "")
    if not name:
        return fallback
    try:
        return Zone(zone_from(name), name, stated=True)
    except BadAnswer as problem:
        notes.odd(None, f"{problem} Times were read as {fallback.name}.")
        return fallback


def _names(
    document: Document, parts: Sequence[Section], labelled: Sequence[Field]
) -> Iterator[str]:
    """The zones a document says its times are in, as written, the surest first."""
    for key in ("timezone", "time zone", "tz"):
        yield document.front.get(key, "")
    for field in labelled:
        if LABEL.fullmatch(words_of(field.label)):
            yield stated_zone(f"time zone: {field.value}")
    for section in (*(part for part in parts if is_timed(part)), *parts):
        label = is_timed(section)
        yield stated_zone(section.title, label=label)
        for block in section.blocks:
            if isinstance(block, Table) and label:
                yield from (stated_zone(plain(cell), label=True) for cell in block.header)
            elif isinstance(block, Paragraph) or (
                isinstance(block, Item) and stamp(plain(block.text[:200])) is None
            ):
                yield stated_zone(plain(block.text))
