"""rcakit as a program, with a hostile plugin, and with an eye on which widgets show what.

    python tests/hostile_app.py SEEN ARGUMENTS...

SEEN is a file to which the classes of the widgets are written whose lines held a hostile piece,
with how often; "-" for none.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from hostile_pieces import Marker
from hostile_plugin import module
from stand_ins import entry_point

from rcakit.plugins import loading

PLUGIN_FROM = 5000
"""The number of the first piece that the plugin says."""
NAME = "\x1b]0;o\x07[/x]\u202e"


def plugin() -> tuple[ModuleType, Marker]:
    """The plugin, and the pieces that it says; the same in every process."""
    marker = Marker()
    marker.start = PLUGIN_FROM
    return module(marker), marker


def bring_plugin() -> None:
    """Have the hostile plugin among the installed ones, and one that cannot be imported."""
    real = loading.entry_points
    made, _ = plugin()

    def points(**given: Any) -> list[Any]:
        mine = [entry_point("hostile", made, NAME), entry_point(NAME, None, NAME)]
        return [*real(**given), *mine]

    loading.entry_points = points  # type: ignore[assignment]


def watch(seen: Path) -> None:
    """Count, by class, the widgets whose drawn lines hold the beginning of a piece."""
    from textual.widget import Widget

    counted: Counter[str] = Counter()
    draw = Widget.render_lines

    def render_lines(self: Any, crop: Any) -> Any:
        strips = draw(self, crop)
        if any("<" in strip.text and "Q" in strip.text for strip in strips):
            for widget in self.ancestors_with_self:
                counted.update(one.__name__ for one in type(widget).__mro__)
        return strips

    Widget.render_lines = render_lines  # type: ignore[method-assign]
    atexit.register(lambda: seen.write_text(json.dumps(counted)))


def run_many(lines: Path) -> int:
    """Run rcakit once for each list of arguments in a file, with a line between them."""
    bring_plugin()
    # Some commands set something up where they are called.
    os.chdir(lines.parent)
    from rcakit.cli import main

    for number, line in enumerate(json.loads(lines.read_text("utf-8"))):
        for stream in (sys.stdout, sys.stderr):
            stream.write(f"\n=={number}==\n")
            stream.flush()
        with (
            Path(os.devnull).open(encoding="utf-8") as nothing,
            patch.object(sys, "stdin", nothing),
        ):
            # As the shell gives them: bytes that the locale may know nothing of.
            code = main([os.fsdecode(part.encode()) for part in line])
        if code == 70:
            sys.stderr.write(f"\n=={number} FAILED==\n")
        sys.stdout.flush()
    return 0


def run(seen: str, arguments: list[str]) -> int:
    """Run rcakit; its exit code."""
    bring_plugin()
    if seen != "-":
        watch(Path(seen))
    from rcakit.cli import main

    return main(arguments)


if __name__ == "__main__":
    if sys.argv[1] == "--many":
        sys.exit(run_many(Path(sys.argv[2])))
    sys.exit(run(sys.argv[1], sys.argv[2:]))
