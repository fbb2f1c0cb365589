"""The options of a question under its answer: numbered, narrowed by typing, one marked."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option as Row

from rcakit.drawing.cells import fit
from rcakit.drawing.cells import width as cells
from rcakit.guide import AnswerKind, Option, Several
from rcakit.text import one_line

MOST = 200
"""Options listed at once; typing narrows them down."""


class Choices(OptionList):
    """Lists the options of one kind of answer."""

    DEFAULT_CSS = """
    Choices, Choices:focus {
        height: auto; max-height: 8; border: none; padding: 0; background: transparent;
        background-tint: transparent;
        & > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="choices", markup=False)
        self._kind: AnswerKind | None = None
        self._listed: list[Option] = []
        self.ticked: list[str] = []
        self._last = -1

    def offer(self, kind: AnswerKind | None, typed: str = "") -> None:
        """List the options of `kind` that what is typed leaves."""
        self._kind, self._last = kind, -1
        numbered = list(enumerate(getattr(kind, "options", ()), 1))
        folded = typed.casefold().strip()
        if folded and not folded.isdecimal() and "," not in folded:
            words = folded.split()
            numbered = [
                (number, option)
                for number, option in numbered
                if all(word in option.label.casefold() for word in words)
            ]
        numbered = numbered[:MOST]
        self._listed = [option for _, option in numbered]
        numbers = getattr(kind, "numbered", True)
        width = max((self.size.width or self.app.size.width // 2) - 4, 20)
        self.set_options(
            Row(_line(self._mark(number if numbers else 0, option), option, width))
            for number, option in numbered
        )
        self.highlighted = None

    def _mark(self, number: int, option: Option) -> str:
        if isinstance(self._kind, Several):
            return f"{'✓' if option.value in self.ticked else ' '} {number}"
        return f"{number:>2}" if number else " ·"

    def tick(self, option: Option) -> None:
        """Take an option of several, or leave it again; walking goes on from it."""
        if option.value in self.ticked:
            self.ticked.remove(option.value)
        else:
            self.ticked.append(option.value)
        self.offer(self._kind)
        self._last = self._listed.index(option) if option in self._listed else -1

    def cut_again(self, typed: str) -> None:
        """Cut the options to the width there is now; the mark stays."""
        marked = self.highlighted
        self.offer(self._kind, typed)
        self.highlighted = marked

    @property
    def marked(self) -> Option | None:
        """The option that is marked."""
        here = self.highlighted
        return self._listed[here] if here is not None and here < len(self._listed) else None

    def at(self, index: int) -> Option:
        """The option in a row."""
        return self._listed[index]

    @property
    def any_listed(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self._listed)

    def walk(self, by: int) -> None:
        """Mark another option; above the first, none."""
        here = self.highlighted
        if self._listed and (here is not None or by > 0):
            there = self._last + 1 if here is None else here + by
            self.highlighted = None if there < 0 else min(there, len(self._listed) - 1)


def _line(mark: str, option: Option, width: int) -> Content:
    """An option on one line: its mark, its label, and its remark as far as there is room."""
    label = fit(one_line(option.label), width - 4)
    room = width - 6 - cells(label)
    remark = fit(one_line(option.help), room) if option.help and room > 12 else ""
    return Content.assemble(
        (f"{mark}  ", "$faint"), label, (f"  {remark}" if remark else "", "$faint")
    )
