"""Taking what an importer found into a postmortem, once.

Each thing an importer finds carries the source's own key. A thing whose source is already in
the postmortem is left as it is there, so importing twice adds nothing and loses no edit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from rcakit import convert, zones
from rcakit.change import Change, Put, SetIncident, SetMilestone
from rcakit.change import Several as SeveralChanges
from rcakit.errors import Exit, RcakitError, UnreadableError
from rcakit.hooks import Found, Imported, Importer, ImportFile, Remark
from rcakit.model import (
    TABLES,
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
from rcakit.model.ids import rank
from rcakit.plugins import Owned, Plugins, names_of

LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read."""
SURE_ENOUGH = 0.2
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


class PluginFailedError(RcakitError):
    """The plugin that was to do the work failed at it; what went wrong is in its faults."""

    exit_code = Exit.INTERNAL


def read_bytes(path: Path) -> bytes:
    """The contents of a file to import.

    Raises:
        UnreadableError: It cannot be read, or has more bytes than are taken.
    """
    try:
        with path.open("rb") as file:
            return within_limit(file.read(LIMIT + 1), path)
    except OSError as error:
        raise UnreadableError(path, None, f"it cannot be read: {error.strerror}.") from None


def within_limit(data: bytes, path: Path) -> bytes:
    """`data`, or `UnreadableError` where it has more bytes than are taken."""
    if len(data) > LIMIT:
        raise UnreadableError(
            path, None, f"it has more than the {LIMIT // 2**20} MB that are read; split it."
        )
    return data


def read(plugins: Plugins, importer: Owned[Importer], file: ImportFile, path: Path) -> Imported:
    """What `importer` finds in a file, called guarded.

    Args:
        plugins: Where a fault of the importer is kept.
        importer: As `choose` gives it.
        file: What is handed to it.
        path: How the file is named in messages.

    Raises:
        UnreadableError: The importer cannot read the file; says at which line and why.
        PluginFailedError: The importer itself is broken.
    """
    refused: list[RcakitError] = []

    def call() -> object:
        # An error raised on purpose is about the file and no fault of the plugin.
        try:
            found = importer.thing.read(file)
        except RcakitError as error:
            refused.append(error)
            return None
        _check(found)
        return found

    imported = plugins.ask(importer.plugin, f"reading {file.name}", call, None)
    if refused and isinstance(refused[0], UnreadableError):
        raise UnreadableError(path, refused[0].line, refused[0].reason) from None
    if refused:
        raise refused[0]
    if not isinstance(imported, Imported):
        raise PluginFailedError(
            f"{path} was not imported, because the plugin {importer.plugin.label} failed."
        )
    return imported


def named(plugins: Plugins, wanted: str) -> Owned[Importer]:
    """The importer with an id; `RcakitError` with those there are where there is none."""
    if wanted not in plugins.importers:
        raise RcakitError(
            f"There is no importer named {wanted!r}. There are: {names_of(plugins.importers)}."
        )
    return plugins.importers[wanted]


def _check(imported: Imported) -> None:
    """Raise TypeError where an importer gives what no table takes."""
    for found in imported.found:
        if found.table not in TABLES or not isinstance(found.item, TABLES[found.table].item):
            raise TypeError(f"a {type(found.item).__name__} is no {found.table}")
    try:
        convert.structure({**imported.incident, "title": "-"}, Incident)
    except convert.WrongShape as error:
        raise TypeError(f"the incident's {error}") from None


def choose(
    plugins: Plugins, file: ImportFile, path: Path, wanted: str | None = None
) -> Owned[Importer]:
    """The importer for a file: the one asked for, or the one surest that it can read it.

    Raises:
        RcakitError: There is no such importer.
        UnreadableError: None knows the file.
    """
    if wanted is not None:
        return named(plugins, wanted)
    best, surest = None, SURE_ENOUGH
    for importer in plugins.importers.values():
        sure = plugins.ask(
            importer.plugin,
            f"recognising {file.name}",
            partial(importer.thing.recognises, file),
            0.0,
        )
        if sure > surest:
            best, surest = importer, sure
    if best is None:
        raise UnreadableError(
            path,
            None,
            "it is of no kind that an installed importer knows. Name the kind with --from; "
            f"there are: {names_of(plugins.importers)}.",
        )
    return best


def run(
    plugins: Plugins,
    postmortem: Postmortem,
    path: Path,
    file: ImportFile,
    wanted: str | None = None,
) -> Taken:
    """Choose the importer, read the file with it, and say what that adds to `postmortem`.

    Raises:
        RcakitError: No importer knows it, its plugin failed, or it cannot be read.
    """
    importer = choose(plugins, file, path, wanted)
    imported = read(plugins, importer, file, path)
    return take(postmortem, importer.thing.id, imported)


def take(postmortem: Postmortem, importer: str, imported: Imported) -> Taken:
    """The change that takes `imported` into `postmortem`, and the count of what is new."""
    by_source = _by_source(postmortem)
    names: dict[str, str] = {}
    changes: list[Change] = []
    added: Counter[str] = Counter()
    known = 0
    taken = set(ids(postmortem))
    for found, sequence in _sequenced(imported.found):
        item = _with_source(found, importer)
        there = by_source.get((found.table, importer, found.key))
        name = _name(found, item, sequence, taken)
        if there is None and not _has_source(item) and name in things(postmortem, found.table):
            there = name
        if there is not None:
            names[found.key] = there
            known += 1
            continue
        names[found.key] = name
        taken.add(name)
        added[found.table] += 1
        changes.append(Put(found.table, name, item))
    matched = set(names.values()) - {change.id for change in changes if isinstance(change, Put)}
    far = tuple(_far_away(postmortem, imported, matched))
    # A file that adds nothing was told of, and taken from, an earlier time.
    filled = _filled(postmortem, imported) if (added or not known) and not far else {}
    if filled:
        changes.append(SetIncident(filled))
    for milestone, key in imported.milestones.items():
        if milestone not in postmortem.milestones and key in names:
            changes.append(SetMilestone(milestone, names[key]))
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


def _by_source(postmortem: Postmortem) -> dict[tuple[str, str, str], str]:
    return {
        (table, item.source.kind, item.source.id): name
        for table in TABLES
        for name, item in things(postmortem, table).items()
        if isinstance(getattr(item, "source", None), Source) and item.source.id
    }


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
    text = str(getattr(item, TABLES[found.table].says))
    if not _has_source(item):
        return slug(text, ())
    return slug(text, taken)


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
