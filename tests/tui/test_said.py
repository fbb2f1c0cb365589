"""What the app says above its keys: the newest is in sight, and each stays for its while."""

from collections.abc import Callable
from pathlib import Path

import pytest
from app_driver import seated

from rcakit.tui.widgets.said import ROWS, Said

LONG = "a remark that is long enough to be folded over two lines on a small terminal"


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (160, 48)])
async def test_the_newest_is_in_sight(folder: Path, size: tuple[int, int]) -> None:
    """Older ones make room for it, and are not cut in the middle."""
    async with seated(folder, size=size) as me:
        for number in range(8):
            me.app.tell(f"BEGIN{number} {LONG} END{number}")
        me.app.tell("The disk is full", severity="error")
        await me.settle()
        assert "The disk is full" in me.screen
        whole = [n for n in range(8) if f"BEGIN{n}" in me.screen]
        assert whole == [n for n in range(8) if f"END{n}" in me.screen]
        assert whole == list(range(8 - len(whole), 8))
        assert me.bench.query_one(Said).size.height <= ROWS


async def test_more_fit_a_wider_terminal(folder: Path) -> None:
    """What was left out comes back when there is room."""
    async with seated(folder, size=(80, 24)) as me:
        for number in range(8):
            me.app.tell(f"BEGIN{number} {LONG} END{number}")
        await me.settle()
        assert "BEGIN1" not in me.screen
        await me.pilot.resize_terminal(160, 24)
        await me.settle()
        assert "BEGIN1" in me.screen


async def test_said_again_it_stays_its_own_while(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of one that was hushed does not take away an equal one said later."""
    async with seated(folder) as me:
        said = me.bench.query_one(Said)
        clocks: list[Callable[[], None]] = []
        monkeypatch.setattr(said, "set_timer", lambda _, then: clocks.append(then))
        said.say("Taken in")
        said.hush()
        said.say("Taken in")
        clocks[0]()
        assert "Taken in" in me.said
        clocks[1]()
        assert me.said == ""
