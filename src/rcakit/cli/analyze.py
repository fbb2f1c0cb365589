"""`rcakit analyze`: what a method draws, computes and points out."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

import attrs
import click

from rcakit import graph
from rcakit.change import SetProblem
from rcakit.cli.importing import STDIN, import_file, place
from rcakit.cli.installed import Installed, completer, failed
from rcakit.cli.loading import folder_of, load_sound
from rcakit.cli.options import json_option, path_argument
from rcakit.cli.output import aligned, result, result_json, say, terminal_width
from rcakit.diagram import Diagram
from rcakit.drawing import draw, plain
from rcakit.errors import RcakitError
from rcakit.guide import Cell, Finding, Table
from rcakit.hooks import Lens
from rcakit.importing import run
from rcakit.model import Incident, Postmortem
from rcakit.plugins import Plugins, names_of


@click.command("analyze")
@click.argument("method", shell_complete=completer("methods"))
@path_argument()
@click.option("--width", type=click.IntRange(20, 1000), help="Cells of a line.")
@json_option("the results")
@click.pass_obj
def analyze_command(
    installed: Installed, *, method: str, path: Path, width: int | None, as_json: bool
) -> int:
    """Show what METHOD makes of the postmortem at PATH: drawing, tables and findings.

    PATH may also be a file that an importer reads; nothing is stored then.
    """
    reader = installed.reader(path)
    found = reader.plugins.methods.get(method)
    if found is None:
        raise RcakitError(
            f"There is no method named {method!r} installed; `rcakit plugins` says what is. "
            f"There are: {names_of(reader.plugins.methods)}."
        )
    postmortem = opened(reader.plugins, path)
    lens = reader.lens(found, postmortem)
    if as_json:
        result_json(as_plain(lens))
    else:
        drawn = reader.plugins.ask(
            found.plugin,
            f"drawing {method}",
            lambda: _drawn(lens.diagram, width or terminal_width()),
            "",
            found.thing.id,
        )
        for line in _shown(lens, drawn):
            result(line)
    return failed(reader.plugins, found)


def opened(plugins: Plugins, path: Path) -> Postmortem:
    """The postmortem in a folder, or one made in memory of a file that an importer reads."""
    if str(path) != STDIN and (not path.is_file() or folder_of(path) != path):
        return load_sound(path).postmortem
    file = import_file(str(path), "UTC", {})
    postmortem = Postmortem(incident=Incident(title=file.name))
    taken = run(plugins, postmortem, path, file)
    for remark in (*taken.warnings, *taken.skipped):
        say(f"{place(str(path), remark)}: {remark.text}")
    postmortem = taken.change(postmortem) if taken.change is not None else postmortem
    tops = graph.tops(postmortem.causes)
    if postmortem.problem is None and len(tops) == 1:
        postmortem = SetProblem(tops[0])(postmortem)
    return postmortem


def as_plain(lens: Lens) -> dict[str, Any]:
    """A lens as plain data; other tools rely on its shape."""
    return {
        "method": lens.method,
        "tables": {
            table.name: {
                "columns": [column.name for column in table.columns],
                "rows": [[_plain_cell(cell) for cell in row] for row in table.rows],
            }
            for table in lens.tables
        },
        "diagram": None if lens.diagram is None else _plain_diagram(lens.diagram),
        "findings": [_plain_finding(finding) for finding in lens.findings],
    }


def _plain_cell(cell: Cell) -> Cell:
    """JSON has no infinity; what has no finite value is null there."""
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


def _plain_finding(finding: Finding) -> dict[str, Any]:
    return attrs.asdict(finding)


def _drawn(diagram: Diagram | None, width: int) -> str:
    return "" if diagram is None else plain(draw(diagram, width)).rstrip("\n")


def _shown(lens: Lens, drawn: str) -> Iterator[str]:
    yield lens.title
    if drawn:
        yield ""
        yield drawn
    for table in lens.tables:
        yield from _table(table)
    if lens.findings:
        yield ""
        yield "Findings"
    for finding in lens.findings:
        mend = f" {finding.mend}" if finding.mend else ""
        yield f"  {finding.severity}: {finding.text}{mend}"


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield table.title
    headings = [
        f"{column.title} ({column.unit})" if column.unit else column.title
        for column in table.columns
    ]
    for line in aligned(headings, table.rows):
        yield f"  {line}"
    if not table.rows:
        yield "  nothing yet"
