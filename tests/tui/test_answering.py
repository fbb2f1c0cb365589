"""Questions answered at the panel."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from app_driver import seated, with_strange
from app_place import empty

from rcakit import (
    Choice,
    Day,
    Guide,
    Moment,
    Number,
    Option,
    Question,
    Text,
    TextOrOption,
    YesNo,
)
from rcakit.change import SetIncident
from rcakit.guide import Several
from rcakit.store import load


def asking(*kinds: tuple[str, Any], current: str = "") -> Any:
    """A step that asks one question of each kind and keeps the answers as tags."""

    class Kinds(Guide):
        id, title, rank = "kinds", "Kinds", -1

        def questions(self, postmortem: Any, notes: Any) -> Any:
            del notes
            had = {tag.partition("=")[0] for tag in postmortem.incident.tags}
            for name, kind in kinds:
                yield Question(
                    id=f"kinds/{name}",
                    ask=f"Which {name}?",
                    kind=kind,
                    answer=lambda given, name=name: SetIncident(
                        {"tags": (*postmortem.incident.tags, f"{name}={given}")}
                    ),
                    done=name in had,
                    current=current,
                    nothing=SetIncident({"tags": (*postmortem.incident.tags, f"{name}=nothing")}),
                )

    return lambda: with_strange(steps=(Kinds(),))


THREE = (
    Option("red", "Red wine"),
    Option("white", "White wine", "chilled"),
    Option("water", "Water"),
)


def tags(folder: Path) -> tuple[str, ...]:
    """The answers as the file says."""
    return load(folder).postmortem.incident.tags


async def test_an_answer_is_on_disk_at_once(folder: Path) -> None:
    """Nothing has to be saved by hand, and the next question is at hand with the keyboard in it."""
    async with seated(
        folder, step="kinds", load_plugins=asking(("a", Text()), ("b", Text()))
    ) as me:
        await me.answer("first")
        assert tags(folder)[-1] == "a=first"
        assert "saved" in me.screen
        assert me.asked == "kinds/b"
        assert me.typed == ""
        await me.answer("second")
        assert tags(folder)[-2:] == ("a=first", "b=second")


async def test_a_refused_answer_says_why_and_stays_as_typed(folder: Path) -> None:
    """One corrects it instead of typing it again; typing takes the complaint away."""
    async with seated(folder, step="kinds", load_plugins=asking(("n", Number(0, 1)))) as me:
        before = tags(folder)
        await me.answer("seven")
        assert me.complaint == "“seven” is not a number."
        assert me.complaint in me.screen
        assert me.typed == "seven"
        assert tags(folder) == before
        await me.answer("7")
        assert "between 0 and 1" in me.complaint
        await me.press("backspace")
        assert me.complaint == ""
        await me.answer("0.5")
        assert tags(folder)[-1] == "n=0.5"


async def test_empty_enter_puts_aside_and_ctrl_r_asks_again(folder: Path) -> None:
    """What was put aside is not asked in this sitting, is counted, and comes back when wanted."""
    async with seated(
        folder, step="kinds", load_plugins=asking(("a", Text()), ("b", Text()))
    ) as me:
        await me.press("enter")
        assert me.asked == "kinds/b"
        await me.press("enter")
        assert me.asked == ""
        assert "2 put aside" in me.screen
        await me.press("ctrl+r")
        assert me.asked == "kinds/a"
        assert me.panel.has_focus_within
        assert me.desk.session.saved


async def test_a_dash_says_there_is_nothing(folder: Path) -> None:
    """The question's own way to say nothing; a refusal where it has none."""
    async with seated(folder, step="kinds", load_plugins=asking(("a", Text()))) as me:
        await me.answer("-")
        assert tags(folder)[-1] == "a=nothing"
    async with seated(empty(), step="analysis") as me:
        await me.answer("-")
        assert "no answer" in me.complaint
        assert me.typed == "-"


async def test_an_option_is_chosen_by_arrow_number_or_words(folder: Path) -> None:
    """Three ways, one result."""
    kinds = asking(*((name, TextOrOption(THREE)) for name in "abcd"))
    async with seated(folder, step="kinds", load_plugins=kinds) as me:
        assert me.options == ["1  Red wine", "2  White wine  chilled", "3  Water"]
        await me.press("down", "down", "enter")
        await me.answer("white wine")
        await me.answer("water")
        await me.answer("beer")
        assert "value='white'" in tags(folder)[-4]
        assert "value='white'" in tags(folder)[-3]
        assert "value='water'" in tags(folder)[-2]
        assert tags(folder)[-1] == "d=beer"


async def test_a_choice_takes_its_number_and_the_start_of_its_words(folder: Path) -> None:
    """The numbers on the screen are the ones that count; a wrong one is refused with the list."""
    kinds = asking(*((name, Choice(THREE)) for name in "abc"))
    async with seated(folder, step="kinds", load_plugins=kinds) as me:
        await me.answer("3")
        await me.answer("whi")
        await me.answer("9")
        assert "none of: Red wine" in me.complaint
        assert tags(folder)[-2:] == ("a=water", "b=white")


async def test_typing_narrows_the_options_down(folder: Path) -> None:
    """They keep their numbers; going up past the first goes back to the line, then to the work."""
    async with seated(folder, step="kinds", load_plugins=asking(("a", TextOrOption(THREE)))) as me:
        await me.type("wine")
        assert me.options == ["1  Red wine", "2  White wine  chilled"]
        await me.press("down", "down", "down", "enter")
        assert "value='white'" in tags(folder)[-1]
    kinds = asking(("b", TextOrOption(THREE)), ("c", TextOrOption(THREE)))
    async with seated(folder, step="kinds", load_plugins=kinds) as me:
        await me.type("chilled wat")
        assert me.options == []
        await me.replace("wat")
        assert me.options == ["3  Water"], "an option keeps its number"
        await me.press("down", "up", "up")
        assert me.panel.choices.marked is None
        await me.press("enter")
        assert tags(folder)[-1] == "b=wat", "with none marked what is typed counts"
        await me.type("wine")
        await me.press("down", "down", "up", "up", "escape")
        assert not me.panel.has_focus_within
        assert me.typed == "wine"


