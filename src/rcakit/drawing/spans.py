"""A drawing as values: rows of toned text, and where each node stands in them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rcakit.diagram import Tone
from rcakit.drawing.cells import width


@attrs.frozen
class Span:
    """Text in one tone on one row.

    Attributes:
        text: What stands there; no control characters, no line breaks.
        tone: Hosts choose the colour.
        node: The id of the node these cells belong to; "" for lines and labels.
    """

    text: str
    tone: Tone
    node: str = ""


@attrs.frozen
class Place:
    """The box, in cells, that a node takes where it is drawn in full."""

    node: str
    row: int
    column: int
    width: int
    height: int

    def moved(self, rows: int, columns: int) -> Place:
        """The same box further down and to the right."""
        return attrs.evolve(self, row=self.row + rows, column=self.column + columns)


@attrs.frozen
class Drawing:
    """A diagram in terminal cells.

    Attributes:
        rows: From top to bottom, each of spans from left to right.
        width: Cells of the widest row.
        places: One for each node drawn, in reading order, for a cursor to walk through.
        links: Pairs of parent and child as drawn, where the layout is a tree.
    """

    rows: tuple[tuple[Span, ...], ...]
    width: int
    places: tuple[Place, ...]
    links: tuple[tuple[str, str], ...] = ()


def drawing(
    rows: Iterable[Iterable[Span]],
    places: Iterable[Place],
    links: Iterable[tuple[str, str]] = (),
) -> Drawing:
    """A drawing of these rows, with its width measured."""
    kept = tuple(tuple(row) for row in rows)
    widest = max((sum(width(span.text) for span in row) for row in kept), default=0)
    return Drawing(kept, widest, tuple(places), tuple(links))


def plain(drawing: Drawing) -> str:
    """The drawing as text: a line a row, without trailing blanks, ending in a line feed."""
    return "".join("".join(span.text for span in row).rstrip() + "\n" for row in drawing.rows)
