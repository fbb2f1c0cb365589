"""What a module is tried in, one after the other: which diagrams, how large, how many orders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from rcakit_fault_tree.engine.diagrams import Diagrams, Functions
from rcakit_fault_tree.engine.python_diagrams import PythonDiagrams

ALL = 100
SPARE = 4
"""The cut sets may take so many times the room that the states had."""


@attrs.frozen
class Attempt:
    """One kind of diagrams, and how much is spent on it.

    Attributes:
        families: Makes what coherent modules are solved in, from the number of variables and
            of nodes.
        functions: The same for the others.
        room: Nodes the states may take, beside those of the variables themselves.
        orders: How many orders are tried, the promising ones first.
        leaves: Modules with more leaves are not tried: in a family a literal takes a node for
            each.
    """

    families: Callable[[int, int], Diagrams]
    functions: Callable[[int, int], Functions]
    room: int
    orders: int = ALL
    leaves: int = 1_000_000


def plain(room: int, orders: int = ALL, leaves: int = 1_000_000) -> Attempt:
    """An attempt in plain Python."""
    return Attempt(PythonDiagrams, PythonDiagrams, room, orders, leaves)


def attempts() -> Iterator[Attempt]:
    """What is tried: plain Python, then OxiDD, imported only when it comes to that.

    To build the states in little room is cheap and all that follows is not, so every order is
    tried as long as that is so. Where OxiDD is not installed Python goes on for longer.
    """
    yield plain(1_500, leaves=64)
    try:
        from rcakit_fault_tree.engine.oxidd_diagrams import OxiddDiagrams
        from rcakit_fault_tree.engine.oxidd_functions import OxiddFunctions
    except ImportError:
        yield plain(300_000, 2)
        return
    yield Attempt(OxiddDiagrams, OxiddFunctions, 40_000, leaves=100)
    for room, orders in ((200_000, ALL), (1_000_000, 2), (5_000_000, 2), (25_000_000, 1)):
        yield Attempt(OxiddDiagrams, OxiddFunctions, room, orders)
