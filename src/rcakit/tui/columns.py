"""Which fields each table on the screen shows, and how a cell reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from rcakit import times
from rcakit.guide.fields import shown
from rcakit.model import MILESTONES, Postmortem, frozen, in_order, things
from rcakit.text import visible

Cell = Callable[[Postmortem, str, Any], str]


@attrs.frozen
class SheetColumn:
    """One column: the field an edit changes, its heading, its width (0 shares the rest)."""

    field: str
    title: str
    width: int
    cell: Cell
    hides_below: int = 0


@attrs.frozen
class SheetSpec:
    """One table on the screen: what it lists, its columns, and what an empty one says."""

    table: str
    columns: tuple[SheetColumn, ...]
    empty: str


def _field(field: str) -> Cell:
    return lambda postmortem, _, item: visible(shown(postmortem, getattr(item, field)))


def _time(postmortem: Postmortem, _: str, item: Any) -> str:
    moment = item.moment
    if moment is None:
        return "no time"
    text = times.show(moment, postmortem.incident.timezone, seconds=False)
    date, _, rest = text.partition(" ")
    clock = rest.partition(" ")[0]
    if item.precision == "day":
        return f"{date[5:]} --:--"
    about = "~" if item.at is None else ""
    return f"{date[5:]} {about}{clock}"


def _event_text(postmortem: Postmortem, name: str, item: Any) -> str:
    titles = {one.id: one.title for one in MILESTONES}
    marks = [
        titles.get(milestone, milestone)
        for milestone, event in postmortem.milestones.items()
        if event == name
    ]
    prefix = "".join(f"◆ {mark.upper()}  " for mark in marks)
    return visible(prefix + item.text)


def _count(field: str, word: str) -> Cell:
    def cell(_: Postmortem, __: str, item: Any) -> str:
        count = len(getattr(item, field))
        return f"{word} {count}" if count else ""

    return cell


def _used(postmortem: Postmortem, name: str, _: Any) -> str:
    count = sum(name in cause.evidence for cause in postmortem.causes.values()) + sum(
        name in event.evidence for event in postmortem.events.values()
    )
    return f"{count}×" if count else "not yet"


def _or(field: str, word: str) -> Cell:
    plain = _field(field)
    return lambda postmortem, name, item: plain(postmortem, name, item) or word


SHEETS: Mapping[str, SheetSpec] = frozen(
    {
        "evidence": SheetSpec(
            "evidence",
            (
                SheetColumn("title", "What it shows", 0, _field("title")),
                SheetColumn("kind", "Kind", 10, _field("kind")),
                SheetColumn("basis", "Basis", 10, _or("basis", "?")),
                SheetColumn("source", "Where", 24, _field("source"), 110),
                SheetColumn("", "Used", 8, _used, 70),
            ),
            "No evidence yet. Press n and say what somebody else could look at and check.",
        ),
        "timeline": SheetSpec(
            "event",
            (
                SheetColumn("at", "When", 12, _time),
                SheetColumn("kind", "Kind", 13, _field("kind"), 60),
                SheetColumn("text", "What happened", 0, _event_text),
                SheetColumn("evidence", "Ev", 5, _count("evidence", "ev"), 90),
                SheetColumn("who", "Who", 12, _field("who"), 120),
            ),
            "No events yet. Press i to import a file (PagerDuty, Markdown, CSV), or n to write "
            "the first one.",
        ),
        "actions": SheetSpec(
            "action",
            (
                SheetColumn("title", "Action", 0, _field("title")),
                SheetColumn("owner", "Owner", 11, _or("owner", "nobody yet")),
                SheetColumn("due", "Due", 11, _or("due", "no day")),
                SheetColumn("type", "Type", 12, _or("type", "?"), 76),
                SheetColumn("status", "Status", 12, _field("status")),
                SheetColumn("addresses", "Acts on", 22, _field("addresses"), 115),
            ),
            "No actions yet. Press n to write one, or t on a cause in the analysis.",
        ),
        "follow-up": SheetSpec(
            "action",
            (
                SheetColumn("title", "Action", 0, _field("title")),
                SheetColumn("status", "Status", 12, _field("status")),
                SheetColumn("due", "Due", 11, _or("due", "no day"), 76),
                SheetColumn("verify_by", "Look by", 11, _or("verify_by", "no day")),
                SheetColumn("outcome", "What was seen", 24, _or("outcome", "not yet")),
            ),
            "No actions to follow up.",
        ),
    }
)
"""The tables of the steps that are tables, by step id."""


def rows(postmortem: Postmortem, spec: SheetSpec) -> list[tuple[str, Any]]:
    """Ids and things of a sheet in the order they are listed."""
    if spec.table == "event":
        return list(in_order(postmortem.events))
    return list(things(postmortem, spec.table).items())


def visible_columns(spec: SheetSpec, width: int) -> tuple[SheetColumn, ...]:
    """The columns there is room for."""
    return tuple(column for column in spec.columns if width >= column.hides_below)


def widths(columns: tuple[SheetColumn, ...], width: int) -> list[int]:
    """Cells for each column; columns of width 0 share what is left, at least 16 each."""
    padding = 2 * len(columns)
    fixed = sum(column.width for column in columns)
    sharing = sum(column.width == 0 for column in columns)
    share = max((width - padding - fixed) // max(sharing, 1), 16)
    return [column.width or share for column in columns]
