"""Copies of files that are about to lose something."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rcakit.errors import SaveError
from rcakit.saving import hidden
from rcakit.saving.durable import put
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.lock import locked
from rcakit.saving.reasons import in_words


def backup(folder: Path, name: str, data: bytes, fs: FileSystem = OS) -> Path:
    """Keep `data`, the contents of the file `name`, and say where.

    The copy is named by the time (UTC) and the file: `20260301T133205Z-causes.toml`.

    Raises:
        SaveError: It could not be kept; says why.
    """
    with locked(folder, fs=fs) as inner:
        try:
            return keep(inner, name, data, fs)
        except OSError as error:
            raise SaveError(folder / name, f"no copy could be kept: {in_words(error)}") from None


def keep(inner: Path, name: str, data: bytes, fs: FileSystem) -> Path:
    """As `backup`; the caller holds the lock. Raises OSError."""
    kept = hidden.make(inner / hidden.BACKUP, fs)
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    plain = name.replace("/", "-")
    taken = set(fs.names(kept))
    number = 1
    while (copy := f"{stamp}{f'-{number}' if number > 1 else ''}-{plain}") in taken:
        number += 1
    put(kept / copy, data, None, fs)
    fs.fsync_dir(kept)
    fs.fsync_dir(inner)
    return kept / copy
