"""What a module is tried in, one after the other: which diagrams, how large, how many orders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from rcakit_fault_tree.engine.diagrams import Functions
from rcakit_fault_tree.engine.listed import Diagram
from rcakit_fault_tree.engine.minimal import minimal_of_hull
from rcakit_fault_tree.engine.python_functions import PythonFunctions

ALL = 100


@attrs.frozen
class Attempt:
    """One kind of diagrams, and how much is spent on it.

    Attributes:
        functions: Makes what the states are built in, from the number of variables and of nodes.
        minimal: The minimal sets of a coherent module, from its states and the number of
            variables. May raise `TooLargeError`.
        room: Nodes the states may take.
        orders: How many orders may fail, the promising ones first, before it is given up.
    """

    functions: Callable[[int, int], Functions]
    minimal: Callable[[Diagram, int], Diagram]
    room: int
    orders: int = ALL


def plain(room: int, orders: int = ALL) -> Attempt:
    """An attempt in plain Python."""
    return Attempt(PythonFunctions, minimal_of_hull, room, orders)


def attempts() -> Iterator[Attempt]:
    """What is tried: plain Python, then OxiDD, imported only when it comes to that.

    Where OxiDD is not installed Python goes on for longer.
    """
    yield plain(3_000, 2)
    try:
        from rcakit_fault_tree.engine.oxidd_families import minimal_sets
        from rcakit_fault_tree.engine.oxidd_functions import OxiddFunctions
    except ImportError:
        for room, orders in ((30_000, ALL), (300_000, 3)):
            yield plain(room, orders)
        return
    for room, orders in ((150_000, 4), (600_000, 4), (4_000_000, 3), (16_000_000, 2)):
        yield Attempt(OxiddFunctions, minimal_sets, room, orders)
