"""Results beside the drawing: they come by themselves, explain themselves, lead to their causes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import attrs
import pytest
from app_driver import PATIENCE, seated
from app_place import empty
from slow_method import Slow, looking, quick, results, until

from rcakit import Diagram, Table, working
from rcakit.tui.screens.meaning import MeaningScreen
from rcakit.tui.widgets.side import Side

SIZES = [(80, 24), (120, 40), (200, 50)]


async def test_no_key_waits_for_the_numbers(folder: Path) -> None:
    """The sketch is there and can be walked in; then drawing and numbers come by themselves."""
    method = Slow(is_open=False)
    async with looking(folder, method) as me:
        assert "sketched" in me.screen
        assert "The numbers come as soon as" in me.screen
        here = me.drawing.chosen
        await quick(me, "down", "down")
        assert me.drawing.chosen not in (here, "")
        there = me.drawing.chosen
        method.gate.set()
        await me.settle()
        assert "worked out" in me.screen
        assert "All of it" in me.screen
        assert me.drawing.chosen == there, "the cursor stays where it is"
        assert method.asked == 1, "drawing it anew computes nothing anew"


class SlowlyDrawn(Slow):
    """Takes its time for the sketch too."""

    id = "slow"

    def __init__(self) -> None:
        super().__init__(is_open=False)
        self.sketched = Event()

    def sketch(self, postmortem: Any, notes: Any) -> Diagram | None:
        """The sketch, when a test lets it."""
        while not self.sketched.wait(0.01):
            working.tell("sketching")
        return super().sketch(postmortem, notes)


async def test_no_key_waits_for_a_sketch_either(folder: Path) -> None:
    """It comes by itself, before the numbers; the last drawing stays until then."""
    method = SlowlyDrawn()
    async with looking(folder, method) as me:
        assert "The drawing comes as soon as" in me.screen
        method.sketched.set()
        await until(lambda: "sketched" in me.screen)
        method.gate.set()
        await me.settle()
        assert "worked out" in me.screen
        method.sketched.clear()
        method.gate.clear()
        me.bench.pane.choose("connection-leak")
        for _ in range(4):
            began = monotonic()
            await quick(me, "x")
            assert monotonic() - began < PATIENCE / 2
        assert me.drawing.draws("connection-leak"), "the last drawing stays"
        method.sketched.set()
        method.gate.set()
        await me.settle()


async def test_it_says_how_far_it_is_and_can_be_stopped(folder: Path) -> None:
    """After a moment: what, how far, which key stops it; then which key begins it again."""
    method = Slow(is_open=False)
    async with looking(folder, method) as me:
        await until(lambda: "counting slowly" in me.screen)
        assert "42%" in me.screen
        assert "ctrl+g stops it" in me.screen
        await quick(me, "ctrl+g")
        await until(lambda: method.stops == 1)
        assert "Slow stopped" in me.screen
        assert "ctrl+g works it out" in me.screen
        await quick(me, "down", "down")
        assert method.asked == 1, "walking about begins nothing"
        method.gate.set()
        await me.press("ctrl+g")
        assert "All of it" in me.screen
        assert "ctrl+g" not in me.screen


async def test_a_change_stops_the_old_work(folder: Path) -> None:
    """What is shown meanwhile is said to be of before, and is never taken for new."""
    method = Slow()
    async with looking(folder, method) as me:
        assert "Of before the change" not in me.screen
        before = results(me).grid.cells
        method.gate.clear()
        me.bench.pane.choose("connection-leak")
        await quick(me, "x")
        assert me.now.causes["connection-leak"].status == "ruled-out"
        assert results(me).of_before
        assert results(me).grid.cells is before
        assert "Of before the change" in me.screen
        await quick(me, "c")
        await until(lambda: method.stops >= 1)
        assert results(me).of_before
        method.gate.set()
        await me.settle()
        assert not results(me).of_before
        assert "Of before the change" not in me.screen
        cells = results(me).grid.cells
        assert cells is not before
        standing = sum(one.status != "ruled-out" for one in me.now.causes.values())
        assert cells is not None
        assert cells.table.rows[1] == ("standing", standing)


async def test_another_lens_stops_the_work(folder: Path) -> None:
    """And leaves nothing of it on the screen."""
    method = Slow(is_open=False)
    async with looking(folder, method) as me:
        await until(lambda: method.asked == 1)
        await quick(me, "m")
        await until(lambda: method.stops == 1)
        assert me.desk.lens != "slow"
        await me.settle()
        assert "counting slowly" not in me.screen


async def test_findings_of_a_method_come_with_its_numbers(folder: Path) -> None:
    """They are computed beside the keyboard too."""
    method = Slow(is_open=False)
    async with looking(folder, method) as me:
        assert not any(one.rule == "slow/one" for one in me.desk.findings())
        method.gate.set()
        await me.settle()
        assert any(one.rule == "slow/one" for one in me.desk.findings())


@pytest.mark.parametrize("size", SIZES)
async def test_both_are_in_sight_where_there_is_room(folder: Path, size: tuple[int, int]) -> None:
    """Beside, below, or one at a time; n goes there and back."""
    async with looking(folder, Slow(), size) as me:
        numbers, drawing = results(me), me.drawing
        small = size == SIZES[0]
        assert numbers.display != small
        if size == SIZES[1]:
            assert numbers.region.y > drawing.region.y
        if size == SIZES[2]:
            assert numbers.region.x > drawing.region.x
        await me.press("n")
        assert numbers.display
        assert numbers.grid.has_focus
        assert drawing.display != small
        await me.press("escape")
        assert drawing.has_focus
        assert drawing.display
        assert numbers.display != small
        await me.press("N")
        assert not numbers.display


@pytest.mark.parametrize("size", SIZES)
async def test_a_row_leads_to_its_cause(folder: Path, size: tuple[int, int]) -> None:
    """The drawing goes along, a cell of several lights them all, and enter goes there."""
    async with looking(folder, Slow(rows=9), size) as me:
        names = [*me.now.causes]
        await me.press("n", "full_stop", "down", "down", "down")
        assert results(me).grid.at == (3, 0)
        assert me.desk.chosen == names[3]
        await me.press("right", "right")
        assert me.drawing._lit == {names[0], names[-1]}
        assert me.desk.chosen in (names[0], names[-1])
        await me.press("left", "enter")
        assert me.drawing.has_focus
        assert me.drawing.chosen == names[3]
        await me.press("n")
        assert results(me).grid.at == (3, 1), "the cursor is where it was left"
        await me.press("comma")
        assert "Quantity" in me.screen


async def test_keys_of_the_analysis_work_on_the_row(folder: Path) -> None:
    """The cause of the row is the cause under the cursor."""
    async with looking(folder, Slow(rows=9)) as me:
        name = [*me.now.causes][4]
        await me.press("n", "full_stop", "down", "down", "down", "down", "x")
        assert me.now.causes[name].status == "ruled-out"
        assert results(me).grid.has_focus


async def test_each_number_explains_itself(folder: Path) -> None:
    """In the card beside the work; the formula and its source are one key away."""
    async with looking(folder, Slow(), (160, 48)) as me:
        await me.press("n", "full_stop", "right")
        side = me.bench.query_one(Side).query_one("#details")
        assert "Row 0, column 1 of this incident." in str(side.render())
        assert "uncalibrated" in str(side.render())
        await me.press("down")
        assert "Row 1, column 1" in str(side.render())
        assert "A book" not in me.screen
        await me.press("equals_sign")
        assert isinstance(me.app.screen, MeaningScreen)
        for words in ("Row 1, column 1", "What it is.", "a / b", "A book", "Not all of it."):
            assert words in me.screen
        await me.press("escape")
        assert results(me).grid.has_focus
        await me.press("n")
        assert "Row 1" not in str(side.render()), "in the drawing the card is of the cause"


async def test_where_there_is_no_card_one_key_says_all(folder: Path) -> None:
    """On a small terminal, and about a cause all that the numbers say of it."""
    async with looking(folder, Slow(), (80, 24)) as me:
        await me.press("n", "full_stop", "equals_sign")
        for words in ("Row 0, column 0", "uncalibrated", "A book"):
            assert words in me.screen
        await me.press("escape", "escape")
        await me.cursor([*me.now.causes][1])
        await me.press("equals_sign")
        assert "What the numbers say of it" in me.screen
        assert "Row 1, column 1" in me.screen


async def test_a_table_of_thousands_is_there_at_once(folder: Path) -> None:
    """Only what is in sight is drawn."""
    async with looking(folder, Slow(rows=20_000)) as me:
        await me.press("n", "full_stop")
        began = monotonic()
        await me.press("end", "home", "pagedown", "pagedown", "down", "end")
        assert monotonic() - began < PATIENCE
        assert results(me).grid.at[0] == 19_999
        cells = results(me).grid.cells
        assert cells is not None
        assert cells.text(19_999, 0)[:20] in me.screen


async def test_a_table_without_an_explanation(folder: Path) -> None:
    """Says what its column says, or that there is nothing to say."""
    async with looking(folder, Slow()) as me:
        await me.press("n", "right", "equals_sign")
        assert "How many." in me.screen
        await me.press("escape", "left", "equals_sign")
        assert "The method says no more about it." in me.screen


async def test_an_explanation_that_fails_takes_nothing_down(folder: Path) -> None:
    """The number stays; the plugin is named."""

    class Bad(Slow):
        """Explains nothing."""

        def tables(self, postmortem: Any, notes: Any) -> Iterable[Table]:
            """The same, and each cell fails."""
            for table in super().tables(postmortem, notes):
                yield attrs.evolve(table, explain=lambda *_: 1 / 0)

    async with looking(folder, Bad(), (160, 48)) as me:
        await me.press("n", "right", "down")
        assert me.app.is_running
        assert "ZeroDivisionError" in " ".join(
            fault.error for fault in me.desk.reader.plugins.faults
        )


async def test_a_fish_has_the_room(folder: Path) -> None:
    """Its table is one key away, and beside it only where the terminal is very wide."""
    for size, seen in (((160, 48), False), ((260, 60), True)):
        async with seated(folder, step="analysis", size=size) as me:
            await me.press("m")
            assert me.desk.lens == "fishbone"
            assert results(me).display == seen
            await me.press("n")
            assert results(me).display


async def test_where_there_are_no_rows_the_drawing_has_the_room() -> None:
    """An empty table says nothing to anybody."""
    async with seated(empty(), step="analysis", size=(160, 48)) as me:
        assert not results(me).display
