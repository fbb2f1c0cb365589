"""Which fields each table on the screen shows, and how a cell reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import attrs

from rcakit import times
from rcakit.guide.fields import shown
from rcakit.model import MILESTONES, Postmortem, frozen, in_order, things
from rcakit.text import visible
from rcakit.tui.step_tables import walked


class Look(StrEnum):
    """How a piece of a cell looks; the table chooses the colour."""

    PLAIN = "foreground"
    FAINT = "faint"
    MARK = "accent"
    GOOD = "success"
    BAD = "error"
    WARNING = "warning"


Piece = tuple[str, Look]
Cell = Callable[[Postmortem, str, Any], tuple[Piece, ...]]

_KINDS: Mapping[str, Look] = frozen(
    {
        "impact": Look.BAD,
        "alert": Look.WARNING,
        "detection": Look.WARNING,
        "recovery": Look.GOOD,
        "note": Look.FAINT,
        "communication": Look.FAINT,
        "done": Look.GOOD,
        "wont-do": Look.FAINT,
        "idea": Look.FAINT,
    }
)
"""Values that say something at a glance."""


@attrs.frozen
class SheetColumn:
    """One column of a sheet.

    Attributes:
        field: The field an edit changes; "" where there is nothing to edit.
        title: The heading.
        width: Cells; 0 shares what the others leave.
        cell: What stands in it.
        hides_below, hides_from: Cells of the table below which, and from which, the column is
            left out.
        needs: The width, where it depends on what is in the table.
    """

    field: str
    title: str
    width: int
    cell: Cell
    hides_below: int = 0
    hides_from: int = 10_000
    needs: Callable[[Postmortem], int] | None = None


@attrs.frozen
class SheetSpec:
    """The table of one step: its columns, and what an empty one says."""

    step: str
    columns: tuple[SheetColumn, ...]
    empty: str

    @property
    def table(self) -> str:
        """The table of the postmortem whose things it lists."""
        return walked(self.step)


def _field(field: str) -> Cell:
    def cell(postmortem: Postmortem, _: str, item: Any) -> tuple[Piece, ...]:
        text = visible(shown(postmortem, getattr(item, field)))
        return ((text, _KINDS.get(text, Look.PLAIN)),)

    return cell


def _or(field: str, word: str) -> Cell:
    """The field, or a word that says that it is wanting."""
    plain = _field(field)

    def cell(postmortem: Postmortem, name: str, item: Any) -> tuple[Piece, ...]:
        found = plain(postmortem, name, item)
        return found if found[0][0] else ((word, Look.WARNING),)

    return cell


def _time(postmortem: Postmortem, _: str, item: Any) -> tuple[Piece, ...]:
    moment = item.moment
    if moment is None:
        return (("no time", Look.WARNING),)
    text = times.show(moment, postmortem.incident.timezone)
    day, _, rest = text.partition(" ")
    if len(_years(postmortem)) == 1:
        day = day[5:]
    clock = "--:--" if item.precision == "day" else rest.partition(" ")[0]
    about = "~" if item.at is None else " "
    return ((day, Look.FAINT), (f"{about}{clock}", Look.PLAIN))


def _years(postmortem: Postmortem) -> set[int]:
    """The years events lie in; where there are several, each is written out."""
    return {event.moment.year for event in postmortem.events.values() if event.moment is not None}


def _time_width(postmortem: Postmortem) -> int:
    return 11 if len(_years(postmortem)) <= 1 else 16


def _event_text(postmortem: Postmortem, name: str, item: Any) -> tuple[Piece, ...]:
    titles = {one.id: one.title for one in MILESTONES}
    marks = [
        (f"◆ {titles.get(milestone, milestone)}  ", Look.MARK)
        for milestone, event in postmortem.milestones.items()
        if event == name
    ]
    look = Look.FAINT if item.relevance in ("low", "archive") else Look.PLAIN
    return (*marks, (visible(item.text), look))


def _count(field: str, word: str) -> Cell:
    def cell(_: Postmortem, __: str, item: Any) -> tuple[Piece, ...]:
        count = len(getattr(item, field))
        return ((f"{word} {count}" if count else "", Look.FAINT),)

    return cell


def _acts_on(_: Postmortem, __: str, item: Any) -> tuple[Piece, ...]:
    count = len(item.addresses)
    if not count:
        return (("nothing", Look.WARNING),)
    return ((f"{count} {'cause' if count == 1 else 'causes'}", Look.FAINT),)


def _used(postmortem: Postmortem, name: str, _: Any) -> tuple[Piece, ...]:
    count = sum(name in cause.evidence for cause in postmortem.causes.values()) + sum(
        name in event.evidence for event in postmortem.events.values()
    )
    return ((f"{count}×", Look.FAINT),) if count else (("not yet", Look.WARNING),)


SHEETS: Mapping[str, SheetSpec] = frozen(
    (spec.step, spec)
    for spec in (
        SheetSpec(
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
        SheetSpec(
            "timeline",
            (
                SheetColumn("at", "When", 11, _time, needs=_time_width),
                SheetColumn("kind", "Kind", 13, _field("kind"), 60),
                SheetColumn("text", "What happened", 0, _event_text),
                SheetColumn("evidence", "Ev", 5, _count("evidence", "ev"), 90),
                SheetColumn("who", "Who", 12, _field("who"), 120),
            ),
            "No events yet. Press i to import a file (PagerDuty, Markdown, CSV), or n to write "
            "the first one.",
        ),
        SheetSpec(
            "actions",
            (
                SheetColumn("title", "Action", 0, _field("title")),
                SheetColumn("owner", "Owner", 11, _or("owner", "nobody yet")),
                SheetColumn("due", "Due", 11, _or("due", "no day")),
                SheetColumn("type", "Type", 12, _or("type", "?"), 90),
                SheetColumn("status", "Status", 12, _field("status")),
                SheetColumn("addresses", "Acts on", 9, _acts_on, 0, 110),
                SheetColumn("addresses", "Acts on", 26, _field("addresses"), 110),
            ),
            "No actions yet. Press n to write one, or t on a cause in the analysis.",
        ),
        SheetSpec(
            "follow-up",
            (
                SheetColumn("title", "Action", 0, _field("title")),
                SheetColumn("status", "Status", 12, _field("status")),
                SheetColumn("due", "Due", 11, _or("due", "no day"), 100),
                SheetColumn("verify_by", "Look by", 11, _or("verify_by", "no day")),
                SheetColumn("outcome", "What was seen", 13, _or("outcome", "not yet"), 0, 100),
                SheetColumn("outcome", "What was seen", 0, _or("outcome", "not yet"), 100),
            ),
            "No actions to follow up. Press n to write one.",
        ),
    )
)
"""The tables of the steps that are tables, by step id."""


def rows(postmortem: Postmortem, spec: SheetSpec) -> list[tuple[str, Any]]:
    """Ids and things of a sheet in the order they are listed."""
    if spec.table == "event":
        return list(in_order(postmortem.events))
    return list(things(postmortem, spec.table).items())


def visible_columns(spec: SheetSpec, width: int) -> tuple[SheetColumn, ...]:
    """The columns there is room for."""
    return tuple(
        column for column in spec.columns if column.hides_below <= width < column.hides_from
    )


def widths(columns: tuple[SheetColumn, ...], width: int, postmortem: Postmortem) -> list[int]:
    """Cells for each column; columns of width 0 share what is left, at least 16 each."""
    return shared(
        [column.needs(postmortem) if column.needs else column.width for column in columns], width
    )


def shared(sizes: list[int], width: int) -> list[int]:
    """`sizes`, those that are 0 with what the others and a blank on each side leave."""
    padding = 2 * len(sizes)
    share = max((width - padding - sum(sizes)) // max(sizes.count(0), 1), 16)
    return [size or share for size in sizes]
