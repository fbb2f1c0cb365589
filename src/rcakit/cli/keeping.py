"""What a command made and the disk refused: kept in the person's own state folder.

A kept copy is a postmortem like any other, with the one it began from in its hidden folder, so
that what was changed can be put in later beside what others did meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from rcakit.cli.output import say
from rcakit.errors import RcakitError, SaveError, UnreadableError
from rcakit.saving import hidden
from rcakit.saving.durable import put
from rcakit.saving.files import OS
from rcakit.saving.folders import make_folders
from rcakit.session import Session
from rcakit.store import to_documents
from rcakit.store.difference import differing
from rcakit.store.elsewhere import PRIVATE, copy_to
from rcakit.toml.read import parse
from rcakit.toml.write import canonical

_MANIFEST = "kept.toml"
_BASE = "base"
_OWNER_ONLY = 0o700


def kept_folder() -> Path:
    """Where such copies are, each in a folder of its own."""
    from platformdirs import user_state_path

    return user_state_path("rcakit") / "kept"


def keep(session: Session) -> str:
    """Keep what `session` holds and could not save; a sentence about where and how to go on."""
    parent = kept_folder()
    try:
        parent.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        to = _free(parent, session.folder)
        copy_to(session.folder, session.disk, session.now, to, private=True, beside=False)
        _note(session, to)
    except (RcakitError, OSError) as error:
        reason = error.reason if isinstance(error, SaveError) else error
        _print(session)
        return f"Nor could it be kept in {parent}: {reason} What was to be saved is printed above."
    return f"It is kept in {to}; `rcakit restore {to}` puts it in."


def _free(parent: Path, folder: Path) -> Path:
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{folder.resolve().name}"
    number, name = 1, stem
    while (parent / name).exists():
        number += 1
        name = f"{stem}-{number}"
    return parent / name


def _note(session: Session, to: Path) -> None:
    """Write beside the copy where it belongs, and what it began from."""
    inner = to / hidden.NAME
    for name, stored in session.disk.files.items():
        path = inner / _BASE / name
        make_folders(path.parent.resolve(), OS)
        put(path, stored.data, PRIVATE, OS)
        OS.fsync_dir(path.parent)
    manifest = {"format": 1, "folder": str(session.folder.resolve())}
    put(inner / _MANIFEST, canonical(manifest).encode(), PRIVATE, OS)
    OS.fsync_dir(inner)


def _print(session: Session) -> None:
    before, after = to_documents(session.disk.postmortem), to_documents(session.now)
    for name, part in differing(before, after).items():
        say(f"# {name}\n{canonical(part, None)}")


def home_of(kept: Path) -> Path:
    """The folder a kept copy belongs to.

    Raises:
        RcakitError: It is no kept copy.
    """
    path = kept / hidden.NAME / _MANIFEST
    try:
        folder = parse(path.read_bytes(), path).get("folder")
    except OSError:
        folder = None
    if not isinstance(folder, str):
        raise RcakitError(
            f"{kept} is no copy that a refused save has kept; they lie in {kept_folder()}."
        )
    return Path(folder)


def base_of(kept: Path) -> dict[str, Mapping[str, object]]:
    """What a kept copy began from, as the contents of its files.

    Raises:
        UnreadableError: It cannot be read.
    """
    root = kept / hidden.NAME / _BASE
    documents: dict[str, Mapping[str, object]] = {}
    for path in sorted(root.rglob("*.toml")):
        try:
            documents[path.relative_to(root).as_posix()] = parse(path.read_bytes(), path)
        except OSError as error:
            raise UnreadableError(path, None, f"cannot be read: {error.strerror}.") from None
    return documents
