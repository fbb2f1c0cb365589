"""The methods over the analysis, the one looked through marked; a click changes it."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from rcakit.text import one_line


class LensBar(Widget):
    """One line of method titles."""

    DEFAULT_CSS = """
    LensBar { height: 1; padding: 0 1; }
    """
    lenses: reactive[tuple[tuple[str, str], ...]] = reactive(())
    chosen: reactive[str] = reactive("")
    absent: reactive[tuple[str, ...]] = reactive(())

    class Wanted(Message):
        """A person wants to look through another method."""

        def __init__(self, lens: str) -> None:
            self.lens = lens
            super().__init__()

    def render(self) -> RenderResult:
        """The titles, the chosen one underlined; then methods with notes that are not installed."""
        parts: list[Content] = []
        for lens, title in self.lenses:
            if parts:
                parts.append(Content.styled(" │ ", "$border"))
            look = "bold underline $accent" if lens == self.chosen else "$faint"
            parts.append(
                Content.assemble((one_line(title), look)).stylize(Style.from_meta({"lens": lens}))
            )
        parts += [
            Content.styled(f" │ {one_line(name)} (not installed)", "$fainter")
            for name in self.absent
        ]
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Look through the method clicked."""
        lens = event.style.meta.get("lens")
        if isinstance(lens, str):
            self.post_message(self.Wanted(lens))
