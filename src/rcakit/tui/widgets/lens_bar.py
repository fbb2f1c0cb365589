"""The methods over the analysis, the one looked through marked; a click changes it."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from rcakit.text import one_line
from rcakit.tui.widgets.title_bar import TitleBar


class LensBar(TitleBar):
    """One line of method titles; then methods with notes here that are not installed."""

    absent: reactive[tuple[str, ...]] = reactive(())

    class Wanted(TitleBar.Wanted):
        """A person wants to look through another method."""

    def after(self) -> list[Content]:
        """The methods that are not installed."""
        return [
            Content.styled(f" │ {one_line(name)} (not installed)", "$fainter")
            for name in self.absent
        ]
