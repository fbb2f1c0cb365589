"""Save files of a folder: compared with what was read, and then all of them or none.

One file is written beside its place and renamed into it; several, and files deeper than a crash
is swept up after, go through the journal. When `save` returns, the files are on the disk and
survive the end of the process or of the power.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Mapping
from pathlib import Path

import attrs

from rcakit.errors import BegunError, ConflictError, SaveError
from rcakit.saving import journal
from rcakit.saving.backup import keep
from rcakit.saving.durable import put
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.folders import make_folders, unmake_folders
from rcakit.saving.journal import Entry, digest
from rcakit.saving.lock import by_file, locked
from rcakit.saving.reasons import in_words
from rcakit.saving.recovery import SWEPT, complete
from rcakit.saving.remarks import linked, overtaken, together, unsure
from rcakit.saving.target import target, to_sync

__all__ = ["Write", "digest", "save"]

SURE = ""
"""What `save` returns where the disk confirmed that everything will last."""


@attrs.frozen
class Write:
    """What one file is to become.

    Attributes:
        new: Its bytes; None to remove it.
        expected: `digest` of what was read; None if there was no file.
        copies: Texts that are lost by it, to be kept in the backup first.
    """

    new: bytes | None
    expected: str | None
    copies: tuple[bytes, ...] = ()


@attrs.frozen
class _Step:
    name: str
    path: Path
    old: bytes | None
    new: bytes | None
    mode: int | None


def save(
    folder: Path, writes: Mapping[str, Write], fs: FileSystem = OS, *, timeout: float = 5
) -> str:
    """Write the files of `folder`, all or none.

    Args:
        folder: Exists already.
        writes: By name, a relative POSIX path such as `methods/fishbone.toml`.
        fs: Where to.
        timeout: Seconds to wait for another writer.

    Returns:
        `SURE`, or what a person has to know: that the disk did not confirm that what was written
        will last, or that a file had other names, which still have what was there before.

    Raises:
        ConflictError: A file is not what was read; nothing was written.
        BegunError: Some are written, and the others will be when the folder is opened next.
        SaveError: With the reason in words; the files are as they were.
    """
    folded = [name.casefold() for name in writes]
    for name in writes:
        try:
            target(folder, name)
        except OSError as error:
            raise SaveError(folder / name, in_words(error)) from None
        if folded.count(name.casefold()) > 1:
            raise SaveError(folder / name, "two names differ only in capital letters.")
    if not writes:
        return SURE
    with locked(folder, timeout, fs) as inner:
        try:
            complete(folder, inner, fs)
            steps = _compared(folder, writes, fs)
            for step in steps:
                for copy in writes[step.name].copies:
                    keep(inner, step.name, copy, fs)
            return _write(folder, inner, steps, fs)
        except OSError as error:
            raise SaveError(folder, in_words(error)) from None


def _write(folder: Path, inner: Path, steps: list[_Step], fs: FileSystem) -> str:
    """Write what has to be written; as `save`."""
    changed = {step.name: step.path for step in steps if None not in (step.old, step.new)}
    said = [linked(changed, fs)]
    # Asked before anything is written: what cannot be asked then has harmed nothing.
    shared = by_file(inner)
    beside = folder.resolve()
    if len(steps) == 1 and len(steps[0].path.relative_to(beside).parts) <= SWEPT:
        said.append(_save_one(folder, steps[0], fs))
    elif steps:
        said.append(_save_all(folder, inner, steps, fs))
    if shared:
        said.append(overtaken({step.name: (step.path, step.new) for step in steps}, fs))
    return together(said)


def _compared(folder: Path, writes: Mapping[str, Write], fs: FileSystem) -> list[_Step]:
    """What really has to be written. Raises ConflictError with every file that differs."""
    steps: list[_Step] = []
    conflicts: list[Path] = []
    for name, write in writes.items():
        path = target(folder, name)
        try:
            old, mode = fs.read(path), fs.mode(path)
        except OSError as error:
            raise SaveError(folder / name, in_words(error)) from None
        if _mark(old) != write.expected:
            conflicts.append(folder / name)
        elif old != write.new:
            steps.append(_Step(name, path, old, write.new, mode))
    if conflicts:
        raise ConflictError(tuple(conflicts))
    return steps


def _save_one(folder: Path, step: _Step, fs: FileSystem) -> str:
    made: list[Path] = []
    try:
        made = _make_parents([step], fs)
        if step.new is not None:
            put(step.path, step.new, step.mode, fs)
        elif step.old is not None:
            fs.unlink(step.path)
    except OSError as error:
        unmake_folders(made, fs)
        raise SaveError(folder / step.name, in_words(error)) from None
    try:
        for parent in to_sync(folder.resolve(), step.path, new=step.old is None):
            if fs.is_folder(parent):
                fs.fsync_dir(parent)
    except OSError as error:
        return unsure(error)
    return SURE


def _save_all(folder: Path, inner: Path, steps: list[_Step], fs: FileSystem) -> str:
    entries = tuple(Entry(step.name, _mark(step.old), _mark(step.new)) for step in steps)
    contents = {step.name: step.new for step in steps if step.new is not None}
    modes = {step.name: step.mode for step in steps}
    made: list[Path] = []
    try:
        made = _make_parents(steps, fs)
        for step in steps:
            # Once half of it is in place there is no way back: ask before what can be asked.
            if fs.is_folder(step.path.parent) and not fs.writable(step.path.parent):
                raise PermissionError(errno.EACCES, "not writable", str(step.path.parent))
        journal.commit(inner, entries, contents, modes, fs)
    except OSError as error:
        unmake_folders(made, fs)
        raise SaveError(folder, in_words(error)) from None
    try:
        journal.apply(folder, inner, entries, fs)
    except OSError as error:
        if _all_are(folder, [(entry.name, entry.old) for entry in entries], fs):
            with contextlib.suppress(OSError):
                journal.withdraw(inner, fs)
                unmake_folders(made, fs)
                raise SaveError(folder, in_words(error)) from None
        elif _all_are(folder, [(entry.name, entry.new) for entry in entries], fs):
            # What failed was the disk's word that it will last; asking again proves nothing, and
            # the journal stays to put what a power cut takes back into place.
            return unsure(error)
        _apply_again(folder, inner, entries, error, fs)
    journal.finish(inner, fs)
    return SURE


def _apply_again(
    folder: Path, inner: Path, entries: tuple[Entry, ...], failed: OSError, fs: FileSystem
) -> None:
    """Complete a journal of which something is in place, for there is no way back."""
    try:
        journal.apply(folder, inner, entries, fs)
    except OSError:
        raise BegunError(
            folder,
            "the change is begun and will be completed when the folder is opened next: "
            + in_words(failed),
        ) from None


def _all_are(folder: Path, marks: list[tuple[str, str | None]], fs: FileSystem) -> bool:
    try:
        return all(_mark(fs.read(target(folder, name))) == mark for name, mark in marks)
    except OSError:
        return False


def _mark(data: bytes | None) -> str | None:
    return None if data is None else digest(data)


def _make_parents(steps: list[_Step], fs: FileSystem) -> list[Path]:
    """Make the folders the files need; those made, the outermost first. Raises OSError."""
    made: list[Path] = []
    try:
        for step in steps:
            if step.new is not None:
                made += make_folders(step.path.parent, fs)
    except OSError:
        unmake_folders(made, fs)
        raise
    return made
