"""Another theme: everything on the screen takes its colours at once, and it is remembered."""

from pathlib import Path

from app_driver import Seat, seated
from rich.text import Text
from textual.color import Color
from textual.coordinate import Coordinate
from textual.widgets import Static

from rcakit.tui.panes.report import Coloured
from rcakit.tui.panes.sheet import Grid
from rcakit.tui.preferences import read_preferences


async def _to(me: Seat, theme: str) -> None:
    me.app.theme = theme
    for _ in range(3):
        await me.settle()


async def test_there_and_back_is_remembered(folder: Path) -> None:
    """The last theme chosen counts, also where it is the one the app began with."""
    async with seated(folder) as me:
        await _to(me, "rcakit-light")
        assert read_preferences().theme == "rcakit-light"
        await _to(me, "rcakit-dark")
        assert read_preferences().theme == "rcakit-dark"


async def test_a_table(folder: Path) -> None:
    """Cells are in the ink of the theme, and the cursor stays."""
    async with seated(folder, step="timeline") as me:
        await me.press("escape", "down", "down")
        here = me.bench.pane.chosen
        for theme in ("rcakit-light", "rcakit-dark"):
            await _to(me, theme)
            cell: Text = me.bench.pane.query_one(Grid).get_cell_at(Coordinate(0, 2))
            inks = {Color.parse(str(span.style)) for span in cell.spans}
            assert inks == {Color.parse(me.app.theme_variables["foreground"])}
            assert me.bench.pane.chosen == here


async def test_the_report(folder: Path) -> None:
    """Headings are in the colour of the theme, and the console keeps none of it."""
    async with seated(folder, step="report") as me:
        before = me.app.console.get_style("markdown.h2")
        for theme in ("rcakit-light", "rcakit-dark", "rcakit-light"):
            await _to(me, theme)
            drawn = me.bench.query_one("#preview", Static).content
            assert isinstance(drawn, Coloured)
            wanted = Color.parse(me.app.theme_variables["primary"]).hex6.casefold()
            heading = drawn.theme.styles["markdown.h2"]
            assert heading.color is not None
            assert heading.color.name == wanted
            assert wanted in me.app.export_screenshot().casefold()
        assert me.app.console.get_style("markdown.h2") == before
