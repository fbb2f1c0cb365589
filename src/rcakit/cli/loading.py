"""Reading the postmortem a command was given, and saying what is wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path

from rcakit.cli.failing import tell
from rcakit.errors import BadAnswer
from rcakit.model import Postmortem
from rcakit.store import BrokenFolder, Snapshot, is_postmortem, load, unsound
from rcakit.times import zone_of


def folder_of(path: Path) -> Path:
    """The postmortem that one of its files, as git and editors name them, is in; else `path`."""
    if path.suffix == ".toml" and path.is_file():
        for folder in (path.parent, path.parent.parent):
            if is_postmortem(folder):
                return folder
    return path


def load_sound(path: Path) -> Snapshot:
    """The postmortem at `path`, fit to be computed on.

    Raises:
        BrokenFolder: A file cannot be taken, names something that is not there, or has causes
            that go round in a circle; each fault with its line.
        RcakitError: The folder is no postmortem.
    """
    folder = folder_of(path)
    snapshot = load(folder)
    faults = tuple(fault for _, fault in unsound(folder, snapshot))
    if faults:
        raise BrokenFolder(faults)
    return snapshot


def tell_unsound(path: Path, snapshot: Snapshot) -> None:
    """Say what `load_sound` would refuse, for a command that can work all the same."""
    for _, fault in unsound(path, snapshot):
        tell(str(fault))


def home_zone(postmortem: Postmortem) -> str:
    """The zone times are typed in; UTC, and a word about it, where the file names none."""
    try:
        zone_of(postmortem.incident.timezone)
    except BadAnswer as error:
        tell(f"{error} UTC is used.")
        return "UTC"
    return postmortem.incident.timezone


def now_in(zone: str) -> datetime:
    """The present moment on the clocks of a zone, to the second."""
    home: tzinfo = zone_of(zone)
    return datetime.now(UTC).replace(microsecond=0).astimezone(home)
