"""The first frame: the workbench's outline, while plugins and files are read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from rcakit.tui.safe import line


class Opening(Widget):
    """The name of what is being opened over empty frames."""

    DEFAULT_CSS = """
    Opening { height: 1fr; }
    Opening #name { height: 1; padding: 0 2; text-style: bold; }
    Opening Horizontal { height: 1fr; }
    Opening .frame { height: 1fr; border: round $border-blurred; }
    Opening #left { width: 21; }
    Opening #center { width: 1fr; padding: 1 2; color: $faint; }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name_shown = name

    def compose(self) -> ComposeResult:
        """Name, steps, stage."""
        yield Static(line(self._name_shown), id="name")
        with Horizontal():
            yield Static("", classes="frame", id="left")
            yield Static(line("Reading …"), classes="frame", id="center")
