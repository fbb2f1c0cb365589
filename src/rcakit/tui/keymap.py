"""Whether the keys a person has chosen can be: each for a command there is, and none for two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.dom import DOMNode


def faults(keys: Mapping[str, str]) -> Iterator[str]:
    """A sentence about each command that there is not, and each key that does two things."""
    together = [_commands(chain) for chain in _chains()]
    known = {name for commands in together for name in commands}
    for name in keys:
        if name not in known:
            near = get_close_matches(name, known, 1)
            meant = f"; “{near[0]}” is one" if near else ""
            yield f"There is no command “{name}” to give the key {keys[name]} to{meant}."
    told: set[tuple[str, ...]] = set()
    for commands in together:
        for key, names in _by_key({**commands, **_chosen(keys, commands)}).items():
            pair = (key, *sorted(names))
            if len(names) > 1 and names & set(keys) and pair not in told:
                told.add(pair)
                both = " and of ".join(f"“{name}”" for name in sorted(names))
                yield f"{key} is the key of {both}; give one of them another."


def _chains() -> Iterator[tuple[type[DOMNode], ...]]:
    """The classes whose keys work at the same time, one chain for each place of the keyboard."""
    from rcakit.tui.app import RcakitApp
    from rcakit.tui.panes.analysis import AnalysisPane
    from rcakit.tui.panes.answers import AnswersPane
    from rcakit.tui.panes.report import ReportPane
    from rcakit.tui.panes.sheet import Grid, SheetPane
    from rcakit.tui.panes.timeline import TimelinePane
    from rcakit.tui.screens.library import Library, Shelf
    from rcakit.tui.screens.resolve import ResolveScreen
    from rcakit.tui.screens.workbench import Workbench
    from rcakit.tui.widgets.question_panel import QuestionPanel
    from rcakit.tui.widgets.result_table import ResultTable
    from rcakit.tui.widgets.side import Findings

    for work in (AnalysisPane, AnswersPane, ReportPane, QuestionPanel, Findings):
        yield RcakitApp, Workbench, work
    for sheet in (SheetPane, TimelinePane):
        yield RcakitApp, Workbench, sheet, Grid
    yield RcakitApp, Workbench, AnalysisPane, ResultTable
    yield RcakitApp, Library, Shelf
    yield RcakitApp, ResolveScreen


def _commands(chain: tuple[type[DOMNode], ...]) -> dict[str, set[str]]:
    """The ids of the commands of some classes, with the keys they have by themselves."""
    found: dict[str, set[str]] = {}
    for cls in chain:
        for base in cls.__mro__:
            for binding in Binding.make_bindings(vars(base).get("BINDINGS", ())):
                if binding.id is not None:
                    found.setdefault(binding.id, set()).add(binding.key)
    return found


def _chosen(keys: Mapping[str, str], commands: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {
        name: {one.key for one in Binding.make_bindings([Binding(wanted, "", "")])}
        for name, wanted in keys.items()
        if name in commands
    }


def _by_key(commands: Mapping[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, keys in commands.items():
        for key in keys:
            found.setdefault(key, set()).add(name)
    return found
