"""A diagram as a tree: the root at the top, causes under their effects."""

from __future__ import annotations

from rcakit.diagram import Diagram, DiagramKind
from rcakit.drawing.branches import Style, branches
from rcakit.drawing.outline import Entry, Links, Sort, outline, reach, tops
from rcakit.drawing.spans import Drawing

_UNLINKED = "not linked yet"
_BESIDE = "elsewhere in the network"


def draw_tree(diagram: Diagram, width: int) -> Drawing:
    """The diagram as a tree in `width` cells; wider only where it is too deep for that.

    A shared node is drawn where it is met first, and pointed at from elsewhere. Nodes that
    do not hang under the root follow under a heading of their own.
    """
    links = Links.of(diagram)
    met: set[str] = set()
    if diagram.root in links.nodes:
        entries = outline(links, [diagram.root], met, joins=True)
        seen = reach(links, [diagram.root], set())
        loose = tops(links, [node_id for node_id in links.nodes if node_id not in seen])
        if loose:
            label = _BESIDE if diagram.kind is DiagramKind.NETWORK else _UNLINKED
            entries.append(Entry(Sort.HEADING, 0, True, label=label))
            entries.extend(outline(links, loose, met, joins=True, depth=1))
    else:
        entries = outline(links, tops(links, links.nodes), met, joins=True)
    return branches(entries, Style(limit=max(width, 1)))
