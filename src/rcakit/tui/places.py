"""Where a postmortem could go on whose folder cannot be written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rcakit.saving.files import OS, FileSystem
from rcakit.store.elsewhere import Extent

_SPARE = 1_000_000
"""Bytes that are to be left beside what is written."""
_UNITS = ("bytes", "kB", "MB", "GB")


def proposed(folder: Path, size: int, fs: FileSystem = OS) -> Path:
    """A folder that is not there yet, where `size` bytes fit as far as can be seen.

    Other disks than that of `folder` come first, since that one refused.
    """
    name = folder.resolve().name or "postmortem"
    fitting = [place for place in _places(folder) if _takes(place, size, fs)]
    here = _disk(folder)
    fitting.sort(key=lambda place: here is not None and _disk(place) == here)
    parent = fitting[0] if fitting else Path.home()
    path, number = parent / name, 1
    while os.path.lexists(path):
        number += 1
        path = parent / f"{name}-{number}"
    return path


def _places(folder: Path) -> Iterator[Path]:
    """Where people keep things; what is emptied at a restart comes last."""
    taken = {folder.resolve(), folder.resolve().parent}
    for place in (_home(), Path.cwd(), Path(tempfile.gettempdir())):
        real = place.resolve()
        if real not in taken and folder.resolve() not in real.parents:
            taken.add(real)
            yield place


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # this user has none
        return Path("/")


def _takes(place: Path, size: int, fs: FileSystem) -> bool:
    try:
        room = os.statvfs(place)
    except OSError:
        return False
    return place.is_dir() and fs.writable(place) and room.f_bavail * room.f_frsize > size + _SPARE


def _disk(path: Path) -> int | None:
    try:
        return path.stat().st_dev
    except OSError:
        return None


def lasting(path: Path) -> bool:
    """Whether what is put there is not swept away when the machine restarts."""
    return Path(tempfile.gettempdir()).resolve() not in path.resolve().parents


def content_of(extent: Extent) -> str:
    """What a copy would hold: `7 files and 2 beside them, 340 kB`."""
    files = f"{extent.files} {'file' if extent.files == 1 else 'files'}"
    beside = f" and {extent.beside} beside them" if extent.beside else ""
    return f"{files}{beside}, {in_units(extent.size)}"


def in_units(size: int) -> str:
    """A number of bytes as people read it."""
    number, power = float(size), 0
    while number >= 1000 and power < len(_UNITS) - 1:
        number, power = number / 1000, power + 1
    return f"{number:.0f} {_UNITS[power]}"
