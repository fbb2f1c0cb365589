"""An answer that is the path of a file, completed as a shell would."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import attrs
from textual.suggester import Suggester

from rcakit.guide import Text
from rcakit.text import visible


@attrs.frozen
class FilePath(Text):
    """The path of a file; `read` gives it as typed."""


class PathSuggester(Suggester):
    """Suggests the first file or folder that goes on as typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, a folder with its slash; None where nothing begins like that."""
        return completed(value)


def path_and_options(typed: str) -> tuple[Path, dict[str, str]]:
    """A path, and what is said of the file after it: `log.csv time=When "text=What it was"`.

    A path with blanks in it needs quotes only where such words follow it.
    """
    whole = Path(typed.strip().strip("'\"")).expanduser()
    if whole.exists():
        return whole, {}
    try:
        words = shlex.split(typed)
    except ValueError:
        return whole, {}
    said = [word for word in words if "=" in word]
    path = Path(" ".join(word for word in words if "=" not in word)).expanduser()
    return path, dict(word.split("=", 1) for word in said)


def completed(typed: str) -> str | None:
    """The first path, by name, that begins with what is typed; None where there is none.

    Names that could act on a terminal are never suggested.
    """
    if not typed:
        return None
    folder, _, start = typed.rpartition("/")
    place = Path(f"{folder}/" if "/" in typed else ".").expanduser()
    try:
        names = sorted(
            f"{entry.name}/" if entry.is_dir() else entry.name
            for entry in os.scandir(place)
            if entry.name.startswith(start) and (start or not entry.name.startswith("."))
        )
    except OSError:
        return None
    for name in names:
        if name != start and visible(name) == name:
            return f"{folder}/{name}" if "/" in typed else name
    return None
