"""What a terminal of a certain size has room for."""

from __future__ import annotations

import attrs

from rcakit.diagram import DiagramKind
from rcakit.tui.desk import Desk
from rcakit.tui.step_tables import ANALYSIS

WIDE = 128
"""Columns from which the side panel is open by itself."""
ROOMY = 170
"""Columns from which it stays open beside a fish, which wants the room."""
NARROW = 100
"""Columns below which the steps shrink to their marks."""
LOW = 30
"""Rows below which the question folds to its words while one works on the drawing or table."""


@attrs.frozen
class Fit:
    """What fits: steps as marks only, a folding question, the side panel."""

    narrow: bool
    low: bool
    side: bool


def fit(width: int, height: int, desk: Desk, side_wanted: bool | None) -> Fit:
    """What fits into so many columns and rows; a person's wish for the side panel wins."""
    diagram = desk.seen().diagram if desk.step == ANALYSIS else None
    fish = diagram is not None and diagram.kind is DiagramKind.FISHBONE
    side = width >= (ROOMY if fish else WIDE) if side_wanted is None else side_wanted
    return Fit(width < NARROW, height < LOW, side)
