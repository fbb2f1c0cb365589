"""A whole postmortem in a new folder, with everything that lies beside its files.

The folder is made under a hidden name, read back, and gets its own name last, so that there is
either all of it or none.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import attrs

from rcakit.errors import RcakitError, SaveError
from rcakit.model import Postmortem
from rcakit.saving import hidden
from rcakit.saving.durable import TEMPORARY, write_new
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.folders import make_folders, unmake_folders
from rcakit.saving.reasons import in_words
from rcakit.store.codec import FILES
from rcakit.store.folder import Snapshot, file_names, load
from rcakit.store.writing import make_schema, planned

_NOT_COPIED = (hidden.NAME, ".git", ".hg", ".svn")
PRIVATE = 0o600


@attrs.frozen
class Copied:
    """A copy that was made.

    Attributes:
        snapshot: The new folder as it is on disk.
        left_out: Files that could not be copied, each with the reason.
        unsure: Why the disk did not confirm that it will last; "" where it did.
    """

    snapshot: Snapshot
    left_out: tuple[str, ...] = ()
    unsure: str = ""

    def warnings(self) -> tuple[str, ...]:
        """A sentence about each thing a person has to know."""
        said = tuple(f"Not copied: {one}" for one in self.left_out)
        return (*said, self.unsure) if self.unsure else said


@attrs.frozen
class Extent:
    """How much a postmortem with all that lies beside it is.

    Attributes:
        files: The files of the postmortem.
        beside: Other files, such as attachments.
        size: Bytes of them all.
    """

    files: int
    beside: int
    size: int


def extent(source: Path, snapshot: Snapshot) -> Extent:
    """How much `copy_to` would write, as far as it can be seen."""
    others = list(_beside(source, snapshot))
    size = sum(len(stored.data) for stored in snapshot.files.values())
    for name in others:
        with contextlib.suppress(OSError):
            size += (source / name).stat().st_size
    return Extent(len(snapshot.files), len(others), size)


def copy_to(
    source: Path,
    snapshot: Snapshot,
    postmortem: Postmortem,
    to: Path,
    fs: FileSystem = OS,
    *,
    private: bool = False,
    beside: bool = True,
) -> Copied:
    """Make the folder `to` with `postmortem`, its comments, and all that lies beside it.

    Args:
        source: The folder it was read from; may be gone, unreadable or read-only.
        snapshot: That folder as it was read.
        postmortem: What the new files are to say.
        to: Must not exist, or be an empty folder.
        fs: Where to.
        private: Whether only the owner may look into it.
        beside: Whether attachments and the like are copied too.

    Raises:
        Refused: The postmortem holds a value that could not be read back.
        SaveError: It could not be made; says why, and nothing is left of it.
    """
    to = to.resolve()
    _fit(source, to, fs)
    contents = _contents(snapshot, postmortem)
    staged = to.with_name(f".{to.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    made: list[Path] = []
    try:
        made = make_folders(to.parent, fs)
        fs.mkdir(staged)
        if private:
            staged.chmod(0o700)
        copying = _Copying(source, staged, private, fs)
        for name, data in contents.items():
            copying.put(name, data)
        left_out = tuple(copying.put_beside(snapshot)) if beside else ()
        for folder in copying.folders:
            fs.fsync_dir(folder)
        make_schema(staged, fs)
        there = load(staged)
        if there.postmortem != postmortem:
            raise SaveError(to, "what was written does not read back as it was.")
        fs.rename(staged, to)
    except OSError as error:
        _clear(staged, made, fs)
        raise SaveError(to, in_words(error)) from None
    except RcakitError as error:
        _clear(staged, made, fs)
        raise error if isinstance(error, SaveError) else SaveError(to, str(error)) from None
    try:
        fs.fsync_dir(to.parent)
    except OSError as error:
        unsure = (
            f"The copy is there, but the disk did not confirm that it will last: {in_words(error)}"
        )
        return Copied(there, left_out, unsure)
    return Copied(there, left_out)


def _fit(source: Path, to: Path, fs: FileSystem) -> None:
    """Refuse a place that is taken, or inside the folder that is copied."""
    root = Path(os.path.realpath(source))
    real = Path(os.path.realpath(to))
    if real == root or root in real.parents:
        raise SaveError(to, "that is the old folder or lies inside it; name another place.")
    try:
        taken = os.path.lexists(to) and (not fs.is_folder(to) or bool(fs.names(to)))
    except OSError as error:
        raise SaveError(to, in_words(error)) from None
    if taken:
        raise SaveError(to, "there is something of that name already; name a new folder.")


def _contents(snapshot: Snapshot, postmortem: Postmortem) -> dict[str, bytes]:
    """The bytes of each file of the postmortem, as a save would leave them."""
    plan = planned(snapshot, postmortem)
    contents = {name: stored.data for name, stored in snapshot.files.items()}
    for name, write in plan.writes.items():
        contents.pop(name, None)
        if write.new is not None:
            contents[name] = write.new
    return contents


@attrs.define
class _Copying:
    """Puts files into the new folder, and remembers which folders that took."""

    source: Path
    staged: Path
    private: bool
    fs: FileSystem
    folders: list[Path] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.folders = [self.staged]

    def put(self, name: str, data: bytes) -> None:
        """One file, as private as it was."""
        path = self.staged / name
        for parent in reversed(path.parents):
            if self.staged in parent.parents and parent not in self.folders:
                self.fs.mkdir(parent)
                self.folders.append(parent)
        write_new(path, data, self._mode(name), self.fs)

    def put_beside(self, snapshot: Snapshot) -> Iterator[str]:
        """Attachments and the like; yields what cannot be had, with the reason."""
        for name in _beside(self.source, snapshot):
            try:
                data = _read(self.source, name)
            except OSError as error:
                yield f"{name}: {in_words(error)}"
                continue
            if data is None:
                yield f"{name}: it is no file, or a link that leads out of the folder."
            else:
                self.put(name, data)

    def _mode(self, name: str) -> int | None:
        if self.private:
            return PRIVATE
        with contextlib.suppress(OSError):
            mode = self.fs.mode(self.source / name)
            return None if mode is None else mode | PRIVATE
        return None


def _read(source: Path, name: str) -> bytes | None:
    path = source / name
    real = Path(os.path.realpath(path))
    if Path(os.path.realpath(source)) not in real.parents:
        return None
    return real.read_bytes() if stat.S_ISREG(real.stat().st_mode) else None


def _beside(source: Path, snapshot: Snapshot) -> Iterator[str]:
    """The names of what lies in the folder beside the postmortem's files, sorted."""
    own = {*snapshot.files, *FILES, *file_names(source)}
    for place, names, files in os.walk(source):
        names[:] = sorted(name for name in names if name not in _NOT_COPIED)
        for file in sorted(files):
            name = (Path(place) / file).relative_to(source).as_posix()
            if name not in own and not TEMPORARY.fullmatch(file):
                yield name


def _clear(staged: Path, made: list[Path], fs: FileSystem) -> None:
    """Take away what was made in vain."""
    shutil.rmtree(staged, ignore_errors=True)
    unmake_folders(made, fs)
