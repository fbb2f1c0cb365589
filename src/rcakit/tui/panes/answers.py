"""A step as its questions with the answers given; enter asks one again."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option as Row

from rcakit.drawing.cells import wrap
from rcakit.guide import Question
from rcakit.text import visible
from rcakit.tui.desk import Desk
from rcakit.tui.panes.pane import Pane


class AnswersPane(Pane):
    """The incident step, and any step a plugin brings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "pane('new-impact')", "Add impact", id="incident.impact"),
        Binding("p", "pane('new-person')", "Add person", id="incident.person"),
        Binding("N", "pane('edit-impact')", "Change an impact", id="incident.impact.edit"),
        Binding("P", "pane('edit-person')", "Change a person", id="incident.person.edit"),
    ]
    DEFAULT_CSS = """
    AnswersPane { height: 1fr; }
    AnswersPane OptionList {
        height: 1fr; border: none; background: transparent; padding: 0 1;
        & > .option-list--option-highlighted { background: $block-cursor-blurred-background; }
        &:focus { border: none; background-tint: transparent; }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """

    class AskAgain(Message):
        """A person wants to answer a question, or answer it again."""

        def __init__(self, question: Question) -> None:
            self.question = question
            super().__init__()

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self._questions: tuple[Question, ...] = ()
        self._shown: tuple[tuple[Question, ...], int] | None = None

    def compose(self) -> ComposeResult:
        """The list."""
        yield OptionList(markup=False)

    def show(self, desk: Desk) -> None:
        """Show the questions with their answers; the same ones are not listed again."""
        questions = desk.questions()
        width = max(self.size.width - 4, 20)
        # The desk computes them anew for another postmortem, and only then.
        if self._shown is not None and self._shown[0] is questions and self._shown[1] == width:
            return
        self._shown = (questions, width)
        self._questions = questions
        listing = self.query_one(OptionList)
        here = listing.highlighted
        skipped = desk.now.skipped
        listing.set_options(Row(_prompt(one, skipped.get(one.id), width)) for one in questions)
        if questions:
            listing.highlighted = min(here or 0, len(questions) - 1)

    def choose(self, name: str) -> None:
        """Put the cursor on a question."""
        names = [question.id for question in self._questions]
        if name in names:
            self.query_one(OptionList).highlighted = names.index(name)

    def on_resize(self) -> None:
        """Wrap the answers for the new width."""
        self.post_message(self.Stale())

    def focus_pane(self) -> None:
        """Put the keyboard into the list."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask it."""
        event.stop()
        if event.option_index < len(self._questions):
            self.post_message(self.AskAgain(self._questions[event.option_index]))


def _prompt(question: Question, reason: str | None, width: int) -> Content:
    if question.done:
        mark, style, answer = "✓", "$text-success", question.current or reason or "done"
    elif reason is not None:
        mark, style, answer = "–", "$faint", f"does not apply: {reason}"
    else:
        mark, style, answer = "·", "$accent", question.current or "open"
    lines = [piece for part in visible(answer).split("\n") for piece in wrap(part, width - 2)]
    return Content.assemble(
        (f"{mark} ", style),
        (visible(question.ask), "$faint"),
        "\n  ",
        ("\n  ".join(lines), "" if question.done else "$accent"),
    )
