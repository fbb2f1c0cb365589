"""The timeline: a table whose rows can be milestones and carry evidence."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from rcakit.tui.panes.sheet import SheetPane


class TimelinePane(SheetPane):
    """Events in the order they happened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "pane('milestone')", "Milestone", id="timeline.milestone"),
        Binding("e", "pane('evidence')", "Evidence", id="timeline.evidence"),
    ]
