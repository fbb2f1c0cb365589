"""A postmortem folder: reading all of its files, and writing those that changed.

A save never writes what a file "should" look like: it takes what is on disk and alters only the
keys that the change altered, so that comments, key order, explicit defaults and unknown keys of
a person or another tool stay.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.resources import files as resources
from pathlib import Path

import attrs

from rcakit.errors import RcakitError, Refused, UnreadableError
from rcakit.model import Postmortem, frozen
from rcakit.saving import hidden
from rcakit.saving.backup import backup
from rcakit.saving.durable import temporary, write_new
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.recovery import recover
from rcakit.saving.save import Write, digest, save
from rcakit.store.codec import FILES, MAIN, METHODS, Misfit, Misfits, from_documents, to_documents
from rcakit.store.difference import Documents, altered, differing
from rcakit.toml.equal import same
from rcakit.toml.limits import first_fault
from rcakit.toml.locate import line_of
from rcakit.toml.patch import rewrite
from rcakit.toml.read import parse
from rcakit.toml.write import canonical

SCHEMA = ".rcakit/schema.json"
"""The JSON Schema beside the files, so that an editor finds it without a network."""


@attrs.frozen
class Stored:
    """One file as it was read.

    Attributes:
        data: Its bytes.
        digest: Their SHA-256 in hexadecimal.
        document: What it holds, as plain data.
        stamp: Modification time, size and inode, to see cheaply whether it may have changed.
    """

    data: bytes
    digest: str
    document: Mapping[str, object]
    stamp: tuple[int, int, int]


@attrs.frozen
class Snapshot:
    """A folder as it was read: the postmortem, and every file it came from."""

    postmortem: Postmortem
    files: Mapping[str, Stored] = attrs.field(factory=frozen)

    def documents(self) -> dict[str, Mapping[str, object]]:
        """The plain contents of every file."""
        return {name: stored.document for name, stored in self.files.items()}

    def line(self, file: str, path: tuple[str, ...]) -> int | None:
        """The line of a key in a file, from 1; None where the file does not have it."""
        stored = self.files.get(file)
        return None if stored is None else line_of(stored.data.decode("utf-8", "replace"), path)


@attrs.frozen
class Saved:
    """What a save did: the folder as it is now, and files that were written anew.

    Attributes:
        snapshot: The folder as it is on disk now.
        rewritten: Files that could not be altered in place, whose old text is in the backup.
    """

    snapshot: Snapshot
    rewritten: tuple[str, ...] = ()


class BrokenFolder(UnreadableError):
    """Files of a folder that cannot be taken, each with its own sentence.

    Attributes:
        errors: All of them; this error's own place and reason are the first one's.
    """

    def __init__(self, errors: tuple[UnreadableError, ...]) -> None:
        self.errors = errors
        super().__init__(errors[0].path, errors[0].line, errors[0].reason)

    def __str__(self) -> str:
        shown = [str(error) for error in self.errors[:20]]
        if len(self.errors) > len(shown):
            shown.append(f"… and {len(self.errors) - len(shown)} more.")
        return "\n".join(shown)


def is_postmortem(path: Path) -> bool:
    """Whether a folder is a postmortem: it has a postmortem.toml."""
    return (path / MAIN).is_file()


def file_names(path: Path) -> Iterator[str]:
    """The names of the files of a postmortem that are there, as relative POSIX paths."""
    for name in FILES:
        if os.path.lexists(path / name):
            yield name
    methods = path / METHODS
    if methods.is_dir():
        for file in sorted(methods.glob("*.toml")):
            if not file.name.startswith("."):
                yield f"{METHODS}/{file.name}"


def stamp(path: Path) -> tuple[int, int, int]:
    """Modification time in ns, size and inode of a file."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def read_file(path: Path, root: Path) -> Stored:
    """One file below the folder `root`, read and parsed.

    Raises:
        UnreadableError: It cannot be read or is not the TOML rcakit takes.
    """
    try:
        if not path.is_file():
            raise UnreadableError(path, None, "is no file that can be read; move it away.")
        if not path.resolve().is_relative_to(root.resolve()):
            raise UnreadableError(path, None, "is a link that leads out of the folder.")
        mark = stamp(path)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            path, None, f"cannot be read: {os.strerror(error.errno or 0)}."
        ) from None
    return Stored(data, digest(data), parse(data, path), mark)


