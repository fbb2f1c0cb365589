"""Opening the terminal app: the only place of the command line that reaches Textual."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcakit.cli.installed import Installed
from rcakit.cli.options import path_argument
from rcakit.cli.output import say
from rcakit.errors import RcakitError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@click.command("open")
@path_argument(None)
@click.pass_obj
def open_command(installed: Installed, path: Path | None) -> int:
    """Open the terminal app on the postmortem or the library at PATH.

    Without PATH, on the library in this folder.
    """
    return open_app(installed, path)


@click.command("tour")
@click.pass_obj
def tour_command(installed: Installed) -> int:
    """Open the app on a copy of a finished sample, to look around and try things.

    The copy is yours: its path is printed when the app is closed.
    """
    _need_terminal()
    path = copy_of_sample()
    try:
        return _run(installed, path, tour=True)
    finally:
        say(f"The sample is in {path}")


def open_app(installed: Installed, path: Path | None) -> int:
    """Run the app until it is closed; its exit code."""
    if path is not None and not path.exists():
        raise RcakitError(f"{path} does not exist. `rcakit new` makes a postmortem.")
    _need_terminal()
    return _run(installed, path, tour=False)


def _run(installed: Installed, path: Path | None, *, tour: bool) -> int:
    from rcakit.tui import run

    if path is not None and path.is_file():
        from rcakit.cli.loading import folder_of

        path = folder_of(path)
    return run(path, third_party=installed.third_party, blocked=installed.blocked, tour=tour)


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RcakitError(
            "The app needs a terminal, and this is none. Every ability of it has a command: "
            "see `rcakit --help`."
        )
    if os.environ.get("TERM", "") == "dumb":
        raise RcakitError(
            "The app cannot draw in a terminal of the kind “dumb”. `rcakit ask` asks the same "
            "questions in plain text."
        )


def copy_of_sample() -> Path:
    """A new folder with the postmortem that ships with rcakit."""
    from importlib import resources
    from tempfile import mkdtemp

    target = Path(mkdtemp(prefix="rcakit-tour-"))
    waiting: list[tuple[Traversable, Path]] = [
        (entry, target / entry.name)
        for entry in resources.files("rcakit").joinpath("sample").iterdir()
    ]
    while waiting:
        source, path = waiting.pop()
        if source.is_dir():
            path.mkdir()
            waiting += [(entry, path / entry.name) for entry in source.iterdir()]
        elif not source.name.endswith((".py", ".pyc")):
            path.write_bytes(source.read_bytes())
    folders = [folder for folder in (target, *sorted(target.iterdir())) if folder.is_dir()]
    return next((one for one in folders if (one / "postmortem.toml").is_file()), target)
