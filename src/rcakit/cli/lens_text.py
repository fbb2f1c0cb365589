"""What a method makes of a postmortem, as text for a person and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

import attrs

from rcakit.cli.output import aligned
from rcakit.diagram import Diagram
from rcakit.guide import Cell, Table
from rcakit.hooks import Lens

_BAR = 20
MOST_ROWS = 100
"""Rows of a table that are shown to a person; programs get them all."""
MOST_LINES = 3000
"""Lines of a drawing that are."""


def as_plain(lens: Lens) -> dict[str, Any]:
    """A lens as plain data; other tools rely on its shape."""
    return {
        "method": lens.method,
        "tables": {table.name: _plain_table(table) for table in lens.tables},
        "diagram": None if lens.diagram is None else _plain_diagram(lens.diagram),
        "findings": [attrs.asdict(finding) for finding in lens.findings],
    }


def _plain_table(table: Table) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "columns": [column.name for column in table.columns],
        "rows": [[_plain_cell(cell) for cell in row] for row in table.rows],
    }
    if any(table.marks):
        plain["marks"] = list(table.marks)
    if table.note:
        plain["note"] = table.note
    return plain


def _plain_cell(cell: Cell) -> object:
    """JSON has no infinity; what has no finite value is null there."""
    if isinstance(cell, tuple):
        return list(cell)
    return None if isinstance(cell, float) and not isfinite(cell) else cell


def _plain_diagram(diagram: Diagram) -> dict[str, Any]:
    return {
        "kind": diagram.kind.value,
        "root": diagram.root,
        "nodes": [attrs.asdict(node) for node in diagram.nodes],
        "edges": [attrs.asdict(edge) for edge in diagram.edges],
        "groups": [attrs.asdict(group) for group in diagram.groups],
        "joins": dict(diagram.joins),
    }


def drawn_in(lens: Lens, width: int) -> str:
    """The drawing of a lens in so many cells; "" where it has none."""
    if lens.diagram is None:
        return ""
    from rcakit.drawing import draw, plain

    return plain(draw(lens.diagram, width)).rstrip("\n")


def shown(lens: Lens, drawn: str) -> Iterator[str]:
    """A lens for a person: its drawing, its tables, its findings."""
    yield lens.title
    if drawn:
        yield ""
        yield from _first(drawn.split("\n"), MOST_LINES, "lines")
    for table in lens.tables:
        yield from _table(table)
    if lens.findings:
        yield ""
        yield "Findings"
    for finding in lens.findings:
        mend = f" {finding.mend}" if finding.mend else ""
        yield f"  {finding.severity}: {finding.text}{mend}"


def _first(lines: Sequence[str], most: int, what: str) -> Iterator[str]:
    """The first lines, and how many more there are."""
    yield from lines[:most]
    if len(lines) > most:
        yield f"… and {len(lines) - most:,} more {what}"


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield table.title
    headings: list[str] = []
    for column in table.columns:
        headings.append(f"{column.title} ({column.unit})" if column.unit else column.title)
        if column.bar:
            headings.append("")
    marked = any(table.marks)
    rows = [
        [*_cells(table, row), *([table.marks[number]] if marked else [])]
        for number, row in enumerate(table.rows[:MOST_ROWS])
    ]
    for line in aligned([*headings, ""] if marked else headings, rows):
        yield f"  {line}"
    if len(table.rows) > MOST_ROWS:
        yield f"  … and {len(table.rows) - MOST_ROWS:,} more rows; --json has them all"
    if not table.rows:
        yield "  nothing yet"
    if table.note:
        yield f"  {table.note}"


def _cells(table: Table, row: tuple[Cell, ...]) -> Iterator[Cell]:
    from rcakit.drawing.bars import bar

    for column, cell in zip(table.columns, row, strict=False):
        yield ", ".join(cell) if isinstance(cell, tuple) else cell
        if column.bar:
            yield bar(cell, _BAR)
