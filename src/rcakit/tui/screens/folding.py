"""What folds away where there is no room: the panel beside the work, steps and question."""

from __future__ import annotations

from textual.screen import Screen

from rcakit.tui.desk import Desk
from rcakit.tui.details import details
from rcakit.tui.fitting import fit
from rcakit.tui.widgets.middle import Middle
from rcakit.tui.widgets.side import Findings, Side


class Folding(Screen[None]):
    """A screen with the work in the middle and a panel beside it that comes and goes."""

    desk: Desk
    middle: Middle
    _side_wanted: bool | None = None

    def _draw_side(self) -> None:
        """Show guidance, what is under the cursor, and findings, where there is room for them."""
        if not self.has_class("-side"):
            return
        asked = self.desk.asked()
        guidance = asked.question.help if asked is not None else ""
        if not guidance:
            guidance = self.desk.word("summary")
        card = self.middle.pane.card() or details(self.desk.now, self.desk.under_cursor)
        self.query_one(Side).show(guidance, card, self.desk.findings())

    def _fit(self) -> None:
        """Fold and unfold for the size there is."""
        found = fit(*self.app.size, self.desk, self._side_wanted)
        self.set_class(found.narrow, "-narrow")
        self.set_class(found.low, "-low")
        self.set_class(found.side, "-side")

    def action_toggle_side(self) -> None:
        """Fold guide, details and findings in or out."""
        self.query_one(Side).remove_class("-findings-only")
        self._want_side(not self.has_class("-side"))

    def action_findings(self) -> None:
        """Walk through the findings; from there, back to the work."""
        if self.query_one(Findings).has_focus:
            self.action_close_side()
            return
        self.query_one(Side).set_class(self.has_class("-narrow"), "-findings-only")
        self._want_side(True)
        self.query_one(Findings).focus()

    def action_close_side(self) -> None:
        """Leave the panel beside; where it covered the work, fold it away."""
        self._uncover()
        self.middle.focus_pane()

    def _uncover(self) -> None:
        if self.has_class("-narrow"):
            self._want_side(None)

    def _want_side(self, wanted: bool | None) -> None:
        self._side_wanted = wanted
        self._fit()
        self._draw_side()
