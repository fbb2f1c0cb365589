"""What-ifs: a cause taken as so or not so for the moment, shown, taken back, never kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_driver import seated
from slow_method import Slow, looking, results

from rcakit.model import Cause, Incident, Postmortem, frozen
from rcakit.tui.supposing import Supposing


def test_a_cause_is_turned_in_three() -> None:
    """Not so, so, as it is; what has been deleted is not supposed of."""
    supposing = Supposing()
    postmortem = Postmortem(
        incident=Incident(title="One"), causes=frozen({"a": Cause(text="A."), "b": Cause(text="B")})
    )
    assert supposing.words(postmortem, 10) == ""
    assert supposing.turn("a") is False
    supposing.turn("b")
    assert supposing.turn("b") is True
    supposing.turn("gone")
    assert supposing.kept_by(postmortem) == {"a": False, "b": True}
    assert supposing.words(postmortem, 10) == "not “A”, so “B”"
    assert supposing.turn("b") is None
    supposing.clear()
    assert supposing.so == {}


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_what_if(folder: Path, size: tuple[int, int]) -> None:
    """It is said over the drawing and beside the node, and the summary shows before and after."""
    async with looking(folder, Slow(), size) as me:
        before, files = me.now, me.on_disk()
        standing = sum(one.status != "ruled-out" for one in me.now.causes.values())
        await me.cursor("connection-leak")
        await me.press("h")
        assert "What if: not “" in me.screen
        assert "what if not" in me.screen
        await me.press("n")
        assert f"{standing} → {standing - 1}" in me.screen
        await me.press("n", "h")
        assert "What if: so “" in me.screen
        await me.press("h")
        assert "What if" not in me.screen.replace("h What if", "")
        await me.press("n")
        assert "→" not in me.screen
        assert me.now is before
        assert not me.desk.session.done, "there is nothing to undo"
        assert me.on_disk() == files


async def test_all_what_ifs_are_taken_back_at_once(folder: Path) -> None:
    """By one key, which says so."""
    async with looking(folder, Slow(), (160, 48)) as me:
        for name in [*me.now.causes][:3]:
            await me.cursor(name)
            await me.press("h")
        assert len(me.desk.supposing.so) == 3
        await me.press("H")
        assert not me.desk.supposing.so
        assert "taken as they are again" in me.said
        await me.press("H")
        assert "Nothing is supposed" in me.said


async def test_a_method_without_what_ifs_says_so(folder: Path) -> None:
    """It goes on showing what is so."""
    async with seated(folder, step="analysis", size=(160, 48)) as me:
        await me.cursor("connection-leak")
        await me.press("h")
        assert "Five Whys has no what-ifs" in me.screen


async def test_a_change_under_a_what_if(folder: Path) -> None:
    """Both are of the postmortem as it is now; what is supposed stays supposed."""
    async with looking(folder, Slow(), (160, 48)) as me:
        standing = sum(one.status != "ruled-out" for one in me.now.causes.values())
        await me.cursor("connection-leak")
        await me.press("h")
        await me.cursor("slow-query")
        await me.press("x")
        assert not results(me).of_before
        assert f"{standing - 1} → {standing - 2}" in me.screen
