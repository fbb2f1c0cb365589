from itertools import pairwise

import pytest
from drawing import samples
from drawing.samples import fish

from rcakit.diagram import Diagram, DiagramKind, Edge, Group, Node, Tone
from rcakit.drawing import draw, plain

SIX = ["Code", "Configuration", "Capacity and traffic", "Dependencies", "Detection", "People"]


@pytest.mark.parametrize("width", [40, 80, 100, 120, 160])
def test_picture(picture, width):
    """The fish looks like a fish in a pane, a terminal and a wide terminal."""
    assert plain(draw(samples.outage(), width)) == picture


@pytest.mark.parametrize("bones", [0, 1, 4, 5, 6, 8])
def test_bare_picture(picture, bones):
    """A fish with nothing on it is drawn, with every bone it could have."""
    names = [*SIX, "Process", "Environment"][:bones]
    assert plain(draw(fish({name: [] for name in names}), 120)) == picture


def test_wide_characters_picture(picture):
    """Bones stay straight beside characters of two cells."""
    bones = {
        "人": [
            "? 夜勤の担当者は再試行の設定を知らなかったし、引き継ぎも短すぎた",
            "✓ 手順書が古い",
        ],
        "技術": ["✓ 接続プールが枯渇した 🔥 during the deploy of version 41"],
        "環境": [],
        "測定": ["? 五分平均"],
    }
    assert plain(draw(fish(bones, problem="決済が失敗した"), 80)) == picture


def test_a_bare_bone_says_so():
    """An empty group is a bone that says that there is nothing on it yet, muted."""
    drawing = draw(fish({"Code": ["A bug"], "Process": []}), 80)
    muted = [s.text for row in drawing.rows for s in row if s.tone is Tone.MUTED]
    assert muted == ["nothing yet"]


def test_a_cause_on_no_bone_gets_one():
    """Causes without a group are not lost."""
    text = plain(draw(fish({"Code": [], "": ["A cause without a bone"]}), 80))
    assert "Not on a bone" in text
    assert "A cause without a bone" in text
    assert "Not on a bone" not in plain(draw(fish({"Code": ["A bug"]}), 80))


def test_sub_causes_hang_under_their_cause():
    """What a cause happened because of is on its bone, further in, to any depth."""
    drawing = draw(fish({"Code": ["A"], "Process": []}, {"A": ["B"], "B": ["C"]}), 80)
    a, b, c = (next(p for p in drawing.places if p.node == name) for name in "ABC")
    assert a.row < b.row < c.row
    assert a.column < b.column < c.column


def test_a_sub_cause_of_another_group_is_pointed_at_from_its_own_bone():
    """Such a cause is drawn under its effect, and its own bone is not taken for bare."""
    nodes = (
        Node("problem", "It broke"),
        Node("bug", "A bug", group="code"),
        Node("hurry", "A hurry", group="people"),
    )
    edges = (Edge("problem", "bug"), Edge("bug", "hurry"))
    groups = (Group("code", "Code"), Group("people", "People"))
    text = plain(draw(Diagram(DiagramKind.FISHBONE, nodes, edges, groups, "problem"), 80))
    assert "╰ A hurry" in text
    assert "↗ A hurry ─" in text
    assert "nothing yet" not in text


def test_a_grouped_cause_of_an_ungrouped_one_stays_on_its_bone():
    """A cause that has a bone is not dragged off it by an effect that has none."""
    nodes = (
        Node("problem", "It broke"),
        Node("slow", "It was slow"),
        Node("bug", "A bug", group="code"),
    )
    edges = (Edge("problem", "slow"), Edge("slow", "bug"))
    groups = (Group("code", "Code"),)
    text = plain(draw(Diagram(DiagramKind.FISHBONE, nodes, edges, groups, "problem"), 80))
    assert " A bug ─" in text
    assert "╰ ↗ A bug" in text


def test_without_a_problem_the_spine_ends_in_an_arrow():
    """A fish may have no head yet."""
    drawing = draw(fish({"Code": ["A bug"]}, problem=""), 80)
    assert "━▶" in plain(drawing)
    assert [place.node for place in drawing.places] == ["A bug"]


def test_the_problem_is_met_first():
    """The cursor starts at the head."""
    assert draw(samples.outage(), 80).places[0].node == "problem"


def test_long_bones_share_a_side():
    """Long bones stand beside long ones where that makes the picture lower."""
    long = [f"Cause {i} of many" for i in range(8)]
    mixed = {"A": [f"{t}a" for t in long], "B": [], "C": [f"{t}c" for t in long], "D": []}
    drawing = draw(fish(mixed), 100)
    titles = [s.text for row in drawing.rows for s in row if s.tone is Tone.GROUP]
    assert titles == ["A", "C", "B", "D"]


def test_bones_keep_their_order_where_it_costs_little():
    """The first half of the bones is above, the second below."""
    drawing = draw(fish({"A": ["a"], "B": [], "C": ["c", "d"], "D": []}), 100)
    titles = [s.text for row in drawing.rows for s in row if s.tone is Tone.GROUP]
    assert titles == ["A", "B", "C", "D"]


def test_all_bones_fit_side_by_side_when_there_is_room():
    """At 160 cells eight bones are one fish; at 80 cells they are a cut one."""
    eight = {name: [f"A cause of {name} with some words"] for name in [*SIX, "Process", "Place"]}
    assert "┅" not in plain(draw(fish(eight), 160))
    assert "┅" in plain(draw(fish(eight), 80))


@pytest.mark.parametrize("width", [40, 50, 60, 80])
def test_a_deep_chain_comes_to_an_end(width):
    """Causes too deep for their bone are cramped into it, not tried again for ever."""
    ids = [f"cause-{number}" for number in range(14)]
    nodes = tuple(Node(i, "Because it was so", group="g0") for i in ids)
    edges = tuple(Edge(*pair) for pair in pairwise(ids))
    groups = tuple(Group(f"g{number}", "Bone") for number in range(6))
    drawing = draw(Diagram(DiagramKind.FISHBONE, nodes, edges, groups), width)
    assert drawing.width <= width
    assert {place.node for place in drawing.places} == set(ids)


def test_a_fish_of_thousands_is_listed_bone_by_bone():
    """Every cause is there once, under its bone, and the list is there at once."""
    count = 3000
    nodes = [Node("top", "The problem", Tone.PROBLEM)]
    nodes += [Node(f"n{i}", f"Cause {i}", group=f"g{i % 3}") for i in range(count)]
    groups = tuple(Group(f"g{i}", f"Bone {i}") for i in range(3))
    drawing = draw(Diagram(DiagramKind.FISHBONE, tuple(nodes), (), groups, "top"), 80)
    assert sorted(place.node for place in drawing.places) == sorted(node.id for node in nodes)
    assert plain(drawing).startswith("The problem\n\nBone 0\n├─ Cause 0\n")
    assert drawing.width <= 80
