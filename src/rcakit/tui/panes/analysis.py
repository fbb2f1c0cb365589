"""The analysis: one graph, seen through the method chosen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rcakit.tui.asking import asks_likelihood
from rcakit.tui.computed import Seen
from rcakit.tui.desk import Desk
from rcakit.tui.meaning import Explained, all_about
from rcakit.tui.panes.pane import Pane
from rcakit.tui.result_cells import words_of
from rcakit.tui.safe import shown
from rcakit.tui.widgets.both import Both
from rcakit.tui.widgets.drawing_view import DrawingView
from rcakit.tui.widgets.lens_bar import LensBar
from rcakit.tui.widgets.result_table import ResultTable
from rcakit.tui.widgets.results import TableBar

EMPTY = (
    "Nothing is drawn yet. Answer the question below: name what people experienced, and the "
    "method asks on from there."
)
COMING = "The drawing comes as soon as it is worked out."
_SUPPOSED = 40
"""Characters of a cause's words in the line that says what is supposed."""


class AnalysisPane(Pane):
    """The methods over a drawing one can walk in; every key works on the cause marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "numbers", "Numbers", id="analysis.numbers"),
        Binding("n,escape", "drawing", "Drawing", id="analysis.drawing"),
        Binding("equals_sign", "explain", "Explain", id="analysis.explain"),
        Binding("full_stop", "table(1)", "Next table", id="analysis.table"),
        Binding("comma", "table(-1)", "Table back", id="analysis.table-back", show=False),
        Binding("k", "pane('likely')", "How likely", id="analysis.likely"),
        Binding("w", "pane('why')", "Why", id="analysis.why"),
        Binding("o", "pane('beside')", "Beside", id="analysis.beside", show=False),
        Binding("a", "pane('gate')", "All/any", id="analysis.gate"),
        Binding("x", "pane('rule-out')", "Rule out", id="analysis.rule-out"),
        Binding("c", "pane('confirm')", "Confirm", id="analysis.confirm"),
        Binding("r", "pane('reword')", "Reword", id="analysis.reword", show=False),
        Binding("e", "pane('evidence')", "Evidence", id="analysis.evidence"),
        Binding("t", "pane('action')", "Action", id="analysis.action"),
        Binding("l", "pane('link')", "Link", id="analysis.link", show=False),
        Binding("L", "pane('unlink')", "Unlink", id="analysis.unlink", show=False),
        Binding("j", "pane('join')", "Join", id="analysis.join", show=False),
        Binding("s", "pane('split')", "Split", id="analysis.split", show=False),
        Binding("u", "pane('again')", "Answer anew", id="analysis.again", show=False),
        Binding("b", "pane('category')", "Bone", id="analysis.category", show=False),
        Binding("y", "pane('role')", "Role", id="analysis.role", show=False),
        Binding("p", "pane('problem')", "Make it the problem", id="analysis.problem", show=False),
        Binding("v", "pane('edit')", "Every field", id="analysis.fields", show=False),
        Binding("delete,D", "pane('delete')", "Delete", id="analysis.delete", show=False),
        Binding("h", "pane('what-if')", "What if", id="analysis.what-if", show=False),
        Binding(
            "H",
            "pane('no-what-if')",
            "Take all what-ifs back",
            id="analysis.what-if-back",
            show=False,
        ),
        Binding("N", "fold", "Numbers beside the drawing", id="analysis.fold", show=False),
        Binding("m", "pane('next-lens')", "Method", id="analysis.method"),
        Binding("M", "pane('previous-lens')", "Method back", id="analysis.method-back", show=False),
    ]
    DEFAULT_CSS = """
    AnalysisPane {
        height: 1fr;
        & #nothing { padding: 1 2; color: $faint; display: none; }
        & #supposed { height: auto; max-height: 3; padding: 0 1; color: $text-warning; }
    }
    """

    class Opened(Message):
        """A person wants to be asked about a cause."""

        def __init__(self, cause: str) -> None:
            self.cause = cause
            super().__init__()

    class Elsewhere(Message):
        """A person wants to go to a thing that is not in the drawing."""

        def __init__(self, reference: str) -> None:
            self.reference = reference
            super().__init__()

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self._desk: Desk | None = None

    def compose(self) -> ComposeResult:
        """Methods, what is supposed, drawing and numbers."""
        yield LensBar()
        yield Static(id="supposed", markup=False)
        yield Static(shown(EMPTY), id="nothing")
        yield Both()

    @property
    def both(self) -> Both:
        """The drawing and the numbers."""
        return self.query_one(Both)

    @property
    def _view(self) -> DrawingView:
        return self.both.drawing

    def show(self, desk: Desk) -> None:
        """Show the graph through the method chosen, or why there is nothing to see."""
        self._desk = desk
        bar = self.query_one(LensBar)
        bar.titles = tuple(desk.lenses())
        bar.absent = desk.absent()
        bar.chosen = desk.lens
        seen = desk.seen()
        fault = desk.fault()
        empty = seen.diagram is None or not (seen.diagram.nodes or seen.diagram.groups)
        nothing = self.query_one("#nothing", Static)
        nothing.update(shown(fault or (COMING if seen.pending else EMPTY)))
        nothing.display = empty or bool(fault)
        supposed = self.query_one("#supposed", Static)
        said = supposed_words(desk, seen)
        supposed.update(shown(said))
        supposed.display = bool(said)
        self.both.show(desk.lens, seen)
        if desk.chosen != self._view.cursor:
            self._view.go_to(desk.chosen)
        self.refresh_bindings()

    @property
    def chosen(self) -> str:
        """The cause the cursor is on."""
        return self._view.cursor

    def choose(self, name: str) -> None:
        """Put the cursor on a cause."""
        self._view.go_to(name)

    def focus_pane(self) -> None:
        """Put the keyboard into the drawing, also into an empty one, so that its keys work."""
        self.both.focus_one()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the numbers, where there are numbers."""
        if action == "numbers":
            return self.both.there and not self.both.numbers_focused
        if action == "drawing":
            return self.both.numbers_focused
        if action in ("explain", "table", "fold"):
            return self.both.there
        if action == "pane" and parameters == ("likely",):
            return self._desk is not None and asks_likelihood(self._desk.questions())
        return super().check_action(action, parameters)

    def action_numbers(self) -> None:
        """To the numbers."""
        self.both.turn(numbers=True)

    def action_drawing(self) -> None:
        """Back to the drawing."""
        self.both.turn(numbers=False)

    def action_fold(self) -> None:
        """One at a time, or both."""
        self.both.fold()
        self.refresh_bindings()

    def action_table(self, by: int) -> None:
        """Another table."""
        self._turn_table(by=by)

    def _turn_table(self, name: str = "", by: int = 0) -> None:
        if self.both.results.turn(name, by) and self._desk is not None:
            self.both.results.show(self._desk.lens, self._desk.seen())
            self._moved()

    def on_table_bar_wanted(self, event: TableBar.Wanted) -> None:
        """The table whose name was clicked."""
        event.stop()
        self._turn_table(event.name)

    # -- numbers -----------------------------------------------------------------------------

    def explained(self) -> Explained | None:
        """The number under the cursor, and what is to be said of it."""
        results, desk = self.both.results, self._desk
        cells, (row, column) = results.grid.cells, results.grid.at
        if desk is None or cells is None or not cells.table.rows or not cells.table.columns:
            return None
        meaning = desk.meaning(cells.table, row, column)
        return Explained(cells, row, column, meaning, of_before=results.of_before)

    def card(self) -> Content | None:
        """What the number under the cursor says, while the keyboard is there."""
        explained = self.explained() if self.both.numbers_focused else None
        return explained.card() if explained is not None else None

    def action_explain(self) -> None:
        """The number under the cursor, or all numbers about the cause it is on."""
        from rcakit.tui.screens.meaning import MeaningScreen

        about = () if self.both.numbers_focused else self._about_chosen()
        explained = self.explained()
        if about and self._desk is not None:
            said = all_about(words_of(self._desk.now)(self.chosen), about)
            self.app.push_screen(MeaningScreen("What the numbers say of it", said))
        elif explained is not None:
            self.app.push_screen(MeaningScreen(explained.heading, explained.whole()))

    def _about_chosen(self) -> tuple[Explained, ...]:
        """The numbers of the rows that are about the cause the cursor is on."""
        desk, results = self._desk, self.both.results
        if desk is None:
            return ()
        return tuple(
            Explained(cells, row, column, desk.meaning(cells.table, row, column))
            for cells in results.each()
            for row in cells.rows_about(self.chosen)
            for column in cells.numbers
        )

    def on_result_table_moved(self, event: ResultTable.Moved) -> None:
        """The drawing goes along to what the row is about."""
        event.stop()
        if self.both.numbers_focused:
            self._moved()

    def _moved(self) -> None:
        names = self._names()
        self._view.light(names)
        drawn = [name for name in names if self._view.draws(name)]
        if drawn and self._view.cursor not in drawn:
            self._view.go_to(drawn[0])
        else:
            self.post_message(self.Chosen())

    def _names(self) -> tuple[str, ...]:
        grid = self.both.results.grid
        if grid.cells is None or not grid.rows:
            return ()
        # A row may name a thing with its table, a drawing never does.
        return tuple(name.removeprefix("cause.") for name in grid.cells.about(*grid.at))

    def on_result_table_jumped(self, event: ResultTable.Jumped) -> None:
        """To the cause in the drawing, or to wherever the thing is shown."""
        event.stop()
        names = self._names()
        drawn = [name for name in names if self._view.draws(name)]
        if drawn:
            self._view.light(names)
            self.both.turn(numbers=False)
            if self._view.cursor not in drawn:
                self._view.go_to(drawn[0])
        elif names:
            self.post_message(self.Elsewhere(names[0]))

    # -- drawing -----------------------------------------------------------------------------

    def on_drawing_view_chosen(self, event: DrawingView.Chosen) -> None:
        """Tell what the cursor is on."""
        event.stop()
        self.post_message(self.Chosen())

    def on_drawing_view_opened(self, event: DrawingView.Opened) -> None:
        """Enter asks about the cause."""
        event.stop()
        self.post_message(self.Opened(event.node))


def supposed_words(desk: Desk, seen: Seen) -> str:
    """What is supposed at the moment, and how to take it back; "" where nothing is."""
    words = desk.supposing.words(desk.now, _SUPPOSED)
    method = desk.method()
    if not words or method is None:
        return ""
    if not seen.supposes:
        return f"{method.thing.title} has no what-ifs and shows what is so. H takes them all back."
    return f"What if: {words}. h on it turns it, H takes all back; nothing of it is kept."
