"""The characters of a screen, read from the picture Textual makes of it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from rich.cells import cell_len, set_cell_size

CELL = 12.2
"""Rich puts column n of a picture at x = 12.2 n."""
_LINE = re.compile(r"line-(\d+)\)")


def text_of(svg: str, height: int) -> str:
    """The picture's characters, a line a row, without blanks at the ends.

    A run of characters stands where the picture puts it, so that text behind wide characters
    is in its true column.
    """
    rows = [""] * height
    for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        line = _LINE.search(element.get("clip-path", ""))
        if line is None:  # the title of the picture's window
            continue
        row = int(line.group(1))
        column = round(float(element.get("x", "0")) / CELL)
        text = (element.text or "").replace("\xa0", " ")
        assert cell_len(rows[row].rstrip()) <= column, "runs of a row come from left to right"
        rows[row] = set_cell_size(rows[row], column) + text
    return "\n".join(row.rstrip() for row in rows)
