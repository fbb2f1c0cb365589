"""A diagram as a line in time: one entry under the other, notes such as times on the left."""

from __future__ import annotations

from rcakit.diagram import Diagram, Tone
from rcakit.drawing.cells import fit, width, wrap
from rcakit.drawing.outline import Links
from rcakit.drawing.spans import Drawing, Place, Span, drawing
from rcakit.drawing.words import words
from rcakit.text import one_line

_LEAST = 24
_DOT = "● "
_LINE = "│ "


def draw_timeline(diagram: Diagram, limit: int) -> Drawing:
    """The nodes in their order on a vertical line, in `limit` cells or a few more.

    Where nodes belong to groups, a heading stands before each run of the same group.
    """
    titles = {group.id: one_line(group.title) for group in diagram.groups}
    nodes = Links.of(diagram).nodes.values()
    notes = {node.id: fit(one_line(node.note), max(limit // 3, 8)) for node in nodes}
    left = max((width(note) + 1 for note in notes.values() if note), default=0)
    rows: list[list[Span]] = []
    places: list[Place] = []
    run = ""
    for node in nodes:
        title = titles.get(node.group, "")
        if title != run and title:
            text = fit(title, max(limit - left, _LEAST))
            rows.append([Span(" " * left + "┼ ", Tone.LINE), Span(text, Tone.GROUP)])
        run = title
        mark = one_line(node.mark)
        mark = fit(mark, 8) + " " if mark else ""
        indent = width(mark)
        start = left + len(_DOT)
        lines = wrap(words(node), max(limit - start - indent, _LEAST))
        box = max(map(width, lines))
        places.append(Place(node.id, len(rows), start, box + indent, len(lines)))
        for i, line in enumerate(lines):
            note = notes[node.id] if i == 0 else ""
            rows.append(
                [
                    Span(note, Tone.MUTED, node.id),
                    Span(" " * (left - width(note)) + (_LINE if i else _DOT), Tone.LINE),
                    Span((" " * indent if i else mark) + line, node.tone, node.id),
                    Span(" " * (box - width(line)), node.tone, node.id),
                ]
            )
    return drawing([[span for span in row if span.text] for row in rows], places)
