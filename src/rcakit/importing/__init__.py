"""Taking what a file of another tool says into a postmortem, once."""

from __future__ import annotations

from pathlib import Path

from rcakit.hooks import Imported, ImportFile
from rcakit.importing.asking import choose, named, read
from rcakit.importing.files import beside, option, read_file, read_stream
from rcakit.importing.taking import Taken, summary, take
from rcakit.model import Postmortem
from rcakit.plugins import Plugins

__all__ = [
    "Taken",
    "beside",
    "find",
    "named",
    "option",
    "read_file",
    "read_stream",
    "run",
    "summary",
    "take",
]


def run(
    plugins: Plugins,
    postmortem: Postmortem,
    path: Path,
    file: ImportFile,
    wanted: str | None = None,
) -> Taken:
    """Choose the importer, read the file with it, and say what that adds to `postmortem`.

    Raises:
        RcakitError: As `find`.
    """
    return take(postmortem, *find(plugins, path, file, wanted))


def find(
    plugins: Plugins, path: Path, file: ImportFile, wanted: str | None = None
) -> tuple[str, Imported]:
    """Choose the importer and read the file with it: the importer's id, and what it found.

    Raises:
        RcakitError: No importer knows it, its plugin failed, or it cannot be read.
    """
    importer = choose(plugins, file, path, wanted)
    return importer.thing.id, read(plugins, importer, file, path)
