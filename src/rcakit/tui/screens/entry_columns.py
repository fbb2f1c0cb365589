"""How a postmortem reads as a row of the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs

from rcakit.library import Entry
from rcakit.metrics import words
from rcakit.text import one_line
from rcakit.tui.columns import shared


def searched(entry: Entry) -> str:
    """All that a search looks at, in small letters."""
    if entry.postmortem is None:
        return entry.folder.name.casefold()
    incident = entry.postmortem.incident
    texts = [incident.title, incident.severity or "", *incident.services, *incident.tags]
    texts += [cause.text for cause in entry.postmortem.causes.values()]
    return " ".join(texts).casefold()


def _began(entry: Entry, _: date) -> str:
    return entry.began.date().isoformat() if entry.began else ""


def _title(entry: Entry, _: date) -> str:
    if entry.postmortem is None:
        return f"✗ {one_line(entry.folder.name)}"
    return one_line(entry.postmortem.incident.title)


def _severity(entry: Entry, _: date) -> str:
    return (entry.postmortem.incident.severity or "") if entry.postmortem else ""


def _state(entry: Entry, _: date) -> str:
    return entry.postmortem.review.state.value if entry.postmortem else "unreadable"


def _span(metric: str) -> Callable[[Entry, date], str]:
    def cell(entry: Entry, _: date) -> str:
        values = {one.metric.name: one.seconds for one in entry.metrics}
        return words(values.get(metric)) if entry.postmortem else ""

    return cell


def _actions(entry: Entry, today: date) -> str:
    if entry.postmortem is None:
        return ""
    open_now, overdue = entry.actions_open(), entry.actions_overdue(today)
    said = f"{open_now} open" if open_now else "none open"
    return f"{said}, {overdue} late" if overdue else said


@attrs.frozen
class EntryColumn:
    """One column of the library.

    Attributes:
        title: The heading.
        width: Cells; 0 takes what the others leave.
        cell: What stands in it, on a day that says what is late.
        hides_below: Cells of the terminal below which the column is left out.
    """

    title: str
    width: int
    cell: Callable[[Entry, date], str]
    hides_below: int = 0


_COLUMNS = (
    EntryColumn("Date", 10, _began),
    EntryColumn("Severity", 8, _severity),
    EntryColumn("Title", 0, _title),
    EntryColumn("State", 10, _state, 96),
    EntryColumn("Detected in", 12, _span("time-to-detect"), 120),
    EntryColumn("Recovered in", 12, _span("time-to-recover"), 120),
    EntryColumn("Actions", 16, _actions),
)


def fitting(width: int) -> tuple[tuple[EntryColumn, int], ...]:
    """The columns a terminal of so many cells has room for, each with its width."""
    columns = [column for column in _COLUMNS if width >= column.hides_below]
    # A margin of the table on each side, and its scroll bar.
    sizes = shared([column.width for column in columns], width - 4)
    return tuple(zip(columns, sizes, strict=True))
