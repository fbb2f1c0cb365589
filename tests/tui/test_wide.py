"""Wide characters: what is cut to a line is cut by cells, so that nothing beside it is lost."""

from pathlib import Path
from typing import Any

from app_driver import seated, with_strange
from app_place import empty
from rich.cells import cell_len

from rcakit import Choice, Guide, Option, Question
from rcakit.change import SetIncident

TITLE = "決済サービスの接続プールが枯渇し三件に一件の支払いが四十七分間失敗した件について"


class Wide(Guide):
    """A step whose every word is wide."""

    id, title, rank = "wide", "決済サービスの接続プール", -1

    def questions(self, postmortem: Any, notes: Any) -> Any:
        """One, with a long option."""
        del postmortem, notes
        yield Question(
            id="wide/one",
            ask="Which?",
            kind=Choice((Option("a", TITLE * 2), Option("b", "短い", TITLE * 2))),
            answer=lambda given: SetIncident({"tags": (given,)}),
        )


async def test_the_headline_keeps_its_end() -> None:
    """Whether all is saved is in sight beside any title."""
    async with seated(empty(TITLE), size=(80, 24)) as me:
        first = me.screen.splitlines()[0]
        assert first.endswith("saved")
        assert "…" in first
        assert cell_len(first) <= 80


async def test_options_are_one_line_each(folder: Path) -> None:
    """Label and remark end with an ellipsis inside the panel."""
    async with seated(
        folder, step="wide", size=(80, 24), load_plugins=lambda: with_strange(steps=(Wide(),))
    ) as me:
        assert all("…" in option for option in me.options)
        rows = [line for line in me.screen.splitlines() if "短い" in line or "1  決済" in line]
        assert len(rows) == 2
        assert all("…" in row for row in rows)
        assert me.panel.choices.virtual_size.height == 2


async def test_a_step_is_one_line(folder: Path) -> None:
    """Its title is cut to the list."""
    async with seated(folder, load_plugins=lambda: with_strange(steps=(Wide(),))) as me:
        steps = me.bench.query_one("#steps")
        assert steps.virtual_size.height == len(me.desk.steps())
        assert "決済サービスの…" in me.screen
