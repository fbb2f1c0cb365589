"""Reading a postmortem folder: all of its files, as they were at one moment."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import attrs

from rcakit.errors import RcakitError, SaveError, UnreadableError, UnsettledError
from rcakit.model import Postmortem, frozen
from rcakit.saving.access import refusal
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.pending import pending
from rcakit.saving.recovery import recover, under_way
from rcakit.saving.save import digest
from rcakit.store.codec import FILES, MAIN, METHODS, Misfit, Misfits, from_documents
from rcakit.store.strays import is_stray
from rcakit.store.unsettled import unsettled
from rcakit.toml.bounded import read_regular
from rcakit.toml.locate import line_of
from rcakit.toml.read import parse

_READINGS = 20
"""How often a folder is read that somebody else writes meanwhile."""


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
    """A folder as it was read: the postmortem, and every file it came from.

    Attributes:
        postmortem: What the files say.
        files: Each file as it is on disk.
        origins: Each file as it was before rcakit altered or removed it. What is written is made
            of this, so that a comment which went with a thing comes back with it.
    """

    postmortem: Postmortem
    files: Mapping[str, Stored] = attrs.field(factory=frozen)
    origins: Mapping[str, bytes] = attrs.field(factory=frozen)

    def documents(self) -> dict[str, Mapping[str, object]]:
        """The plain contents of every file."""
        return {name: stored.document for name, stored in self.files.items()}


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


def can_be_settled(error: RcakitError) -> bool:
    """Whether a folder was refused for what a merge left open, which a person can decide."""
    return isinstance(error, BrokenFolder) and any(
        isinstance(one, UnsettledError) for one in error.errors
    )


def is_postmortem(path: Path) -> bool:
    """Whether a folder is a postmortem: it has a postmortem.toml."""
    return (path / MAIN).is_file()


def file_names(path: Path) -> Iterator[str]:
    """The names of the files of a postmortem that are there, as relative POSIX paths.

    Raises:
        UnreadableError: The folder of notes cannot be looked into.
    """
    for name in FILES:
        if os.path.lexists(path / name):
            yield name
    for name in _names(path / METHODS):
        # The copy that a sync tool made of notes is no notes of another method.
        if name.endswith(".toml") and not name.startswith(".") and not is_stray(name):
            yield f"{METHODS}/{name}"


def _names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none where there is no folder."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:  # not to be taken for a folder without notes
        raise UnreadableError(
            folder, None, f"cannot be read: {os.strerror(error.errno or 0)}."
        ) from None


def sources(path: Path) -> dict[str, Path]:
    """Where the bytes of each file are: in its place, or in a journal that cannot be completed.

    Raises:
        SaveError: Such a journal is damaged.
    """
    found = {name: path / name for name in file_names(path)}
    for name, where in pending(path).items():
        found.pop(name, None)
        if where is not None:
            found[name] = where
    return found


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
        data = read_regular(path)
    except OSError as error:
        raise UnreadableError(
            path, None, f"cannot be read: {os.strerror(error.errno or 0)}."
        ) from None
    return Stored(data, digest(data), parse(data, path), mark)


def load(path: Path, fs: FileSystem = OS) -> Snapshot:
    """The postmortem in a folder. A save cut short by a crash is first finished or undone.

    All files are of one moment: where somebody else saves meanwhile, they are read again.

    Raises:
        BrokenFolder: Some file cannot be taken; each is named with its line.
        RcakitError: The folder is no postmortem.
    """
    try:
        return _loaded(path, fs)
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> BrokenFolder:
    reason = f"cannot be read: {os.strerror(error.errno or 0)}."
    return BrokenFolder((UnreadableError(path, None, reason),))


def _loaded(path: Path, fs: FileSystem) -> Snapshot:
    """As `load`; raises OSError as well."""
    if not path.is_dir():
        raise RcakitError(f"{path} is not a folder. Name the folder of a postmortem.")
    for _ in range(_READINGS):
        _recover(path, fs)
        before = marks(path)
        try:
            found: Snapshot | BrokenFolder = _read(path)
        except BrokenFolder as broken:
            found = broken
        # In this order: a save that ends between the two has altered a mark.
        whole = not under_way(path) or refusal(path, fs)
        if whole and marks(path) == before:
            break
    else:
        reason = "its files change all the time; try again when nobody writes them."
        raise BrokenFolder((UnreadableError(path, None, reason),))
    if isinstance(found, BrokenFolder):
        raise found
    return found


def _recover(path: Path, fs: FileSystem) -> None:
    try:
        if not refusal(path, fs):
            recover(path, fs)
        there = MAIN in sources(path)
    except SaveError as error:
        raise BrokenFolder((UnreadableError(path, None, error.reason),)) from None
    if not there:
        raise RcakitError(f"{path} has no {MAIN}, so it is no postmortem; `rcakit new` makes one.")


def marks(path: Path) -> dict[str, tuple[int, int, int] | None]:
    """The stamp of each file that is there; None where it cannot be had."""
    found: dict[str, tuple[int, int, int] | None] = {}
    try:
        for name, source in sources(path).items():
            found[name] = None
            with suppress(OSError):
                found[name] = stamp(source)
    except (OSError, SaveError):  # what cannot be listed is not as it was
        found["."] = None
    return found


def _read(path: Path) -> Snapshot:
    """Every file as it is now. Raises BrokenFolder."""
    stored: dict[str, Stored] = {}
    broken: list[UnreadableError] = []
    for name, source in sources(path).items():
        try:
            stored[name] = read_file(source, path)
        except UnreadableError as error:
            broken += unsettled(source) or (error,)
    if broken:
        raise BrokenFolder(tuple(broken))
    try:
        postmortem = from_documents({name: file.document for name, file in stored.items()})
    except Misfits as misfits:
        raise BrokenFolder(
            tuple(_placed(path, stored, misfit) for misfit in misfits.misfits)
        ) from None
    return Snapshot(
        postmortem, frozen(stored), frozen((name, file.data) for name, file in stored.items())
    )


def _placed(path: Path, stored: Mapping[str, Stored], misfit: Misfit) -> UnreadableError:
    file = stored.get(misfit.file)
    line = None if file is None else line_of(file.data.decode("utf-8", "replace"), misfit.path)
    return UnreadableError(path / misfit.file, line or 1, misfit.reason + ".")


def changed_files(path: Path, snapshot: Snapshot) -> tuple[str, ...]:
    """Files that are not on disk as they were read: changed, new or gone.

    Cheap while nothing happens: a file is read again only if its stamp differs. Raises
    BrokenFolder where the disk does not say what is there.
    """
    try:
        found = sources(path)
    except OSError as error:
        raise _unreadable(path, error) from None
    except SaveError as error:
        raise BrokenFolder((UnreadableError(path, None, error.reason),)) from None
    changed = [name for name in snapshot.files if name not in found]
    for name in sorted(found):
        stored = snapshot.files.get(name)
        if stored is None:
            changed.append(name)
            continue
        try:
            if stamp(found[name]) != stored.stamp and (
                digest(found[name].read_bytes()) != stored.digest
            ):
                changed.append(name)
        except OSError:
            changed.append(name)
    return tuple(changed)
