"""Text from strangers in results and edits: it is read there, and does nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
from app_driver import seated
from hostile_words import hostile, write
from slow_method import PATIENCE, Slow, looking, until

from rcakit import Column, Meaning, Table, working
from rcakit.store import load


class Odd(Slow):
    """Everything it says acts on a terminal, or is markup somewhere."""

    title = "[/title] \x1b[5m"

    def tables(self, postmortem: Any, notes: Any) -> Iterable[Table]:
        """One table of hostile words."""
        working.tell("[/what] \x1b]0;what\x07", 0.5)
        self.gate.wait(PATIENCE)
        del postmortem, notes
        yield Table(
            "odd",
            "[/table] \x9b31m",
            (
                Column("quantity", "[/column] \x1b[5m", unit="[/unit]"),
                Column("ids", "[link=x]ids[/]", about=True),
            ),
            (
                ("[/cell] \u202e", ("[/id]\x07", "pool-exhausted")),
                ("two\nlines", "connection-leak"),
            ),
            marks=("[/mark] \x07", ""),
            explain=lambda *_: Meaning("[/words]\x1b[5m", "[/meaning]", "[/formula]", "[/source]"),
            note="[/note] \x9d0;owned\x9c",
        )


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_hostile_words_in_results(folder: Path, size: tuple[int, int]) -> None:
    """Names, headings, cells, marks, notes, meanings and progress are shown as they are."""
    method = Odd(is_open=False)
    async with looking(folder, method, size) as me:
        await until(lambda: "[/what] ␛]0;what␇" in me.screen)
        method.gate.set()
        await me.press("n")
        for literal in ("[/table] <U+009B>31m", "[/column] ␛[5m ([/unit])", "[/cell] <U+202E>"):
            assert literal in me.screen, literal
        assert "[/note] <U+009D>0;owned<U+009C>" in me.screen
        assert "two lines" in me.screen
        await me.press("right", "equals_sign")
        for literal in ("[/id]␇", "[/mark] ␇", "[/words]␛[5m", "[/formula]", "[/source]"):
            assert literal in me.screen, literal
        await me.press("escape", "enter", "h")
        assert "What if: not" in me.screen
        assert me.app.is_running


@pytest.mark.parametrize(
    "spoilt",
    [
        Meaning(None),  # type: ignore[arg-type]
        "no meaning",
        Meaning("", formula=3),  # type: ignore[arg-type]
    ],
)
async def test_meanings_that_are_none(folder: Path, spoilt: Any) -> None:
    """What is no text is left out, and its plugin named."""

    class Bad(Slow):
        """Says nonsense of its numbers, and of how far it is."""

        def tables(self, postmortem: Any, notes: Any) -> Iterable[Table]:
            """The same, with another meaning."""
            working.tell(3, "half")  # type: ignore[arg-type]
            for table in super().tables(postmortem, notes):
                yield attrs.evolve(table, explain=lambda *_: spoilt)

    async with looking(folder, Bad(), (160, 48)) as me:
        await me.press("n", "right", "equals_sign")
        assert me.app.is_running
        assert any("TypeError" in fault.error for fault in me.desk.reader.plugins.faults)


async def test_hostile_words_survive_editing(tmp_path: Path) -> None:
    """What is shown made visible is on disk as it was, also after an edit beside it."""
    folder = tmp_path / "one"
    write(folder, hostile())
    async with seated(folder, step="analysis", size=(160, 48)) as me:
        before = me.now
        await me.cursor("connection-leak")
        await me.press("c", "x")
        changed = load(folder).postmortem
        assert changed != before
        await me.press("ctrl+z", "ctrl+z")
        assert load(folder).postmortem == before
        await me.press("r", "enter")
        assert me.now == before, "what was not retyped is not altered"
