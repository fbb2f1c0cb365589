"""Nothing in a postmortem drives the terminal: the real app in a real pseudo-terminal."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from hostile_pieces import PIECES
from leak_walk import METHODS, NARROW, TITLES, Walk
from textual import containers
from textual.widget import Widget

import rcakit.tui

ROOT = Path(__file__).parents[2]
TOLD = {
    "Everything": "its words are constants",
    "Opening": "the first frame; the folder is named again by the headline",
    "ConflictScreen": "constants and the names of rcakit's own files",
    "PlaceScreen": "it comes where a disk refuses; the rule alone holds it",
    "Keys": "keys and what they do, both constants of the code",
    "KeyLine": "as Keys",
}
"""Kinds that hold no text of a postmortem, and why."""


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The app after a walk through all of it, wide and narrow, and its end."""
    walk = Walk.begin(tmp_path_factory.mktemp("leak"))
    try:
        walk.through_the_library()
        walk.through_the_steps(TITLES)
        walk.through_the_table()
        walk.through_the_methods(METHODS)
        walk.through_the_rest()
        walk.resize(NARROW)
        walk.through_the_steps((1, 3))
        walk.through_the_methods(2)
        walk.terminal.end()
        yield walk
    finally:
        walk.terminal.close()


def test_it_lives_to_the_end(walk: Walk) -> None:
    """No piece of markup ends the app, and no click on one does anything."""
    assert walk.terminal.code == 0, walk.terminal.since()[-2000:]


def test_nothing_is_written_but_what_textual_writes(walk: Walk) -> None:
    """Every sequence is one of Textual's own, and no text holds a character one cannot see."""
    assert walk.faults == []
    assert walk.terminal.title == ""


def test_what_is_shown_is_the_data(walk: Walk) -> None:
    """Each piece on the screen is there whole, made visible, and every piece was there."""
    assert walk.wrong == []
    assert sorted(map(ascii, set(PIECES) - walk.pieces())) == []


def test_every_kind_of_widget_was_walked_through(walk: Walk) -> None:
    """Each class of widget in the code has shown a hostile text, or is known to show none."""
    wanted = _own_kinds() | _used_kinds()
    assert sorted(wanted - walk.kinds()) == sorted(TOLD)


def _own_kinds() -> set[str]:
    """The widgets that rcakit defines, and those of the views of methods."""
    found: set[str] = set()
    names = [one.name for one in walk_packages(rcakit.tui.__path__, "rcakit.tui.")]
    names += [f"{path.parent.name}.view" for path in ROOT.glob("methods/*/view.py")]
    for name in names:
        for _, kind in inspect.getmembers(import_module(name), inspect.isclass):
            if issubclass(kind, Widget) and kind.__module__.startswith("rcakit"):
                found.add(kind.__name__)
    return found


def _used_kinds() -> set[str]:
    """Textual's own widgets that the code makes, but for those that only hold others."""
    found: set[str] = set()
    for path in [*ROOT.glob("src/rcakit/tui/**/*.py"), *ROOT.glob("methods/*/view.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        known = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.")
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.add(known.get(node.func.id, ""))
    import textual.widgets as all_widgets

    kinds = {name for name in found if name in all_widgets.__all__}
    return kinds - set(dir(containers))
