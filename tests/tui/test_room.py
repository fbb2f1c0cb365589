"""Little room: what one works on is in sight, and nothing is laid out twice for nothing."""

from pathlib import Path

import pytest
from app_driver import seated, with_strange
from textual.widgets import OptionList

import rcakit.tui.widgets.drawing_view as view
from rcakit import Method
from rcakit.tui.widgets.side import Findings, Side

TITLES = ("Event tree", "Causal factors", "Barrier analysis", "Change analysis", "Kepner-Tregoe")


def _method(number: int, words: str) -> Method:
    class Stranger(Method):
        """A method with nothing but a name."""

        id, title = f"m{number}", words

    return Stranger()


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (160, 48)])
async def test_the_method_chosen_is_in_sight(folder: Path, size: tuple[int, int]) -> None:
    """Among many, each in its turn; where some are left out before it, a mark says so."""
    methods = tuple(_method(number, title) for number, title in enumerate(TITLES))
    async with seated(
        folder, step="analysis", size=size, load_plugins=lambda: with_strange(methods=methods)
    ) as me:
        for _ in range(len(TITLES) + 4):
            titles = dict(me.desk.lenses())
            row = me.screen.splitlines()[2]
            assert titles[me.desk.lens] in row
            assert ("Five Whys" in row) != row.split("││")[1].lstrip().startswith("…")
            await me.press("m")


async def test_many_findings_scroll_by_themselves(folder: Path) -> None:
    """Beside the work they end where it ends; what the other cards leave is theirs."""
    async with seated(folder, step="actions", size=(160, 48)) as me:
        side, findings = me.bench.query_one(Side), me.bench.query_one(Findings)
        assert findings.max_scroll_y > 0
        assert side.max_scroll_y == 0
        assert findings.region.bottom == side.region.bottom


async def test_findings_do_not_stay_before_the_work(folder: Path) -> None:
    """On a narrow terminal Tab and Esc lead to what they cover, and fold them away."""
    async with seated(folder, step="analysis", size=(80, 24)) as me:
        for key in ("tab", "escape"):
            me.bench.pane.focus_pane()
            await me.press("f")
            assert me.bench.query_one(Findings).has_focus
            await me.press(key)
            assert not me.bench.has_class("-side")
            assert "Findings" not in "\n".join(me.screen.splitlines()[:-1])
            assert me.drawing.has_focus


async def test_beside_the_work_they_stay(folder: Path) -> None:
    """On a wide terminal they cover nothing."""
    async with seated(folder, step="analysis", size=(160, 48)) as me:
        await me.press("f", "tab")
        assert me.drawing.has_focus
        assert me.bench.has_class("-side")


async def test_the_same_is_not_laid_out_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the drawing nor the list of answers; what has changed is."""
    drawn: list[object] = []
    real = view.draw
    monkeypatch.setattr(view, "draw", lambda *given: drawn.append(given) or real(*given))
    async with seated(folder, step="analysis") as me:
        drawn.clear()
        for _ in range(3):
            await me.bench.draw()
        assert drawn == []
        await me.cursor("connection-leak")
        await me.press("x")
        assert len(drawn) == 1
        await me.to_step("incident")
        listing = me.bench.pane.query_one(OptionList)
        before = list(listing.options)
        await me.bench.draw()
        assert all(one is other for one, other in zip(listing.options, before, strict=True))
        await me.pilot.resize_terminal(100, 40)
        await me.settle()
        assert listing.options[0] is not before[0]


async def test_a_drawing_scrolled_by_hand_stays_there(folder: Path) -> None:
    """Another look at the same does not jump back to the cursor."""
    async with seated(folder, step="analysis", size=(80, 24)) as me:
        await me.press("home")
        me.drawing.scroll_to(y=12, animate=False)
        await me.settle()
        there = me.drawing.scroll_offset.y
        assert there > 0
        await me.bench.draw()
        await me.settle()
        assert me.drawing.scroll_offset.y == there
