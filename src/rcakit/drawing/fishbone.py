"""A diagram as a fish: the problem is its head, groups of causes are its bones."""

from __future__ import annotations

import attrs

from rcakit.diagram import Diagram, Node, Tone
from rcakit.drawing.bones import Bone, bones
from rcakit.drawing.branches import Style, branches
from rcakit.drawing.canvas import Canvas
from rcakit.drawing.cells import balanced, wrap
from rcakit.drawing.cells import width as cells
from rcakit.drawing.outline import Entry, Links, Sort
from rcakit.drawing.skeleton import NARROWEST, TWIG, Stretch, Twig, reach, spread, stretches, twigs
from rcakit.drawing.spans import Drawing, Place
from rcakit.drawing.words import words
from rcakit.text import one_line

MOST = 600
"""Nodes of a fish; with more it would be thousands of rows of wrapped twigs."""
_LINES = 5  # of the head; with more it grows wider
_HEAD = 40  # cells of the problem's text on one line, where there is room to spare
_TAIL = 3
_FLIPPED = str.maketrans("╭╮╰╯┬", "╰╯╭╮┴")


@attrs.frozen
class _Head:
    """The box at the end of the spine; without a node there is only an arrow."""

    node: Node | None
    lines: tuple[str, ...]

    @property
    def width(self) -> int:
        return max(map(cells, self.lines)) + 4 if self.node else 1

    @property
    def half(self) -> int:
        """Rows of the box above the spine; as many or one more are below."""
        return (len(self.lines) + 1) // 2 if self.node else 0


