"""After a crash: finish what was committed, drop what was not, sweep up."""

from __future__ import annotations

import contextlib
from pathlib import Path

from rcakit.errors import SaveError
from rcakit.saving import hidden, journal
from rcakit.saving.backup import keep
from rcakit.saving.durable import TEMPORARY
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.folders import make_folders
from rcakit.saving.journal import Entry, digest
from rcakit.saving.lock import locked
from rcakit.saving.reasons import in_words
from rcakit.saving.target import target

SWEPT = 2
"""How many parts the name of a file may have whose next contents are swept up after a crash."""


def recover(folder: Path, fs: FileSystem = OS, *, timeout: float = 5) -> tuple[str, ...]:
    """Bring `folder` into the state of its last committed save; the names that were completed.

    To be called before a folder is read. Costs a few look-ups where nothing is to be done, and
    then needs no permission to write.

    Args:
        folder: A folder that `save` writes.
        fs: Where.
        timeout: Seconds to wait for a writer at work.

    Raises:
        SaveError: An interrupted save cannot be completed; says why.
    """
    inner = folder / hidden.NAME
    try:
        if not _interrupted(inner, fs) and not (_litter(folder, fs) and fs.writable(folder)):
            return ()
        with locked(folder, timeout, fs):
            completed = complete(folder, inner, fs)
            for path in _litter(folder, fs):
                with contextlib.suppress(OSError):
                    fs.unlink(path)
            return completed
    except OSError as error:
        raise SaveError(folder, in_words(error)) from None


def under_way(folder: Path, fs: FileSystem = OS) -> bool:
    """Whether the files of `folder` may be partly those of one save, partly of the one before."""
    return fs.is_folder(folder / hidden.NAME / hidden.COMMITTED)


def _interrupted(inner: Path, fs: FileSystem) -> bool:
    return fs.is_folder(inner / hidden.COMMITTED) or fs.is_folder(inner / hidden.PREPARED)


def complete(folder: Path, inner: Path, fs: FileSystem) -> tuple[str, ...]:
    """What `recover` does with the journal; the caller holds the lock. Raises SaveError."""
    if fs.is_folder(inner / hidden.PREPARED):
        journal.roll_back(inner, fs)
    if not fs.is_folder(inner / hidden.COMMITTED):
        return ()
    try:
        entries = journal.read_entries(folder, inner, fs)
        if entries is not None:
            # That it is there proves only that it was renamed, and not that this will last.
            fs.fsync_dir(inner)
            _make_folders(folder, entries, fs)
            _keep_what_came_between(folder, inner, entries, fs)
            journal.apply(folder, inner, entries, fs)
    except OSError as error:
        raise SaveError(
            folder, f"an interrupted save could not be completed: {in_words(error)}"
        ) from None
    journal.finish(inner, fs)
    return tuple(entry.name for entry in entries or ())


def _keep_what_came_between(
    folder: Path, inner: Path, entries: tuple[Entry, ...], fs: FileSystem
) -> None:
    """Copy what somebody wrote into a file after the crash, for it is about to be replaced."""
    there = set(fs.names(inner / hidden.COMMITTED))
    for number, entry in enumerate(entries):
        if entry.new is None or journal.staged(number) not in there:
            continue
        data = fs.read(target(folder, entry.name))
        if data is not None and digest(data) not in (entry.old, entry.new):
            keep(inner, entry.name, data, fs)


def _make_folders(folder: Path, entries: tuple[Entry, ...], fs: FileSystem) -> None:
    """The folders of new files, which a power cut may have taken."""
    for entry in entries:
        if entry.new is not None:
            make_folders(target(folder, entry.name).parent, fs)


def _litter(folder: Path, fs: FileSystem) -> list[Path]:
    """Files a save left that was killed: here and in the folders of the postmortem's files.

    Folders with a hidden folder of their own are other postmortems, and look after themselves.
    """
    inner = folder / hidden.NAME
    found = [
        path / name
        for path in (inner, inner / hidden.BACKUP, inner / hidden.OPEN)
        for name in fs.names(path)
        if TEMPORARY.fullmatch(name)
    ]
    for name in fs.names(folder):
        path = folder / name
        if TEMPORARY.fullmatch(name):
            found.append(path)
        elif name not in (hidden.NAME, ".git") and fs.is_folder(path):
            inside = fs.names(path)
            if hidden.NAME not in inside:
                found += [path / other for other in inside if TEMPORARY.fullmatch(other)]
    return found
