"""The analysis: one graph, seen through the method chosen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from rcakit.tui.desk import Desk
from rcakit.tui.panes.pane import Pane
from rcakit.tui.safe import shown
from rcakit.tui.widgets.drawing_view import DrawingView
from rcakit.tui.widgets.lens_bar import LensBar

EMPTY = (
    "Nothing is drawn yet. Answer the question below: name what people experienced, and the "
    "method asks on from there."
)


class AnalysisPane(Pane):
    """The methods over a drawing one can walk in; every key works on the cause marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
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
        Binding("b", "pane('category')", "Bone", id="analysis.category", show=False),
        Binding("y", "pane('role')", "Role", id="analysis.role", show=False),
        Binding("p", "pane('problem')", "Make it the problem", id="analysis.problem", show=False),
        Binding("v", "pane('edit')", "Every field", id="analysis.fields", show=False),
        Binding("delete,D", "pane('delete')", "Delete", id="analysis.delete", show=False),
        Binding("m", "pane('next-lens')", "Method", id="analysis.method"),
        Binding("M", "pane('previous-lens')", "Method back", id="analysis.method-back", show=False),
    ]
    DEFAULT_CSS = """
    AnalysisPane { height: 1fr; }
    AnalysisPane #nothing { padding: 1 2; color: $faint; display: none; }
    """

    class Opened(Message):
        """A person wants to be asked about a cause."""

        def __init__(self, cause: str) -> None:
            self.cause = cause
            super().__init__()

    def compose(self) -> ComposeResult:
        """Methods, drawing."""
        yield LensBar()
        yield Static(shown(EMPTY), id="nothing")
        yield DrawingView(id="drawing")

    def show(self, desk: Desk) -> None:
        """Show the graph through the method chosen, or why there is nothing to see."""
        bar = self.query_one(LensBar)
        bar.lenses = tuple(desk.lenses())
        bar.absent = desk.absent()
        bar.chosen = desk.lens
        view = self.query_one(DrawingView)
        diagram = desk.diagram()
        fault = desk.fault()
        empty = diagram is None or not (diagram.nodes or diagram.groups)
        nothing = self.query_one("#nothing", Static)
        nothing.update(shown(fault or EMPTY))
        nothing.display = empty or bool(fault)
        view.show(diagram)
        if desk.chosen != view.cursor:
            view.go_to(desk.chosen)

    @property
    def chosen(self) -> str:
        """The cause the cursor is on."""
        return self.query_one(DrawingView).cursor

    def choose(self, name: str) -> None:
        """Put the cursor on a cause."""
        self.query_one(DrawingView).go_to(name)

    def focus_pane(self) -> None:
        """Put the keyboard into the drawing, also into an empty one, so that its keys work."""
        self.query_one(DrawingView).focus()

    def on_drawing_view_chosen(self, event: DrawingView.Chosen) -> None:
        """Tell what the cursor is on."""
        event.stop()
        self.post_message(self.Chosen())

    def on_drawing_view_opened(self, event: DrawingView.Opened) -> None:
        """Enter asks about the cause."""
        event.stop()
        self.post_message(self.Opened(event.node))
