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

_BAR = Content.styled(" │ ", "$border")
_MORE = Content.styled("… │ ", "$border")


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
        titles = [self._title(lens, title) for lens, title in self.lenses]
        here = next((n for n, (lens, _) in enumerate(self.lenses) if lens == self.chosen), 0)
        first = _first(titles, here, self.content_region.width)
        parts = [_MORE] if first else []
        parts.append(_BAR.join(titles[first:]))
        parts += [
            Content.styled(f" │ {one_line(name)} (not installed)", "$fainter")
            for name in self.absent
        ]
        return Content("").join(parts)

    def _title(self, lens: str, title: str) -> Content:
        look = "bold underline $accent" if lens == self.chosen else "$faint"
        return Content.assemble((one_line(title), look)).stylize(Style.from_meta({"lens": lens}))

    def on_click(self, event: events.Click) -> None:
        """Look through the method clicked."""
        lens = event.style.meta.get("lens")
        if isinstance(lens, str):
            self.post_message(self.Wanted(lens))


def _first(titles: list[Content], here: int, width: int) -> int:
    """The first title to show, so that the one at `here` is on the line whole, if it can be."""
    if here < len(titles) and _BAR.join(titles[: here + 1]).cell_length <= width:
        return 0
    return next(
        (
            first
            for first in range(1, here)
            if (_MORE + _BAR.join(titles[first : here + 1])).cell_length <= width
        ),
        here,
    )
