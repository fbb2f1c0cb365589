"""What one number says, in words: short for the card beside the work, or all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from textual.content import Content

from rcakit.guide import Meaning
from rcakit.text import one_line, visible
from rcakit.tui.result_cells import Cells

_WHOLE = 10_000
"""Cells that no value is cut at."""
_LISTED = 12
"""Things of one cell that are listed."""


@attrs.frozen
class Explained:
    """The cell under the cursor, and what is to be said of it.

    Attributes:
        cells: The table it is in.
        row, column: Its place.
        meaning: What it means; None where nobody says.
        of_before: Whether it is of the postmortem before the last change.
    """

    cells: Cells
    row: int
    column: int
    meaning: Meaning | None
    of_before: bool = False

    @property
    def title(self) -> str:
        """The heading of the cell."""
        return self.cells.title(self.column)

    def value(self) -> Content:
        """The cell with its heading."""
        value = self.cells.text(self.row, self.column, _WHOLE)
        return Content.assemble((f"{self.title}: ", "$faint"), (value, "bold"))

    def _things(self) -> Iterator[Content]:
        """What the cell names, one thing on a line; else what its row is about."""
        names = self.cells.about(self.row, self.column)
        if self.cells.table.columns[self.column].about:
            yield Content.styled(self.title, "$faint")
        for name in names[:_LISTED]:
            yield Content.styled(visible(self.cells.words(name)), "bold")
        if len(names) > _LISTED:
            yield Content.styled(f"… and {len(names) - _LISTED} more", "$faint")

    def card(self) -> Content:
        """What it says of this incident, then what such a number is."""
        lines = [*self._things()]
        if not self.cells.table.columns[self.column].about:
            lines.append(self.value())
        if self.of_before:
            lines.append(Content.styled("Of before the change; being worked out.", "$text-warning"))
        mark = self.cells.mark(self.row)
        if mark:
            lines.append(Content.styled(f"! {mark}", "$text-warning"))
        said = self.meaning
        if said is not None and said.words:
            lines.append(Content(visible(said.words)))
        if said is not None and said.meaning:
            lines.append(Content.styled(visible(said.meaning), "$faint"))
        if said is not None and (said.formula or said.source):
            lines.append(Content.styled("= shows how it is worked out", "$fainter"))
        return Content("\n").join(lines)

    def whole(self) -> Content:
        """All of it, with the formula and its source."""
        lines = [*self._things()]
        if not self.cells.table.columns[self.column].about:
            lines.append(self.value())
        mark = self.cells.mark(self.row)
        if mark:
            lines.append(Content.styled(f"! {mark}", "$text-warning"))
        said = self.meaning or Meaning("")
        parts = (
            ("Here", said.words, ""),
            ("In general", said.meaning, ""),
            ("How it is worked out", said.formula, "$accent"),
            ("From", said.source, "$faint"),
            ("This table", self.cells.table.note, ""),
        )
        for heading, text, style in parts:
            if text:
                lines += [Content(""), Content.styled(heading, "bold $primary")]
                lines.append(
                    Content.styled(visible(text), style) if style else Content(visible(text))
                )
        if not any(text for _, text, _ in parts[:4]):
            lines += [Content(""), Content.styled("The method says no more about it.", "$faint")]
        return Content("\n").join(lines)

    @property
    def heading(self) -> str:
        """The table and the column, for the frame of a dialog."""
        return one_line(f"{self.cells.table.title} · {self.title}")


def all_about(name: str, tables: Iterable[Explained]) -> Content:
    """Every number about one thing, each with what it says here."""
    parts: list[Content] = []
    table = None
    for one in tables:
        if one.cells.table is not table:
            table = one.cells.table
            parts += [Content(""), Content.styled(one_line(table.title), "bold $primary")]
        words = one.meaning.words if one.meaning is not None else ""
        parts.append(one.value())
        if words:
            parts.append(Content.styled(visible(words), "$faint"))
    return Content("\n").join([Content.styled(visible(name), "bold"), *parts])
