"""The drawing: signs of gates, what stands beside events, and what is drawn without solving."""

from __future__ import annotations

import attrs
import pytest
from fault_tree_samples import postmortem

from rcakit import model
from rcakit.model import Gate, Status
from rcakit_fault_tree import solved_once
from rcakit_fault_tree.method import FaultTree

METHOD = FaultTree()


def drawn(pm, notes=None, what="diagram"):
    """The diagram, or the sketch."""
    return getattr(METHOD, what)(pm, METHOD.read_notes(pm) if notes is None else notes)


def note(diagram, name):
    """What stands beside a node."""
    return diagram.node(name).note


def small():
    """Every sort of node there is."""
    return postmortem(
        {
            "top": {"because": ("a", "b", "c", "d", "e", "f"), "gate": Gate.ANY},
            "a": {"probability": 0.012, "probability_source": "counted"},
            "b": {"probability": 0.03},
            "c": {},
            "d": {"because": ("deep",), "probability": 0.1, "probability_source": "counted"},
            "deep": {},
            "e": {"status": Status.RULED_OUT},
            "f": {},
        },
        notes={"house": {"f": True}},
    )


def test_what_stands_beside_each_event():
    """Numbers, marks where a source is wanting, the diamond of what is not followed further."""
    diagram = drawn(small())
    assert note(diagram, "a") == "p 1.2 %"
    assert note(diagram, "b") == "p 3 % ?"
    assert note(diagram, "c") == "p unknown"
    assert note(diagram, "d") == "◇ p 10 %"
    assert note(diagram, "e") == "ruled out"
    assert note(diagram, "f") == "taken as so"
    assert "deep" not in {node.id for node in diagram.nodes}


def test_the_top_is_marked_where_what_it_comes_from_is():
    """And is not without reason."""
    pm = postmortem(
        {
            "top": {"because": ("a", "b"), "gate": Gate.ALL},
            "a": {"probability": 0.5},
            "b": {"probability": 0.5, "probability_source": "counted"},
        }
    )
    assert note(drawn(pm), "top") == "p 25 % ?"
    told = attrs.evolve(pm.causes["a"], probability_source="counted")
    sourced = attrs.evolve(pm, causes=model.frozen({**pm.causes, "a": told}))
    assert note(drawn(sourced), "top") == "p 25 %"


def test_a_what_if_is_said():
    """Apart from what the notes take as so."""
    pm = small()
    notes = METHOD.suppose(METHOD.read_notes(pm), {"a": False, "c": True})
    diagram = drawn(pm, notes)
    assert note(diagram, "a") == "what if not so"
    assert note(diagram, "c") == "what if so"
    assert note(diagram, "f") == "taken as so"


@pytest.mark.parametrize(
    ("gate", "needed", "sign"),
    [
        (None, None, "[≥1] any of these, taken for any"),
        (Gate.ANY, None, "[≥1] any of these"),
        (Gate.ALL, None, "[&] all of these"),
        (Gate.AT_LEAST, 2, "[≥2] at least 2 of these"),
        (Gate.XOR, None, "[=1] exactly one of these, or an odd number"),
        (Gate.NAND, None, "[&○] not all of these"),
        (Gate.NOR, None, "[≥1○] none of these"),
        (Gate.IFF, None, "[=] these alike"),
        (Gate.IMPLY, None, "[→] the last, or not the first"),
        (Gate.INHIBIT, None, "[& if] all of these, the condition among them"),
    ],
)
def test_the_signs_of_gates(gate, needed, sign):
    """Those of IEC 60617-12, with words beside them."""
    causes = {"top": {"because": ("a", "b"), "gate": gate, "needed": needed}, "a": {}, "b": {}}
    assert dict(drawn(postmortem(causes)).joins)["top"] == sign


def test_a_single_cause_needs_no_sign_but_of_not():
    """A negation must not be overlooked."""
    for gate, sign in ((Gate.ANY, ""), (Gate.NOT, "[1○] not this")):
        causes = {"top": {"because": ("a",), "gate": gate}, "a": {}}
        assert dict(drawn(postmortem(causes)).joins)["top"] == sign


def test_a_shared_cause_is_one_node():
    """With an edge from each of its effects."""
    causes = {
        "top": {"because": ("x", "y"), "gate": Gate.ALL},
        "x": {"because": ("s", "a"), "gate": Gate.ANY},
        "y": {"because": ("s", "b"), "gate": Gate.ANY},
        "s": {},
        "a": {},
        "b": {},
    }
    diagram = drawn(postmortem(causes))
    assert [node.id for node in diagram.nodes].count("s") == 1
    assert {edge.source for edge in diagram.edges if edge.target == "s"} == {"x", "y"}


def test_the_sketch_solves_nothing(monkeypatch):
    """It is the diagram but for the top's probability."""
    pm = small()
    whole = drawn(pm)
    monkeypatch.setattr(solved_once, "solution_of", None)
    monkeypatch.setattr("rcakit_fault_tree.look.solution_of", None)
    sketch = drawn(pm, what="sketch")
    assert [attrs.evolve(node, note="") for node in sketch.nodes] == [
        attrs.evolve(node, note="") for node in whole.nodes
    ]
    assert note(sketch, "top") == ""
    assert sketch.nodes[1:] == whole.nodes[1:]


def test_a_tree_is_solved_once_for_tables_and_drawing(monkeypatch):
    """And again only when something changed."""
    solved = []
    real = solved_once._solved
    monkeypatch.setattr(solved_once, "_solved", lambda tree: solved.append(tree) or real(tree))
    pm = postmortem(
        {"top": {"because": ("once",), "gate": Gate.ANY}, "once": {"probability": 0.123}}
    )
    drawn(pm)
    list(METHOD.tables(pm, METHOD.read_notes(pm)))
    drawn(pm)
    assert len(solved) == 1
    other = attrs.evolve(pm.causes["once"], probability=0.124)
    drawn(attrs.evolve(pm, causes=model.frozen({**pm.causes, "once": other})))
    assert len(solved) == 2


def test_notes_that_cannot_be_read_leave_a_drawing():
    """The gates do not hang on them."""
    causes = {"top": {"because": ("a",), "gate": Gate.ANY}, "a": {}}
    diagram = drawn(postmortem(causes, notes={"expression": {"a": "("}}))
    assert [node.id for node in diagram.nodes] == ["top", "a"]
