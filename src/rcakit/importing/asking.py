"""Which importer knows a file, and what it finds there; both called guarded."""

from __future__ import annotations

from pathlib import Path

from rcakit.errors import PluginFailedError, RcakitError, UnreadableError
from rcakit.hooks import Imported, Importer, ImportFile
from rcakit.importing.checking import checked
from rcakit.importing.noting import guarded
from rcakit.plugins import Owned, Plugins, names_of
from rcakit.text import shorten

SURE_ENOUGH = 0.2
READING = 20.0
"""Seconds that a person waits for a file to be read."""
_LONGEST = 1000
"""Characters of the reason why a file cannot be read."""


def named(plugins: Plugins, wanted: str) -> Owned[Importer]:
    """The importer with an id; `RcakitError` with those there are where there is none."""
    if wanted not in plugins.importers:
        raise RcakitError(
            f"There is no importer named {wanted!r}. There are: {names_of(plugins.importers)}."
        )
    return plugins.importers[wanted]


def choose(
    plugins: Plugins, file: ImportFile, path: Path, wanted: str | None = None
) -> Owned[Importer]:
    """The importer for a file: the one asked for, or the one surest that it can read it.

    Raises:
        RcakitError: There is no such importer.
        UnreadableError: None knows the file.
    """
    if wanted is not None:
        return named(plugins, wanted)
    best, surest = None, SURE_ENOUGH
    for importer in plugins.importers.values():
        sure = plugins.ask(
            importer.plugin,
            f"recognising {file.name}",
            lambda: float(importer.thing.recognises(file)),  # noqa: B023  it is called at once
            0.0,
            importer.thing.id,
        )
        if sure > surest:
            best, surest = importer, sure
    if best is None and file.packed:
        raise UnreadableError(path, None, file.packed)
    if best is None:
        raise UnreadableError(
            path,
            None,
            "it is of no kind that an installed importer knows. Name the kind with --from; "
            f"there are: {names_of(plugins.importers)}.",
        )
    return best


def read(plugins: Plugins, importer: Owned[Importer], file: ImportFile, path: Path) -> Imported:
    """What `importer` finds in a file, called guarded.

    Args:
        plugins: Where a fault of the importer is kept.
        importer: As `choose` gives it.
        file: What is handed to it.
        path: How the file is named in messages.

    Raises:
        UnreadableError: The importer cannot read the file; says at which line and why.
        PluginFailedError: The importer itself is broken.
    """
    refused: list[RcakitError] = []

    def call() -> Imported | None:
        # An error raised on purpose is about the file and no fault of the plugin.
        try:
            found = importer.thing.read(file)
        except RcakitError as error:
            refused.append(error)
            return None
        return checked(found)

    imported = plugins.ask(
        importer.plugin,
        f"reading {file.name}",
        call,
        None,
        importer.thing.id,
        waited=READING,
    )
    if refused and isinstance(refused[0], UnreadableError):
        # What a reason quotes of the file may be as long as the file.
        reason = shorten(refused[0].reason, _LONGEST)
        raise UnreadableError(path, refused[0].line, reason) from None
    if refused:
        raise refused[0]
    if imported is None:
        raise PluginFailedError(
            f"{path} was not imported, because the plugin {importer.plugin.label} failed."
        )
    return guarded(plugins, importer, imported)
