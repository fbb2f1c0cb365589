"""Draw the pictures of the app that the pages show, from the sample and the examples.

    python docs/pictures/make.py [NAME ...]

writes the files beside it, all or those named, and puts the frames into the pages.
"""

from __future__ import annotations

import asyncio
import re
import shutil
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
ROOT = HERE.parent.parent
PAGES = (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))
CELL_WIDTH, CELL_HEIGHT = 12.2, 24.4
"""Size of a terminal cell in the SVG that Textual exports."""
DAY = date(2026, 3, 17)
"""The day after the sample was reviewed, so that what is overdue does not grow."""
FRAME = re.compile(r"(<!-- frame: (\S+) -->\n\n```text\n).*?(```\n)", re.DOTALL)
"""Where a frame stands in a page, with the name of its file."""


@attrs.frozen
class Picture:
    """What to draw.

    Attributes:
        file: The file to write; its ending says in which format.
        step: The step to open.
        keys: The keys to press then.
        size: Columns and lines of the terminal.
        example: The folder in examples/ that is opened; "" for the sample.
    """

    file: str
    step: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 34)
    example: str = ""

    def postmortem(self) -> Path:
        """A copy of the folder it shows."""
        if not self.example:
            return copy_of_sample()
        folder = Path(tempfile.mkdtemp(prefix="rcakit-picture-")) / self.example
        return Path(shutil.copytree(ROOT / "examples" / self.example, folder))


NODES = "node-failure"
PICTURES = (
    Picture("workbench.txt", "analysis", ("home",), (100, 26)),
    Picture("fishbone.svg", "analysis", ("m",), (150, 60)),
    Picture("nodes-five-whys.txt", "analysis", ("home",), (100, 34), NODES),
    Picture("nodes-fishbone.txt", "analysis", ("m", "home"), (100, 34), NODES),
    Picture("nodes-fault-tree.txt", "analysis", ("m", "m", "home"), (120, 34), NODES),
    Picture("nodes-bayes-net.txt", "analysis", ("m", "m", "m", "home"), (120, 34), NODES),
    Picture("fault-tree.svg", "analysis", ("m", "m", ".", ".", "."), (160, 48)),
    Picture("bayes-net.svg", "analysis", ("m", "m", "m", ".", "."), (160, 48)),
)


async def draw(picture: Picture) -> str:
    """The file's contents: the app on a postmortem, once it has come to rest."""
    app = RcakitApp(
        picture.postmortem(),
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


def with_frames(page: str) -> str:
    """A page with every frame it shows as it was drawn last."""
    return FRAME.sub(lambda found: found[1] + (HERE / found[2]).read_text("utf-8") + found[3], page)


def main(wanted: list[str]) -> int:
    """Draw the pictures, all or those whose files are named, and put frames into pages."""
    with tempfile.TemporaryDirectory() as scratch:
        tempfile.tempdir = scratch
        for picture in PICTURES:
            if not wanted or picture.file in wanted:
                (HERE / picture.file).write_text(asyncio.run(draw(picture)), "utf-8")
    for page in PAGES:
        page.write_text(with_frames(page.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
