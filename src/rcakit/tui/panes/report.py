"""The report as it would be published, beside its questions."""

from __future__ import annotations

from typing import ClassVar

import attrs
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown
from rich.theme import Theme
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from rcakit.text import visible
from rcakit.tui.desk import Desk
from rcakit.tui.panes.pane import Pane


@attrs.frozen
class Coloured:
    """Something drawn by Rich with a theme of its own, which the console has only meanwhile."""

    drawn: Markdown
    theme: Theme

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The segments."""
        with console.use_theme(self.theme):
            yield from console.render(self.drawn, options)


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

    def show(self, desk: Desk) -> None:
        """Show the report as it is now, in the colours of the theme."""
        text = desk.computed.report(desk.now) or "The report is being put together …"
        if (text, self.app.theme) != (self._text, self._theme):
            self._text, self._theme = text, self.app.theme
            drawn = Markdown(visible(text), hyperlinks=False, code_theme="ansi_dark")
            self.query_one("#preview", Static).update(Coloured(drawn, self._colours()))

    def _colours(self) -> Theme:
        """Headings in the colours of the theme, where Rich has loud ones of its own."""
        colours = self.app.theme_variables
        heading = f"bold {colours['primary']}"
        styles = {f"markdown.h{level}": heading for level in range(1, 7)}
        styles["markdown.hr"] = styles["markdown.h1.border"] = colours["fainter"]
        styles["markdown.table.header"] = styles["markdown.table.border"] = colours["faint"]
        styles["markdown.item.bullet"] = styles["markdown.item.number"] = colours["accent"]
        styles["markdown.code"] = styles["markdown.code_block"] = colours["foreground"]
        return Theme(styles)

    def focus_pane(self) -> None:
        """Put the keyboard into the preview."""
        self.query_one(VerticalScroll).focus()
