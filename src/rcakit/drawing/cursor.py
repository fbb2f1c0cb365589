"""Where a cursor goes from node to node in a drawing."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

from rcakit.drawing.spans import Drawing, Place


class Direction(StrEnum):
    """A way to go."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


_ROW = 2  # a row is about as high as two cells are wide
_ASIDE = 3  # going straight on is nearer than going aside


def neighbour(drawing: Drawing, node: str, direction: str) -> str:
    """The id of the node one comes to from `node`, or "" at the edge or from an unknown node.

    In a drawing of one node under the other, up and down follow the rows, left goes to the
    parent and right to the first child. In any other, the nearest node in that direction is
    next, and one straight on is nearer than one aside.

    Raises:
        ValueError: `direction` is not up, down, left or right.
    """
    way = Direction(direction)
    here = next((i for i, place in enumerate(drawing.places) if place.node == node), -1)
    if here < 0:
        return ""
    if not all(a.row + a.height <= b.row for a, b in pairwise(drawing.places)):
        return _nearest(drawing, drawing.places[here], way)
    if way is Direction.LEFT:
        return next((parent for parent, child in drawing.links if child == node), "")
    if way is Direction.RIGHT:
        return next((child for parent, child in drawing.links if parent == node), "")
    there = here + (1 if way is Direction.DOWN else -1)
    return drawing.places[there].node if 0 <= there < len(drawing.places) else ""


def _nearest(drawing: Drawing, here: Place, way: Direction) -> str:
    upright = way in (Direction.UP, Direction.DOWN)
    onward = way in (Direction.DOWN, Direction.RIGHT)
    best, found = 0, ""
    for place in drawing.places:
        ahead = _gap(here, place, upright=upright, onward=onward)
        if place.node == here.node or ahead < 0:
            continue
        aside = max(
            _gap(here, place, upright=not upright, onward=True),
            _gap(here, place, upright=not upright, onward=False),
            0,
        )
        far = ahead * _ROW + aside * _ASIDE if upright else ahead + aside * _ROW * _ASIDE
        if not found or far < best:
            best, found = far, place.node
    return found


def _gap(here: Place, there: Place, *, upright: bool, onward: bool) -> int:
    """Cells between two boxes along one axis in one direction; negative where it is not ahead."""
    first, second = (here, there) if onward else (there, here)
    if upright:
        return second.row - (first.row + first.height)
    return second.column - (first.column + first.width)
