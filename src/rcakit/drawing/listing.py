"""A diagram as a plain list of its nodes and edges, for kinds that have no picture of their own."""

from __future__ import annotations

from rcakit.diagram import Diagram, Node, Tone
from rcakit.drawing.branches import Style, branches
from rcakit.drawing.cells import fit
from rcakit.drawing.outline import Entry, Links, Sort
from rcakit.drawing.spans import Drawing, Span, drawing
from rcakit.drawing.words import words
from rcakit.text import one_line


def draw_listing(diagram: Diagram, limit: int) -> Drawing:
    """The nodes under the titles of their groups, then the edges, one a row."""
    links = Links.of(diagram)
    titles = {group.id: one_line(group.title) for group in diagram.groups}
    entries: list[Entry] = []
    for group_id, title in titles.items():
        entries.append(Entry(Sort.HEADING, 0, True, label=title))
        entries += _listed([node for node in links.nodes.values() if node.group == group_id], 1)
    entries += _listed([node for node in links.nodes.values() if node.group not in titles], 0)
    listed = branches(entries, Style(limit=max(limit, 1)))
    edges: list[list[Span]] = []
    half = max((limit - 3) // 2, 8)
    for source, causes in links.causes.items():
        for target, label in causes.items():
            ends = (fit(words(links.nodes[end]), half) for end in (source, target))
            row = [Span(" ← ".join(ends), Tone.MUTED, target)]
            if label:
                row.append(Span(fit("  " + one_line(label), half), Tone.MUTED, target))
            edges.append(row)
    gap: list[list[Span]] = [[]] if edges and listed.rows else []
    return drawing([*listed.rows, *gap, *edges], listed.places)


def _listed(nodes: list[Node], depth: int) -> list[Entry]:
    return [Entry(Sort.NODE, depth, i == len(nodes) - 1, node) for i, node in enumerate(nodes)]
