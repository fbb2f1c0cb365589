"""Every command with every option, derived from the commands themselves, all of it hostile."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from rcakit.cli.commands import COMMANDS
from rcakit.plugins import Plugins

ACT = "\x1b]0;o\x07\x1b[5m\x9b5m[/x]\u202e"
"""What is given wherever a text may be given."""
DRAWS = {"open", "tour"}
"""Commands that open the app; without a keyboard they say so."""


def command(name: str) -> click.Command:
    """A command by its name."""
    module, _, attribute = COMMANDS[name][0].partition(":")
    found: click.Command = getattr(import_module(module), attribute)
    return found


def sound(folder: Path, plugins: Plugins) -> Iterator[list[str]]:
    """Command lines that give a result: every format, step and method, plain and as JSON."""
    here, library = str(folder), str(folder.parent)
    yield ["--help"]
    yield ["--version"]
    for name in COMMANDS:
        yield [name, "--help"]
    yield ["list", library]
    yield ["plugins"]
    yield ["schema"]
    yield ["metrics", here]
    yield ["log", ACT, "--who", ACT, "--to", here]
    yield ["import", str(_importable(folder)), "--into", here]
    for form in plugins.exporters:
        yield ["export", here, "--to", form, "--profile", ACT]
    for form in _choices("check", "form"):
        yield ["check", library, "--format", form]
    for shell in _choices("completion", "shell"):
        yield ["completion", shell]
    for guide in [*plugins.steps, *plugins.methods]:
        yield ["ask", guide, here]
    for method in plugins.methods:
        yield ["analyze", method, here]
    for line in [["list", library], ["plugins"], ["metrics", here]]:
        yield [*line, "--json"]
    for line in [["ask", "incident", here], ["analyze", "fault-tree", here]]:
        yield [*line, "--json"]
    yield ["import", str(_importable(folder)), "--into", here, "--json"]


def _importable(folder: Path) -> Path:
    return next(path for path in (folder / "attachments").iterdir() if path.suffix == ".txt")


def _choices(name: str, parameter: str) -> tuple[str, ...]:
    found: Any = next(one for one in command(name).params if one.name == parameter)
    return tuple(found.type.choices)


def refused() -> Iterator[list[str]]:
    """Command lines in which something hostile is given for each argument and each option."""
    yield [ACT]
    yield [f"--{ACT}"]
    yield ["--block", ACT, "plugins"]
    for name in COMMANDS:
        one = command(name)
        yield [name, f"--{ACT}"]
        needed = [ACT for part in one.params if isinstance(part, click.Argument)]
        yield [name, *needed]
        yield [name, *needed, ACT, ACT]
        for option in one.params:
            if isinstance(option, click.Option):
                yield [name, *needed, option.opts[0], *([] if option.is_flag else [ACT])]


def named(lines: list[list[str]]) -> set[str]:
    """The commands and the options that some command lines use, as `command --option`."""
    found = set()
    for line in lines:
        name = next((part for part in line if part in COMMANDS), "")
        found |= {name} | {f"{name} {part}" for part in line if part.startswith("-")}
    return found


def wanted() -> set[str]:
    """The commands and the options there are."""
    found = set(COMMANDS)
    for name in COMMANDS:
        for option in command(name).params:
            if isinstance(option, click.Option):
                found.add(f"{name} {option.opts[0]}")
    return found
