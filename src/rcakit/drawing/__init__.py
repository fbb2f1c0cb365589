"""Diagrams drawn in terminal cells: for the terminal app, the command line and the reports.

`draw` turns a `Diagram` into a `Drawing`, rows of toned text that know which node their cells
belong to; `plain` makes text of it; `neighbour` walks a cursor through it.
"""

from __future__ import annotations

from rcakit.diagram import Diagram, DiagramKind
from rcakit.drawing.cursor import Direction, neighbour
from rcakit.drawing.fishbone import draw_fishbone
from rcakit.drawing.listing import draw_listing
from rcakit.drawing.spans import Drawing, Place, Span, plain
from rcakit.drawing.timeline import draw_timeline
from rcakit.drawing.tree import draw_tree

__all__ = ["Direction", "Drawing", "Place", "Span", "draw", "neighbour", "plain"]

_LAYOUTS = {
    DiagramKind.TREE: draw_tree,
    DiagramKind.GATES: draw_tree,
    DiagramKind.NETWORK: draw_tree,
    DiagramKind.FISHBONE: draw_fishbone,
    DiagramKind.TIMELINE: draw_timeline,
    DiagramKind.MATRIX: draw_listing,
}


def draw(diagram: Diagram, width: int) -> Drawing:
    """The diagram laid out for `width` terminal cells in the way of its kind.

    A fishbone never gets wider than `width` or 40, whichever is more; a very deep tree may.
    """
    return _LAYOUTS[diagram.kind](diagram, width)
