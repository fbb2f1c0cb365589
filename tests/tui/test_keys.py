"""Keys do what is said of them: in the key line, in help, in the palette and in the settings."""

from pathlib import Path

import pytest
from app_driver import Seat, seated
from app_place import empty
from textual.widgets import Static

from rcakit.tui.keymap import faults
from rcakit.tui.preferences import config_file
from rcakit.tui.screens.conflict import ConflictScreen
from rcakit.tui.screens.help import HelpScreen

STEPS = ("incident", "evidence", "timeline", "analysis", "actions", "report", "follow-up")
SIZES = [(80, 24), (160, 48)]


def _line(me: Seat) -> str:
    return me.screen.splitlines()[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_under_help(folder: Path, size: tuple[int, int]) -> None:
    """The key line is that of help; the workbench's own comes back with the workbench."""
    async with seated(folder, step="analysis", size=size) as me:
        before = _line(me)
        assert "Why" in before
        await me.press("question_mark")
        assert isinstance(me.app.screen, HelpScreen)
        assert "esc Close" in _line(me)
        assert "Why" not in _line(me)
        assert "Rule out" not in _line(me)
        await me.press("escape")
        assert _line(me) == before


@pytest.mark.parametrize("size", SIZES)
async def test_under_the_conflict_dialog(folder: Path, size: tuple[int, int]) -> None:
    """It says its own three keys, in the line and beside what each does."""
    async with seated(folder, step="analysis", size=size) as me:
        await me.cursor("slow-query")
        file = folder / "causes.toml"
        before, table, own = file.read_text("utf-8").partition("[cause.slow-query]")
        own = own.replace('"confirmed"', '"hypothesis"', 1)
        file.write_text("# another hand\n" + before + table + own, "utf-8")
        await me.press("x")
        assert isinstance(me.app.screen, ConflictScreen)
        assert _line(me).split() == ["m", "Merge", "r", "Reload", "k", "Keep", "mine", "beside"]
        assert "space on it takes the other side" in me.screen
        for words in ("m  Merge", "r  Take what is on disk", "k  Take what is on disk, and keep"):
            assert words in me.screen
        await me.press("m")
        assert "Why" in _line(me)


@pytest.mark.parametrize("step", ["evidence", "timeline", "actions", "follow-up"])
async def test_enter_in_a_table(folder: Path, step: str) -> None:
    """It is in the key line as what it does there, and only where there is something to edit."""
    async with seated(folder, step=step, size=(160, 48)) as me:
        await me.press("escape")
        assert "⏎ Edit" in _line(me)
        await me.press("enter")
        assert me.asked.startswith("edit/")
    async with seated(empty(), step=step, size=(160, 48)) as me:
        await me.press("escape")
        assert "⏎ Edit" not in _line(me)
        assert "New" in _line(me)


async def test_enter_in_a_table_can_be_another_key(folder: Path) -> None:
    """As any other command, by its id."""
    async with seated(folder, step="timeline", keys={"sheet.edit": "ctrl+e"}) as me:
        await me.press("escape", "ctrl+e")
        assert me.asked.startswith("edit/event/")


async def test_help_says_all_keys_of_a_command(folder: Path) -> None:
    """Some have two."""
    async with seated(folder, step="analysis") as me:
        await me.press("question_mark")
        keys = str(me.app.screen.query_one("#keys Static", Static).content)
        lines = {line.strip().partition("  ")[::2] for line in keys.splitlines()}
        for line in (
            ("f3 f", "Findings"),
            ("f4 g", "Guide and findings beside"),
            ("f2 i", "Import"),
            ("f1 ?", "Help"),
            ("del D", "Delete"),
            ("w", "Why"),
        ):
            assert line in lines


@pytest.mark.parametrize("step", STEPS)
async def test_the_palette_says_each_thing_once(folder: Path, step: str) -> None:
    """The import, the way to the answer, the way out."""
    async with seated(folder, step=step) as me:
        titles = [one.title for one in me.app.get_system_commands(me.bench)]
        keys = [title for title in titles if ":" not in title]
        assert sorted(keys) == sorted(set(keys))
        assert {"Import", "Answer", "Quit"} <= set(keys)


@pytest.mark.parametrize("step", STEPS)
async def test_import_by_a_key_of_ones_own(folder: Path, step: str) -> None:
    """It does it on every step, and neither of the old ones does it on any."""
    async with seated(folder, step=step, keys={"import": "ctrl+g"}) as me:
        await me.press("escape")
        me.bench.pane.focus_pane()
        await me.press("i", "f2")
        assert me.asked != "own/import"
        await me.press("ctrl+g")
        assert me.asked == "own/import"


async def test_the_way_to_the_answer_by_a_key_of_ones_own(folder: Path) -> None:
    """Wherever the keyboard is in the work."""
    async with seated(folder, step="timeline", keys={"area": "ctrl+t"}) as me:
        await me.press("escape", "tab")
        assert not me.panel.has_focus_within
        await me.press("ctrl+t")
        assert me.panel.has_focus_within
        await me.press("ctrl+t")
        assert not me.panel.has_focus_within


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, []),
        ({"analysis.rule-out": "ctrl+t", "import": "f6,ctrl+k"}, []),
        ({"analysis.why": "x", "analysis.rule-out": "w"}, []),
        ({"timeline.milestone": "w"}, []),
        ({"no.such": "ctrl+t"}, ["There is no command “no.such”"]),
        ({"analysis.wy": "ctrl+t"}, ["no command “analysis.wy”", "“analysis.why” is one"]),
        ({"analysis.why": "x"}, ["x is the key of “analysis.rule-out” and of “analysis.why”"]),
        ({"help": "w"}, ["w is the key of “analysis.why” and of “help”", "“report.write”"]),
        ({"help": "?,ctrl+t", "side": "ctrl+t"}, ["ctrl+t is the key of “help” and of “side”"]),
        ({"library.new": "q"}, ["q is the key of “library.new” and of “library.quit”"]),
    ],
)
def test_keys_that_cannot_be(keys: dict[str, str], said: list[str]) -> None:
    """A command there is not, and a key for two commands that work in the same place."""
    found = "\n".join(faults(keys))
    assert all(words in found for words in said), found
    assert bool(found) == bool(said), found


async def test_keys_that_cannot_be_are_told(folder: Path) -> None:
    """With the file they are in; the others do what they should."""
    keys = {"no.such": "ctrl+t", "analysis.rule-out": "ctrl+x"}
    async with seated(folder, step="analysis", keys=keys) as me:
        assert f"{config_file()}: There is no command “no.such”" in me.said
        await me.cursor("connection-leak")
        await me.press("ctrl+x")
        assert me.now.causes["connection-leak"].status == "ruled-out"