def draw_fishbone(diagram: Diagram, width: int) -> Drawing:
    """The diagram as a fish in `width` cells, or in 40 where that is less.

    The spine runs from the tail on the left to the head, bones lean back from it above and
    below. Where the bones do not fit side by side, the spine is cut and goes on further down.
    More causes than anybody could read on a fish are listed bone by bone.
    """
    width = max(width, NARROWEST)
    if len(diagram.nodes) > MOST:
        return _bone_by_bone(diagram, width)
    node = Links.of(diagram).nodes.get(diagram.root)
    head = _head(node, max(width // 5 - 4, 12), extra=6)
    fish = stretches(bones(diagram), width, head.width)
    left = width - fish[-1].end - 4
    head = _head(node, max(min(left, _HEAD), head.width - 4))
    canvas = Canvas()
    spine = 0
    for stretch in reversed(fish):
        starts, ends = stretch is fish[0], stretch is fish[-1]
        half = head.half if ends else 0
        above = _Side.of(stretch, stretch.above, max(half, _TAIL if starts else 0))
        below = _Side.of(stretch, stretch.below, max(half + 1, _TAIL if starts else 0))
        if not ends:
            spine -= below.rows + 1
        _paint_spine(canvas, spine, stretch, starts=starts, ends=ends)
        if ends:
            _paint_head(canvas, spine, stretch.end, head)
        edge = stretch.end + (head.width if ends else 2)
        above.paint(canvas, stretch, spine, -1, edge)
        below.paint(canvas, stretch, spine, 1, edge)
        spine -= above.rows + 1
    return canvas.finished()


def _bone_by_bone(diagram: Diagram, width: int) -> Drawing:
    """The head, and under it the bones as headings of their causes."""
    entries = [Entry(Sort.NODE, 0, True, node) for node in diagram.nodes if node.id == diagram.root]
    for bone in bones(diagram):
        entries.append(Entry(Sort.HEADING, 0, True, label=bone.title))
        for number, twig in enumerate(bone.twigs, 1):
            first, *rest = (attrs.evolve(entry, depth=entry.depth + 1) for entry in twig)
            entries += [attrs.evolve(first, last=number == len(bone.twigs)), *rest]
    return branches(entries, Style(limit=width, hard=True))


def _head(node: Node | None, room: int, extra: int = 0) -> _Head:
    """The head, with lines of `room` cells, or some `extra` ones where there are many lines."""
    if node is None:
        return _Head(None, ())
    text = " ".join(filter(None, (one_line(node.mark), words(node))))
    note = one_line(node.note)
    most = room + extra
    while room < most and len(wrap(text, room)) > _LINES:
        room += 1
    return _Head(node, (*balanced(text, room), *(wrap(note, room) if note else ())))


@attrs.frozen
class _Side:
    """The bones on one side of a stretch, all of one length.

    Attributes:
        length: Rows of a bone, from the spine to its label.
        rows: Rows of the whole side.
    """

    twigs: tuple[tuple[Twig, ...], ...]
    labels: tuple[tuple[str, ...], ...]
    length: int
    rows: int

    @classmethod
    def of(cls, stretch: Stretch, side: tuple[Bone, ...], least: int) -> _Side:
        above = side is stretch.above
        hung = tuple(twigs(bone, stretch.pitch, stretch.slant, above=above) for bone in side)
        rooms = [stretch.pitch - 6] * len(side)
        if side:  # the last label must stay clear of both its neighbour and the right edge
            rooms[-1] = min(rooms[-1], stretch.pitch // 2 + stretch.slant)
        labels = tuple(
            tuple(balanced(one_line(bone.title), room))
            for bone, room in zip(side, rooms, strict=True)
        )
        length = max((reach(each) for each in hung), default=0)
        length = max(length, least)
        label = max((len(lines) + 2 for lines in labels), default=0)
        return cls(
            tuple(spread(each, length) for each in hung),
            labels,
            length,
            length + label,
        )

    def paint(self, canvas: Canvas, stretch: Stretch, spine: int, way: int, edge: int) -> None:
        """Paint the bones above (`way` is -1) or below (1), with no label beyond `edge`."""
        for index, (hung, label) in enumerate(zip(self.twigs, self.labels, strict=True)):
            rib = _Rib(stretch, spine, stretch.joint(index), way)
            for distance in range(1, self.length + 1):
                stroke = "│" if distance > stretch.slant else "╲" if way < 0 else "╱"
                canvas.put(rib.row(distance), rib.column(distance), stroke, Tone.LINE)
            for twig in hung:
                rib.paint_twig(canvas, twig)
            rib.paint_label(canvas, label, self.length + 1, edge)


@attrs.frozen
class _Rib:
    """Where one bone runs: `way` is -1 above the spine and 1 below it."""

    stretch: Stretch
    spine: int
    joint: int
    way: int

    def row(self, distance: int) -> int:
        """The row at a distance from the spine."""
        return self.spine + self.way * distance

    def column(self, distance: int) -> int:
        """The column of the bone at a distance from the spine."""
        return self.joint - self.stretch.lean(distance)

    def paint_twig(self, canvas: Canvas, twig: Twig) -> None:
        """Paint a cause on the left of the bone, and a line from its first row to the bone."""
        far = twig.at + twig.height - 1
        first = far if self.way < 0 else twig.at
        column = self.column(far) - TWIG - twig.block.width
        canvas.paste(self.row(first), column, twig.block)
        spans = twig.block.rows[0]
        owner = spans[0].node
        if not owner:
            return
        start = column + cells("".join(span.text for span in spans).rstrip()) + 1
        box = sum(place.width for place in twig.block.places[:1])
        inside = max(column + box - start, 0)
        outside = self.column(first) - start - inside
        canvas.put(self.row(first), start, "─" * inside, Tone.LINE, owner)
        canvas.put(self.row(first), start + inside, "─" * outside, Tone.LINE)

    def paint_label(self, canvas: Canvas, lines: tuple[str, ...], distance: int, edge: int) -> None:
        """Paint a box over the outer end of the bone, not beyond the column `edge`."""
        inner = max(*map(cells, lines), 3) + 2
        middle = self.column(distance)
        column = min(middle - inner // 2 - 1, edge - inner - 2)
        left = middle - column - 1
        far, near = "╭" + "─" * inner + "╮", "╰" + "─" * left + "┬" + "─" * (inner - left - 1) + "╯"
        if self.way > 0:
            far, near = far.translate(_FLIPPED), near.translate(_FLIPPED)
        canvas.put(self.row(distance), column, near, Tone.LINE)
        top = min(self.row(distance + 1), self.row(distance + len(lines)))
        for i, line in enumerate(lines):
            canvas.put(top + i, column, "│" + " " * inner + "│", Tone.LINE)
            canvas.put(top + i, column + 1 + (inner - cells(line)) // 2, line, Tone.GROUP)
        canvas.put(self.row(distance + len(lines) + 1), column, far, Tone.LINE)


def _paint_spine(canvas: Canvas, spine: int, stretch: Stretch, *, starts: bool, ends: bool) -> None:
    """Paint the spine, with the tail or the cuts at its ends."""
    count = max(len(stretch.above), len(stretch.below))
    end = stretch.end
    begin = stretch.slant - 2
    canvas.put(spine, begin, "━" * (end - begin), Tone.LINE)
    if starts:
        for distance in range(1, _TAIL + 1):
            for fin in (0, 2):
                column = begin - fin - distance
                if column >= 0 and fin + min(_TAIL, begin) <= begin:
                    canvas.put(spine - distance, column, "╲", Tone.LINE)
                    canvas.put(spine + distance, column, "╱", Tone.LINE)
    else:
        canvas.put(spine, 0, "┅" * begin, Tone.LINE)
    if not ends:
        canvas.put(spine, end, "┅┅", Tone.LINE)
    for index in range(count):
        both = index < len(stretch.above), index < len(stretch.below)
        knot = "┿" if all(both) else "┷" if both[0] else "┯"
        canvas.put(spine, stretch.joint(index), knot, Tone.LINE)


def _paint_head(canvas: Canvas, spine: int, column: int, head: _Head) -> None:
    if head.node is None:
        canvas.put(spine, column, "▶", Tone.PROBLEM)
        return
    tone, node_id = head.node.tone, head.node.id
    inner = head.width - 2
    top = spine - head.half
    canvas.put(top, column, "┏" + "━" * inner + "┓", tone, node_id)
    for i, line in enumerate(head.lines):
        pad = " " * (inner - 1 - cells(line))
        canvas.put(top + 1 + i, column, f"┃ {line}{pad}┃", tone, node_id)
    canvas.put(top + 1 + len(head.lines), column, "┗" + "━" * inner + "┛", tone, node_id)
    canvas.put(spine, column, "┫", tone, node_id)
    canvas.place_first(Place(node_id, top, column, head.width, len(head.lines) + 2))
