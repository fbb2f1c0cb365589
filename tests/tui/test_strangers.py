# ruff: noqa: D102  the contract says what its methods do
"""Methods and steps of a stranger: shown without a line of Textual, and harmless when they fail."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
from app_driver import seated, with_strange

from rcakit import Choice, Diagram, DiagramKind, Edge, Guide, Method, Node, Option, Question, Text
from rcakit.change import SetIncident
from rcakit.guide import Several


@attrs.frozen
class Notes:
    """What stopped it."""

    barriers: tuple[str, ...] = ()


class Barriers(Method):
    """Asks for barriers and draws them."""

    id, title, Notes = "barriers", "Barriers", Notes
    summary = "What should have stopped it?"
    text = "# Barriers\n\nAsk what should have stopped it."

    def questions(self, postmortem: Any, notes: Notes) -> Iterable[Question]:
        del postmortem
        yield Question(
            id="barriers/next",
            ask="What should have stopped it?",
            kind=Text(),
            answer=lambda text: self.keep(Notes((*notes.barriers, text))),
            help="Think of tests, alerts and people.",
        )

    def diagram(self, postmortem: Any, notes: Notes) -> Diagram:
        head = Node("head", postmortem.incident.title)
        tail = [Node(f"barrier-{n}", text) for n, text in enumerate(notes.barriers)]
        edges = tuple(Edge(head.id, node.id) for node in tail)
        return Diagram(DiagramKind.TREE, (head, *tail), edges, root=head.id)


class Trust(Guide):
    """A step of a stranger."""

    id, title, rank = "trust", "Trust", 5

    def questions(self, postmortem: Any, notes: Any) -> Iterable[Question]:
        del notes
        colours = (Option("red", "Red [bold]wine[/bold]"), Option("white", "White"))
        yield Question(
            id="trust/colour",
            ask="Which colour?",
            kind=Choice(colours),
            answer=lambda given: SetIncident({"tags": (given,)}),
            done=postmortem.incident.tags in (("red",), ("white",)),
            current=", ".join(postmortem.incident.tags),
        )


async def test_a_method_of_a_stranger_has_its_screen(folder: Path) -> None:
    """Its question, its drawing, its guide; its notes are in its own file; undo works."""
    async with seated(
        folder, step="analysis", load_plugins=lambda: with_strange(methods=(Barriers(),))
    ) as me:
        await me.press("M")
        assert me.desk.lens == "barriers"
        assert "Barriers" in me.screen
        await me.press("tab")
        assert me.asked == "barriers/next"
        await me.answer("A test on the full copy")
        await me.answer("A slow roll-out")
        assert "A slow roll-out" in me.screen
        notes = folder / "methods" / "barriers.toml"
        assert "A slow roll-out" in notes.read_text("utf-8")
        await me.press("escape", "down")
        assert me.drawing.chosen.startswith("barrier-")
        await me.press("enter", "x", "c", "w", "delete")
        assert "cursor on a cause" in me.said or "nothing under the cursor" in me.said
        await me.press("question_mark")
        assert "Ask what should have stopped it" in me.screen
        await me.press("escape", "ctrl+z")
        assert "A slow roll-out" not in notes.read_text("utf-8")


async def test_a_step_of_a_stranger_has_its_screen(folder: Path) -> None:
    """It stands in its place in the list and is answered like any other."""
    async with seated(
        folder, step="trust", load_plugins=lambda: with_strange(steps=(Trust(),))
    ) as me:
        assert "Trust" in me.screen
        assert "Red [bold]wine[/bold]" in me.screen, "user text is never markup"
        await me.press("down", "enter")
        assert me.on_disk().incident.tags == ("red",)
        await me.press("escape", "enter")
        assert me.asked == "trust/colour"
        await me.answer("2")
        assert me.on_disk().incident.tags == ("white",)


async def test_notes_of_a_method_that_is_not_installed(folder: Path) -> None:
    """They are shown as there, and stay on disk byte for byte through edits and undo."""
    notes = folder / "methods" / "barriers.toml"
    text = '# by hand\n[barriers]\n"A test" = "failed"\n'
    notes.write_text(text, "utf-8")
    async with seated(folder, step="analysis") as me:
        assert "barriers (not installed)" in me.screen
        await me.cursor("connection-leak")
        await me.press("x")
        await me.press("m", "m")
        assert me.desk.lens != "barriers"
        await me.press("ctrl+z")
    assert notes.read_text("utf-8") == text


def _raises(*_: object) -> Any:
    raise RuntimeError("a fault of the plugin")


def _exits(*_: object) -> Any:
    raise SystemExit(3)


def _nonsense(*_: object) -> Any:
    return [object()]


@pytest.mark.parametrize("what", ["questions", "diagram", "findings"])
@pytest.mark.parametrize("does", [_raises, _exits, _nonsense])
async def test_a_method_that_fails_takes_nothing_down(folder: Path, what: str, does: Any) -> None:
    """Its name is said, the other methods go on, and answers are kept."""

    class Bad(Method):
        id, title, rank = "bad", "Bad", -1

    setattr(Bad, what, does)
    async with seated(
        folder, step="analysis", load_plugins=lambda: with_strange(methods=(Bad(),))
    ) as me:
        if me.desk.lens != "bad":
            await me.press("M")
        assert me.desk.lens == "bad"
        if what != "diagram" or does is not _nonsense:
            assert "stranger (rcakit-stranger 1.0) failed" in " ".join(me.screen.split())
        await me.press("m", "m")
        assert me.app.is_running
        me.desk.look_through("five-whys")
        await me.bench.draw()
        await me.cursor("connection-leak")
        await me.press("x")
        assert me.on_disk().causes["connection-leak"].status == "ruled-out"


@pytest.mark.parametrize("does", [_raises, _nonsense, lambda *_: None])
async def test_an_answer_that_fails_takes_nothing_down(folder: Path, does: Any) -> None:
    """The question stays with what was typed, and a sentence says whose fault it is."""

    class Bad(Guide):
        id, title, rank = "bad", "Bad", -1

        def questions(self, postmortem: Any, notes: Any) -> Iterable[Question]:
            del postmortem, notes
            yield Question(id="bad/one", ask="Which?", kind=Text(), answer=does)

    async with seated(folder, step="bad", load_plugins=lambda: with_strange(steps=(Bad(),))) as me:
        before = me.now
        await me.answer("this")
        assert "plugin" in me.complaint
        assert me.typed == "this"
        assert me.now == before
        assert me.app.is_running


async def test_a_step_that_fails_takes_nothing_down(folder: Path) -> None:
    """The others are there."""

    class Bad(Guide):
        id, title, rank = "bad", "Bad", -1
        questions = _raises
        findings = _raises

    async with seated(folder, step="bad", load_plugins=lambda: with_strange(steps=(Bad(),))) as me:
        assert "failed" in me.said
        await me.press("2", "3", "4", "ctrl+n", "ctrl+n")
        assert me.app.is_running
        assert me.desk.step != "bad"


async def test_hostile_words_of_a_plugin(folder: Path) -> None:
    """Titles, hints, options and guides of a plugin are shown as they are, never as markup."""

    class Odd(Guide):
        id, title, rank = "odd", "[/odd] \x1b[5m", -1
        summary = "[/summary]"
        text = "[/text] \x1b]0;title\x07"

        def questions(self, postmortem: Any, notes: Any) -> Iterable[Question]:
            del postmortem, notes
            options = (Option("a", "[/a]", "[/help] \x9b"), Option("b", "[@click=app.quit]b[/]"))
            yield Question(
                id="odd/one",
                ask="[/ask] \u202e",
                kind=Several(options, hint="[/hint]"),
                answer=lambda given: SetIncident({"tags": given}),
                help="[/why]",
                current="[/now]",
            )

    async with seated(
        folder, step="odd", size=(160, 40), load_plugins=lambda: with_strange(steps=(Odd(),))
    ) as me:
        for literal in ("[/odd] ␛[5m", "[/ask] <U+202E>", "[/a]", "[@click=app.quit]b[/]"):
            assert literal in me.screen, literal
        await me.press("down", "escape", "question_mark")
        assert "[/text] ␛]0;title␇" in me.screen
        await me.press("escape", "ctrl+p")
        await me.type("odd")
        await me.settle()
        assert "[/odd] ␛[5m" in me.screen
        await me.press("escape")
        assert me.app.is_running
