"""The border between user text and the screen.

Every string of a postmortem becomes a `Content` here, never markup, with control characters
made visible. The line filter does the same to whatever a widget sends to the terminal, so that
a plugin's own widget is covered too.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from rcakit.text import one_line, replaced, visible


def shown(text: str, style: str = "") -> Content:
    """User text as it is shown: literal, over several lines where it has them."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


def line(text: str, style: str = "") -> Content:
    """User text on one line."""
    return Content.styled(one_line(text), style) if style else Content(one_line(text))


class ControlFilter(LineFilter):
    """Makes every control character in a rendered line visible before it is written."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with safe text; control segments of Textual's own pass through."""
        del background
        return [
            segment
            if segment.control or (segment.text.isascii() and segment.text.isprintable())
            else Segment(one_cell(segment.text), segment.style)
            for segment in segments
        ]


def one_cell(text: str) -> str:
    """`text` with each unsafe character replaced by exactly one cell, so that columns hold."""
    return replaced(text, _sign).replace("\n", "␊").replace("\t", "␉")


def _sign(character: str) -> str:
    return visible(character) if ord(character) < 0x20 or character == "\x7f" else "\ufffd"
