"""The library: what its table says is whole, and what a person types there is not lost."""

import shutil
from pathlib import Path

import pytest
from app_driver import SAMPLE, seated
from app_place import empty
from textual.widgets import Input

from rcakit.errors import RcakitError
from rcakit.tui.screens.entry_columns import fitting
from rcakit.tui.screens.help import HelpScreen
from rcakit.tui.screens.library import Library, Shelf
from rcakit.tui.screens.workbench import Workbench

TITLE = "Search was slow on the first of April and nobody saw it for hours, days and some weeks"


@pytest.mark.usefixtures("folder")
async def test_a_title_that_is_cut_says_so_and_follows_the_terminal() -> None:
    """An ellipsis ends it; on a wider terminal there is more of it."""
    empty(TITLE)
    async with seated(Path(), size=(80, 24)) as me:
        assert TITLE not in me.screen
        assert "Search was slow on the first" in me.screen
        (line,) = [line for line in me.screen.splitlines() if "Search was slow" in line]
        assert "…" in line
        assert "State" not in me.screen
        await me.pilot.resize_terminal(200, 24)
        await me.settle()
        assert TITLE in me.screen
        assert "State" in me.screen
        assert me.app.screen.query_one(Shelf).has_focus


@pytest.mark.parametrize("width", range(80, 220, 7))
def test_the_columns_fill_the_terminal(width: int) -> None:
    """Neither more nor less, with a blank on each side of each."""
    columns = fitting(width)
    assert sum(cells + 2 for _, cells in columns) == width - 4


async def test_ten_late_actions_are_counted_in_full(folder: Path) -> None:
    """Two numbers of two digits are no rarity."""
    text = '[action.more-{0}]\ntitle = "More {0}"\ndue = 2026-01-0{1}\n\n'
    file = folder / "actions.toml"
    more = "".join(text.format(n, 1 + n % 9) for n in range(10))
    file.write_text(file.read_text("utf-8") + "\n" + more, "utf-8")
    async with seated(Path(), size=(80, 24)) as me:
        assert "15 open, 12 late" in me.screen


@pytest.mark.usefixtures("folder")
async def test_enter_twice_opens_once() -> None:
    """A second session of the folder would lie below the first and not know what that one did."""
    async with seated(Path()) as me:
        shelf = me.app.screen.query_one(Shelf)
        shelf.action_select_cursor()
        shelf.action_select_cursor()
        await me.settle()
        assert [type(one) for one in me.app.screen_stack][1:] == [Library, Workbench]


@pytest.mark.usefixtures("folder")
async def test_a_search_goes_on_after_a_look_elsewhere() -> None:
    """The palette, help, an opened postmortem: the list is still what the words say."""
    empty("Another one")
    async with seated(Path()) as me:
        table = me.app.screen.query_one(Shelf)
        await me.press("slash")
        await me.type("runbook")
        assert table.row_count == 1
        await me.press("ctrl+p", "escape")
        await me.settle()
        assert table.row_count == 1
        assert "1 of 2" in me.screen
        await me.press("enter")
        await me.press("question_mark", "escape")
        assert table.row_count == 1
        await me.press("enter")
        assert isinstance(me.app.screen, Workbench)
        await me.press("escape", "q")
        assert table.row_count == 1
        await me.press("slash")
        assert table.row_count == 2
        await me.press("escape")
        assert table.row_count == 2


@pytest.mark.usefixtures("folder")
async def test_a_refused_title_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is still open with what was typed, and enter tries again."""

    def refuse(*_: object, **__: object) -> Path:
        raise RcakitError("There is no room left on the disk.")

    async with seated(Path()) as me:
        with monkeypatch.context() as patched:
            patched.setattr("rcakit.tui.screens.library.create", refuse)
            await me.press("n")
            await me.type("A long title")
            await me.press("enter")
        line = me.app.screen.query_one("#line", Input)
        assert line.has_focus
        assert line.value == "A long title"
        assert isinstance(me.app.screen, Library)
        await me.press("enter")
        assert isinstance(me.app.screen, Workbench)
        assert me.now.incident.title == "A long title"


async def test_it_is_read_once_to_begin_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again when one comes back from a postmortem."""
    read: list[Path] = []
    from rcakit.tui.screens import library

    real = library.entries
    monkeypatch.setattr(
        library, "entries", lambda root, policy: read.append(root) or real(root, policy)
    )
    shutil.copytree(SAMPLE, folder.with_name("another"))
    async with seated(Path()) as me:
        assert len(read) == 1
        await me.press("enter")
        await me.press("escape", "q")
        assert len(read) == 2


@pytest.mark.parametrize("key", ["question_mark", "f1"])
@pytest.mark.usefixtures("folder")
async def test_help(key: str) -> None:
    """Its keys are there, and those of a workbench are not."""
    async with seated(Path()) as me:
        await me.press(key)
        assert isinstance(me.app.screen, HelpScreen)
        assert "Search" in me.screen
        assert "Look again" in me.screen
        assert "go to a step" not in me.screen
        await me.press("escape")
        assert isinstance(me.app.screen, Library)


async def test_an_empty_library_offers_what_works() -> None:
    """There is nothing to open, in the key line and in the palette."""
    async with seated(Path()) as me:
        assert "Open" not in me.screen.splitlines()[-1]
        assert "New" in me.screen.splitlines()[-1]
        titles = [one.title for one in me.app.get_system_commands(me.app.screen)]
        assert "Open" not in titles
        await me.press("n")
        await me.press("escape", "n")
        assert isinstance(me.app.focused, Input)


@pytest.mark.usefixtures("folder")
async def test_the_palette_says_each_thing_once() -> None:
    """Also to leave, which the app and the library both have a key for."""
    async with seated(Path()) as me:
        titles = [one.title for one in me.app.get_system_commands(me.app.screen)]
        assert sorted(titles) == sorted(set(titles))
        assert {"Open", "New", "Search", "Look again", "Help", "Quit", "Theme"} <= set(titles)
