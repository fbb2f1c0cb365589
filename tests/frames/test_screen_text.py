"""The characters read from a picture of a screen."""

from screen_text import text_of
from textual.app import App, ComposeResult
from textual.widgets import Static

TEXT = "ab 漢字 ✓ é  <&>\n  [red]x[/] 🔥 end\n\n│ box"


class Shown(App[None]):
    """Shows a text."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(TEXT, markup=False)


async def test_the_text_is_what_is_on_the_screen() -> None:
    """Blanks, wide characters, signs of XML and empty lines come back where they stood."""
    app = Shown()
    async with app.run_test(size=(30, 5)):
        svg = app.export_screenshot(simplify=True)
    assert text_of(svg, 5).rstrip() == TEXT
