"""Getting about: steps, methods, findings, the palette, the mouse, keys of one's own, the theme."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from app_driver import SAMPLE, Seat, seated
from app_place import empty
from textual.command import CommandPalette
from textual.widgets import DataTable, Input, OptionList

from rcakit.store import is_postmortem
from rcakit.tui.panes.analysis import AnalysisPane
from rcakit.tui.preferences import Preferences, config_file, read_preferences
from rcakit.tui.screens.help import HelpScreen
from rcakit.tui.screens.library import Library
from rcakit.tui.screens.workbench import Workbench
from rcakit.tui.widgets.side import Findings

STEPS = ("incident", "evidence", "timeline", "analysis", "actions", "report", "follow-up")


async def test_steps_by_number_and_one_after_another(folder: Path) -> None:
    """1 to 7 outside an answer, ctrl+n and ctrl+b anywhere; past the ends one stays."""
    async with seated(folder) as me:
        await me.press("escape")
        for number, step in enumerate(STEPS, 1):
            me.bench.pane.focus_pane()
            await me.press(str(number))
            assert me.desk.step == step
            assert me.bench.pane.display
        await me.press("ctrl+n")
        assert me.desk.step == "follow-up"
        for step in reversed(STEPS[:-1]):
            await me.press("ctrl+b")
            assert me.desk.step == step
        await me.press("ctrl+b")
        assert me.desk.step == "incident"
        await me.press("ctrl+n")
        assert me.desk.step == "evidence"


async def test_a_number_in_an_answer_is_text(folder: Path) -> None:
    """Neither do letters act as keys while one writes."""
    async with seated(folder, step="analysis") as me:
        await me.press("w")
        await me.press("2", "x", "q", "question_mark")
        assert me.typed == "2xq?"
        assert me.desk.step == "analysis"


@pytest.mark.parametrize("step", STEPS)
async def test_tab_goes_from_work_to_question_and_back(step: str) -> None:
    """On every step, and escape leads to the work; no press is lost."""
    async with seated(empty(), step=step) as me:
        asked = me.asked
        assert me.panel.has_focus_within
        if asked:
            await me.press("escape")
        else:
            await me.press("tab")
        assert not me.panel.has_focus_within
        assert me.bench.middle.working
        await me.press("tab")
        assert me.panel.has_focus_within
        if asked:
            # "-" answers, or is refused with a sentence; either way it arrives.
            await me.press("minus", "enter")
            assert me.complaint or me.asked != asked
            me.panel.clear()
        await me.press("tab")
        assert not me.panel.has_focus_within


async def test_findings_lead_to_what_they_are_about(folder: Path) -> None:
    """`f`, down, enter: the step, the thing and the field a finding is about."""
    async with seated(folder, step="analysis") as me:
        await me.press("f")
        listed = me.bench.query_one(Findings)
        assert listed.has_focus
        found = list(me.desk.findings())
        assert found
        for number, finding in enumerate(found):
            about = finding.about[0].rpartition(".")[2] if finding.about else ""
            listed.focus()
            listed.highlighted = number
            await me.press("enter")
            if about in me.now.causes or about in me.now.events or about in me.now.actions:
                assert me.desk.chosen == about, finding
            await me.press("escape")
            await me.to_step("analysis")
            found_now = [one.text for one in me.desk.findings()]
            assert found_now == [one.text for one in found], "looking changes nothing"


async def _run(me: Seat, words: str) -> None:
    """Type words into the palette and take the first thing found."""
    await me.press("ctrl+p")
    assert isinstance(me.app.screen, CommandPalette)
    await me.type(words)
    await me.settle()
    await me.press("enter")
    await me.settle()
    await me.settle()


async def test_the_palette_does_what_keys_do(folder: Path) -> None:
    """Steps, methods, causes by their words, and every key that has words."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("connection-leak")
        await _run(me, "Rule out")
        assert me.now.causes["connection-leak"].status == "ruled-out"
        await _run(me, "Undo")
        assert me.now.causes["connection-leak"].status == "hypothesis"
        await _run(me, "Cause: The runbook")
        assert me.desk.chosen == "runbook-says-add-pods"
        await _run(me, "Step: Actions")
        assert me.desk.step == "actions"
        await _run(me, "Method: Fishbone")
        assert me.desk.step == "analysis"
        assert me.desk.lens == "fishbone"


