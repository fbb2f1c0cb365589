"""What a node says, made fit for a row of cells."""

from __future__ import annotations

from rcakit.diagram import Node
from rcakit.drawing.cells import width
from rcakit.text import one_line

_WORDLESS = "—"


def words(node: Node) -> str:
    """The node's text on one line; a dash before it where it would take no cell."""
    text = one_line(node.text)
    return text if width(text) else _WORDLESS + text
