"""Which pane a step has. A step that a plugin brings is shown as its questions."""

from __future__ import annotations

from rcakit.tui.columns import SHEETS
from rcakit.tui.panes.pane import Pane
from rcakit.tui.step_tables import ANALYSIS


def pane_for(step: str) -> Pane:
    """A new pane for a step."""
    if step == ANALYSIS:
        from rcakit.tui.panes.analysis import AnalysisPane

        return AnalysisPane(step)
    if step == "timeline":
        from rcakit.tui.panes.timeline import TimelinePane

        return TimelinePane(step, SHEETS[step])
    if step in SHEETS:
        from rcakit.tui.panes.sheet import SheetPane

        return SheetPane(step, SHEETS[step])
    if step == "report":
        from rcakit.tui.panes.report import ReportPane

        return ReportPane(step)
    from rcakit.tui.panes.answers import AnswersPane

    return AnswersPane(step)
