"""The middle of the workbench: the pane of the step, and the question under it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from rcakit.tui.desk import Desk
from rcakit.tui.panes.answers import AnswersPane
from rcakit.tui.panes.pane import Pane
from rcakit.tui.panes.panes import pane_for
from rcakit.tui.panes.sheet import SheetPane
from rcakit.tui.resting import resting
from rcakit.tui.safe import line
from rcakit.tui.widgets.question_panel import QuestionPanel


class Middle(Vertical):
    """Draws the desk's step and question; what a person does bubbles up to the screen."""

    DEFAULT_CSS = """
    Middle { width: 1fr; height: 1fr; }
    Middle #stage {
        height: 1fr;
        border: round $border-blurred;
        border-title-color: $faint;
        border-subtitle-align: left;
    }
    Middle #stage:focus-within { border: round $primary; border-title-color: $primary; }
    Middle #stage > Pane { display: none; }
    Middle #stage > Pane.-here { display: block; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="middle")
        self.desk = desk
        self._followed: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The stage for panes, the question."""
        yield Vertical(id="stage")
        yield QuestionPanel()

    @property
    def panel(self) -> QuestionPanel:
        """Where the question is answered."""
        return self.query_one(QuestionPanel)

    @property
    def pane(self) -> Pane:
        """The pane of the step looked at."""
        return self.query_one(f"#pane-{self.desk.step}", Pane)

    @property
    def working(self) -> bool:
        """Whether the keyboard is in the pane."""
        focused = self.screen.focused
        return focused is not None and self.pane in focused.ancestors

    async def draw(self) -> None:
        """Show the desk as it is; what has not changed is not drawn again."""
        await self._stage()
        self.fill()
        asked = self.desk.asked()
        await self.panel.show(asked, "" if asked is not None else resting(self.desk))
        self._follow_question()

    def fill(self) -> None:
        """Fill the pane with what it shows, and let the desk know where its cursor came to be."""
        self.take_cursor()
        self.pane.show(self.desk)
        self.take_cursor()

    def take_cursor(self) -> None:
        """Put the desk's cursor where a person has moved the pane's.

        A pane tells of that by a message, which may come after the next key.
        """
        for pane in self.query(f"#pane-{self.desk.step}").results(Pane):
            if pane.chosen:
                self.desk.point(pane.chosen)

    async def _stage(self) -> None:
        stage = self.query_one("#stage")
        found = [pane for pane in stage.children if pane.id == f"pane-{self.desk.step}"]
        if found:
            pane = found[0]
        else:
            pane = pane_for(self.desk.step)
            await stage.mount(pane)
        for other in stage.children:
            other.set_class(other is pane, "-here")
        guide = self.desk.reader.plugins.steps.get(self.desk.step)
        stage.border_title = line(guide.thing.title) if guide is not None else ""

    def _follow_question(self) -> None:
        """Put the cursor on what a new question is about, unless a person is moving it."""
        asked = self.desk.asked()
        name = asked.question.id if asked is not None else ""
        if name == self._followed.get(self._guide):
            return
        self._followed[self._guide] = name
        if asked is None or self.working:
            return
        if isinstance(self.pane, AnswersPane):
            self.pane.choose(asked.question.id)
        elif asked.question.about:
            self.choose(asked.question.about[0])

    @property
    def _guide(self) -> str:
        """What asks: on coming back to it the cursor is where it was left."""
        return self.desk.guide.thing.id if self.desk.guide is not None else ""

    def choose(self, reference: str) -> None:
        """Put the cursor on a thing."""
        self.desk.point(reference.rpartition(".")[2])
        self.pane.choose(self.desk.chosen)

    def show_added(self) -> None:
        """Put the cursor of a table on what the last answer added."""
        if self.desk.added and isinstance(self.pane, SheetPane):
            self.pane.choose(self.desk.added)

    def focus_question(self) -> None:
        """Put the keyboard where the question is answered."""
        self.panel.focus_answer()

    def focus_pane(self) -> None:
        """Put the keyboard into the work."""
        self.pane.focus_pane()

    async def back_to_work(self) -> None:
        """Leave the question for the work, with the cursor where it was."""
        asked = self.desk.asked()
        self._followed[self._guide] = asked.question.id if asked is not None else ""
        await self.draw()
        self.focus_pane()

    def say_progress(self, said: Content) -> None:
        """Say how far long work is, in the frame of the stage, so that nothing moves for it."""
        for stage in self.query("#stage"):
            if str(stage.border_subtitle or "") != str(said):
                stage.border_subtitle = said

    def fold(self, *, low: bool) -> None:
        """On low terminals the room goes to where the keyboard is."""
        self.panel.fold(folded=low and not self.panel.has_focus_within)
