"""A folder that a merge left open is settled in the app, and then it opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_driver import Seat, seated
from textual.widgets import OptionList

from rcakit.merging.hunks import marked
from rcakit.merging.texts import woven
from rcakit.store import load
from rcakit.tui.screens.library import Library
from rcakit.tui.screens.resolve import ResolveScreen
from rcakit.tui.screens.workbench import Workbench

WORDS = "Every connection from payments to the orders database was in use"


@pytest.fixture
def torn(folder: Path) -> Path:
    """A copy of the sample in which two places are to be decided, the first a text."""
    file = folder / "causes.toml"
    base = file.read_text("utf-8")
    sides = [
        base.replace(WORDS, f"{who} words [b]").replace(
            "[cause.slow-query]\n", f'[cause.slow-query]\nx-team = "{who}"\n'
        )
        for who in ("My", "Their")
    ]
    result = woven(base.encode(), sides[0].encode(), sides[1].encode())
    assert result is not None
    file.write_text(marked(result.parts), "utf-8")
    return folder


def listed(me: Seat) -> int:
    """How many places are shown."""
    return me.app.screen.query_one(OptionList).option_count


async def test_decided_one_by_one(torn: Path) -> None:
    """Both sides are shown as they are; a key decides; the file is settled and opened."""
    async with seated(torn, size=(80, 24)) as me:
        assert isinstance(me.app.screen, ResolveScreen)
        assert listed(me) == 2
        assert "My words [b]" in me.screen
        assert "Their words [b]" in me.screen
        assert "before" in me.screen
        assert WORDS[:40] in me.screen
        await me.press("t")
        assert listed(me) == 1
        assert (torn / "causes.toml").read_text("utf-8").count("<<<<<<<") == 1
        await me.press("o")
        assert "All is decided" in me.screen
        assert "git add causes.toml" in me.screen
        assert load(torn).postmortem.causes["pool-exhausted"].text == "Their words [b]"
        await me.press("enter")
        assert isinstance(me.app.screen, Workbench)
        assert me.now == load(torn).postmortem
        await me.press("escape", "q")
        assert isinstance(me.app.screen, Library)


async def test_both_and_other_words(torn: Path) -> None:
    """Other words are written in a line; esc leaves it without a decision; ctrl+z goes back."""
    async with seated(torn) as me:
        await me.press("b")
        assert "My words [b] / Their words [b]" in (torn / "causes.toml").read_text("utf-8")
        await me.press("ctrl+z")
        assert listed(me) == 2
        await me.press("e", "escape")
        assert listed(me) == 2
        await me.press("e")
        await me.answer("Words of both")
        assert listed(me) == 1
        assert "Words of both" in (torn / "causes.toml").read_text("utf-8")
        # A single word is one of a few, so both cannot be taken of it.
        await me.press("b")
        assert listed(me) == 1


async def test_leaving_half_way(torn: Path) -> None:
    """What is decided is on disk, and the next time only the rest is asked."""
    async with seated(torn) as me:
        await me.press("o", "q")
        assert not me.app.is_running
    async with seated(torn) as me:
        assert isinstance(me.app.screen, ResolveScreen)
        assert listed(me) == 1


async def test_from_the_library(torn: Path) -> None:
    """The library says what is wrong; enter leads to the places, q back to the library."""
    async with seated(torn.parent) as me:
        assert isinstance(me.app.screen, Library)
        assert "both sides changed the text" in me.screen
        await me.press("enter")
        assert isinstance(me.app.screen, ResolveScreen)
        await me.press("q")
        assert isinstance(me.app.screen, Library)
        await me.press("enter", "o", "o", "enter")
        await me.settle()
        assert isinstance(me.app.screen, Workbench)
        await me.press("escape", "q")
        assert isinstance(me.app.screen, Library)


async def test_what_cannot_be_saved_is_said(torn: Path) -> None:
    """A file that somebody else wrote meanwhile is not overwritten."""
    async with seated(torn) as me:
        (torn / "causes.toml").write_text("[cause]\n", "utf-8")
        await me.press("o")
        assert listed(me) == 2
        assert "changed by somebody else" in me.screen
        assert (torn / "causes.toml").read_text("utf-8") == "[cause]\n"
        await me.press("ctrl+p", "escape")
        assert me.app.is_running
