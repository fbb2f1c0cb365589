"""The workbench: steps, the thing worked on, the question at hand, and what to know about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer

from rcakit.diagram import DiagramKind
from rcakit.errors import RcakitError
from rcakit.guide import Finding
from rcakit.guide.fields import field_question
from rcakit.model import Postmortem, find
from rcakit.session import Resolution
from rcakit.tui.deeds import Deeds
from rcakit.tui.desk import ANALYSIS, Desk
from rcakit.tui.details import details
from rcakit.tui.keeper import Keeper, Told
from rcakit.tui.panes.analysis import AnalysisPane
from rcakit.tui.panes.answers import AnswersPane
from rcakit.tui.panes.pane import Pane
from rcakit.tui.panes.panes import pane_for
from rcakit.tui.panes.sheet import SheetPane
from rcakit.tui.widgets.headline import Headline
from rcakit.tui.widgets.question_panel import QuestionPanel
from rcakit.tui.widgets.said import Said
from rcakit.tui.widgets.side import Findings, Side
from rcakit.tui.widgets.steps import Steps

if TYPE_CHECKING:
    from rcakit.tui.app import RcakitApp

WIDE = 128
"""Columns from which the side panel is open by itself."""
ROOMY = 170
"""Columns from which it stays open beside a fish, which wants the room."""
NARROW = 100
"""Columns below which the steps shrink to their marks."""
LOW = 30
"""Rows below which the question folds to its words while one works on the drawing or table."""
WATCH = 1.0
"""Seconds between looks at the disk."""


class Workbench(Screen[None]):
    """One postmortem being worked on. All state is on the desk; this draws it."""

    app: RcakitApp

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "Undo", id="undo", priority=True),
        Binding("ctrl+y", "redo", "Redo", id="redo", priority=True, show=False),
        Binding("u", "undo", "Undo", id="undo.letter", show=False),
        Binding("f2", "import_file", "Import a file", id="import"),
        Binding("tab", "next_area", "Answer", id="area", show=False),
        Binding("i", "import_file", "Import a file", id="import.letter", show=False),
        Binding("f3,f", "findings", "Findings", id="findings", show=False),
        Binding("f4,g", "toggle_side", "Guide and findings beside", id="side", show=False),
        Binding("ctrl+n", "next_step", "Next", id="step.next"),
        Binding("ctrl+b", "previous_step", "Step back", id="step.back", show=False),
        Binding("ctrl+r", "take_up", "Ask again what was put aside", id="aside", show=False),
        Binding("ctrl+o", "editor", "Open in $EDITOR", id="editor", show=False, priority=True),
        Binding("question_mark,f1", "help", "Help", id="help", key_display="?"),
        Binding("q", "leave", "Library", id="leave", show=False),
        *(
            Binding(str(number), f"step({number})", f"Step {number}", show=False)
            for number in range(1, 10)
        ),
    ]
    DEFAULT_CSS = """
    Workbench { background: $background; layers: base above; }
    Workbench #body { height: 1fr; }
    Workbench #middle { width: 1fr; height: 1fr; }
    Workbench #stage {
        height: 1fr;
        border: round $border-blurred;
        border-title-color: $faint;
    }
    Workbench #stage:focus-within { border: round $primary; border-title-color: $primary; }
    Workbench #stage > Pane { display: none; }
    Workbench #stage > Pane.-here { display: block; }
    Workbench Side { display: none; }
    Workbench.-side Side { display: block; }
    Workbench.-narrow Steps { width: 6; }
    Workbench.-narrow.-side Side { layer: above; dock: right; width: 44; background: $background; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.deeds = Deeds(desk)
        self.keeper = Keeper(desk.session, self)
        self._faults_told = 0
        self._side_wanted: bool | None = None
        self._question_before = ""

    def compose(self) -> ComposeResult:
        """Headline, steps, stage, question, side, keys."""
        yield Headline()
        with Horizontal(id="body"):
            yield Steps()
            with Vertical(id="middle"):
                yield Vertical(id="stage")
                yield QuestionPanel()
            yield Side()
        yield Said()
        yield Footer(compact=True)

    async def on_mount(self) -> None:
        """Show the desk and begin to watch the disk."""
        self._fit()
        await self.draw()
        self.set_interval(WATCH, self.watch_disk)
        self.call_after_refresh(self._first_focus)

    def _first_focus(self) -> None:
        """Begin at the question; on a drawing that was asked for, begin in the drawing."""
        looking = self.desk.step == ANALYSIS and bool(self.desk.now.causes)
        if looking or not self.query_one(QuestionPanel).focus_answer():
            self.pane.focus_pane()

    # -- drawing ---------------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The pane of the step looked at."""
        return self.query_one(f"#pane-{self.desk.step}", Pane)

    async def draw(self) -> None:
        """Show the desk as it is; what has not changed is not drawn again."""
        desk = self.desk
        self._fit()
        pane = await self._pane()
        if isinstance(pane, AnalysisPane):
            method = desk.method()
            diagram = None if method is None else desk.diagram()
            pane.show(tuple(desk.lenses()), desk.lens, diagram, desk.absent())
        elif isinstance(pane, AnswersPane):
            pane.show(desk.questions(), dict(desk.now.skipped))
        elif hasattr(pane, "show"):
            await pane.show(desk.report())
        pane.refresh_from(desk.now, desk.chosen)
        asked = desk.asked()
        await self.query_one(QuestionPanel).show(asked, self._resting())
        self._follow_question()
        self._draw_edges()

    def _draw_edges(self) -> None:
        desk = self.desk
        self.query_one(Steps).show(desk.steps(), desk.step, narrow=self.has_class("-narrow"))
        self._draw_headline()
        self._draw_side()
        self._tell_faults()

    async def _pane(self) -> Pane:
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
        stage.border_title = guide.thing.title if guide is not None else ""
        assert isinstance(pane, Pane)
        return pane

    def _follow_question(self) -> None:
        """Put the cursor on what a new question is about, unless a person is moving it."""
        asked = self.desk.asked()
        name = asked.question.id if asked is not None else ""
        if name == self._question_before:
            return
        self._question_before = name
        if asked is None or self._working:
            return
        if isinstance(self.pane, AnswersPane):
            self.pane.choose(asked.question.id)
        elif asked.question.about:
            about = asked.question.about[0].rpartition(".")[2]
            self.desk.chosen = about
            self.pane.choose(about)

    @property
    def _working(self) -> bool:
        """Whether the keyboard is in the pane."""
        return self.focused is not None and self.pane in self.focused.ancestors

    def _resting(self) -> str:
        desk = self.desk
        said = ["Nothing is open here."]
        if aside := desk.put_aside():
            said = [f"{aside} put aside here; ctrl+r asks them again."]
        if desk.guide is not None and (count := len(desk.findings_of(desk.guide))):
            said.append(f"{count} to look at: f3 shows {'it' if count == 1 else 'them'}.")
        if desk.step == ANALYSIS and (other := desk.other_lens()):
            said.append(f"esc m looks through {other[0]}, which asks {other[1]} more.")
        following = desk.next_step(1)
        said.append(
            f"Enter goes on to {following.title}." if following else "This was the last step."
        )
        return " ".join(said)

    def _draw_headline(self) -> None:
        incident = self.desk.now.incident
        line = self.query_one(Headline)
        line.heading = incident.title
        parts = (incident.severity or "no severity", self.desk.now.review.state.value)
        line.state = parts if incident.kind == "incident" else (incident.kind.value, *parts)
        line.trouble = bool(self.keeper.trouble)
        line.saved = self.keeper.word

    def _draw_side(self) -> None:
        if not self.has_class("-side"):
            return
        asked = self.desk.asked()
        guidance = asked.question.help if asked is not None else ""
        if not guidance and self.desk.guide is not None:
            guidance = self.desk.guide.thing.summary
        self.query_one(Side).show(
            guidance, details(self.desk.now, self.desk.chosen), self.desk.findings()
        )

    def _tell_faults(self) -> None:
        faults = self.desk.reader.plugins.faults
        for fault in faults[self._faults_told :]:
            self.app.tell(str(fault), severity="warning")
        self._faults_told = len(faults)

    def on_descendant_focus(self) -> None:
        """On low terminals the room goes to where the keyboard is."""
        panel = self.query_one(QuestionPanel)
        panel.fold(folded=self.has_class("-low") and not panel.has_focus_within)

    def on_resize(self) -> None:
        """Fold and unfold for the new size."""
        self._fit()
        self.call_later(self.draw)

    def _fit(self) -> None:
        width = self.app.size.width
        self.set_class(width < NARROW, "-narrow")
        self.set_class(self.app.size.height < LOW, "-low")
        wide = ROOMY if self._draws_fish() else WIDE
        side = self._side_wanted if self._side_wanted is not None else width >= wide
        self.set_class(side, "-side")

    def _draws_fish(self) -> bool:
        diagram = self.desk.diagram() if self.desk.step == ANALYSIS else None
        return diagram is not None and diagram.kind is DiagramKind.FISHBONE

    # -- answers and edits -----------------------------------------------------------------

    async def on_question_panel_answered(self, event: QuestionPanel.Answered) -> None:
        """Answer the question at hand."""
        panel = self.query_one(QuestionPanel)
        self.query_one(Said).hush()
        own = bool(self.desk.own)
        try:
            changed = self.desk.answer(event.text)
        except RcakitError as error:
            panel.complain(str(error))
            return
        panel.clear()
        if changed:
            self.save()
        for remark in self.deeds.remarks():
            self.app.tell(remark)
        await self._go_on(own)
        if self.desk.added and isinstance(self.pane, SheetPane):
            self.pane.choose(self.desk.added)

    async def on_question_panel_proceeded(self) -> None:
        """Enter where nothing is asked goes on."""
        await self.action_next_step()

    def on_question_panel_puzzled(self) -> None:
        """A question mark was typed as the answer."""
        self.action_help()

    async def on_question_panel_later(self) -> None:
        """Put the question aside."""
        own = bool(self.desk.own)
        self.desk.later()
        await self._go_on(own)

    async def _go_on(self, own: bool) -> None:
        """After a question: to the next one, or back to the work where a key asked it."""
        if own and not self.desk.own:
            await self._back_to_work()
        else:
            await self.draw()
            self._focus_question()

    async def _back_to_work(self) -> None:
        """Leave the question for the work, with the cursor where it was."""
        asked = self.desk.asked()
        self._question_before = asked.question.id if asked is not None else ""
        await self.draw()
        self.pane.focus_pane()

    async def on_question_panel_left(self) -> None:
        """Go back to the work; an edit begun by a key is left."""
        if self.desk.own:
            self.desk.own.clear()
            self.query_one(QuestionPanel).clear()
            await self._back_to_work()
        else:
            self.pane.focus_pane()

    def _focus_question(self) -> None:
        if not self.query_one(QuestionPanel).focus_answer():
            self.pane.focus_pane()

    async def on_pane_chosen(self, event: Pane.Chosen) -> None:
        """The cursor is on another thing."""
        self.desk.chosen = event.name
        self._draw_side()

    async def on_pane_stale(self) -> None:
        """A pane has another size."""
        pane = self.pane
        if isinstance(pane, AnswersPane):
            pane.show(self.desk.questions(), dict(self.desk.now.skipped))
        pane.refresh_from(self.desk.now, self.desk.chosen)

    async def on_pane_wanted(self, event: Pane.Wanted) -> None:
        """A key of the pane."""
        await self.do(event.what)

    async def do(self, what: str) -> None:
        """Do what a key or the palette says, on the thing under the cursor."""
        self.query_one(Said).hush()
        self.desk.chosen = self.pane.chosen or self.desk.chosen
        try:
            result = self.deeds.do(what)
        except RcakitError as error:
            self.app.tell(str(error), severity="warning")
            return
        if result.changed:
            self.save()
        if result.told:
            self.app.tell(result.told)
        await self.draw()
        if result.asks:
            self._focus_question()

    async def on_sheet_pane_edit_wanted(self, event: SheetPane.EditWanted) -> None:
        """Edit one cell."""
        self.desk.ask(field_question(self.desk.now, event.table, event.name, event.field))
        await self.draw()
        self._focus_question()

    async def on_answers_pane_ask_again(self, event: AnswersPane.AskAgain) -> None:
        """Answer one question of the list."""
        self.desk.ask(event.question)
        await self.draw()
        self._focus_question()

    async def on_analysis_pane_opened(self, event: AnalysisPane.Opened) -> None:
        """Enter on a cause asks the first open question about it, else one more why."""
        self.desk.chosen = event.cause
        if self.desk.ask_about(event.cause):
            await self.draw()
            self._focus_question()
        elif event.cause in self.desk.now.causes:
            await self.do("why")

    async def on_lens_bar_wanted(self, event: object) -> None:
        """Look through the method clicked."""
        self.desk.look_through(str(getattr(event, "lens", "")))
        await self.draw()

    async def on_findings_jumped(self, event: Findings.Jumped) -> None:
        """Go to what a finding is about."""
        await self.go_to(event.finding)

    async def go_to(self, finding: Finding) -> None:
        """Go to the thing and field a finding is about, ready to mend it."""
        about = finding.about[0] if finding.about else ""
        self.desk.step = self.desk.step_of(about)
        await self.draw()
        name = about.rpartition(".")[2]
        self.desk.chosen = name
        self.pane.choose(name)
        found = find(self.desk.now, about)
        if found is not None and finding.field and finding.field not in ("because", "text"):
            try:
                self.desk.ask(field_question(self.desk.now, *found, finding.field))
            except KeyError:
                found = None
            await self.draw()
            self._focus_question()
        else:
            self.pane.focus_pane()

    # -- what the keeper asks of the screen -------------------------------------------------

    def save(self) -> None:
        """Save at once, beside the keyboard."""
        self.run_worker(self.keeper.save(), group="save")

    def save_now(self) -> None:
        """Save before leaving; raises what the disk refuses."""
        if not self.desk.session.saved:
            self.desk.session.save()

    def watch_disk(self) -> None:
        """Look whether somebody else changed the files."""
        if self.app.screen is self:
            self.run_worker(self.keeper.watch(), group="watch", exclusive=True)

    def tell(self, text: str, severity: Told = "information") -> None:
        """Say a sentence to the person."""
        self.app.tell(text, severity=severity)

    def kept(self, postmortem: Postmortem) -> None:
        """Let plugins know that a postmortem is on disk."""
        self.desk.reader.plugins.saved(postmortem, self.desk.session.folder)

    def stale(self) -> None:
        """Show again whether all is saved, unless the screen is gone."""
        if self.query(Headline):
            self._draw_headline()

    async def taken_in(self) -> None:
        """Show the postmortem that came from the disk."""
        await self.draw()

    async def choose(self, names: tuple[str, ...]) -> Resolution:
        """Ask what to do about files that somebody else changed."""
        from rcakit.tui.screens.conflict import ConflictScreen

        return await self.app.push_screen_wait(ConflictScreen(names))

    # -- actions ---------------------------------------------------------------------------

    async def action_undo(self) -> None:
        """Take the last change back."""
        await self._time_travel(self.desk.session.undo(), "undone", "Nothing to undo.")

    async def action_redo(self) -> None:
        """Make the last undone change again."""
        await self._time_travel(self.desk.session.redo(), "done again", "Nothing to redo.")

    async def _time_travel(self, title: str | None, what: str, nothing: str) -> None:
        if title is None:
            self.app.tell(nothing)
            return
        self.desk.own.clear()
        self.save()
        self.app.tell(f"{what}: {title}")
        await self.draw()

    def action_next_area(self) -> None:
        """From the work to the question and back."""
        if self._working:
            self._focus_question()
        else:
            self.pane.focus_pane()

    def action_toggle_side(self) -> None:
        """Fold guide, details and findings in or out."""
        self._side_wanted = not self.has_class("-side")
        self._fit()
        self._draw_side()

    def action_findings(self) -> None:
        """Walk through the findings."""
        self._side_wanted = True
        self._fit()
        self._draw_side()
        self.query_one(Findings).focus()

    async def action_step(self, number: int) -> None:
        """Go to a step by its number."""
        states = self.desk.steps()
        if number <= len(states):
            await self.to_step(states[number - 1].id)

    async def action_next_step(self) -> None:
        """Go to the next step."""
        following = self.desk.next_step(1)
        if following is not None:
            await self.to_step(following.id)

    async def action_previous_step(self) -> None:
        """Go to the step before."""
        before = self.desk.next_step(-1)
        if before is not None:
            await self.to_step(before.id)

    async def on_steps_wanted(self, event: Steps.Wanted) -> None:
        """A step was chosen in the list."""
        await self.to_step(event.step)

    async def to_step(self, step: str) -> None:
        """Go to a step; its question is ready to be answered."""
        self.desk.own.clear()
        self.desk.step = step
        self._question_before = ""
        await self.draw()
        self._focus_question()

    async def action_take_up(self) -> None:
        """Ask again what was put aside."""
        self.desk.take_up_again()
        await self.draw()
        self._focus_question()

    async def action_import_file(self) -> None:
        """Ask for a file to import."""
        await self.do("import")

    async def action_editor(self) -> None:
        """Open the text being written, or the step's file, in $EDITOR."""
        from rcakit.tui.editor import edit_file, edit_text

        panel = self.query_one(QuestionPanel)
        if panel.has_focus_within and self.desk.asked() is not None:
            edited = edit_text(self.app, panel.typed)
            if edited is not None:
                panel.replace_typed(edited)
        else:
            self.save_now()
            edit_file(self.app, self.desk.session.folder / self.desk.file())
            self.watch_disk()

    def action_help(self) -> None:
        """All keys, and the guide of the step."""
        from rcakit.tui.screens.help import HelpScreen

        guide = self.desk.guide
        self.app.push_screen(
            HelpScreen(guide.thing.title if guide else "", guide.thing.text if guide else "", self)
        )

    async def action_leave(self) -> None:
        """Back to the library."""
        await self.app.close_postmortem()

    def file_path(self) -> Path:
        """The folder of the postmortem."""
        return self.desk.session.folder
