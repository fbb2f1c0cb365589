"""What is there twice: copies of files beside a postmortem, ids, and whole folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from rcakit.cli.reports import Reported
from rcakit.guide import Severity
from rcakit.library import Policy
from rcakit.library.unknown import COPIED_FOLDER, DUPLICATE_ID, STRAY
from rcakit.model import TABLES, Postmortem, things
from rcakit.store import Lines, Snapshot
from rcakit.store.strays import strays
from rcakit.text import quoted

_SHARED = 0.5
"""The part of the things of the smaller of two folders that makes them one and its copy."""


def stray_files(folder: Path, policy: Policy) -> Iterator[Reported]:
    """One for each file that looks like a copy of one of the postmortem's."""
    severity = policy.severity_of(STRAY, Severity.WARNING)
    if severity is not None:
        for stray in strays(folder):
            yield Reported(STRAY, severity, folder / stray.name, 1, f"{stray.sentence()}.", ())


def shared_ids(folder: Path, snapshot: Snapshot, policy: Policy) -> Iterator[Reported]:
    """One for each id that things of two kinds have, at the second of them."""
    severity = policy.severity_of(DUPLICATE_ID, Severity.WARNING)
    if severity is None:
        return
    lines = Lines(snapshot)
    seen: dict[str, tuple[str, str, int]] = {}
    for table, spec in TABLES.items():
        for name in things(snapshot.postmortem, table):
            line = lines.line(spec.file, (table, name))
            if name in seen:
                other, file, first = seen[name]
                text = (
                    f"the id {name} names both a {other} ({file}, line {first}) and this {table}; "
                    f"where it stands alone the {other} is meant: give one of them another id."
                )
                yield Reported(DUPLICATE_ID, severity, folder / spec.file, line, text, (name,))
            else:
                seen[name] = (table, spec.file, line)


@attrs.define
class Folders:
    """The folders looked at so far, to know one that is a copy of another."""

    _known: list[tuple[Path, str, frozenset[str]]] = attrs.field(factory=list)

    def copied(self, folder: Path, postmortem: Postmortem, policy: Policy) -> Iterator[Reported]:
        """One where this folder looks like a copy of one that was looked at before."""
        title = postmortem.incident.title
        own = frozenset({*postmortem.events, *postmortem.causes})
        severity = policy.severity_of(COPIED_FOLDER, Severity.WARNING)
        for other, its_title, its in self._known:
            least = min(len(own), len(its))
            if severity is not None and title == its_title and len(own & its) > _SHARED * least:
                text = (
                    f"this folder looks like a copy of {other.name}: it has the same title, "
                    f"{quoted(title, 60)}, and {len(own & its)} of the same events and causes; "
                    "keep one of the two, or give this one another title."
                )
                yield Reported(COPIED_FOLDER, severity, folder / "postmortem.toml", 1, text, ())
                break
        self._known.append((folder, title, own))
