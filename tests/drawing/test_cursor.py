import pytest
from drawing import samples
from drawing.samples import fish

from rcakit.drawing import draw, neighbour


@pytest.mark.parametrize(
    ("node", "direction", "there"),
    [
        ("checkout", "down", "pool"),
        ("checkout", "right", "pool"),
        ("checkout", "up", ""),
        ("checkout", "left", ""),
        ("pool", "down", "retries"),
        ("size", "left", "pool"),
        ("size", "right", ""),
        ("network", "up", "size"),
        ("loose", "left", ""),
        ("loose", "down", ""),
        ("unknown", "down", ""),
    ],
)
def test_in_a_tree(node, direction, there):
    """Up and down follow the rows, left goes to the effect, right to the first cause."""
    assert neighbour(draw(samples.tree(), 80), node, direction) == there


@pytest.mark.parametrize(
    ("node", "direction", "there"),
    [
        ("a1", "down", "a2"),
        ("a2", "up", "a1"),
        ("a1", "right", "b1"),
        ("b2", "left", "a2"),
        ("a2", "down", "c1"),
        ("c1", "up", "a2"),
        ("b1", "right", "problem"),
        ("problem", "left", "b2"),
        ("a1", "left", ""),
        ("a1", "up", ""),
        ("d2", "down", ""),
    ],
)
def test_in_a_fish(node, direction, there):
    """The nearest cause in a direction is next, along a bone and from bone to bone."""
    bones = {name: [f"{name}1", f"{name}2"] for name in "abcd"}
    assert neighbour(draw(fish(bones), 100), node, direction) == there


def test_a_tree_can_be_walked_from_top_to_bottom():
    """Going down from the first node meets every node once."""
    drawing = draw(samples.tree(), 80)
    met = [drawing.places[0].node]
    while there := neighbour(drawing, met[-1], "down"):
        met.append(there)
    assert met == [place.node for place in drawing.places]


def test_every_cause_of_a_fish_can_be_reached():
    """Arrow keys alone lead from the head to every cause."""
    drawing = draw(samples.outage(), 120)
    met, todo = set(), ["problem"]
    while todo:
        node = todo.pop()
        if node and node not in met:
            met.add(node)
            todo += [neighbour(drawing, node, way) for way in ("up", "down", "left", "right")]
    assert met == {place.node for place in drawing.places}


def test_an_unknown_direction_is_an_error():
    """A direction is one of four."""
    with pytest.raises(ValueError, match="sideways"):
        neighbour(draw(samples.tree(), 80), "pool", "sideways")
