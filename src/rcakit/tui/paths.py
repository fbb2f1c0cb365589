"""An answer that is the path of a file, completed as a shell would."""

from __future__ import annotations

import os
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
