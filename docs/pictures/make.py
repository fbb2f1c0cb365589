"""Draw the pictures of the app that README.md shows, from the sample of `rcakit tour`.

    python docs/pictures/make.py

writes `workbench.txt`, which stands in README.md too, and the SVG files beside it.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree as ET

import attrs
from rich.cells import cell_len
from textual.pilot import Pilot

from rcakit.cli.app import copy_of_sample
from rcakit.plugins import gather
from rcakit.tui.app import RcakitApp
from rcakit.tui.preferences import Preferences
from rcakit.tui.screens.workbench import Workbench

HERE = Path(__file__).parent
README = HERE.parent.parent / "README.md"
CELL_WIDTH, CELL_HEIGHT = 12.2, 24.4
"""Size of a terminal cell in the SVG that Textual exports."""
DAY = date(2026, 3, 17)
"""The day after the sample was reviewed, so that what is overdue does not grow."""
FRAME_FILE = "workbench.txt"
FRAME = re.compile(r"(?<=<!-- frame -->\n\n```text\n).*?(?=```\n)", re.DOTALL)
"""Where the frame stands in README.md."""


@attrs.frozen
class Picture:
    """What to draw.

    Attributes:
        file: The file to write; its ending says in which format.
        step: The step to open.
        keys: The keys to press then.
        size: Columns and lines of the terminal.
    """

    file: str
    step: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 34)


PICTURES = (
    Picture(FRAME_FILE, "analysis", ("home",), (100, 26)),
    Picture("fishbone.svg", "analysis", ("m",), (150, 60)),
)


async def draw(picture: Picture, folder: Path) -> str:
    """The file's contents: the app on the postmortem in `folder`, once it has come to rest."""
    app = RcakitApp(
        folder,
        load_plugins=lambda _: gather(third_party=False),
        preferences=Preferences(),
        step=picture.step,
    )
    app.animation_level = "none"
    with patch("rcakit_process.today.today", lambda: DAY):
        async with app.run_test(size=picture.size) as pilot:
            await at_rest(app, pilot)
            for key in picture.keys:
                await pilot.press(key)
                await at_rest(app, pilot)
            svg = app.export_screenshot(title="rcakit", simplify=True)
    return text_of(svg) if picture.file.endswith(".txt") else by_itself(svg)


async def at_rest(app: RcakitApp, pilot: Pilot[None]) -> None:
    """Wait until the workbench is there and what is on the screen changes no more."""
    before, now = "", "Opening"
    while before != now or not isinstance(app.screen, Workbench):
        await pilot.pause(0.2)
        await app.workers.wait_for_complete()
        await pilot.pause()
        before, now = now, text_of(app.export_screenshot(simplify=True))


def by_itself(svg: str) -> str:
    """The picture as Textual exports it, without what would be fetched from elsewhere.

    Text keeps its place in any monospaced font, since each piece carries its length.
    """
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg)
    svg = re.sub(r"terminal-\d+", "rcakit", svg)
    return "".join(line.rstrip() + "\n" for line in svg.strip().splitlines())


def text_of(svg: str) -> str:
    """The frame in letters, without blanks at the ends of lines.

    A piece of text stands in the SVG at the cell it begins in; one line holds many.
    """
    lines: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for piece in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314  our own
        text = (piece.text or "").replace("\xa0", " ").rstrip("\n")
        if "clip-path" in piece.attrib and text:
            row = int(float(piece.attrib["y"]) / CELL_HEIGHT)
            lines[row].append((round(float(piece.attrib["x"]) / CELL_WIDTH), text))
    return "".join(_line(lines[row]) + "\n" for row in range(max(lines, default=-1) + 1))


def _line(pieces: list[tuple[int, str]]) -> str:
    line = ""
    for column, text in sorted(pieces):
        line += " " * (column - cell_len(line)) + text
    return line.rstrip()


def main() -> int:
    """Draw all pictures, and put the frame into README.md."""
    with tempfile.TemporaryDirectory() as scratch:
        tempfile.tempdir = scratch
        for picture in PICTURES:
            drawn = asyncio.run(draw(picture, copy_of_sample()))
            (HERE / picture.file).write_text(drawn, "utf-8")
            if picture.file == FRAME_FILE:
                readme = README.read_text("utf-8")
                README.write_text(FRAME.sub(lambda _, frame=drawn: frame, readme, 1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