@pytest.mark.parametrize("step", STEPS)
async def test_every_key_with_words_is_in_the_palette_and_in_help(folder: Path, step: str) -> None:
    """What can be done by a key can be found without knowing the key."""
    async with seated(folder, step=step) as me:
        await me.press("escape")
        me.bench.pane.focus_pane()
        await me.settle()
        wanted: dict[str, set[str]] = {}
        for active in me.bench.active_bindings.values():
            if active.binding.id and active.binding.description:
                action = active.binding.action.removeprefix("screen.")
                wanted.setdefault(action, set()).add(active.binding.description)
        titles = {command.title for command in me.app.get_system_commands(me.bench)}
        assert [one for one in wanted.values() if not one & titles | one & {"Everything"}] == []
        await me.press("question_mark")
        assert isinstance(me.app.screen, HelpScreen)
        keys = str(me.app.screen.query_one("#keys Static").content)
        assert [one for one in wanted.values() if not any(word in keys for word in one)] == []
        await me.press("escape")
        assert me.app.screen is me.bench


async def _click(me: Seat, text: str, *, times: int = 1) -> None:
    """Click on the first place where a text is on the screen."""
    for row, line in enumerate(me.screen.splitlines()):
        if text in line:
            await me.pilot.click(offset=(line.index(text) + 1, row), times=times)
            await me.settle()
            return
    raise AssertionError(f"{text!r} is not on the screen")


async def test_the_mouse(folder: Path) -> None:
    """A click on a step, a method, a cause and an option does what a key would."""
    async with seated(folder, step="analysis", size=(140, 44)) as me:
        await _click(me, "Fishbone")
        assert me.desk.lens == "fishbone"
        await _click(me, "Five Whys")
        assert me.desk.lens == "five-whys"
        await _click(me, "Migration 118 dropped an index")
        assert me.desk.chosen == "index-missing"
        assert me.drawing.has_focus
        await me.press("y")
        await _click(me, "trigger")
        assert me.now.causes["index-missing"].role == "trigger"
        await _click(me, "The query for open attempts", times=2)
        assert me.desk.chosen == "slow-query"
        assert me.panel.has_focus_within
        await _click(me, "Actions")
        assert me.desk.step == "actions"
        await _click(me, "Timeline")
        assert me.desk.step == "timeline"


async def test_keys_of_ones_own(folder: Path) -> None:
    """A key given in the settings does it, the old one does not, help shows the new one."""
    async with seated(folder, step="analysis", keys={"analysis.rule-out": "ctrl+t"}) as me:
        await me.cursor("connection-leak")
        await me.press("x")
        assert me.now.causes["connection-leak"].status == "hypothesis"
        await me.press("ctrl+t")
        assert me.now.causes["connection-leak"].status == "ruled-out"
        await me.press("question_mark")
        assert "^t" in str(me.app.screen.query_one("#keys Static").content)


def test_settings_are_read_from_a_file() -> None:
    """A theme and keys; a mistake is said and the rest of the file is not trusted."""
    path = config_file()
    path.parent.mkdir(parents=True)
    path.write_text('theme = "nord"\n[keys]\n"analysis.why" = "ctrl+w"\n')
    assert read_preferences() == Preferences("nord", {"analysis.why": "ctrl+w"})
    path.write_text("[keys]\nwhy = 3\n")
    assert "must map commands to keys" in read_preferences().fault
    path.write_text("theme = \n")
    assert "config.toml:1" in read_preferences().fault


async def test_the_theme_is_kept(folder: Path) -> None:
    """One chosen in the app is there the next time; one that is not there is the usual one."""
    async with seated(folder) as me:
        me.app.theme = "rcakit-light"
        await me.settle()
    assert read_preferences().theme == "rcakit-light"
    async with seated(folder, theme="no-such-theme") as me:
        assert me.app.theme == "rcakit-dark"


@pytest.mark.usefixtures("folder")
async def test_from_the_library_and_back() -> None:
    """Enter opens, q saves and goes back, and the list says what was changed."""
    async with seated(Path()) as me:
        assert isinstance(me.app.screen, Library)
        await me.press("enter")
        assert isinstance(me.app.screen, Workbench)
        await me.press("escape", "4", "escape")
        await me.cursor("connection-leak")
        await me.press("x", "q")
        assert isinstance(me.app.screen, Library)
        await me.press("enter", "escape", "4", "escape")
        assert me.now.causes["connection-leak"].status == "ruled-out"
        assert me.on_disk() == me.now


