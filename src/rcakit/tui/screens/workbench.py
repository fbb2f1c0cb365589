"""The workbench: steps, the thing worked on, the question at hand, and what to know about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from rcakit.errors import Refused
from rcakit.model import Postmortem
from rcakit.store.merging import Conflict
from rcakit.tui.answering import Answering
from rcakit.tui.deeds import Deeds
from rcakit.tui.desk import Desk
from rcakit.tui.keeper import Choice, Keeper, Told
from rcakit.tui.keys import WORKBENCH
from rcakit.tui.left_from_before import LeftFromBefore
from rcakit.tui.long_work import LongWork, OnScreen
from rcakit.tui.panes.analysis import AnalysisPane
from rcakit.tui.panes.answers import AnswersPane
from rcakit.tui.panes.pane import Pane
from rcakit.tui.panes.sheet import SheetPane
from rcakit.tui.screens.folding import Folding
from rcakit.tui.step_tables import ANALYSIS
from rcakit.tui.unfinished import TICK, Unfinished
from rcakit.tui.widgets.headline import Headline
from rcakit.tui.widgets.key_line import KeyLine
from rcakit.tui.widgets.lens_bar import LensBar
from rcakit.tui.widgets.middle import Middle
from rcakit.tui.widgets.question_panel import QuestionPanel
from rcakit.tui.widgets.said import Said
from rcakit.tui.widgets.side import Findings, Side
from rcakit.tui.widgets.steps import Steps

if TYPE_CHECKING:
    from rcakit.tui.app import RcakitApp

WATCH = 1.0
"""Seconds between looks at the disk."""


class Workbench(Folding):
    """One postmortem being worked on. All state is on the desk; this draws it."""

    app: RcakitApp

    BINDINGS: ClassVar[list[BindingType]] = WORKBENCH
    DEFAULT_CSS = """
    Workbench { background: $background; layers: base above; }
    Workbench #body { height: 1fr; }
    Workbench Side { display: none; }
    Workbench.-side Side { display: block; }
    Workbench.-narrow Steps { width: 6; }
    Workbench.-narrow.-side Side { layer: above; dock: right; width: 44; background: $background; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.middle = Middle(desk)
        self.answering = Answering(desk, Deeds(desk), self.middle, self)
        self.keeper = Keeper(desk.session, self)
        self.long_work = LongWork(desk.computed.beside, OnScreen(self, self.middle, self.draw))
        self.unfinished = Unfinished(self)
        self.left = LeftFromBefore(self, self.unfinished)
        self._ready = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys wait until there is something to draw on; one may type before that."""
        return self._ready and super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """Headline, steps, middle, side, what was said, keys."""
        yield Headline()
        with Horizontal(id="body"):
            yield Steps()
            yield self.middle
            yield Side()
        yield Said()
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show the desk and begin to watch the disk."""
        await self.draw()
        self._ready = True
        self.refresh_bindings()
        self.set_interval(WATCH, self.watch_disk)
        self.call_after_refresh(self._first_focus)
        self.call_after_refresh(lambda: self.run_worker(self.left.bring_back(), group="left"))
        self.set_interval(TICK, self.unfinished.look)

    def _first_focus(self) -> None:
        """Begin at the question; on a drawing that was asked for, begin in the drawing."""
        if self.desk.step == ANALYSIS and self.desk.now.causes:
            self.middle.focus_pane()
        else:
            self.middle.focus_question()

    # -- drawing ---------------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The pane of the step looked at."""
        return self.middle.pane

    async def draw(self) -> None:
        """Show the desk as it is; what has not changed is not drawn again."""
        self._fit()
        await self.middle.draw()
        desk = self.desk
        self.query_one(Steps).show(desk.steps(), desk.step, narrow=self.has_class("-narrow"))
        self._draw_headline()
        self._draw_side()
        self._tell_faults()
        desk.computed.drawn()
        self.long_work.look()

    def _draw_headline(self) -> None:
        keeper = self.keeper
        self.query_one(Headline).show(self.desk.now, keeper.word, trouble=keeper.ill)

    def _tell_faults(self) -> None:
        for fault in self.desk.new_faults():
            self.tell(fault, "warning")

    def on_descendant_focus(self) -> None:
        """On low terminals the room goes to where the keyboard is."""
        self.middle.fold(low=self.has_class("-low"))
        if self._ready:
            self._draw_side()

    def on_resize(self) -> None:
        """Fold and unfold for the new size."""
        self._fit()
        self.call_later(self.draw)

    # -- what a person does ------------------------------------------------------------------

    async def on_question_panel_answered(self, event: QuestionPanel.Answered) -> None:
        """The question at hand was answered."""
        await self.answering.answered(event.text)

    async def on_question_panel_later(self) -> None:
        """The question at hand was put aside."""
        await self.answering.later()

    async def on_question_panel_left(self) -> None:
        """Back to the work."""
        await self.answering.left()

    async def on_question_panel_proceeded(self) -> None:
        """Enter where nothing is asked goes on."""
        await self.action_step_on(1)

    def on_question_panel_puzzled(self) -> None:
        """A question mark was typed as the answer."""
        self.action_help()

    def on_pane_chosen(self) -> None:
        """The cursor is on another thing."""
        self.middle.take_cursor()
        self._draw_side()

    def on_pane_stale(self) -> None:
        """A pane has another size."""
        self.middle.fill()

    async def on_pane_wanted(self, event: Pane.Wanted) -> None:
        """A key of the pane."""
        await self.answering.do(event.what)

    async def on_sheet_pane_edit_wanted(self, event: SheetPane.EditWanted) -> None:
        """Edit one cell."""
        await self.answering.edit(event.table, event.name, event.field)

    async def on_answers_pane_ask_again(self, event: AnswersPane.AskAgain) -> None:
        """Answer one question of the list."""
        await self.answering.ask(event.question)

    async def on_analysis_pane_opened(self, event: AnalysisPane.Opened) -> None:
        """Enter on a cause."""
        await self.answering.open_cause(event.cause)

    async def on_lens_bar_wanted(self, event: LensBar.Wanted) -> None:
        """Look through the method clicked."""
        self.desk.look_through(event.name)
        await self.draw()

    async def on_analysis_pane_elsewhere(self, event: AnalysisPane.Elsewhere) -> None:
        """Go to a thing that is not in the drawing."""
        await self.answering.to_thing(event.reference)

    async def on_findings_jumped(self, event: Findings.Jumped) -> None:
        """Go to what a finding is about."""
        self.action_close_side()
        await self.answering.go_to(event.finding)

    async def on_steps_wanted(self, event: Steps.Wanted) -> None:
        """A step was chosen in the list."""
        await self.answering.to_step(event.step)

    # -- what the keeper asks of the screen -------------------------------------------------

    def save(self) -> None:
        """Save at once, beside the keyboard."""
        self.run_worker(self.keeper.save(), group="save")

    def save_now(self) -> None:
        """Save before leaving; raises what the disk refuses."""
        self.unfinished.keep_now(left=True)
        if not self.desk.session.saved:
            self.desk.session.save()

    def watch_disk(self) -> None:
        """Look whether somebody else changed the files."""
        if self.app.screen is self:
            self.run_worker(self.keeper.watch(), group="watch", exclusive=True)

    def tell(self, text: str, severity: Told = "information") -> None:
        """Say a sentence to the person."""
        self.app.tell(text, severity=severity)

    def hush(self) -> None:
        """Forget what was said so far."""
        self.query_one(Said).hush()

    def kept(self, postmortem: Postmortem) -> None:
        """Let plugins know that a postmortem is on disk, beside the keyboard."""
        self.unfinished.answered()
        plugins, folder = self.desk.reader.plugins, self.desk.session.folder
        if plugins.savers:
            self.long_work.do("after saving", lambda: plugins.saved(postmortem, folder))

    def stale(self) -> None:
        """Show again whether all is saved, unless the screen is gone."""
        if self.query(Headline):
            self._draw_headline()

    async def taken_in(self) -> None:
        """Show the postmortem that came from the disk; the question being answered stays."""
        await self.unfinished.draw_on()

    async def choose(self, conflict: Conflict) -> Choice:
        """Ask what to do about files that somebody else changed."""
        from rcakit.tui.screens.conflict import ConflictScreen

        return await self.app.push_screen_wait(ConflictScreen(conflict, self.desk.now))

    def offer_place(self, leave: Callable[[], Awaitable[None]] | None = None) -> None:
        """Offer another place to go on in; `leave` is what leaving without saving does."""
        from rcakit.tui.elsewhere import offer_place

        offer_place(self, leave)

    async def on_unmount(self) -> None:
        """What is under way is for nobody."""
        self.long_work.end()
        self.unfinished.close()
        await self.keeper.leave()

    # -- actions ---------------------------------------------------------------------------

    async def action_undo(self) -> None:
        """Take the last change back, or what is being written."""
        if not self.middle.panel.take_back():
            await self._time_travel(self.desk.session.undo, "undone", "Nothing to undo.")

    async def action_redo(self) -> None:
        """Make the last undone change again, or write again what was taken back."""
        if not self.middle.panel.write_again():
            await self._time_travel(self.desk.session.redo, "done again", "Nothing to redo.")

    async def _time_travel(self, step: Callable[[], str | None], what: str, nothing: str) -> None:
        try:
            self.desk.must_be_open()
        except Refused as error:
            self.tell(str(error), "warning")
            return
        title = step()
        if title is None:
            history = self.desk.session.history
            self.app.tell((history.fault if history is not None else "") or nothing)
            return
        self.desk.own.clear()
        self.save()
        self.app.tell(f"{what}: {title}")
        await self.draw()

    def action_next_area(self) -> None:
        """From the work to the question and back; a panel that covers them is folded away."""
        working = self.middle.working
        self._uncover()
        if working:
            self.middle.focus_question()
        else:
            self.middle.focus_pane()

    async def action_step(self, number: int) -> None:
        """Go to a step by its number."""
        states = self.desk.steps()
        if number <= len(states):
            await self.answering.to_step(states[number - 1].id)

    async def action_step_on(self, by: int) -> None:
        """Go `by` steps on."""
        there = self.desk.next_step(by)
        if there is not None:
            await self.answering.to_step(there.id)

    async def action_take_up(self) -> None:
        """Ask again what was put aside."""
        self.desk.take_up_again()
        await self.draw()
        self.middle.focus_question()

    async def action_import_file(self) -> None:
        """Ask for a file to import."""
        await self.answering.do("import")

    def action_turn_work(self) -> None:
        """Stop what is being worked out, or begin it again."""
        if not self.long_work.turn():
            self.tell("Nothing is being worked out.")

    def action_place(self) -> None:
        """Say that all is saved, or offer another place where it is not."""
        from rcakit.tui.elsewhere import say_or_offer

        say_or_offer(self)

    def action_editor(self) -> None:
        """Open the text being written, or the step's file, in $EDITOR."""
        from rcakit.tui.editor import edit_here

        edit_here(self)

    def action_help(self) -> None:
        """All keys, and the guide of the step."""
        from rcakit.tui.screens.help import IN_AN_ANSWER, HelpScreen

        guide = self.desk.guide
        title = guide.thing.title if guide else ""
        self.app.push_screen(HelpScreen(title, self.desk.word("text"), self, IN_AN_ANSWER))

    async def action_leave(self) -> None:
        """Back to the library."""
        await self.app.close_postmortem()
