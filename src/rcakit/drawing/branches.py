"""An outline drawn as branches: guide lines on the left, wrapped texts, notes on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from rcakit.diagram import Node, Tone
from rcakit.drawing.aside import GAP, Row, aside, note_room, size, with_asides
from rcakit.drawing.cells import balanced, fit, width, wrap
from rcakit.drawing.outline import Entry, Sort
from rcakit.drawing.spans import Drawing, Place, Span, drawing
from rcakit.drawing.words import words
from rcakit.text import one_line

REPEAT = "↗ "
LOOP = "↻ "
_LABEL = 16
_SIGN = 10
"""Characters a gate's sign in brackets may have."""
_HARD_BLANK = "\u00a0"  # not in any text: `one_line` folds it


@attrs.frozen
class Style:
    """How branches are drawn.

    Attributes:
        limit: Cells a row may take.
        step: Cells a level is indented by, 3 or 2, as long as there is room.
        least: Cells of text a node keeps however deep it stands.
        hard: No row may be wider than `limit`: once `least` is reached, indentation stops.
            Otherwise it goes on with one cell a level and rows grow wider than `limit`.
        notes: Whether notes stand in a column on the right; otherwise they follow the text.
        even: Whether lines of a text are made even.
    """

    limit: int
    step: int = 3
    least: int = 24
    hard: bool = False
    notes: bool = True
    even: bool = False


def branches(entries: Iterable[Entry], style: Style) -> Drawing:
    """The outline as rows; the places are those of the nodes drawn in full."""
    entries = list(entries)
    notes = note_room(entry.node for entry in entries if entry.node) if style.notes else 0
    rows: list[Row] = []
    places: list[Place] = []
    links: list[tuple[str, str]] = []
    stems: list[str] = [""]
    for entry in entries:
        stem = stems[entry.depth]
        first, rest, under = _guides(entry, stem, style)
        del stems[entry.depth + 1 :]
        stems.append(under)
        label = one_line(entry.label)
        if entry.node is None:
            if entry.sort is Sort.HEADING and rows:
                rows.append(Row())
            text = fit(label, max(style.limit - len(first), style.least))
            rows.append(Row(_wordy(text, entry.sort)).after(first))
            continue
        label = fit(label, _LABEL) + " ─ " if label else ""
        if not style.hard or style.limit - width(first + label) >= style.least:
            first += label
            rest += " " * width(label)
        room = max(style.limit - width(first), style.least if not style.hard else 2)
        if entry.sort is not Sort.NODE:
            again = _again(entry.sort, entry.node, room, style)
            rows.append(Row((again,)).after(first))
            continue
        block = _block(entry.node, room, style, notes)
        wide = sum(width(span.text) for span in block[0].spans)
        places.append(Place(entry.node.id, len(rows), width(first), wide, len(block)))
        rows += [line.after(rest if i else first) for i, line in enumerate(block)]
        if entry.parent:
            links.append((entry.parent, entry.node.id))
    return drawing(with_asides(rows, style.limit), places, links)


def _guides(entry: Entry, stem: str, style: Style) -> tuple[str, str, str]:
    """The guide lines before an entry's first line, its other lines, and what hangs under it."""
    if entry.depth == 0:
        return "", "", ""
    corner, line = ("╰", " ") if entry.last else ("├", "│")
    step = style.step
    if style.limit - len(stem) - step < style.least:
        step = 2 if style.hard else 1
    first = stem + corner + "─" * (step - 2) + " " * (step > 1)
    rest = stem + line + " " * (step - 1)
    return first, rest, rest if step == style.step or not style.hard else stem


def _again(sort: Sort, node: Node, room: int, style: Style) -> Span:
    """One line that stands for a node drawn elsewhere."""
    sign = LOOP if sort is Sort.LOOP else REPEAT
    tail = " (leads back here)" if sort is Sort.LOOP else " (drawn above)"
    text = words(node)
    if style.notes and width(text) + len(sign + tail) <= room:
        return Span(sign + text + tail, Tone.MUTED, node.id)
    if style.notes and room >= style.least + len(sign + tail):
        return Span(sign + fit(text, room - len(sign + tail)) + tail, Tone.MUTED, node.id)
    return Span(fit(sign + text, room), Tone.MUTED, node.id)


def _wordy(text: str, sort: Sort) -> tuple[Span, ...]:
    """A heading, or how causes combine: the sign of a gate and its words, or words alone."""
    if sort is not Sort.JOIN:
        return (Span(text, Tone.MUTED),)
    sign, end, said = text.partition("] ")
    if end and sign.startswith("[") and len(sign) <= _SIGN:
        return Span(sign + end, Tone.GATE), Span(said, Tone.MUTED)
    return (Span(text, Tone.GATE),)


def _block(node: Node, room: int, style: Style, notes: int) -> list[Row]:
    """A node in full; its rows are of one width, so that they make a box."""
    mark = one_line(node.mark)
    mark = fit(mark, max(room // 4, 1)) + " " if mark else ""
    note = fit(one_line(node.note), max(room - width(mark) - 1, 1))
    indent = width(mark)
    text_room = room - indent
    beside = aside(node, note, notes) if style.notes else ()
    if text_room - GAP - size(beside) < style.least:
        beside = ()
    if beside:
        text_room -= GAP + size(beside)
    fold = balanced if style.even else wrap
    if beside or not note:
        lines = fold(words(node), text_room)
        tails = [""] * len(lines)
    else:
        lines, tails = _with_tail(words(node), note, text_room, fold)
    box = max(width(line) + width(tail) for line, tail in zip(lines, tails, strict=True))
    rows: list[Row] = []
    for i, (line, tail) in enumerate(zip(lines, tails, strict=True)):
        lead = " " * indent if i else mark
        pad = " " * (box - width(line) - width(tail))
        spans = (
            Span(lead + line, node.tone, node.id),
            Span(tail, Tone.MUTED, node.id),
            Span(pad, node.tone, node.id),
        )
        rows.append(Row(tuple(span for span in spans if span.text), () if i else beside))
    return rows


def _with_tail(
    text: str, note: str, room: int, fold: Callable[[str, int], list[str]]
) -> tuple[list[str], list[str]]:
    """The lines of a text, and for each what follows it: the note, after the last one."""
    tail = _HARD_BLANK * (1 + width(note))
    lines = fold(f"{text} {tail}", max(room, len(tail)))
    before = lines[-1][: -len(tail)]
    lines[-1] = before.rstrip()
    after = " " * GAP + note if before else note
    return lines, [""] * (len(lines) - 1) + [after]
