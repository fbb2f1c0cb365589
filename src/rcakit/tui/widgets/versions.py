"""What two sides say of one thing, one below the other, with the words that differ made bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from textual.content import Content
from textual.widgets import Static

from rcakit.merging.disputes import Dispute
from rcakit.merging.hunks import Side
from rcakit.text import visible

_NAMES = {Side.BASE: "before", Side.OURS: "ours", Side.THEIRS: "theirs"}
_STYLES = {Side.BASE: "$faint", Side.OURS: "$text-success", Side.THEIRS: "$text-accent"}
_INDENT = 8
_LEAST = 20
_MOST = 2000
"""Words of a text; above, comparing takes longer than a key may."""


class Versions(Static):
    """A dispute: what it is about, and what was, is, and would be there."""

    DEFAULT_CSS = """
    Versions { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._dispute: Dispute | None = None

    def show(self, dispute: Dispute) -> None:
        """Show another dispute."""
        self._dispute = dispute
        width = max(self.content_region.width - _INDENT, _LEAST)
        self.update(Content("\n").join(_lines(dispute, width)))

    def on_resize(self) -> None:
        """Other words fit on a line."""
        if self._dispute is not None:
            self.show(self._dispute)


def _lines(dispute: Dispute, width: int) -> Iterator[Content]:
    yield Content.styled(visible(_capital(dispute.title)), "bold")
    order = (Side.BASE, Side.OURS, Side.THEIRS)
    if dispute.is_thing:
        gone, kept = ("Theirs", "ours") if dispute.hunk.ours else ("Ours", "theirs")
        yield Content.styled(f"{gone} took it out, and {kept} changed or uses it.", "$faint")
        order = (Side.OURS, Side.THEIRS, Side.BASE)
    before = dispute.shows(Side.BASE)
    for side in order:
        said = dispute.shows(side)
        if side is Side.BASE and not said:
            continue
        yield Content("")
        old = before or dispute.shows(_other(side))
        text = Content.styled(visible(said), "$faint") if side is Side.BASE else _new(old, said)
        name = Content.styled(_NAMES[side].ljust(_INDENT), f"bold {_STYLES[side]}")
        for row in text.wrap(width):
            yield Content.assemble(name, row)
            name = Content(" " * _INDENT)


def _other(side: Side) -> Side:
    return Side.THEIRS if side is Side.OURS else Side.OURS


def _new(before: str, said: str) -> Content:
    """A text with what is not in the other made bold."""
    old, new = (re.findall(r"\s+|\S+", visible(text)) for text in (before, said))
    if max(len(old), len(new)) > _MOST:
        return Content(visible(said))
    parts: list[Content] = []
    for tag, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        words = "".join(new[start:end])
        parts.append(Content(words) if tag == "equal" else Content.styled(words, "bold underline"))
    return Content("").join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
