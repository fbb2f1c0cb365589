"""Making a new postmortem folder."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from rcakit import zones
from rcakit.errors import RcakitError, SaveError
from rcakit.library import Policy
from rcakit.model import Incident, Kind, Postmortem, frozen, slug
from rcakit.saving import hidden
from rcakit.saving.durable import TEMPORARY
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.folders import make_folders
from rcakit.saving.reasons import in_words
from rcakit.store import Snapshot, store
from rcakit.text import normal


def create(
    parent: Path,
    title: str,
    *,
    day: date,
    policy: Policy,
    kind: Kind = Kind.INCIDENT,
    timezone: str | None = None,
    machine_zone: str = "UTC",
    severity: str | None = None,
    fs: FileSystem = OS,
) -> Path:
    """A new folder below `parent` with a postmortem that has a title; its path.

    The folder is named by the day and the words of the title. `timezone` is a person's word and
    is kept when a document says another; `machine_zone` is a guess that gives way. Raises
    `RcakitError` where the title is empty, and `SaveError` where the folder cannot be written.
    """
    title = normal(title)
    if not title:
        raise RcakitError("Give the postmortem a title, such as “Checkout answered 5xx”.")
    folder = _free(parent, f"{day.isoformat()}-{slug(title, ())}", fs)
    try:
        real = Path(os.path.realpath(folder))
        made = make_folders(real, fs)
        # Another making may have been killed before the names it made were on the disk.
        fs.fsync_dir(real.parent)
        with suppress(OSError):  # which may be one that is not ours to read
            fs.fsync_dir(real.parent.parent)
    except OSError as error:
        raise SaveError(folder, in_words(error)) from None
    named = timezone or policy.timezone
    incident = Incident(
        title=title,
        kind=kind,
        severity=severity,
        timezone=named or machine_zone,
    )
    said = frozen({zones.QUESTION: named} if named else {})
    empty = Snapshot(Postmortem(incident=Incident(title="")))
    try:
        store(folder, empty, Postmortem(incident=incident, skipped=said), fs)
    except RcakitError:
        if made:
            _remove_empty(folder)
        raise
    return folder


def _free(parent: Path, stem: str, fs: FileSystem) -> Path:
    """A folder below `parent` that is not there, or in which another making was cut short."""
    number = 1
    while True:
        folder = parent / (f"{stem}-{number}" if number > 1 else stem)
        if not os.path.lexists(folder):
            return folder
        if fs.is_folder(folder) and all(
            name == hidden.NAME or TEMPORARY.fullmatch(name) for name in fs.names(folder)
        ):
            return folder
        number += 1


def _remove_empty(folder: Path) -> None:
    """Take away what was made for a postmortem that could not be saved; never a user's file."""
    from shutil import rmtree

    if {path.name for path in folder.iterdir()} <= {hidden.NAME}:
        rmtree(folder, ignore_errors=True)
