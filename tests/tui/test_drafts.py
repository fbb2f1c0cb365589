# ruff: noqa: D102  the contract says what its methods do
"""What is being written: ctrl+z takes it back, and it is kept until its question is asked again."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app_driver import seated, with_strange

from rcakit import Guide, Option, Question, Text
from rcakit.change import SetIncident
from rcakit.guide import Several
from rcakit.model import Status

COLOURS = (Option("red", "Red wine"), Option("white", "White wine"))
LONG = "five-whys/known/tried-on-small-copy"


class Wines(Guide):
    """Asks for one word and for several."""

    id, title, rank = "wines", "Wines", -1

    def questions(self, postmortem: Any, notes: Any) -> Iterable[Question]:
        del notes
        tags = postmortem.incident.tags
        for kind in (Text(), Several(COLOURS)):
            yield Question(
                id=f"wines/{type(kind).__name__}",
                ask="Which?",
                kind=kind,
                answer=lambda given: SetIncident({"tags": (*tags, str(given))}),
                done=len(tags) > 10,
            )


async def test_ctrl_z_takes_back_what_is_written(folder: Path) -> None:
    """Only then it undoes a change; ctrl+y writes it again."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("connection-leak")
        await me.press("x", "r")
        start = me.typed
        assert start
        await me.type(" and half a thought")
        await me.press("ctrl+z")
        assert me.typed == start
        assert me.asked.startswith("edit/cause/connection-leak")
        assert me.now.causes["connection-leak"].status is Status.RULED_OUT
        await me.press("ctrl+y")
        assert me.typed == f"{start} and half a thought"
        await me.press("ctrl+z", "ctrl+z")
        assert me.now.causes["connection-leak"].status is Status.HYPOTHESIS


async def test_ctrl_z_in_a_long_answer(folder: Path) -> None:
    """It goes back there as well, and stops where the answer began."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("connection-leak")
        await me.press("x")
        question = next(one for one in me.desk.questions() if one.id == LONG)
        await me.bench.answering.ask(question)
        await me.settle()
        await me.type("half a thought")
        await me.press("ctrl+z")
        assert me.typed == ""
        await me.press("ctrl+y")
        assert me.typed == "half a thought"
        assert me.now.causes["connection-leak"].status is Status.RULED_OUT


async def test_ctrl_z_from_the_work_undoes(folder: Path) -> None:
    """What is written counts where one writes; from the drawing, the change is meant."""
    async with seated(folder, step="analysis") as me:
        await me.press("tab")
        await me.type("half a thought")
        await me.press("escape")
        await me.cursor("connection-leak")
        await me.press("x", "ctrl+z")
        assert me.now.causes["connection-leak"].status is Status.HYPOTHESIS
        assert me.typed == "half a thought"


async def test_a_draft_outlives_other_steps(folder: Path) -> None:
    """On coming back it is there, at its own question, and nowhere else."""
    async with seated(folder, step="evidence") as me:
        asked = me.asked
        await me.type("half a thought")
        await me.press("ctrl+n")
        assert me.typed == ""
        await me.type("when it began")
        await me.press("ctrl+b")
        assert me.asked == asked
        assert me.typed == "half a thought"
        await me.press("ctrl+n")
        assert me.typed == "when it began"
        await me.press("ctrl+n", "ctrl+b", "ctrl+b")
        assert me.typed == "half a thought"


async def test_a_draft_outlives_an_edit(folder: Path) -> None:
    """A key on a cause asks something else in between; an edit left by escape leaves nothing."""
    async with seated(folder, step="analysis") as me:
        await me.press("tab")
        assert me.asked == LONG
        await me.type("half a thought")
        await me.press("escape")
        await me.cursor("connection-leak")
        await me.press("w")
        assert me.typed == ""
        await me.type("another")
        await me.press("escape")
        assert me.asked == LONG
        assert me.typed == "half a thought"
        await me.press("w")
        assert me.typed == ""


async def test_a_draft_that_was_answered_is_gone(folder: Path) -> None:
    """The question does not begin with what was said already."""
    async with seated(
        folder, step="wines", load_plugins=lambda: with_strange(steps=(Wines(),))
    ) as me:
        assert me.asked == "wines/Text"
        await me.type("beer")
        await me.press("ctrl+b", "ctrl+n")
        assert me.typed == "beer"
        await me.press("enter")
        assert me.on_disk().incident.tags[-1] == "beer"
        await me.press("ctrl+b", "ctrl+n")
        assert me.asked == "wines/Text"
        assert me.typed == ""


async def test_ticks_are_a_draft_too(folder: Path) -> None:
    """With a word typed to find the next one."""
    async with seated(
        folder, step="wines", load_plugins=lambda: with_strange(steps=(Wines(),))
    ) as me:
        await me.press("enter")
        assert me.asked == "wines/Several"
        await me.press("down", "enter")
        await me.type("white")
        await me.press("ctrl+b", "ctrl+n")
        assert me.asked == "wines/Several"
        assert me.typed == "white"
        assert me.panel.choices.ticked == ["red"]
        assert me.options == ["2  White wine"]


async def test_lines_of_a_long_answer_can_be_joined(folder: Path) -> None:
    """What a line shows of several stands for them; a long answer shows them as they are."""
    async with seated(folder, step="incident") as me:
        question = next(one for one in me.desk.questions() if one.id == "incident/summary")
        await me.bench.answering.ask(question)
        await me.settle()
        await me.answer("one\ntwo")
        assert me.now.incident.summary == "one\ntwo"
        question = next(one for one in me.desk.questions() if one.id == "incident/summary")
        await me.bench.answering.ask(question)
        await me.settle()
        assert me.typed == "one\ntwo"
        await me.answer("one two")
        assert me.on_disk().incident.summary == "one two"
