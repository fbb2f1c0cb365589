"""Making a new postmortem folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rcakit import zones
from rcakit.errors import RcakitError, SaveError
from rcakit.library import Policy
from rcakit.model import Incident, Kind, Postmortem, frozen, slug
from rcakit.saving import hidden
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
) -> Path:
    """A new folder below `parent` with a postmortem that has a title; its path.

    The folder is named by the day and the words of the title. `timezone` is a person's word and
    is kept when a document says another; `machine_zone` is a guess that gives way. Raises
    `RcakitError` where the title is empty, and `SaveError` where the folder cannot be written.
    """
    title = normal(title)
    if not title:
        raise RcakitError("Give the postmortem a title, such as “Checkout answered 5xx”.")
    taken = {path.name for path in parent.iterdir()} if parent.is_dir() else set()
    stem = f"{day.isoformat()}-{slug(title, ())}"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    folder = parent / name
    try:
        folder.mkdir(parents=True)
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
        store(folder, empty, Postmortem(incident=incident, skipped=said))
    except RcakitError:
        _remove_empty(folder)
        raise
    return folder


def _remove_empty(folder: Path) -> None:
    """Take away what was made for a postmortem that could not be saved; never a user's file."""
    from shutil import rmtree

    if {path.name for path in folder.iterdir()} <= {hidden.NAME}:
        rmtree(folder, ignore_errors=True)
