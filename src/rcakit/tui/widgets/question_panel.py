"""The question at hand, and where it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from rcakit.guide import AnswerKind, Option, Several, Text
from rcakit.text import one_line
from rcakit.tui.desk import Asked
from rcakit.tui.hints import echo, hint, keys
from rcakit.tui.paths import FilePath
from rcakit.tui.safe import line, shown
from rcakit.tui.widgets.answer import Answer
from rcakit.tui.widgets.answer_input import AnswerInput
from rcakit.tui.widgets.choices import Choices
from rcakit.tui.widgets.drafts import Draft, Drafts

if TYPE_CHECKING:
    from rcakit.tui.widgets.long_answer import LongAnswer


class QuestionPanel(Vertical):
    """Shows one question with its options and takes the answer.

    It knows the question only; what an answer does is decided by whoever hears `Answered`.
    """

    DEFAULT_CSS = """
    QuestionPanel {
        height: auto;
        max-height: 60%;
        border: round $border-blurred;
        border-title-color: $faint;
        border-subtitle-color: $faint;
        padding: 0 1;
        &:focus-within { border: round $primary; border-title-color: $primary; }
        & #ask { text-style: bold; height: auto; }
        & #hint { color: $faint; height: auto; }
        & #complaint { color: $text-error; height: auto; display: none; }
        &.-resting Answer { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "proceed", "Go on", show=False),
        Binding("escape", "leave", "Back"),
        Binding("tab", "screen.next_area", "Work", id="area"),
    ]

    class Answered(Message):
        """A person answered; the text is as typed or the value of the option picked."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    class Later(Message):
        """A person put the question aside."""

    class Proceeded(Message):
        """Enter was pressed where nothing is asked."""

    class Puzzled(Message):
        """A person typed "?" and wants help."""

    class Left(Message):
        """A person goes back to what the question is about."""

    def __init__(self) -> None:
        super().__init__(id="question")
        self._asked: Asked | None = None
        self._folded = False
        self._hint = ""
        self._submitted = ""
        self.ahead = False
        self.drafts = Drafts()
        self._ticked: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Question, hint, answer, options."""
        yield Static(id="ask", markup=False)
        yield Answer()
        yield Static(id="complaint", markup=False)
        yield Static(id="hint", markup=False)
        yield Choices()

    async def show(self, asked: Asked | None, resting: str) -> None:
        """Show a question, or `resting` when there is none. The same question stays as typed."""
        before = self._asked.question.id if self._asked is not None else None
        now = asked.question.id if asked is not None else None
        if now != before:
            self._keep_draft()
        self._asked = asked
        self.can_focus = asked is None
        self.set_class(asked is None, "-resting")
        if asked is None:
            self.border_title = "Questions"
            self.border_subtitle = ""
            self._rest(resting)
            return
        question = asked.question
        self.border_title = line(
            f"Question · {asked.open} open here" if asked.number else "Your edit"
        )
        self.query_one("#ask", Static).update(shown(question.ask))
        if now != before:
            self.complain("")
            await self._fresh(asked)
        self._take_up_draft(question.id)
        self.ahead = False
        self._say_hint()
        self._arrange()

    @property
    def _long(self) -> bool:
        return isinstance(self._kind, Text) and self._kind.long

    def fold(self, *, folded: bool) -> None:
        """Show the question's words alone, so that the work above has the room."""
        if folded != self._folded:
            self._folded = folded
            self._arrange()

    def _arrange(self) -> None:
        open_now = self._asked is not None and not self._folded
        self.answer.reveal(shown=open_now)
        self.query_one("#hint").display = open_now and bool(self._hint)
        self.query_one("#choices").display = open_now and self.choices.any_listed

    def _rest(self, resting: str) -> None:
        if self.has_focus_within and not self.has_focus:
            self.can_focus = True
            self.focus()
        self.query_one("#ask", Static).update(line(resting, "$faint"))
        self.complain("")
        self._hint = ""
        self._offer()
        self._arrange()

    async def _fresh(self, asked: Asked) -> None:
        start = asked.question.start
        self.choices.ticked = []
        if isinstance(asked.question.kind, Several):
            self.choices.ticked = [part.strip() for part in start.split(",") if part.strip()]
            start = ""
        self._ticked = tuple(self.choices.ticked)
        had_focus = self.has_focus_within
        path = isinstance(asked.question.kind, FilePath)
        await self.answer.begin(start, long=self._long, path=path, ahead=self.ahead)
        self._offer()
        self._arrange()
        if had_focus:
            self.focus_answer()

    def _keep_draft(self) -> None:
        """Keep what is written and not answered for when its question is asked again.

        What was typed ahead belongs to the question that comes.
        """
        if self._asked is None or self.ahead:
            return
        self.drafts.put(self._asked.question.id, self.draft())

    def draft(self) -> Draft | None:
        """What is written in answer to the question shown; None where it is as it began."""
        ticked, asked = tuple(self.choices.ticked), self._asked
        if asked is None or not ((self.typed and self.answer.altered) or ticked != self._ticked):
            return None
        return Draft(self.typed, ticked, asked.question.ask, asked.question.start)

    def written(self) -> dict[str, Draft]:
        """All that is written and not answered, by the id of its question."""
        return self.drafts.together(self._asked, self.draft())

    def forget(self) -> None:
        """Begin the question shown anew when it is drawn next."""
        self._asked = None

    def _take_up_draft(self, question: str) -> None:
        if self.ahead and self.typed:
            return
        if (draft := self.drafts.take(question)) is not None:
            self.choices.ticked = list(draft.ticked)
            self._offer()
            self.replace_typed(draft.text)

    def _say_hint(self) -> None:
        if self._asked is None:
            return
        self._hint = hint(self._asked, listed=self.choices.any_listed)
        self.query_one("#hint", Static).update(line(self._hint))
        self.border_subtitle = keys(self._asked)

    @property
    def answer(self) -> Answer:
        """Where the answer is written."""
        return self.query_one(Answer)

    @property
    def choices(self) -> Choices:
        """The options under the answer."""
        return self.query_one(Choices)

    @property
    def _kind(self) -> AnswerKind | None:
        return self._asked.question.kind if self._asked is not None else None

    def _offer(self, typed: str = "") -> None:
        self.choices.offer(self._kind, typed)
        self.choices.display = self.choices.any_listed and not self._folded

    def on_resize(self) -> None:
        """Options are cut to the width there is."""
        if self.choices.any_listed:
            self.choices.cut_again(self.answer.line.value)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the answer; "" says nothing."""
        widget = self.query_one("#complaint", Static)
        widget.update(shown(sentence))
        widget.display = bool(sentence)
        if sentence:
            if not self.typed:
                with self.prevent(Input.Changed):
                    self.replace_typed(self._submitted)
            self.ahead = False
            # What was typed may have hidden the very options the sentence speaks of.
            self._offer()

    def clear(self) -> None:
        """Empty the answer."""
        self.answer.clear()

    def expect(self) -> None:
        """Take what is typed from now on as meant for the next question."""
        self._keep_draft()
        self.clear()
        self.ahead = True
        if self._asked is not None and not self._long:
            self.focus_answer()

    def focus_answer(self) -> None:
        """Put the cursor where the answer is typed."""
        if self._asked is None:
            # The panel itself takes the keyboard, so that no letter meant for it does harm.
            self.focus()
            return
        self.fold(folded=False)
        self.answer.take_keyboard()

    @property
    def typed(self) -> str:
        """What is typed at the moment."""
        return self.answer.text

    def replace_typed(self, text: str) -> None:
        """Put a text where the answer is typed, such as one from an editor."""
        self.answer.replace(text)

    def take_back(self) -> bool:
        """Undo what is being written; False where nothing is, or the keyboard is elsewhere."""
        return self.has_focus_within and self._asked is not None and self.answer.take_back()

    def write_again(self) -> bool:
        """Write again what was taken back; False where nothing was."""
        return self.has_focus_within and self._asked is not None and self.answer.write_again()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the options down; say how a time is understood."""
        event.stop()
        self.complain("")
        self._offer(event.value)
        if understood := echo(self._kind, event.value, listed=self.choices.any_listed):
            self.query_one("#hint", Static).update(line(understood))

    def on_answer_input_walked(self, event: AnswerInput.Walked) -> None:
        """Mark another option."""
        event.stop()
        self.choices.walk(event.by)

    def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        """Answer with the option marked, else with what was typed, else later."""
        event.stop()
        marked = self.choices.marked
        if marked is not None:
            self._picked(marked, event.text)
        else:
            self._entered(event.text)

    def on_long_answer_submitted(self, event: LongAnswer.Submitted) -> None:
        """Answer with the text, or put the question aside where there is none."""
        event.stop()
        self._entered(event.text)

    def _entered(self, text: str) -> None:
        if text.strip() == "?":
            self.post_message(self.Puzzled())
        elif text.strip():
            self._submit(text, text)
        elif isinstance(self._kind, Several) and self.choices.ticked:
            self._submit(", ".join(self.choices.ticked), "")
        elif self._asked is not None:
            self.ahead = True
            self.post_message(self.Later())

    def _submit(self, answer: str, typed: str) -> None:
        """Send an answer; what is typed from now on is for the next question.

        The line shows control characters and line ends as pictures of themselves; where it is
        as it was offered, the answer is what it stood for.
        """
        start = self._asked.question.start if self._asked is not None else ""
        if start and not self._long and answer == one_line(start):
            answer = start
        self._submitted = typed
        self.ahead = True
        self.post_message(self.Answered(answer))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on an option."""
        event.stop()
        self._picked(self.choices.at(event.option_index))

    def _picked(self, option: Option, typed: str = "") -> None:
        if isinstance(self._kind, Several):
            self.choices.tick(option)
            self.answer.take_keyboard()
        else:
            self._submit(option.value, typed)

    def action_proceed(self) -> None:
        """Go on, where nothing is asked."""
        if self._asked is None:
            self.post_message(self.Proceeded())

    def action_leave(self) -> None:
        """Back to the work."""
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """A click anywhere but on an option begins to answer."""
        if event.widget is not self.choices:
            self.focus_answer()
