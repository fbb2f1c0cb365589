"""A sheet of terminal cells to paint on, at any row and column, in any order."""

from __future__ import annotations

import attrs

from rcakit.diagram import Tone
from rcakit.drawing.cells import clusters
from rcakit.drawing.spans import Drawing, Place, Span, drawing


@attrs.define
class Canvas:
    """Cells by row and column; rows may be negative, and what is painted last is on top."""

    _cells: dict[int, dict[int, tuple[str, Tone, str]]] = attrs.field(factory=dict)
    _places: list[Place] = attrs.field(factory=list)

    def put(self, row: int, column: int, text: str, tone: Tone, node: str = "") -> None:
        """Paint `text` from `column` on; a wide character takes two cells."""
        cells = self._cells.setdefault(row, {})
        for cluster, width in clusters(text):
            if width == 0:
                before = cells.get(column - 1, (" ", tone, node))
                cells[column - 1] = (before[0] + cluster, *before[1:])
                continue
            cells[column] = (cluster, tone, node)
            for hidden in range(column + 1, column + width):
                cells[hidden] = ("", tone, node)
            column += width

    def paste(self, row: int, column: int, block: Drawing) -> None:
        """Paint a finished drawing with its upper left corner here, and keep its places."""
        for i, spans in enumerate(block.rows):
            at = column
            for span in spans:
                self.put(row + i, at, span.text, span.tone, span.node)
                at += sum(width for _, width in clusters(span.text))
        self._places.extend(place.moved(row, column) for place in block.places)

    def place_first(self, place: Place) -> None:
        """Say where a node stands that is met before all others."""
        self._places.insert(0, place)

    def finished(self) -> Drawing:
        """All that was painted, from the first painted row to the last."""
        if not self._cells:
            return drawing((), ())
        top, bottom = min(self._cells), max(self._cells)
        rows = [self._row(self._cells.get(row, {})) for row in range(top, bottom + 1)]
        return drawing(rows, [place.moved(-top, 0) for place in self._places])

    @staticmethod
    def _row(cells: dict[int, tuple[str, Tone, str]]) -> list[Span]:
        spans: list[Span] = []
        text, tone, node = "", Tone.LINE, ""
        for column in range(max(cells, default=-1) + 1):
            cell = cells.get(column, (" ", Tone.LINE, ""))
            if cell[1:] != (tone, node):
                if text:
                    spans.append(Span(text, tone, node))
                text, (tone, node) = "", cell[1:]
            text += cell[0]
        return [*spans, Span(text, tone, node)] if text else spans
