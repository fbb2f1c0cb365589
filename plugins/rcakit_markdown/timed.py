"""Whether a section holds rows with times, whatever its heading says."""

from __future__ import annotations

from rcakit_markdown.blocks import Item, Table
from rcakit_markdown.columns import columns_of
from rcakit_markdown.headings import Part
from rcakit_markdown.inline import plain
from rcakit_markdown.sections import Section
from rcakit_markdown.stamps import stamp


def is_timed(section: Section) -> bool:
    """Whether it is a timeline, or most of its items begin with a time."""
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