async def test_q_where_a_postmortem_was_opened_by_itself(folder: Path) -> None:
    """It leads to the library around it, from which others open."""
    empty("Another one")
    async with seated(folder, step="analysis") as me:
        await me.press("q")
        assert isinstance(me.app.screen, Library)
        assert "Another one" in me.screen
        await me.press("down", "enter")
        assert isinstance(me.app.screen, Workbench)
        await me.press("escape", "q")
        assert isinstance(me.app.screen, Library)


async def test_a_new_postmortem_from_the_library() -> None:
    """`n`, a title, enter: a folder on disk, open at its first question."""
    async with seated(Path()) as me:
        await me.press("n")
        await me.type("Checkout answered 5xx")
        await me.press("enter")
        assert isinstance(me.app.screen, Workbench)
        assert me.now.incident.title == "Checkout answered 5xx"
        assert is_postmortem(me.desk.session.folder)
        assert me.panel.has_focus_within


@pytest.mark.usefixtures("folder")
async def test_searching_the_library() -> None:
    """The list narrows to what has the words, also in causes; escape shows all again."""
    empty("Another one")
    async with seated(Path()) as me:
        await me.press("slash")
        await me.type("runbook pods")
        assert me.app.screen.query_one(DataTable).row_count == 1
        await me.press("enter")
        assert me.app.screen.query_one(DataTable).has_focus
        await me.press("escape")
        assert me.app.screen.query_one(DataTable).row_count == 2
        await me.press("slash", "escape")
        assert not me.app.screen.query_one(Input).display or not isinstance(me.app.focused, Input)


async def test_an_unreadable_postmortem_says_why(folder: Path) -> None:
    """Its line is marked, the sentence names file and line, and opening it says it again."""
    file = folder / "postmortem.toml"
    file.write_text(file.read_text("utf-8").replace('title = "', "title = ", 1), "utf-8")
    async with seated(Path()) as me:
        assert "✗" in me.screen
        assert "postmortem.toml:" in me.screen
        await me.press("enter")
        assert isinstance(me.app.screen, Library)
        assert me.app.is_running


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_any_size(folder: Path, size: tuple[int, int]) -> None:
    """Every step is drawn, small or large, and the question can be answered."""
    async with seated(folder, size=size) as me:
        for step in STEPS:
            await me.to_step(step)
            assert me.screen.strip()
            await me.press("f", "g", "escape")
        await me.to_step("analysis")
        await me.cursor("connection-leak")
        await me.press("r")
        await me.answer("Other words")
        assert me.on_disk().causes["connection-leak"].text == "Other words"
        await me.pilot.resize_terminal(120, 40)
        await me.settle()
        assert me.app.is_running


async def test_nothing_is_lost_by_looking_around(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Walking through everything writes nothing."""
    files = {path: path.read_bytes() for path in SAMPLE.rglob("*.toml")}
    written: list[object] = []
    import rcakit.session

    real: Callable[..., object] = rcakit.session.store
    monkeypatch.setattr(
        "rcakit.session.store", lambda *given: written.append(given) or real(*given)
    )
    async with seated(folder) as me:
        for step in STEPS:
            await me.to_step(step)
            await me.press("escape", "down", "right", "down", "tab", "escape")
            if isinstance(me.bench.pane, AnalysisPane):
                await me.press("m", "m", "end", "home")
        await me.press("ctrl+p", "escape", "f", "escape", "g")
        assert me.bench.query_one(OptionList)
    assert written == []
    for path, content in files.items():
        assert (folder / path.relative_to(SAMPLE)).read_bytes() == content


async def test_keys_pressed_while_it_opens(folder: Path) -> None:
    """Somebody types faster than the screen is there: nothing falls over, and it opens."""
    async with seated(Path()) as me:
        await me.app.open_postmortem(folder)
        for key in ("ctrl+n", "f3", "w", "ctrl+z", "f1", "escape"):
            me.app.simulate_key(key)
            await asyncio.sleep(0)
        for _ in range(4):
            await me.settle()
        assert me.app.is_running
        assert me.bench.pane.display
