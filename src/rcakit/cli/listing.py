"""`rcakit list`: the postmortems of a library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from rcakit.cli.failing import tell
from rcakit.cli.installed import Installed
from rcakit.cli.metrics import as_plain
from rcakit.cli.options import json_option, path_argument
from rcakit.cli.output import aligned, result, result_json
from rcakit.errors import Exit, RcakitError
from rcakit.library import Entry, entries, find_root, policy_for
from rcakit.text import one_line


@click.command("list")
@path_argument(None)
@json_option("the list")
@click.pass_obj
def list_command(installed: Installed, *, path: Path | None, as_json: bool) -> int:
    """List the postmortems at or below PATH, newest first; of the library here if not given.

    Exit code 4 if one of them cannot be read; the others are listed all the same.
    """
    del installed
    root = path if path is not None else find_root(Path()) or Path()
    if not root.is_dir():
        raise RcakitError(f"{root} is not a folder. Name the folder of a library.")
    found = entries(root, policy_for(root))
    today = date.today()  # noqa: DTZ011  the day on this machine's clock
    if as_json:
        result_json([_plain(entry, today) for entry in found])
    elif found:
        for line in aligned(
            ("began", "severity", "state", "open", "overdue", "title", "folder"),
            _rows(found, root, today),
        ):
            result(line)
    else:
        tell(f"There is no postmortem in {root}; `rcakit new` makes one.")
    broken = [entry for entry in found if entry.fault]
    for entry in broken:
        tell(entry.fault)
    return int(Exit.UNREADABLE if broken else Exit.OK)


def _rows(found: Sequence[Entry], root: Path, today: date) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for entry in found:
        folder = entry.folder.relative_to(root) if entry.folder != root else entry.folder
        if entry.postmortem is None:
            rows.append((None, None, "unreadable", None, None, one_line(entry.folder.name), folder))
            continue
        postmortem = entry.postmortem
        rows.append(
            (
                entry.began.date().isoformat() if entry.began else None,
                postmortem.incident.severity,
                postmortem.review.state.value,
                entry.actions_open(),
                entry.actions_overdue(today),
                postmortem.incident.title,
                folder,
            )
        )
    return rows


def _plain(entry: Entry, today: date) -> dict[str, Any]:
    plain: dict[str, Any] = {"folder": str(entry.folder), "fault": entry.fault or None}
    if entry.postmortem is None:
        return plain
    incident = entry.postmortem.incident
    return {
        **plain,
        "title": incident.title,
        "kind": incident.kind.value,
        "severity": incident.severity,
        "state": entry.postmortem.review.state.value,
        "began": entry.began,
        "actions_open": entry.actions_open(),
        "actions_overdue": entry.actions_overdue(today),
        "metrics": [as_plain(measured) for measured in entry.metrics],
    }
