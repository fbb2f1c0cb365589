"""Reading through the journal of a save that was cut short where it cannot be completed."""

from __future__ import annotations

from pathlib import Path

from rcakit.errors import SaveError
from rcakit.saving import hidden, journal
from rcakit.saving.access import refusal
from rcakit.saving.files import OS, FileSystem
from rcakit.saving.journal import digest
from rcakit.saving.reasons import in_words
from rcakit.saving.target import target


def pending(folder: Path, fs: FileSystem = OS) -> dict[str, Path | None]:
    """Files of a read-only folder whose contents are in its journal: where, or None for removed.

    Empty where there is no committed journal, and where the folder can be written, since the
    journal is completed there instead.

    Raises:
        SaveError: The journal is damaged or cannot be read.
    """
    inner = folder / hidden.NAME
    if not fs.is_folder(inner / hidden.COMMITTED) or not refusal(folder, fs):
        return {}
    found: dict[str, Path | None] = {}
    try:
        there = set(fs.names(inner / hidden.COMMITTED))
        for number, entry in enumerate(journal.read_entries(folder, inner, fs) or ()):
            if entry.new is None:
                data = fs.read(target(folder, entry.name))
                if data is not None and digest(data) == entry.old:
                    found[entry.name] = None
            elif journal.staged(number) in there:
                found[entry.name] = inner / hidden.COMMITTED / journal.staged(number)
    except OSError as error:
        raise SaveError(folder, in_words(error)) from None
    return found
