"""What an importer found, as a change to the postmortem.

Each thing an importer finds carries the source's own key. A thing whose source is already in
the postmortem is left as it is there, so importing twice adds nothing and loses no edit. What
has no place for its source, such as an impact, is known by its words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from rcakit import zones
from rcakit.change import Change, PutAll, SetIncident, SetMilestone, SetNotes, SetProblem
from rcakit.change import Several as SeveralChanges
from rcakit.hooks import Found, Imported, Remark
from rcakit.model import (
    TABLES,
    Cause,
    Event,
    Incident,
    Postmortem,
    Source,
    event_id,
    ids,
    slug,
    tail,
    things,
)
from rcakit.model.frozen import thawed
from rcakit.model.ids import rank
from rcakit.text import normal

FAR = timedelta(days=30)
"""How far imported events may lie from the others before that is remarked on."""
_LAST = datetime.max.replace(tzinfo=UTC)


@attrs.frozen
class Taken:
    """What an import did.

    Attributes:
        importer: The importer's id.
        change: The change to make; None where the file adds nothing.
        added: How many things of each table are new.
        known: How many were there already.
        warnings, skipped: What the importer had to say.
        filled: Fields of the incident that were empty and are stated in the file.
    """

    importer: str
    change: Change | None
    added: Mapping[str, int]
    known: int
    warnings: tuple[Remark, ...] = ()
    skipped: tuple[Remark, ...] = ()
    filled: tuple[str, ...] = ()


def take(postmortem: Postmortem, importer: str, imported: Imported) -> Taken:
    """The change that takes `imported` into `postmortem`, and the count of what is new."""
    by_source = _by_source(postmortem)
    names: dict[str, str] = {}
    new: list[tuple[str, str, Any]] = []
    added: Counter[str] = Counter()
    known = 0
    taken = set(ids(postmortem))
    by_text = _by_text(postmortem)
    for found, sequence in _sequenced(imported.found):
        item = _with_source(found, importer)
        there = by_source.get((found.table, importer, found.key))
        if there is None and not _has_source(item):
            there = next(by_text[found.table, _text(found.table, item)], None)
        if there is not None:
            names[found.key] = there
            known += 1
            continue
        name = _name(found, item, sequence, taken)
        names[found.key] = name
        taken.add(name)
        added[found.table] += 1
        new.append((found.table, name, item))
    matched = set(names.values()) - {name for _, name, _ in new}
    changes: list[Change] = [_added(importer, new, names)] if new else []
    far = tuple(_far_away(postmortem, imported, matched))
    # A file that adds nothing was told of, and taken from, an earlier time.
    filled = _filled(postmortem, imported) if (added or not known) and not far else {}
    if filled:
        changes.append(SetIncident(filled))
    for milestone, key in imported.milestones.items():
        if milestone not in postmortem.milestones and key in names:
            changes.append(SetMilestone(milestone, names[key]))
    problem = names.get(imported.problem)
    if problem is not None and postmortem.problem is None:
        changes.append(SetProblem(problem))
    if added or not known:
        changes += _noted(postmortem, imported, names)
    change = SeveralChanges(f"import from {importer}", tuple(changes)) if changes else None
    if change is None and known:
        # What was remarked on was taken in, and told of, an earlier time.
        return Taken(importer, None, {}, known)
    return Taken(
        importer,
        change,
        dict(added),
        known,
        (*imported.warnings, *far),
        imported.skipped,
        tuple(filled),
    )


def _added(importer: str, new: list[tuple[str, str, Any]], names: Mapping[str, str]) -> Change:
    """Everything that is new, with the keys that causes name as the ids they got."""
    entries = tuple(
        (table, name, attrs.evolve(item, because=tuple(names[key] for key in item.because)))
        if isinstance(item, Cause) and item.because
        else (table, name, item)
        for table, name, item in new
    )
    return PutAll(f"import from {importer}", entries)


def _noted(
    postmortem: Postmortem, imported: Imported, names: Mapping[str, str]
) -> Iterator[Change]:
    """The notes of methods, each table joined with what is there."""
    for method, make in imported.notes.items():
        made = make(names)
        there = thawed(postmortem.method_notes(method))
        notes = dict(there) if isinstance(there, dict) else {}
        for key, value in made.items():
            old = notes.get(key)
            if isinstance(old, dict) and isinstance(value, Mapping):
                notes[key] = {**value, **old}
            else:
                notes.setdefault(key, value)
        yield SetNotes(method, notes)


def _by_source(postmortem: Postmortem) -> dict[tuple[str, str, str], str]:
    return {
        (table, item.source.kind, item.source.id): name
        for table in TABLES
        for name, item in things(postmortem, table).items()
        if isinstance(getattr(item, "source", None), Source) and item.source.id
    }


def _by_text(postmortem: Postmortem) -> defaultdict[tuple[str, str], Iterator[str]]:
    """Ids by the words of their things, each to be met once: two may say the same."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for table in TABLES:
        for name, item in things(postmortem, table).items():
            found[table, _text(table, item)].append(name)
    return defaultdict(lambda: iter(()), {words: iter(names) for words, names in found.items()})


