"""Several files at once: a redo journal, committed by one rename.

`txn.prep` holds the new files and a manifest; once all of it is on the disk it is renamed to
`txn`, and from then on the change will happen, now or when the folder is opened next.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from pathlib import Path

import attrs

from rcakit.errors import RcakitError, SaveError
from rcakit.saving import hidden
from rcakit.saving.durable import write_new
from rcakit.saving.files import FileSystem
from rcakit.saving.target import target, to_sync
from rcakit.toml.read import parse
from rcakit.toml.write import canonical

_MANIFEST = "manifest.toml"


@attrs.frozen
class Entry:
    """One file of the journal.

    Attributes:
        name: Its name in the folder, a relative POSIX path.
        old: sha256 of what the change replaces, None if there was no file.
        new: sha256 of what it becomes, None if it is removed.
    """

    name: str
    old: str | None
    new: str | None


def digest(data: bytes) -> str:
    """The sha256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def commit(
    inner: Path,
    entries: tuple[Entry, ...],
    contents: Mapping[str, bytes],
    modes: Mapping[str, int | None],
    fs: FileSystem,
) -> None:
    """Write the journal and commit it.

    Args:
        inner: The hidden folder.
        entries: The files.
        contents: The new bytes of each that is not removed, by name.
        modes: The permission bits of each, None for a new file.
        fs: Where to.

    Raises:
        OSError: Nothing was committed, and nothing is left of the journal if the disk allows.
    """
    prepared, committed = inner / hidden.PREPARED, inner / hidden.COMMITTED
    try:
        fs.mkdir(prepared)
        for number, entry in enumerate(entries):
            if entry.new is not None:
                data = contents[entry.name]
                write_new(prepared / staged(number), data, modes[entry.name], fs)
        write_new(prepared / _MANIFEST, _manifest(entries), None, fs)
        fs.fsync_dir(prepared)
        fs.rename(prepared, committed)
    except OSError:
        roll_back(inner, fs)
        raise
    try:
        fs.fsync_dir(inner)
    except OSError:
        withdraw(inner, fs)
        raise


def withdraw(inner: Path, fs: FileSystem) -> None:
    """Undo a commit of which nothing has been applied. Raises OSError: it stays committed."""
    fs.rename(inner / hidden.COMMITTED, inner / hidden.PREPARED)
    roll_back(inner, fs)


def roll_back(inner: Path, fs: FileSystem) -> None:
    """Remove a journal that was never committed, as far as the disk allows."""
    _remove(inner / hidden.PREPARED, fs)


def apply(folder: Path, inner: Path, entries: tuple[Entry, ...], fs: FileSystem) -> None:
    """Put the files of the committed journal into place.

    May be repeated: what is no longer in the journal is in place already.

    Raises:
        OSError: Some may be in place; the journal stays.
    """
    committed = inner / hidden.COMMITTED
    there = set(fs.names(committed))
    folders: dict[Path, None] = {}
    root = folder.resolve()
    for number, entry in enumerate(entries):
        path = target(folder, entry.name)
        if entry.new is None:
            data = fs.read(path)
            # Someone may have made the file anew since.
            if data is not None and digest(data) == entry.old:
                fs.unlink(path)
        elif staged(number) in there:
            fs.replace(committed / staged(number), path)
        folders |= dict.fromkeys(to_sync(root, path, new=entry.old is None))
    for parent in folders:
        if fs.is_folder(parent):
            fs.fsync_dir(parent)


def finish(inner: Path, fs: FileSystem) -> None:
    """Remove the journal when all of it is in place; what cannot be removed now does no harm."""
    _remove(inner / hidden.COMMITTED, fs)


def read_entries(folder: Path, inner: Path, fs: FileSystem) -> tuple[Entry, ...] | None:
    """The entries of the committed journal, checked; None if it is spent.

    Raises:
        SaveError: The journal is damaged, or names a file outside the folder.
        OSError: It cannot be read.
    """
    committed = inner / hidden.COMMITTED
    data = fs.read(committed / _MANIFEST)
    if data is None:
        return None
    entries = _checked(folder, data, committed, fs)
    if entries is None:
        raise SaveError(
            folder,
            f"the journal {hidden.NAME}/{hidden.COMMITTED} of an interrupted save is damaged;"
            " look at its files, then move it elsewhere.",
        )
    return entries


def _checked(
    folder: Path, manifest: bytes, committed: Path, fs: FileSystem
) -> tuple[Entry, ...] | None:
    """The entries of `manifest`, or None if anything about them is not as we wrote it."""
    try:
        entries = _entries(parse(manifest, committed / _MANIFEST))
        for entry in entries:
            target(folder, entry.name)
    except (RcakitError, ValueError, TypeError, KeyError, AttributeError):
        return None
    for number, entry in enumerate(entries):
        contents = fs.read(committed / staged(number))
        if contents is not None and digest(contents) != entry.new:
            return None
    return entries


def staged(number: int) -> str:
    """The name in the journal of the new contents of the entry `number`."""
    return f"{number:04}"


def _manifest(entries: tuple[Entry, ...]) -> bytes:
    files = {
        staged(number): attrs.asdict(entry, filter=lambda _, value: value is not None)
        for number, entry in enumerate(entries)
    }
    return canonical({"format": 1, "file": files}).encode()


def _entries(document: Mapping[str, object]) -> tuple[Entry, ...]:
    files = document["file"]
    if document["format"] != 1 or not isinstance(files, dict):
        raise ValueError("unknown format")
    return tuple(
        Entry(str(files[key]["name"]), files[key].get("old"), files[key].get("new"))
        for key in (staged(number) for number in range(len(files)))
    )


def _remove(journal: Path, fs: FileSystem) -> None:
    """Take a journal away; one that comes back in part, by a power cut, says nothing any more."""
    with contextlib.suppress(OSError):
        if not fs.is_folder(journal):
            return
        if _MANIFEST in fs.names(journal):
            fs.unlink(journal / _MANIFEST)
        fs.fsync_dir(journal)
        for name in fs.names(journal):
            with contextlib.suppress(OSError):
                fs.unlink(journal / name)
        fs.rmdir(journal)
