"""The steps down the left: what is done, what is wanting, where one is."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rcakit.drawing.cells import fit, width
from rcakit.text import one_line
from rcakit.tui.step_state import StepState

_ROOM = 15
"""Cells for a title and its count."""
_STYLE = {"✓": "$text-success", "!": "$text-warning", "·": "$faint"}


class Steps(OptionList):
    """The list of steps. Narrow terminals see only number and mark."""

    DEFAULT_CSS = """
    Steps {
        width: 21;
        height: 1fr;
        border: round $border-blurred;
        border-title-color: $faint;
        padding: 0;
        background: transparent;
        scrollbar-size: 0 0;
        &:focus { border: round $border; background-tint: transparent; }
        & > .option-list--option-highlighted {
            background: $block-cursor-blurred-background;
            color: $foreground;
            text-style: bold;
        }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("right", "select", "Go to it", show=False)]

    class Wanted(Message):
        """A person wants another step."""

        def __init__(self, step: str) -> None:
            self.step = step
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="steps", markup=False)
        self.border_title = "Steps"
        self._shown: list[StepState] = []
        self._here = ""
        self._narrow = False

    def show(self, states: list[StepState], here: str, *, narrow: bool) -> None:
        """Show the states; only what differs is drawn again."""
        if (states, here, narrow) == (self._shown, self._here, self._narrow):
            return
        fresh = [state.id for state in states] != [state.id for state in self._shown]
        self._shown, self._here, self._narrow = states, here, narrow
        prompts = [self._prompt(number, state) for number, state in enumerate(states, 1)]
        if fresh:
            self.set_options(
                Option(prompt, id=state.id) for prompt, state in zip(prompts, states, strict=True)
            )
        else:
            for index, prompt in enumerate(prompts):
                self.replace_option_prompt_at_index(index, prompt)
        places = [state.id for state in states]
        if here in places:
            with self.prevent(OptionList.OptionHighlighted):
                self.highlighted = places.index(here)

    def _prompt(self, number: int, state: StepState) -> Content:
        mark = "▸" if state.id == self._here else state.mark
        style = "$accent" if state.id == self._here else _STYLE[state.mark]
        if self._narrow:
            return Content.assemble(str(number), (mark, style))
        count = str(state.count) if state.count else ""
        title = fit(one_line(state.title), _ROOM - len(count) - bool(count))
        gap = " " * (_ROOM - width(title) - len(count))
        return Content.assemble((mark, style), " ", title, gap, (count, "$faint"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the step chosen."""
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Wanted(event.option.id))
