import time

import pytest
from drawing import samples

from rcakit.diagram import Diagram, DiagramKind, Edge, Node, Tone
from rcakit.drawing import draw, plain


@pytest.mark.parametrize("width", [40, 80, 120])
def test_picture(picture, width):
    """The tree reads well at the widths of a pane, a terminal and a wide terminal."""
    assert plain(draw(samples.tree(), width)) == picture


def test_a_single_cause_hangs_directly():
    """One cause needs no words about how causes combine, and no blank lines."""
    diagram = Diagram(
        DiagramKind.TREE, (Node("a", "A"), Node("b", "B")), (Edge("a", "b"),), root="a"
    )
    assert plain(draw(diagram, 80)) == "A\n╰─ B\n"


def test_gates_and_networks_are_trees_with_joins():
    """How causes combine is said in words, in the tone of a gate."""
    for kind in (DiagramKind.GATES, DiagramKind.NETWORK):
        diagram = Diagram(
            kind,
            (Node("a", "A"), Node("b", "B"), Node("c", "C")),
            (Edge("a", "b"), Edge("a", "c")),
            root="a",
            joins=(("a", "2 of 3"),),
        )
        drawing = draw(diagram, 80)
        assert plain(drawing) == "A\n╰─ 2 of 3\n   ├─ B\n   ╰─ C\n"
        assert [s.text for row in drawing.rows for s in row if s.tone is Tone.GATE] == ["2 of 3"]


def test_a_shared_cause_is_drawn_once_and_pointed_at():
    """The second appearance is one line that still belongs to the node."""
    drawing = draw(samples.tree(), 80)
    rows = [row for row in drawing.rows if any(s.text.startswith("↗") for s in row)]
    assert [row[-1].node for row in rows] == ["size"]
    assert [place.node for place in drawing.places].count("size") == 1


def test_without_a_root_every_top_is_a_tree():
    """No root: what is nobody's cause stands on the left."""
    diagram = Diagram(
        DiagramKind.TREE,
        (Node("a", "A"), Node("b", "B"), Node("c", "C")),
        (Edge("c", "b"),),
    )
    assert plain(draw(diagram, 80)) == "A\nC\n╰─ B\n"


def test_a_loop_without_an_entry_is_drawn():
    """Causes that cause one another are shown, and the loop is marked."""
    diagram = Diagram(
        DiagramKind.TREE,
        (Node("a", "A"), Node("b", "B"), Node("self", "Self")),
        (Edge("a", "b"), Edge("b", "a"), Edge("self", "self")),
    )
    assert plain(draw(diagram, 80)) == (
        "A\n╰─ B\n   ╰─ ↻ A (leads back here)\nSelf\n╰─ ↻ Self (leads back here)\n"
    )


def test_edges_to_nowhere_are_left_out():
    """An edge whose end is no node draws nothing; an edge twice is drawn once."""
    diagram = Diagram(
        DiagramKind.TREE,
        (Node("a", "A"), Node("b", "B")),
        (Edge("a", "b"), Edge("a", "b"), Edge("a", "gone"), Edge("gone", "b")),
        root="a",
    )
    assert plain(draw(diagram, 80)) == "A\n╰─ B\n"


def test_nothing_to_draw():
    """An empty diagram is an empty drawing, of any kind."""
    for kind in set(DiagramKind) - {DiagramKind.FISHBONE}:
        assert plain(draw(Diagram(kind), 80)) == ""


def test_notes_stand_in_one_column():
    """Notes end in the same cell, however long the texts are."""
    lines = plain(draw(samples.tree(), 80)).splitlines()
    assert len({len(line) for line in lines if line.endswith(("ev 1", "ev 2"))}) == 1


@pytest.mark.parametrize("fan", [1, 3])
def test_two_thousand_nodes_are_quick(fan):
    """A chain and a bush of 2,000 causes are drawn in no time; a long chain needs no recursion."""
    nodes = tuple(
        Node(str(i), f"Cause {i} happened because of the next", note="ev 1") for i in range(2000)
    )
    edges = tuple(Edge(str(i // fan if fan > 1 else i - 1), str(i)) for i in range(1, 2000))
    started = time.process_time()
    drawing = draw(Diagram(DiagramKind.TREE, nodes, edges, root="0"), 80)
    assert time.process_time() - started < 1.0
    assert len(drawing.places) == 2000


def test_how_likely_a_node_is_stands_beside_it_as_a_bar():
    """Bars begin in one column, notes end in one; what is more than nothing is to be seen."""
    nodes = (
        Node("a", "A", part=1.0, note="so"),
        Node("b", "A longer one", part=0.5, note="50 %"),
        Node("c", "C", part=0.0001),
        Node("d", "D", part=0.0, note="0 %"),
        Node("e", "E", note="said by nobody"),
    )
    diagram = Diagram(
        DiagramKind.NETWORK, nodes, tuple(Edge("a", one.id) for one in nodes[1:]), root="a"
    )
    drawn = plain(draw(diagram, 60)).splitlines()
    assert len({row.index(first) for row, first in zip(drawn, "██▏·", strict=False)}) == 1
    assert {row.index("%") for row in drawn if "%" in row} == {len(drawn[1]) - 1}
    assert "████····" in drawn[1]
    assert "▏·······" in drawn[2]
    assert "········" in drawn[3]
    assert "·" not in drawn[4]
    assert len({len(row) for row in (drawn[0], drawn[1], drawn[3], drawn[4])}) == 1


def test_the_sign_of_a_gate_has_a_tone_of_its_own():
    """The sign stands out from its words."""
    diagram = Diagram(
        DiagramKind.GATES,
        (Node("a", "A"), Node("b", "B"), Node("c", "C")),
        (Edge("a", "b"), Edge("a", "c")),
        root="a",
        joins=(("a", "[≥1] any of these"),),
    )
    row = draw(diagram, 80).rows[1]
    assert [(span.text, span.tone) for span in row[1:]] == [
        ("[≥1] ", Tone.GATE),
        ("any of these", Tone.MUTED),
    ]


def test_a_network_has_parts_that_do_not_hang_under_its_root():
    """They are not called wanting, as loose causes of a tree are."""
    nodes = (Node("a", "A"), Node("b", "B"))
    drawn = plain(draw(Diagram(DiagramKind.NETWORK, nodes, root="a"), 60))
    assert drawn == "A\n\nelsewhere in the network\n╰─ B\n"
