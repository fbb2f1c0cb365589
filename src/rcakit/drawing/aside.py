"""What stands to the right of a node's text: a bar for its part, and its note."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rcakit.diagram import Node, Tone
from rcakit.drawing.bars import bar
from rcakit.drawing.cells import fit, width
from rcakit.drawing.spans import Span
from rcakit.text import one_line

GAP = 2
"""Cells between the longest text and what stands beside it."""
BAR = 8
"""Cells of a bar."""
_TRACK = "·"
_MOST = 20


@attrs.frozen
class Row:
    """A row not yet finished: what stands beside it waits for the column to be known."""

    spans: tuple[Span, ...] = ()
    aside: tuple[Span, ...] = ()

    @property
    def end(self) -> int:
        """The column after the text."""
        return sum(width(span.text) for span in self.spans)

    def after(self, guide: str) -> Row:
        """The row behind guide lines."""
        lead = (Span(guide, Tone.LINE),) if guide else ()
        return attrs.evolve(self, spans=lead + self.spans)


def note_room(nodes: Iterable[Node]) -> int:
    """Cells of the notes that stand after bars, so that the bars begin in one column."""
    notes = (width(one_line(node.note)) for node in nodes if node.part is not None)
    return min(max(notes, default=0), _MOST)


def aside(node: Node, note: str, notes: int) -> tuple[Span, ...]:
    """What stands beside a node: the bar if it has a part, then the note.

    Args:
        node: The node.
        note: Its note, on one line.
        notes: Cells that `note_room` gives to notes after bars.
    """
    beside = Span(note, Tone.MUTED, node.id)
    if node.part is None:
        return (beside,) if note else ()
    filled = bar(node.part, BAR)
    rest = _TRACK * (BAR - width(filled))
    kept = fit(note, notes)
    spans = (
        Span(filled, Tone.GATE, node.id),
        Span(rest, Tone.LINE, node.id),
        Span(" " * (1 + notes - width(kept)) if notes else "", Tone.LINE, node.id),
        Span(kept, Tone.MUTED, node.id),
    )
    return tuple(span for span in spans if span.text)


def size(spans: Iterable[Span]) -> int:
    """Cells that spans take."""
    return sum(width(span.text) for span in spans)


def with_asides(rows: list[Row], limit: int) -> Iterable[tuple[Span, ...]]:
    """The rows, with what stands beside them set flush right in one column."""
    ends = [row.end + GAP + size(row.aside) for row in rows if row.aside]
    edge = max((end for end in ends if end <= limit), default=0)
    for row in rows:
        if row.aside:
            gap = max(edge - row.end - size(row.aside), GAP)
            yield (*row.spans, Span(" " * gap, Tone.LINE), *row.aside)
        else:
            yield row.spans
