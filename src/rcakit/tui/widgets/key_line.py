"""The last line: the keys that work here, and the one that finds everything else."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Footer, Static


class Everything(Static):
    """Opens the command palette; stays in sight however many keys there are."""

    async def on_click(self, event: events.Click) -> None:
        """Open it."""
        event.stop()
        await self.run_action("app.command_palette")


class KeyLine(Horizontal):
    """Textual's footer, with the palette's key beside it and not over it."""

    DEFAULT_CSS = """
    KeyLine { height: 1; dock: bottom; }
    KeyLine Footer { dock: none; width: 1fr; }
    KeyLine Everything { width: auto; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """Keys, palette."""
        yield Footer(compact=True, show_command_palette=False)
        yield Everything(
            Content.assemble(("│ ", "$fainter"), ("^p", "bold $accent"), (" everything", "$faint"))
        )
