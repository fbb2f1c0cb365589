"""Where an answer is written: one line, or a text that grows, with its own way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from rcakit.text import one_line
from rcakit.tui.paths import PathSuggester
from rcakit.tui.widgets.answer_input import AnswerInput

if TYPE_CHECKING:
    from rcakit.tui.widgets.long_answer import LongAnswer


class Answer(Vertical):
    """Takes the answer to one question after another."""

    DEFAULT_CSS = """
    Answer {
        height: auto;
        & AnswerInput {
            height: 1;
            border: none;
            border-left: outer $border;
            padding: 0 0 0 1;
            background: $surface;
        }
        & AnswerInput:focus { border: none; border-left: outer $accent; background: $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="written")
        self._area: LongAnswer | None = None
        self._long = False
        self._start = ""
        self._taken_back = ""

    def compose(self) -> ComposeResult:
        """The line; the text comes when it is first wanted."""
        yield AnswerInput(id="answer", select_on_focus=False)

    @property
    def line(self) -> AnswerInput:
        """The one line."""
        return self.query_one(AnswerInput)

    async def begin(self, start: str, *, long: bool, path: bool, ahead: bool) -> None:
        """Begin an answer with `start`.

        Args:
            start: What stands there to begin with.
            long: Whether it may have several lines.
            path: Whether it is the path of a file, which can be completed.
            ahead: Whether what is in the line was typed ahead for this answer, and stays.
        """
        self._long, self._taken_back = long, ""
        self._start = start if long else one_line(start)
        if long:
            (await self._text_area()).text = start
            return
        self.line.suggester = PathSuggester() if path else None
        if not (ahead and self.line.value):
            with self.prevent(Input.Changed):
                self.replace(start)

    async def _text_area(self) -> LongAnswer:
        if self._area is None:
            from rcakit.tui.widgets.long_answer import LongAnswer

            self._area = LongAnswer()
            await self.mount(self._area)
        return self._area

    @property
    def text(self) -> str:
        """What is written at the moment."""
        return self._written.text if self._written is not None else self.line.value

    @property
    def _written(self) -> LongAnswer | None:
        """The text, while that is what is written in."""
        return self._area if self._long else None

    @property
    def altered(self) -> bool:
        """Whether a person has written something else than what it began with."""
        return self.text != self._start

    def replace(self, text: str) -> None:
        """Write a text in place of what is there."""
        if self._written is not None:
            self._written.text = text
            self._written.move_cursor(self._written.document.end)
        else:
            self.line.value = one_line(text)
            self.line.cursor_position = len(self.line.value)

    def restart(self) -> None:
        """Write what it began with."""
        self.replace(self._start)

    def clear(self) -> None:
        """Empty it, whichever it is."""
        with self.prevent(Input.Changed):
            self.line.value = ""
        if self._area is not None:
            self._area.text = ""

    def take_back(self) -> bool:
        """Undo what was written, in the line all of it; False where nothing was."""
        before = self.text
        if not self.altered:
            return False
        if self._written is not None:
            self._written.undo()
        if self.text == before:
            self.replace(self._start)
            self._taken_back = before
        return True

    def write_again(self) -> bool:
        """Write again what was taken back; False where nothing was."""
        before = self.text
        if self._taken_back and not self.altered:
            self.replace(self._taken_back)
            self._taken_back = ""
        elif self._written is not None:
            self._written.redo()
        return self.text != before

    def reveal(self, *, shown: bool) -> None:
        """Show the line or the text, or neither."""
        self.line.display = shown and not self._long
        if self._area is not None:
            self._area.display = shown and self._long

    def take_keyboard(self) -> None:
        """Put the cursor into it."""
        (self._written if self._written is not None else self.line).focus()