def load(path: Path) -> Snapshot:
    """The postmortem in a folder. A save cut short by a crash is first finished or undone.

    Raises:
        BrokenFolder: Some file cannot be taken; each is named with its line.
        RcakitError: The folder is no postmortem.
    """
    if not path.is_dir():
        raise RcakitError(f"{path} is not a folder. Name the folder of a postmortem.")
    recover(path)
    if not is_postmortem(path):
        raise RcakitError(f"{path} has no {MAIN}, so it is no postmortem; `rcakit new` makes one.")
    stored: dict[str, Stored] = {}
    broken: list[UnreadableError] = []
    for name in file_names(path):
        try:
            stored[name] = read_file(path / name, path)
        except UnreadableError as error:
            broken.append(error)
    if broken:
        raise BrokenFolder(tuple(broken))
    try:
        postmortem = from_documents({name: file.document for name, file in stored.items()})
    except Misfits as misfits:
        raise BrokenFolder(
            tuple(_placed(path, stored, misfit) for misfit in misfits.misfits)
        ) from None
    return Snapshot(postmortem, frozen(stored))


def _placed(path: Path, stored: Mapping[str, Stored], misfit: Misfit) -> UnreadableError:
    file = stored.get(misfit.file)
    line = None if file is None else line_of(file.data.decode("utf-8", "replace"), misfit.path)
    return UnreadableError(path / misfit.file, line or 1, misfit.reason + ".")


def changed_files(path: Path, snapshot: Snapshot) -> tuple[str, ...]:
    """Files that are not on disk as they were read: changed, new or gone.

    Cheap while nothing happens: a file is read again only if its stamp differs.
    """
    names = set(file_names(path))
    changed = [name for name in snapshot.files if name not in names]
    for name in sorted(names):
        stored = snapshot.files.get(name)
        if stored is None:
            changed.append(name)
            continue
        try:
            if stamp(path / name) != stored.stamp and (
                digest((path / name).read_bytes()) != stored.digest
            ):
                changed.append(name)
        except OSError:
            changed.append(name)
    return tuple(changed)


def store(path: Path, snapshot: Snapshot, postmortem: Postmortem, fs: FileSystem = OS) -> Saved:
    """Write what differs between `snapshot` and `postmortem`, all of it or nothing.

    Raises:
        Refused: It holds a value that could not be read back; nothing was written.
        ConflictError: A file to be written is not as it was read; nothing was written.
        SaveError: The disk refused; every file is as it was.
    """
    before = to_documents(snapshot.postmortem)
    after = to_documents(postmortem)
    _refuse_unreadable(before, after)
    writes: dict[str, Write] = {}
    documents: dict[str, Mapping[str, object]] = {}
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
        writes[name] = Write(_text(path, name, old, wanted, rewritten), old.digest if old else None)
    if not writes:
        return Saved(attrs.evolve(snapshot, postmortem=postmortem))
    save(path, writes, fs)
    make_schema(path, fs)
    kept = {name: file for name, file in snapshot.files.items() if name not in writes}
    for name, write in writes.items():
        if write.new is not None:
            kept[name] = Stored(write.new, digest(write.new), documents[name], stamp(path / name))
    return Saved(Snapshot(postmortem, frozen(kept)), tuple(rewritten))


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


def _text(
    path: Path,
    name: str,
    old: Stored | None,
    wanted: Mapping[str, object],
    rewritten: list[str],
) -> bytes | None:
    if name.startswith(f"{METHODS}/") and not wanted:
        return None
    schema = None if name.startswith(f"{METHODS}/") else f"./{SCHEMA}"
    if old is None:
        return canonical(wanted, schema).encode()
    result = rewrite(old.data.decode(), wanted, schema)
    if not result.in_place:
        backup(path, name, old.data)
        rewritten.append(name)
    return result.text.encode()


def make_schema(path: Path, fs: FileSystem = OS) -> None:
    """Put the JSON Schema beside the files where it is missing or another version's.

    Without it everything works but an editor's help, so a disk that refuses it is no error.
    """
    schema = resources("rcakit").joinpath("schema.json").read_bytes()
    target = path / SCHEMA
    with suppress(OSError):
        if fs.read(target) == schema and not target.is_symlink():
            return
        beside = temporary(hidden.make(target.parent, fs) / target.name)
        write_new(beside, schema, None, fs)
        # A link in its place is replaced, never followed.
        fs.replace(beside, target)
