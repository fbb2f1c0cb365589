"""Which events the milestones of a document are."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import attrs

from rcakit import model
from rcakit_markdown import durations
from rcakit_markdown.clock import Clock
from rcakit_markdown.keys import Keys
from rcakit_markdown.kind import KIND
from rcakit_markdown.named import milestone_named
from rcakit_markdown.notes import Notes
from rcakit_markdown.stamps import Stamp
from rcakit_markdown.timeline import Entry
from rcakit_markdown.wording import declares

_YEAR = timedelta(days=300)
_CLAUSE = re.compile(r"[.,;\n]|https?:| [–—-] ")
_KINDS: Mapping[str, model.EventKind] = model.frozen(
    {
        "impact-started": model.EventKind.IMPACT,
        "detected": model.EventKind.DETECTION,
        "acknowledged": model.EventKind.COMMUNICATION,
        "declared": model.EventKind.COMMUNICATION,
        "identified": model.EventKind.DIAGNOSIS,
        "mitigated": model.EventKind.RECOVERY,
        "resolved": model.EventKind.RECOVERY,
    }
)


@attrs.frozen
class Told:
    """A milestone a line names with its time."""

    line: int
    name: str
    label: str
    stamp: Stamp


def settle(
    told: Iterable[Told],
    stated: Sequence[durations.Stated],
    rows: list[Entry],
    *,
    clock: Clock,
    keys: Keys,
    notes: Notes,
) -> dict[str, str]:
    """Milestone id to key; adds an event to `rows` for a named time that has no row.

    What the document names comes first, then rows whose words are the name of a milestone,
    then what its stated durations can only mean.
    """
    known = _named(told, rows, clock, keys, notes)
    worded = {} if known else _from_words(rows)
    found, remarks = ({}, []) if known else durations.fit(stated, rows)
    said = {name: entry.key for name, entry in (known or worded).items()}
    if any(found.get(name, key) != key for name, key in said.items()) or not found:
        remarks = [*([] if said else remarks), *durations.compare(stated, known or worded)]
        found = {}
    for line, sentence in remarks:
        notes.odd(line, sentence)
    settled = {**found, **said}
    declared = [(row.event.at, row) for row in rows if row.event.at and declares(row.event.text)]
    if declared:
        settled.setdefault("declared", min(declared, key=lambda pair: pair[0])[1].key)
    return settled


def _named(
    told: Iterable[Told], rows: list[Entry], clock: Clock, keys: Keys, notes: Notes
) -> dict[str, Entry]:
    known: dict[str, Entry] = {}
    moments = sorted(row.event.at for row in rows if row.event.at is not None)
    first = moments[0] if moments else None
    for point in told:
        if point.name in known:
            continue
        clock.last = None
        if first is not None and point.stamp.day is None:
            clock.day = first.astimezone(clock.zone).date()
        told_at = clock.moments(point.stamp, point.line)
        if told_at is None or told_at.at is None or told_at.local is None:
            notes.skipped(point.line, f"The day of “{point.label}” is not stated; it was left out.")
            continue
        at = told_at.at
        if moments and abs(at - moments[len(moments) // 2]) > _YEAR:
            notes.skipped(
                point.line,
                f"“{point.label}” on {at:%Y-%m-%d} is far from the other days; it was left out.",
            )
            continue
        row = _at_minute(rows, at, point.name)
        if row is None:
            key = keys.key("event", told_at.local.isoformat(), "", point.label)
            event = model.Event(
                text=point.label,
                at=at,
                precision=told_at.precision,
                kind=_KINDS[point.name],
                source=model.Source(kind=KIND, id=key),
            )
            row = Entry(line=point.line, key=key, event=event)
            rows.append(row)
            insort(moments, at)
        known[point.name] = row
    return known


def _from_words(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Milestones of rows whose whole first sentence is the name of one."""
    found: dict[str, Entry] = {}
    for entry in entries:
        first = _CLAUSE.split(entry.event.text, maxsplit=1)[0]
        name = milestone_named(first[:100])
        if name is not None and entry.event.at is not None:
            found.setdefault(name, entry)
    return found


def _at_minute(entries: Iterable[Entry], at: datetime, name: str) -> Entry | None:
    """The row at the minute of a milestone; of several, the one whose words name it."""
    same = [
        e
        for e in entries
        if e.event.at is not None
        and durations.whole_minute(e.event.at) == durations.whole_minute(at)
    ]
    fit = [e for e in same if any(word in e.event.text.casefold() for word in _usual(name))]
    return next(iter(fit or same), None)


def _usual(name: str) -> tuple[str, ...]:
    return next((m.usual for m in model.MILESTONES if m.id == name), ())
