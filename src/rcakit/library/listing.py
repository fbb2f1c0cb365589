"""Many postmortems: which there are below a folder, and a line about each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import attrs

from rcakit.errors import RcakitError
from rcakit.library.policy import Policy
from rcakit.metrics import Measured, measure
from rcakit.model import ActionStatus, Postmortem, in_order
from rcakit.store import MAIN, load

_OPEN = (ActionStatus.IDEA, ActionStatus.OPEN, ActionStatus.IN_PROGRESS)
DEPTH = 4
"""How many folders deep postmortems are looked for."""


@attrs.frozen
class Entry:
    """One postmortem of a library, or why it cannot be read.

    Attributes:
        folder: Where it is.
        postmortem: The value; None where a file cannot be read.
        fault: The sentence about that; "" where all is well.
        metrics: Its metrics.
    """

    folder: Path
    postmortem: Postmortem | None
    fault: str = ""
    metrics: tuple[Measured, ...] = ()

    @property
    def began(self) -> datetime | None:
        """When it began: impact start, else the first event."""
        if self.postmortem is None:
            return None
        start = self.postmortem.milestones.get("impact-started", "")
        event = self.postmortem.events.get(start)
        if event is not None and event.moment is not None:
            return event.moment
        moments = [item.moment for _, item in in_order(self.postmortem.events)]
        return moments[0] if moments else None

    def actions_open(self) -> int:
        """Actions that are neither done nor given up."""
        if self.postmortem is None:
            return 0
        return sum(action.status in _OPEN for action in self.postmortem.actions.values())

    def actions_overdue(self, today: date) -> int:
        """Open actions whose due day has passed."""
        if self.postmortem is None:
            return 0
        return sum(
            action.status in _OPEN and action.due is not None and action.due < today
            for action in self.postmortem.actions.values()
        )


def folders(root: Path) -> Iterator[Path]:
    """Folders of postmortems at or below `root`, by name, newest name last."""
    if (root / MAIN).is_file():
        yield root
        return
    for place, names, files in os.walk(root):
        depth = len(Path(place).relative_to(root).parts)
        if MAIN in files:
            names[:] = []
            yield Path(place)
            continue
        names[:] = (
            sorted(name for name in names if not name.startswith(".") and name != "node_modules")
            if depth < DEPTH
            else []
        )


def entries(root: Path, policy: Policy) -> list[Entry]:
    """A line about each postmortem, newest first; one that cannot be read says why."""
    found = [_entry(folder, policy) for folder in folders(root)]
    return sorted(
        found,
        key=lambda entry: (entry.began or datetime.min.replace(tzinfo=UTC), entry.folder.name),
        reverse=True,
    )


def _entry(folder: Path, policy: Policy) -> Entry:
    try:
        postmortem = load(folder).postmortem
    except RcakitError as error:
        return Entry(folder, None, str(error))
    return Entry(folder, postmortem, "", tuple(measure(postmortem, policy.metrics())))