async def test_up_past_the_options_is_the_line_again(folder: Path) -> None:
    """With no option marked what is typed counts; escape goes back to the work."""
    async with seated(folder, step="kinds", load_plugins=asking(("a", TextOrOption(THREE)))) as me:
        await me.press("down", "up")
        assert me.panel.has_focus_within
        assert me.panel.choices.marked is None
        await me.press("up", "escape")
        assert not me.panel.has_focus_within


async def test_several_are_picked_one_after_another(folder: Path) -> None:
    """Each enter on an option ticks it or takes the tick away; with none marked it answers."""
    async with seated(folder, step="kinds", load_plugins=asking(("a", Several(THREE)))) as me:
        await me.press("down", "enter")
        assert me.options[0] == "✓ 1  Red wine"
        await me.press("down", "enter", "down", "enter")
        assert me.panel.choices.ticked == ["red", "white", "water"]
        await me.press("down", "enter")
        assert me.panel.choices.ticked == ["red", "white"]
        await me.press("enter")
        assert tags(folder)[-1] == "a=('red', 'white')"


async def test_a_long_text_has_lines(folder: Path) -> None:
    """Ctrl+j begins a line there; enter answers as everywhere, and empty puts it aside."""
    kinds = asking(("a", Text(long=True)), ("b", Text(long=True)), ("c", Text()))
    async with seated(folder, step="kinds", load_plugins=kinds) as me:
        await me.type("one")
        await me.press("ctrl+j")
        await me.type("two")
        await me.press("enter")
        assert tags(folder)[-1] == "a=one\ntwo"
        assert me.asked == "kinds/b"
        assert me.typed == ""
        await me.press("enter")
        assert me.asked == "kinds/c"
        await me.answer("after a long one")
        assert tags(folder)[-1] == "c=after a long one"


async def test_a_time_is_echoed_as_it_is_understood(folder: Path) -> None:
    """A person sees the day and zone before answering, and a sentence where it is no time."""
    base = datetime(2026, 3, 10, 12, 30, tzinfo=UTC)
    kinds = asking(("a", Moment("Europe/Berlin", base)))
    async with seated(folder, step="kinds", load_plugins=kinds) as me:
        await me.type("14:32")
        assert "= 2026-03-10 14:32:00" in me.screen
        await me.replace("half past")
        assert "half past" in me.screen
        await me.replace("+5m")
        await me.press("enter")
        assert tags(folder)[-1] == "a=2026-03-10 13:35:00+01:00"


async def test_every_kind_of_answer_can_be_given(folder: Path) -> None:
    """Also the short ones: a day, yes or no."""
    kinds = asking(("a", Day()), ("b", YesNo()))
    async with seated(folder, step="kinds", load_plugins=kinds) as me:
        await me.answer("2026-03-31")
        await me.press("down", "enter")
        assert tags(folder)[-1] == "b=True"
        assert tags(folder)[-2] == "a=2026-03-31"


async def test_escape_leaves_an_edit_and_changes_nothing(folder: Path) -> None:
    """The keyboard is in the work again, and the guide's own question at hand."""
    async with seated(folder, step="analysis") as me:
        guides_own = me.asked
        await me.press("w")
        assert me.asked.startswith("own/why/")
        await me.type("half a thou")
        await me.press("escape")
        assert me.asked == guides_own
        assert me.typed == ""
        assert me.drawing.has_focus
        assert me.desk.session.done == []


async def test_enter_after_an_edit_goes_back_to_the_work(folder: Path) -> None:
    """After an answer to what a key asked one walks on, with the cursor where it was."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("visits-doubled")
        await me.press("r")
        assert me.typed == me.now.causes["visits-doubled"].text
        await me.answer("Twice the visits")
        assert me.on_disk().causes["visits-doubled"].text == "Twice the visits"
        assert me.drawing.has_focus
        assert me.desk.chosen == "visits-doubled"


@pytest.mark.parametrize("step", ["incident", "evidence", "timeline", "analysis", "actions"])
async def test_an_answer_asked_again_can_be_given_again(folder: Path, step: str) -> None:
    """Whatever stands in the answer when a question is asked again is an answer to it."""
    async with seated(folder, step=step) as me:
        again = {
            one.id.rpartition("/")[0]: one
            for one in me.desk.questions()
            if one.done and one.current
        }
        assert again
        for question in again.values():
            me.desk.own.clear()
            me.desk.ask(question)
            await me.bench.draw()
            me.panel.focus_answer()
            await me.settle()
            before, start = me.now, me.typed
            await me.press("ctrl+s")
            assert me.complaint == "", f"{question.id}: {start!r}"
            # That a suggested answer was looked at may be remembered.
            after = attrs.evolve(me.now, skipped=before.skipped)
            assert after == before, f"{question.id}: {start!r}"


async def test_what_is_typed_survives_a_look_elsewhere(folder: Path) -> None:
    """Tab to the work and back, a fold of the side, another size: the answer is as it was."""
    async with seated(folder, step="kinds", load_plugins=asking(("a", Text()))) as me:
        await me.type("half a thought")
        await me.press("tab", "g", "g", "tab")
        assert me.panel.has_focus_within
        await me.pilot.resize_terminal(80, 24)
        await me.settle()
        assert me.typed == "half a thought"
