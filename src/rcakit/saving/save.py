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

from rcakit.errors import ConflictError, SaveError
from rcakit.saving import journal
from rcakit.saving.durable import temporary, write_new
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.journal import Entry, digest
from rcakit.saving.lock import locked
from rcakit.saving.reasons import in_words
from rcakit.saving.recovery import SWEPT, complete
from rcakit.saving.target import target

__all__ = ["Write", "digest", "save"]

_UNSURE = "the new text is in place, but the disk did not confirm that it will last: "
_BEGUN = "the change is begun and will be completed when the folder is opened next: "
_WITHDRAWN = ""


@attrs.frozen
class Write:
    """What one file is to become.

    Attributes:
        new: Its bytes; None to remove it.
        expected: `digest` of what was read; None if there was no file.
    """

    new: bytes | None
    expected: str | None


@attrs.frozen
class _Step:
    name: str
    path: Path
    old: bytes | None
    new: bytes | None
    mode: int | None


def save(
    folder: Path, writes: Mapping[str, Write], fs: FileSystem = OS, *, timeout: float = 5
) -> None:
    """Write the files of `folder`, all or none.

    Args:
        folder: Exists already.
        writes: By name, a relative POSIX path such as `methods/fishbone.toml`.
        fs: Where to.
        timeout: Seconds to wait for another writer.

    Raises:
        ConflictError: A file is not what was read; nothing was written.
        SaveError: With the reason in words; the files are as they were, unless it says not.
    """
    folded = [name.casefold() for name in writes]
    for name in writes:
        target(folder, name)
        if folded.count(name.casefold()) > 1:
            raise SaveError(folder / name, "two names differ only in capital letters.")
    if not writes:
        return
    with locked(folder, timeout, fs) as inner:
        try:
            complete(folder, inner, fs)
            steps = _compared(folder, writes, fs)
            beside = folder.resolve()
            if len(steps) == 1 and len(steps[0].path.relative_to(beside).parts) <= SWEPT:
                _save_one(folder, steps[0], fs)
            elif steps:
                _save_all(folder, inner, steps, fs)
        except OSError as error:
            raise SaveError(folder, in_words(error)) from None


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


def _save_one(folder: Path, step: _Step, fs: FileSystem) -> None:
    made: list[Path] = []
    try:
        made = _make_parents([step], fs)
        if step.new is not None:
            beside = temporary(step.path)
            write_new(beside, step.new, step.mode, fs)
            try:
                fs.replace(beside, step.path)
            except OSError:
                with contextlib.suppress(OSError):
                    fs.unlink(beside)
                raise
        elif step.old is not None:
            fs.unlink(step.path)
    except OSError as error:
        _unmake(made, fs)
        raise SaveError(folder / step.name, in_words(error)) from None
    try:
        if fs.is_folder(step.path.parent):
            fs.fsync_dir(step.path.parent)
    except OSError as error:
        raise SaveError(folder / step.name, _UNSURE + in_words(error)) from None


def _save_all(folder: Path, inner: Path, steps: list[_Step], fs: FileSystem) -> None:
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
        _unmake(made, fs)
        raise SaveError(folder, in_words(error)) from None
    try:
        journal.apply(folder, inner, entries, fs)
    except OSError as error:
        state = _mended(folder, inner, entries, fs)
        if state == _WITHDRAWN:
            _unmake(made, fs)
        if state is not None:
            raise SaveError(folder, state + in_words(error)) from None
    journal.finish(inner, fs)


def _mended(folder: Path, inner: Path, entries: tuple[Entry, ...], fs: FileSystem) -> str | None:
    """Withdraw a journal of which nothing is in place, complete one of which something is.

    Returns None if it is completed, and else how things stand, to be told before the reason.
    """
    if _all_are(folder, [(entry.name, entry.old) for entry in entries], fs):
        with contextlib.suppress(OSError):
            journal.withdraw(inner, fs)
            return _WITHDRAWN
    elif _all_are(folder, [(entry.name, entry.new) for entry in entries], fs):
        # What failed was the disk's word that it will last; asking again proves nothing.
        return _UNSURE
    try:
        journal.apply(folder, inner, entries, fs)
    except OSError:
        return _BEGUN
    return None


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
            if step.new is None:
                continue
            missing: list[Path] = []
            parent = step.path.parent
            while not parent.exists() and parent not in made:
                missing.append(parent)
                parent = parent.parent
            for path in reversed(missing):
                fs.mkdir(path)
                made.append(path)
                fs.fsync_dir(path.parent)
    except OSError:
        _unmake(made, fs)
        raise
    return made


def _unmake(made: list[Path], fs: FileSystem) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):
            fs.rmdir(path)
