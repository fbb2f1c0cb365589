"""Answered questions of a method, asked again from the drawing and from its numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_driver import seated

from rcakit.tui.widgets.result_table import ResultTable

CAUSE = "connection-leak"


@pytest.mark.parametrize(
    ("lens", "question"),
    [("fault-tree", f"fault-tree/likely/{CAUSE}"), ("bayes-net", f"bayes-net/prior/{CAUSE}")],
)
async def test_how_likely_is_asked_again(folder: Path, lens: str, question: str) -> None:
    """`k` on a cause whose likelihood was given asks it once more and keeps the new one."""
    async with seated(folder, step="analysis") as me:
        me.desk.look_through(lens)
        await me.bench.draw()
        await me.cursor(CAUSE)
        assert "k How likely" in me.screen
        await me.press("k")
        assert me.asked == question
        await me.replace("1 in 4")
        await me.press("enter")
        assert me.now.causes[CAUSE].probability == pytest.approx(0.25)
        assert me.on_disk() == me.now
        assert me.drawing.has_focus, "one can walk on"
        await me.press("ctrl+z")
        assert me.now.causes[CAUSE].probability == pytest.approx(0.3)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48)])
async def test_how_likely_from_the_numbers(folder: Path, size: tuple[int, int]) -> None:
    """In a table the key asks about the cause of the row, and one is back in the table then."""
    async with seated(folder, step="analysis", size=size) as me:
        me.desk.look_through("fault-tree")
        await me.bench.draw()
        await me.settle()
        await me.press("n", "full_stop", "full_stop", "k")
        name = me.asked.removeprefix("fault-tree/likely/")
        assert name == me.desk.chosen
        assert name in me.now.causes
        await me.replace("0,07")
        await me.press("enter")
        await me.settle()
        assert me.now.causes[name].probability == pytest.approx(0.07)
        assert isinstance(me.app.focused, ResultTable)


async def test_how_likely_a_cause_is_that_follows(folder: Path) -> None:
    """Of what is not asked it is said why; a method that asks no likelihood has no such key."""
    async with seated(folder, step="analysis") as me:
        me.desk.look_through("bayes-net")
        await me.bench.draw()
        await me.cursor("pool-exhausted")
        await me.press("k")
        assert "follows from what is behind it" in me.said
        me.desk.look_through("five-whys")
        await me.bench.draw()
        await me.settle()
        assert "k How likely" not in me.screen


async def test_one_of_the_answers_is_chosen(folder: Path) -> None:
    """`u` lists what a method asks about the cause, with its present answers, and asks one."""
    async with seated(folder, step="analysis") as me:
        me.desk.look_through("fault-tree")
        await me.bench.draw()
        await me.cursor("visits-doubled")
        await me.press("u")
        assert me.asked == "own/again/visits-doubled"
        assert "8 %: How likely is it" in me.screen
        await me.answer("2")
        assert me.asked == "fault-tree/source/visits-doubled"
        await me.replace("a count of mails since 2024")
        await me.press("enter")
        held = me.now.causes["visits-doubled"]
        assert held.probability_source == "a count of mails since 2024"
        assert me.on_disk() == me.now


async def test_back_in_the_work_where_nothing_is_open(folder: Path) -> None:
    """The panel with nothing left to ask does not take the keyboard from the drawing."""
    async with seated(folder, step="analysis") as me:
        me.desk.look_through("fault-tree")
        for one in me.desk.questions():
            me.desk.aside.add(one.id)
        await me.bench.draw()
        await me.cursor(CAUSE)
        await me.press("k")
        await me.replace("1 in 4")
        await me.press("enter")
        assert me.desk.asked() is None
        assert me.drawing.has_focus
