"""Beside the work: guidance, what is known of the thing under the cursor, and findings."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Row

from rcakit.guide import Finding, Severity
from rcakit.text import visible

_SIGN = {
    Severity.ERROR: ("✗ ", "$text-error"),
    Severity.WARNING: ("! ", "$text-warning"),
    Severity.HINT: ("· ", "$faint"),
}


MOST = 50
"""Findings listed at once; the list is laid out anew at every change of its size."""


class Findings(OptionList):
    """What a careful reader would point out; enter goes to what it is about."""

    DEFAULT_CSS = """
    Findings {
        height: auto; min-height: 3; max-height: 100%;
        border: round $border-blurred; border-title-color: $faint;
        padding: 0 1; background: transparent;
        &:focus { border: round $primary; background-tint: transparent; }
        & > .option-list--option-highlighted { background: transparent; }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.close_side", "Close", id="findings.close"),
    ]

    class Jumped(Message):
        """A person wants to go to what a finding is about."""

        def __init__(self, finding: Finding) -> None:
            self.finding = finding
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="findings", markup=False)
        self._findings: tuple[Finding, ...] = ()

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Show these findings; the same ones are not drawn again."""
        if findings == self._findings and self.option_count:
            return
        self._findings = findings
        self.border_title = f"Findings {len(findings)}" if findings else "Findings"
        if findings:
            rows = [Row(_prompt(finding)) for finding in findings[:MOST]]
            if len(findings) > MOST:
                said = f"… and {len(findings) - MOST} more; rcakit check lists them all."
                rows.append(Row(Content.styled(said, "$faint"), disabled=True))
            self.set_options(rows)
        else:
            self.set_options([Row(Content.styled("Nothing to point out.", "$faint"))])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        event.stop()
        if event.option_index < len(self._findings):
            self.post_message(self.Jumped(self._findings[event.option_index]))


def _prompt(finding: Finding) -> Content:
    sign, style = _SIGN[finding.severity]
    parts: list[Content | tuple[str, str] | str] = [(sign, style), visible(finding.text)]
    if finding.mend:
        parts.append((" " + visible(finding.mend), "$faint"))
    return Content.assemble(*parts)


class Side(VerticalScroll, can_focus=False):
    """Guide, details and findings; folds away on narrow terminals."""

    DEFAULT_CSS = """
    Side {
        width: 36;
        height: 1fr;
        scrollbar-size: 0 0;
        & .card {
            height: auto; border: round $border-blurred; border-title-color: $faint;
            padding: 0 1; margin: 0;
        }
        & .-none { display: none; }
        & #guide { max-height: 50%; }
        & #left-over { height: 1fr; min-height: 3; }
        &.-findings-only .card { display: none; }
    }
    """

    def compose(self) -> ComposeResult:
        """Three cards; the findings have what height the others leave, and scroll in it."""
        yield Static(id="guide", classes="card", markup=False)
        yield Static(id="details", classes="card", markup=False)
        with Vertical(id="left-over"):
            yield Findings()

    def show(self, guidance: str, details: Content | None, findings: tuple[Finding, ...]) -> None:
        """Show guidance, the thing under the cursor, and findings."""
        guide = self.query_one("#guide", Static)
        guide.border_title = "Guide"
        guide.update(Content(visible(guidance)))
        guide.set_class(not guidance, "-none")
        card = self.query_one("#details", Static)
        card.border_title = "Under the cursor"
        card.set_class(details is None, "-none")
        card.update(details if details is not None else Content(""))
        self.query_one(Findings).show(findings)
