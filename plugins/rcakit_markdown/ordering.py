"""The order of rows: by time, with those whose time was left open kept in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import attrs

from rcakit import model
from rcakit_markdown.timeline import Entry

_YEAR = timedelta(days=300)
_FEW = 3


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by time, ties and those without a time in the order of the source."""
    last = datetime.max.replace(tzinfo=UTC)
    return sorted(entries, key=lambda entry: entry.event.moment or last)


def between(entries: Iterable[Entry]) -> list[Entry]:
    """Entries whose time was left open, with the range the timed rows around them give.

    The rows are those next to it in the document on the same day; without one the entry stays
    as it is, known to the day.
    """
    rows = list(entries)
    above = _neighbours(rows)
    below = _neighbours(rows[::-1])[::-1]
    return [
        attrs.evolve(row, event=_ranged(row, before, after)) if row.left_open else row
        for row, before, after in zip(rows, above, below, strict=True)
    ]


def _neighbours(rows: Iterable[Entry]) -> list[Entry | None]:
    """For each row the last timed row before it."""
    found: list[Entry | None] = []
    last: Entry | None = None
    for row in rows:
        found.append(last)
        if row.event.at is not None and row.event.precision is not model.Precision.DAY:
            last = row
    return found


def _ranged(row: Entry, before: Entry | None, after: Entry | None) -> model.Event:
    start = before.event.at if before is not None and before.day == row.day else None
    end = after.event.at if after is not None and after.day == row.day else None
    if start is None and end is None:
        return row.event
    if start is not None and end is not None and end < start:
        start, end = end, start
    return attrs.evolve(row.event, at=None, earliest=start, latest=end)


def disorder(entries: list[Entry]) -> Iterator[tuple[int, str]]:
    """Rows that come before the row above them, and rows a year away from the others."""
    dated = [(entry, entry.event.at) for entry in entries if entry.event.at is not None]
    back = [
        (later, at, above)
        for (before, above), (later, at) in pairwise(dated)
        if at < above and model.Precision.DAY not in (later.event.precision, before.event.precision)
    ]
    if len(back) > _FEW and len(back) * 2 > len(dated):
        yield back[0][0].line, "The rows are listed newest first; put in order of time."
    else:
        for entry, at, above in back:
            yield (
                entry.line,
                (
                    f"{at:%Y-%m-%d %H:%M} is listed below {above:%Y-%m-%d %H:%M}; "
                    "put in order of time."
                ),
            )
    middle = sorted(at for _, at in dated)[len(dated) // 2] if dated else None
    for entry, at in dated:
        if middle is not None and abs(at - middle) > _YEAR:
            yield entry.line, f"{at:%Y-%m-%d} is far from the other days; kept as written."
