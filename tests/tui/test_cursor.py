"""Each step has one cursor: the drawing or table shows it, and the card tells of it."""

from pathlib import Path

from app_driver import Seat, seated
from textual.widgets import Static

from rcakit.model import says


def _card(me: Seat) -> str:
    return str(me.bench.query_one("#details", Static).content).partition("\n")[0]


async def test_a_step_is_come_back_to(folder: Path) -> None:
    """The cursor is where it was left, and the card is about what it is on."""
    async with seated(folder, step="analysis", size=(160, 48)) as me:
        await me.cursor("slow-query")
        await me.to_step("actions")
        await me.press("escape", "down")
        action = me.bench.pane.chosen
        assert me.desk.chosen == action
        assert _card(me) == me.now.actions[action].title
        await me.press("4", "escape")
        assert me.drawing.chosen == me.desk.chosen == "slow-query"
        assert _card(me) == me.now.causes["slow-query"].text


async def test_between_two_tables(folder: Path) -> None:
    """Neither table loses its row to the other."""
    async with seated(folder, step="timeline", size=(160, 48)) as me:
        await me.press("escape", "down", "down")
        event = me.bench.pane.chosen
        await me.to_step("evidence")
        await me.press("escape", "down")
        evidence = me.bench.pane.chosen
        await me.to_step("timeline")
        await me.press("escape")
        assert me.bench.pane.chosen == me.desk.chosen == event
        assert _card(me) == says(me.now, f"event.{event}")
        await me.to_step("evidence")
        assert me.bench.pane.chosen == me.desk.chosen == evidence
        assert _card(me) == says(me.now, f"evidence.{evidence}")


async def test_a_step_that_has_no_drawing(folder: Path) -> None:
    """The card does not go on telling of a thing of another step."""
    async with seated(folder, step="analysis", size=(180, 48)) as me:
        await me.cursor("slow-query")
        await me.to_step("report")
        assert me.desk.chosen != "slow-query"
        assert _card(me) != me.now.causes["slow-query"].text


async def test_a_deleted_row(folder: Path) -> None:
    """The cursor is on the row that took its place, and the card too."""
    async with seated(folder, step="actions", size=(160, 48)) as me:
        await me.press("escape")
        first, second = list(me.now.actions)[:2]
        await me.cursor(first)
        await me.press("delete")
        assert me.bench.pane.chosen == me.desk.chosen == second
        assert _card(me) == me.now.actions[second].title


async def test_a_key_at_once_after_the_arrow(folder: Path) -> None:
    """It works on what the arrow went to, however fast both come."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("payments-failed")
        me.app.simulate_key("down")
        me.app.simulate_key("x")
        await me.settle()
        there = me.drawing.chosen
        assert there != "payments-failed"
        assert me.now.causes[there].status == "ruled-out"
