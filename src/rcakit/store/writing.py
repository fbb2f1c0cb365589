"""Writing what changed of a postmortem into its folder.

A save never writes what a file "should" look like: it takes what a person or another tool last
left there and alters only the keys that differ, so that their comments, key order, explicit
defaults and unknown keys stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files as resources
from pathlib import Path

import attrs

from rcakit.errors import Refused, TooLargeError
from rcakit.model import Postmortem, frozen
from rcakit.saving import hidden
from rcakit.saving.durable import put
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.save import SURE, Write, digest, save
from rcakit.store.codec import MAIN, METHODS, Misfits, from_documents, to_documents
from rcakit.store.difference import Documents, altered, differing
from rcakit.store.folder import Snapshot, Stored, stamp
from rcakit.toml.equal import same
from rcakit.toml.limits import SIZE, first_fault
from rcakit.toml.patch import rewrite
from rcakit.toml.write import canonical

SCHEMA = ".rcakit/schema.json"
"""The JSON Schema beside the files, so that an editor finds it without a network."""


@attrs.frozen
class Saved:
    """What a save did: the folder as it is now, and what a person has to know of it.

    Attributes:
        snapshot: The folder as it is on disk now.
        rewritten: Files that could not be altered in place, whose old text is in the backup.
        unsure: Why the disk did not confirm that what was saved will last; "" where it did.
    """

    snapshot: Snapshot
    rewritten: tuple[str, ...] = ()
    unsure: str = SURE

    def warnings(self) -> tuple[str, ...]:
        """A sentence about each thing a person has to know."""
        anew = (
            f"{name} could not be altered in place; its old text is in .rcakit/backup."
            for name in self.rewritten
        )
        return (*anew, self.unsure) if self.unsure else tuple(anew)


@attrs.frozen
class Plan:
    """What a save would do.

    Attributes:
        writes: What each file is to become that differs.
        documents: What each of them will hold, as plain data.
        origins: As those of a snapshot, afterwards.
        rewritten: As in `Saved`.
    """

    writes: Mapping[str, Write]
    documents: Documents
    origins: Mapping[str, bytes]
    rewritten: tuple[str, ...]


def planned(snapshot: Snapshot, postmortem: Postmortem) -> Plan:
    """What it takes to make the files of `snapshot` say `postmortem`; nothing is written.

    Raises:
        Refused: It holds a value that could not be read back.
    """
    before = to_documents(snapshot.postmortem)
    after = to_documents(postmortem)
    _refuse_unreadable(before, after)
    writes: dict[str, Write] = {}
    documents: dict[str, Mapping[str, object]] = {}
    origins = dict(snapshot.origins)
    rewritten: list[str] = []
    for name in sorted({*before, *after}):
        old = snapshot.files.get(name)
        if old is None and name not in after:
            continue
        if old is not None and same(before.get(name, {}), after.get(name, {})):
            continue
        # Of a file that is not there yet nothing may be taken as written already.
        wanted = (
            altered(old.document, before.get(name, {}), after.get(name, {}))
            if old is not None
            else dict(after[name])
        )
        documents[name] = wanted
        origin = origins.get(name, old.data if old is not None else None)
        writes[name] = write = _write(name, old, origin, wanted)
        _refuse_too_large(name, write)
        if write.copies and write.new is not None:
            rewritten.append(name)
            origins[name] = write.new
    return Plan(writes, documents, origins, tuple(rewritten))


def store(path: Path, snapshot: Snapshot, postmortem: Postmortem, fs: FileSystem = OS) -> Saved:
    """Write what differs between `snapshot` and `postmortem`, all of it or nothing.

    Raises:
        Refused: It holds a value that could not be read back; nothing was written.
        ConflictError: A file to be written is not as it was read; nothing was written.
        BegunError: Some files are written, and the others will be when the folder is opened next.
        SaveError: The disk refused; every file is as it was.
    """
    plan = planned(snapshot, postmortem)
    if not plan.writes:
        return Saved(attrs.evolve(snapshot, postmortem=postmortem))
    unsure = save(path, plan.writes, fs)
    make_schema(path, fs)
    kept = {name: file for name, file in snapshot.files.items() if name not in plan.writes}
    for name, write in plan.writes.items():
        if write.new is not None:
            mark = _stamp(path / name, write.new, fs)
            kept[name] = Stored(write.new, digest(write.new), plan.documents[name], mark)
    return Saved(Snapshot(postmortem, frozen(kept), frozen(plan.origins)), plan.rewritten, unsure)


def _stamp(path: Path, data: bytes, fs: FileSystem) -> tuple[int, int, int]:
    """The stamp of a file just written; one no file has where somebody else wrote it since."""
    with suppress(OSError):
        mark = stamp(path)
        if fs.read(path) == data:
            return mark
    return 0, 0, 0


def _refuse_unreadable(before: Documents, after: Documents) -> None:
    """Keep a value that a plugin got wrong from making a folder that cannot be opened again."""
    changed = differing(before, after)
    title = after[MAIN].get("title", "")
    try:
        from_documents({**changed, MAIN: {"title": title, **changed.get(MAIN, {})}})
        for name, document in changed.items():
            fault = first_fault(document)
            if fault is not None:
                place = ".".join(fault.path) or name
                raise Refused(f"{place} cannot be stored: {fault.reason}.")
    except Misfits as misfits:
        raise Refused(f"It cannot be stored: {misfits.misfits[0].reason}.") from None


def _refuse_too_large(name: str, write: Write) -> None:
    """Keep a file that could not be opened again from being written."""
    size = len(write.new or b"")
    if size > SIZE:
        raise TooLargeError(
            f"{name} would have {size:,} bytes, more than the {SIZE // 1_000_000} MB that are"
            " read; nothing was saved. Take in less at once, or shorten the longest texts."
        )


def _write(
    name: str, old: Stored | None, origin: bytes | None, wanted: Mapping[str, object]
) -> Write:
    """What a file is to become, with what of it could not be kept as the copies."""
    expected = old.digest if old is not None else None
    notes = name.startswith(f"{METHODS}/")
    if notes and not wanted:
        return Write(None, expected)
    schema = None if notes else f"./{SCHEMA}"
    if origin is None:
        return Write(canonical(wanted, schema).encode(), expected)
    result = rewrite(origin.decode(), wanted, schema)
    lost = () if result.in_place else (origin, *([old.data] if old is not None else []))
    return Write(result.text.encode(), expected, tuple(dict.fromkeys(lost)))


def make_schema(path: Path, fs: FileSystem = OS) -> None:
    """Put the JSON Schema beside the files where it is missing or another version's.

    Without it everything works but an editor's help, so a disk that refuses it is no error.
    """
    target = path / SCHEMA
    with suppress(OSError):
        schema = resources("rcakit").joinpath("schema.json").read_bytes()
        if fs.read(target) == schema and not target.is_symlink():
            return
        # A link in its place is replaced, never followed.
        put(hidden.make(target.parent, fs) / target.name, schema, None, fs)
