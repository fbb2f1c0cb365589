"""The last line: the keys that work here, and the one that finds everything else."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Footer, Static
from textual.widgets._footer import FooterKey


class Keys(Footer):
    """Textual's footer, but for the keys at its end that it has no room to show whole.

    A dialog has one of its own, which covers that of the screen below, whose keys do nothing
    meanwhile.
    """

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        """As many keys as fit, in their order; the palette has the others."""
        room = self.size.width
        for key in super().compose():
            if isinstance(key, FooterKey):
                room -= cell_len(f"{key.key_display} {key.description}")
                if room < 0:
                    return
                room -= 1
            yield key

    async def on_resize(self) -> None:
        """Choose again what fits."""
        await self.recompose()


class Everything(Static):
    """Opens the command palette; stays in sight however many keys there are."""

    async def on_click(self, event: events.Click) -> None:
        """Open it."""
        event.stop()
        await self.run_action("app.command_palette")


class KeyLine(Horizontal):
    """The keys, with the palette's key beside them and not over them."""

    DEFAULT_CSS = """
    KeyLine { height: 1; dock: bottom; }
    KeyLine Keys { dock: none; width: 1fr; }
    KeyLine Everything { width: auto; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """Keys, palette."""
        yield Keys()
        yield Everything(
            Content.assemble(("│ ", "$fainter"), ("^p", "bold $accent"), (" everything", "$faint"))
        )
