"""The report as it would be published, beside its questions."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from rcakit.model import Postmortem
from rcakit.text import visible
from rcakit.tui.panes.pane import Pane


class ReportPane(Pane):
    """A preview; the same text that `rcakit export --to markdown` writes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "pane('write-report')", "Write to a file", id="report.write"),
        Binding("n", "pane('new-lesson')", "Add a lesson", id="report.lesson"),
        Binding("N", "pane('edit-lesson')", "Change a lesson", id="report.lesson.edit"),
        Binding("o", "pane('edit-question')", "Change a question", id="report.question.edit"),
    ]
    DEFAULT_CSS = """
    ReportPane { height: 1fr; }
    ReportPane VerticalScroll { height: 1fr; padding: 0 1; }
    ReportPane Markdown { background: transparent; padding: 0; margin: 0; }
    """

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self._text = ""

    def compose(self) -> ComposeResult:
        """The preview in a scrolling frame."""
        with VerticalScroll():
            yield Markdown(open_links=False)

    def refresh_from(self, postmortem: Postmortem, chosen: str) -> None:
        """The text comes through `show`."""

    async def show(self, text: str) -> None:
        """Show this report."""
        if text != self._text:
            self._text = text
            await self.query_one(Markdown).update(visible(text))

    def focus_pane(self) -> None:
        """Put the keyboard into the preview."""
        self.query_one(VerticalScroll).focus()