def _text(table: str, item: Any) -> str:
    return normal(getattr(item, TABLES[table].says))


def _has_source(item: Any) -> bool:
    return isinstance(getattr(item, "source", None), Source)


def _with_source(found: Found, importer: str) -> Any:
    """The item with a source that names its key, so that it is known again."""
    item = found.item
    field = getattr(attrs.fields(type(item)), "source", None)
    if field is None or field.default is not None:
        return item
    source = item.source or Source(kind=importer)
    return attrs.evolve(item, source=attrs.evolve(source, kind=importer, id=found.key))


def _sequenced(found: Iterable[Found]) -> list[tuple[Found, int]]:
    """Things with, for events, their number within the minute, so that ids keep ties in order."""
    counts: Counter[str] = Counter()
    listed = list(found)
    events = sorted(
        (thing for thing in listed if isinstance(thing.item, Event)),
        key=lambda thing: thing.item.moment or _LAST,
    )
    result = []
    for thing in events:
        minute = event_id(thing.item.moment, "", ())
        result.append((thing, counts[minute]))
        counts[minute] += 1
    return result + [(thing, 0) for thing in listed if not isinstance(thing.item, Event)]


def _name(found: Found, item: Any, sequence: int, taken: set[str]) -> str:
    if isinstance(item, Event):
        return event_id(item.moment, rank(sequence) + tail(found.key, 3), taken)
    return slug(found.called or _text(found.table, item), taken)


def _far_away(postmortem: Postmortem, imported: Imported, matched: set[str]) -> Iterator[Remark]:
    """A remark where all the new events lie far from those that are there.

    What such a file says of its incident is not taken over: it may well be another one.
    """
    there = [
        event.moment
        for name, event in postmortem.events.items()
        if event.moment is not None and name not in matched
    ]
    new = [
        found.item.moment
        for found in imported.found
        if isinstance(found.item, Event) and found.item.moment is not None
    ]
    if not there or not new:
        return
    gap = max(min(new) - max(there), min(there) - max(new))
    if gap > FAR:
        yield Remark(
            f"These events lie {_long(gap)} away from those that were here. "
            "Is it the same incident?"
        )


def _long(gap: timedelta) -> str:
    years = gap.days // 365
    return f"{gap.days} days" if years <= 1 else f"{years} years"


def _filled(postmortem: Postmortem, imported: Imported) -> dict[str, object]:
    """The stated fields of the incident that nobody has filled here."""
    empty = Incident(title="-")
    now = postmortem.incident
    # A zone that no time was entered in yet, and that nobody has named, is the machine's guess.
    named = postmortem.events or zones.QUESTION in postmortem.skipped
    guessed = () if named else ("timezone",)
    return {
        name: value
        for name, value in imported.incident.items()
        if name != "title"
        and hasattr(empty, name)
        and (getattr(now, name) == getattr(empty, name) or name in guessed)
        and value != getattr(now, name)
    }


def summary(taken: Taken) -> str:
    """What an import did, in one line: "16 events, 4 causes; 3 were there already"."""
    words = {"person": "people", "evidence": "pieces of evidence"}
    parts = [
        f"{count} {table if count == 1 else words.get(table, table + 's')}"
        for table, count in taken.added.items()
    ]
    line = ", ".join(parts) if parts else "nothing new"
    if taken.filled:
        line += f"; {', '.join(taken.filled)} set from it"
    if taken.known:
        line += f"; {taken.known} {'was' if taken.known == 1 else 'were'} there already"
    return line
