"""Titles on one line, the one looked at marked; a click changes it."""

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


class TitleBar(Widget):
    """One line of titles, each with the name it stands for."""

    DEFAULT_CSS = """
    TitleBar { height: 1; padding: 0 1; }
    """
    titles: reactive[tuple[tuple[str, str], ...]] = reactive(())
    chosen: reactive[str] = reactive("")

    class Wanted(Message):
        """A person wants another one."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    def render(self) -> RenderResult:
        """The titles, the chosen one underlined, whole and in sight."""
        titles = [self._title(name, title) for name, title in self.titles]
        here = next((n for n, (name, _) in enumerate(self.titles) if name == self.chosen), 0)
        first = _first(titles, here, self.content_region.width)
        parts = [_MORE] if first else []
        parts.append(_BAR.join(titles[first:]))
        line = Content("").join([*parts, *self.after()])
        room = self.content_region.width
        return line if line.cell_length <= room else line.truncate(room, ellipsis=True)

    def after(self) -> list[Content]:
        """What stands after the titles."""
        return []

    def _title(self, name: str, title: str) -> Content:
        look = "bold underline $accent" if name == self.chosen else "$faint"
        return Content.assemble((one_line(title), look)).stylize(Style.from_meta({"name": name}))

    def on_click(self, event: events.Click) -> None:
        """Choose the one clicked."""
        name = event.style.meta.get("name")
        if isinstance(name, str):
            self.post_message(self.Wanted(name))


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
