"""Results to stdout, talk to stderr; text of users never acts on a terminal."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from rcakit.text import in_json, one_line, visible

WIDTH = 100
"""Cells of a line where stdout is no terminal."""
_GAP = "  "


def say(text: str) -> None:
    """Talk to the person: stderr."""
    click.echo(visible(text), err=True)


def result(text: str) -> None:
    """A line or more of the result: stdout."""
    click.echo(visible(text))


def result_path(path: Path) -> None:
    """A path as the result: byte for byte, for a script, unless a person reads it."""
    if sys.stdout.isatty():
        result(str(path))
    else:
        click.echo(os.fsencode(path))  # unmarked: a script needs the very bytes


def result_verbatim(data: bytes) -> None:
    """What another program reads, byte for byte; whoever wrote it has made it safe."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)  # unmarked: exporters are held to what they write themselves


def result_json(value: object) -> None:
    """A value as JSON: stdout. Dates are ISO 8601; control characters are escaped by JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False, default=_plain)
    click.echo(visible(in_json(text)))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def terminal_width() -> int:
    """Cells of a line of the result."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH


def aligned(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Rows as lines with their columns one below the other; numbers stand at the right."""
    # A plugin's row may be shorter or longer than it says.
    blank = ("",) * len(headings)
    kept = [(*row, *blank)[: len(headings)] for row in rows]
    shown = [[cell_text(cell) for cell in row] for row in kept]
    right = [
        bool(kept)
        and all(isinstance(row[place], int | float) or row[place] is None for row in kept)
        for place in range(len(headings))
    ]
    lines = [list(headings), *shown]
    from rcakit.drawing.cells import width

    widths = [max(width(line[place]) for line in lines) for place in range(len(headings))]
    for line in lines:
        cells = []
        for place, text in enumerate(line):
            gap = " " * (widths[place] - width(text))
            cells.append(gap + text if right[place] else text + gap)
        yield _GAP.join(cells).rstrip()


def cell_text(cell: object) -> str:
    """One cell of a table on one line."""
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.6g}".replace("inf", "∞")
    return one_line(str(cell))
