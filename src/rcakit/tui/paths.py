"""An answer that is the path of a file, completed as a shell would."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import attrs
from textual.suggester import Suggester

from rcakit.errors import BadAnswer
from rcakit.guide import Text
from rcakit.importing import option
from rcakit.text import quoted, visible


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


def _looked_at(typed: str) -> tuple[Path, bool] | None:
    """A path with its home folder in place, and whether it is there; None where it is no path.

    A home of nobody, a name too long and a zero byte each raise another error.
    """
    try:
        path = Path(typed).expanduser()
        return path, path.exists()
    except PermissionError:  # a path, and whoever reads it says that it may not be
        return path, True
    except (OSError, RuntimeError, ValueError):
        return None


def path_and_options(typed: str) -> tuple[Path, dict[str, str]]:
    """A path, and what is said of the file after it: `log.csv time=When "text=What it was"`.

    A path with blanks in it needs quotes only where such words follow it.

    Raises:
        BadAnswer: It cannot be a path, or what follows says nothing of a file.
    """
    whole = _looked_at(typed.strip().strip("'\""))
    if whole is not None and whole[1]:
        return whole[0], {}
    try:
        words = shlex.split(typed)
    except ValueError:
        words = []
    said = [word for word in words if "=" in word]
    if words:
        whole = _looked_at(" ".join(word for word in words if "=" not in word))
    if whole is None:
        raise BadAnswer(f"{quoted(typed)} is not a path.")
    return whole[0], dict(option(word) for word in said)


def completed(typed: str) -> str | None:
    """The first path, by name, that begins with what is typed; None where there is none.

    Names that could act on a terminal are never suggested.
    """
    if not typed:
        return None
    folder, _, start = typed.rpartition("/")
    place = _looked_at(f"{folder}/" if "/" in typed else ".")
    if place is None:
        return None
    try:
        names = sorted(
            f"{entry.name}/" if entry.is_dir() else entry.name
            for entry in os.scandir(place[0])
            if entry.name.startswith(start) and (start or not entry.name.startswith("."))
        )
    except (OSError, ValueError):
        return None
    for name in names:
        if name != start and visible(name) == name:
            return f"{folder}/{name}" if "/" in typed else name
    return None
