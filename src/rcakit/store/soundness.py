"""Faults that only a hand edit or another tool can make: references to nothing, and circles.

A postmortem with one of them can be loaded and worked on, so that it can be mended in rcakit;
nothing is computed from it, because the result would be wrong without saying so.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from rcakit import graph
from rcakit.errors import UnreadableError
from rcakit.model import TABLES, Postmortem, Reference, dangling, things
from rcakit.store.folder import Snapshot
from rcakit.store.places import Lines

REFERENCE = "reference"
CYCLE = "cycle"
"""The rules these faults break, by the names `rcakit check` uses."""
_SHOWN = 8


def unsound(folder: Path, snapshot: Snapshot) -> Iterator[tuple[str, UnreadableError]]:
    """Each such fault: the rule it breaks, and the file, the line and a sentence.

    Args:
        folder: Where the postmortem is, for the messages.
        snapshot: The postmortem as it was read.
    """
    lines = Lines(snapshot)
    postmortem = snapshot.postmortem
    for reference in dangling(postmortem):
        line = lines.item(reference.file, reference.path, reference.target)
        reason = _to_nothing(postmortem, reference)
        yield REFERENCE, UnreadableError(folder / reference.file, line, reason)
    file = TABLES["cause"].file
    for circle in graph.cycles(postmortem.causes):
        line = lines.line(file, ("cause", circle[0], "because"))
        shown = [*circle[:_SHOWN], "…"] if len(circle) > _SHOWN else [*circle, circle[0]]
        yield (
            CYCLE,
            UnreadableError(
                folder / file,
                line,
                f"these causes go round in a circle: {' because of '.join(shown)}; "
                "take one of the links out.",
            ),
        )


def _to_nothing(postmortem: Postmortem, reference: Reference) -> str:
    wanted = reference.table
    known = [
        name for table in ([wanted] if wanted else TABLES) for name in things(postmortem, table)
    ]
    close = get_close_matches(reference.target, known, 1)
    meant = f"did you mean {close[0]}?" if close else "add it, or take the reference out."
    return (
        f"{'.'.join(reference.path)} names “{reference.target}”, "
        f"and there is no such {wanted or 'thing'}; {meant}"
    )
