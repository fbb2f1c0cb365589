"""Files of other tools as importers get them, and how they are named in messages."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from rcakit.hooks import ImportFile, Remark
from rcakit.importing.files import beside, read_file, read_stream

STDIN = "-"


def import_file(name: str, zone: str, options: Mapping[str, str]) -> ImportFile:
    """A file, or standard input, as importers get it."""
    if name == STDIN:
        data = read_stream(sys.stdin.buffer, Path(STDIN))
        return ImportFile(STDIN, data, zone, options)
    path = Path(name)
    return ImportFile(path.name, read_file(path), zone, options, beside(path))


def place(name: str, remark: Remark) -> str:
    """Where in a file a remark belongs, as messages say it."""
    return name if remark.line is None else f"{name}:{remark.line}"
