"""The top line: what the postmortem is, how far it is, and whether it is saved."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from rcakit.drawing.cells import fit
from rcakit.model import Kind, Postmortem
from rcakit.text import one_line


class Headline(Widget):
    """One line; the title gives way to the state on narrow terminals."""

    DEFAULT_CSS = """
    Headline { height: 1; padding: 0 2; background: transparent; dock: top; }
    """
    heading: reactive[str] = reactive("")
    state: reactive[tuple[str, ...]] = reactive(())
    saved: reactive[str] = reactive("")
    trouble: reactive[bool] = reactive(default=False)

    def show(self, postmortem: Postmortem, saved: str, *, trouble: bool) -> None:
        """What a postmortem is, how far it is, and whether it is saved."""
        incident = postmortem.incident
        self.heading = incident.title
        parts = (incident.severity or "no severity", postmortem.review.state.value)
        self.state = parts if incident.kind is Kind.INCIDENT else (incident.kind.value, *parts)
        self.saved, self.trouble = saved, trouble

    def render(self) -> RenderResult:
        """Title to the left, state and saving to the right."""
        right = " · ".join(one_line(part) for part in self.state)
        tail = Content.assemble(
            (f"{right} · " if right else "", "$faint"),
            (self.saved, "bold $text-error" if self.trouble else "$text-success"),
        )
        room = self.content_region.width - tail.cell_length - 2
        title = Content.styled(fit(one_line(self.heading), max(room, 8)), "bold")
        gap = " " * max(self.content_region.width - tail.cell_length - title.cell_length, 1)
        return Content.assemble(title, gap, tail)
