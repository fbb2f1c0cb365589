"""What holds for every drawing of every diagram."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from rcakit.diagram import Diagram, DiagramKind, Edge, Group, Node, Tone
from rcakit.drawing import draw, plain
from rcakit.drawing.cells import width as cells
from rcakit.text import one_line

IDS = [f"n{i}" for i in range(12)]
WORDS = st.text(
    st.one_of(
        st.sampled_from("abc de fgh/-_."),
        st.sampled_from("接続プール。、（🔥👍🏽é\u0301 한\u200d\x1b\n\t\u202e[/red]"),
        st.characters(),
    ),
    max_size=150,
)
SHORT = st.text(st.sampled_from("ab 1,接\x1b"), max_size=20)


@st.composite
def diagrams(draw_from, kinds=tuple(DiagramKind)):
    """Any diagram, with loops, shared causes and ends that do not exist."""
    ids = IDS[: draw_from(st.integers(0, len(IDS)))]
    groups = tuple(Group(f"g{i}", draw_from(SHORT)) for i in range(draw_from(st.integers(0, 8))))
    group_ids = st.sampled_from(["", "gone", *(group.id for group in groups)])
    nodes = tuple(
        Node(
            i,
            draw_from(WORDS),
            Tone.PLAIN,
            draw_from(SHORT),
            draw_from(SHORT),
            draw_from(group_ids),
        )
        for i in ids
    )
    ends = st.sampled_from([*ids, "gone"])
    edges = draw_from(st.lists(st.builds(Edge, ends, ends, SHORT), max_size=25))
    joins = draw_from(st.lists(st.tuples(ends, SHORT), max_size=4))
    root = draw_from(st.sampled_from(["", *ids]))
    kind = draw_from(st.sampled_from(kinds))
    return Diagram(kind, nodes, tuple(edges), groups, root, tuple(joins))


_NO_BORDERS = dict.fromkeys(map(ord, "┏━┓┃┫┗┛"))
WIDTHS = st.integers(1, 170)


def _squeezed(text):
    return "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(diagrams(), WIDTHS)
def test_every_text_is_there_in_reading_order(diagram, width):
    """A node's cells, read row by row, have its whole text; loops do not hinder that."""
    drawing = draw(diagram, width)
    for node in diagram.nodes:
        texts = [
            span.text
            for row in drawing.rows
            for span in row
            if span.node == node.id and span.tone is Tone.PLAIN
        ]
        shown = _squeezed("".join(texts).translate(_NO_BORDERS))
        assert _squeezed(one_line(node.text)).translate(_NO_BORDERS) in shown


@settings(max_examples=100, deadline=None)
@given(diagrams(), WIDTHS)
def test_rows_fit_the_drawing(diagram, width):
    """The width is that of the widest row, and nothing in a row can act on a terminal."""
    drawing = draw(diagram, width)
    widths = [sum(cells(span.text) for span in row) for row in drawing.rows]
    assert drawing.width == max(widths, default=0)
    for row in drawing.rows:
        for span in row:
            assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in span.text)
            assert one_line(f"|{span.text}|").replace(" ", "") == f"|{span.text}|".replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(diagrams((DiagramKind.FISHBONE,)), WIDTHS)
def test_a_fish_keeps_to_its_width(diagram, width):
    """A fish is never wider than asked for, or than 40 cells."""
    assert draw(diagram, width).width <= max(width, 40)


@settings(max_examples=100, deadline=None)
@given(diagrams((DiagramKind.TREE,)), st.integers(110, 170))
def test_a_tree_with_room_keeps_to_its_width(diagram, width):
    """A tree that is not deep for its width is not wider."""
    assert draw(diagram, width).width <= width


@settings(max_examples=150, deadline=None)
@given(diagrams(), WIDTHS)
def test_places_are_where_the_nodes_are(diagram, width):
    """Each node has one box, of cells that are its own."""
    drawing = draw(diagram, width)
    assert sorted(place.node for place in drawing.places) == sorted(n.id for n in diagram.nodes)
    for place in drawing.places:
        assert place.height >= 1
        for row in range(place.row, place.row + place.height):
            owners = [s.node for s in drawing.rows[row] for _ in range(cells(s.text))]
            own = owners[place.column : place.column + place.width]
            assert own == [place.node] * place.width


@settings(max_examples=50, deadline=None)
@given(diagrams(), WIDTHS)
def test_plain_has_a_line_a_row(diagram, width):
    """Plain text has no trailing blanks and as many lines as the drawing has rows."""
    drawing = draw(diagram, width)
    lines = plain(drawing).split("\n")
    assert len(lines) == len(drawing.rows) + 1
    assert all(line == line.rstrip() for line in lines)
