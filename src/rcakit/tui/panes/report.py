"""The report as it would be published, beside its questions."""

from __future__ import annotations

from typing import ClassVar

from rich.markdown import Markdown
from rich.theme import Theme
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from rcakit.model import Postmortem
from rcakit.text import visible
from rcakit.tui.panes.pane import Pane


class ReportPane(Pane):
    """A preview; the same text that `rcakit export --to markdown` writes.

    It is drawn as one piece: Textual's Markdown widget makes a widget of every cell of every
    table, and then each key press anywhere waits for a thousand of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "pane('write-report')", "Write to a file", id="report.write"),
        Binding("n", "pane('new-lesson')", "Add a lesson", id="report.lesson"),
        Binding("N", "pane('edit-lesson')", "Change a lesson", id="report.lesson.edit"),
        Binding("o", "pane('edit-question')", "Change a question", id="report.question.edit"),
    ]
    DEFAULT_CSS = """
    ReportPane { height: 1fr; }
    ReportPane VerticalScroll { height: 1fr; padding: 0 1; }
    ReportPane Static { height: auto; }
    """

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self._text = ""
        self._theme = ""

    def compose(self) -> ComposeResult:
        """The preview in a scrolling frame."""
        with VerticalScroll():
            yield Static(id="preview", markup=False)

    def refresh_from(self, postmortem: Postmortem, chosen: str) -> None:
        """The text comes through `show`."""

    async def show(self, text: str) -> None:
        """Show this report."""
        if (text, self.app.theme) != (self._text, self._theme):
            self._text, self._theme = text, self.app.theme
            self._colour()
            drawn = Markdown(visible(text), hyperlinks=False, code_theme="ansi_dark")
            self.query_one("#preview", Static).update(drawn)

    def _colour(self) -> None:
        """Headings in the colours of the theme, where Rich has loud ones of its own."""
        colours = self.app.theme_variables
        heading = f"bold {colours['primary']}"
        styles = {f"markdown.h{level}": heading for level in range(1, 7)}
        styles["markdown.hr"] = styles["markdown.h1.border"] = colours["fainter"]
        styles["markdown.table.header"] = styles["markdown.table.border"] = colours["faint"]
        styles["markdown.item.bullet"] = styles["markdown.item.number"] = colours["accent"]
        styles["markdown.code"] = styles["markdown.code_block"] = colours["foreground"]
        self.app.console.push_theme(Theme(styles))

    def focus_pane(self) -> None:
        """Put the keyboard into the preview."""
        self.query_one(VerticalScroll).focus()
