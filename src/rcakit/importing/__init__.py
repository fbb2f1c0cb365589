"""Taking what a file of another tool says into a postmortem, once."""

from __future__ import annotations

from pathlib import Path

from rcakit.hooks import ImportFile
from rcakit.importing.asking import choose, named, read
from rcakit.importing.files import read_file, read_stream
from rcakit.importing.taking import Taken, summary, take
from rcakit.model import Postmortem
from rcakit.plugins import Plugins

__all__ = ["Taken", "named", "read_file", "read_stream", "run", "summary", "take"]


def run(
    plugins: Plugins,
    postmortem: Postmortem,
    path: Path,
    file: ImportFile,
    wanted: str | None = None,
) -> Taken:
    """Choose the importer, read the file with it, and say what that adds to `postmortem`.

    Raises:
        RcakitError: No importer knows it, its plugin failed, or it cannot be read.
    """
    importer = choose(plugins, file, path, wanted)
    imported = read(plugins, importer, file, path)
    return take(postmortem, importer.thing.id, imported)
