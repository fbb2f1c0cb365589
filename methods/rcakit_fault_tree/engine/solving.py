"""Each module of a formula as decision diagrams: its failing states and its minimal cut sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from rcakit_fault_tree.engine.diagrams import Diagram, Diagrams, TooLargeError, listed
from rcakit_fault_tree.engine.formula import Formula
from rcakit_fault_tree.engine.minimal import minimal
from rcakit_fault_tree.engine.modules import Module
from rcakit_fault_tree.engine.orders import Order, orders
from rcakit_fault_tree.engine.python_diagrams import PythonDiagrams
from rcakit_fault_tree.engine.states import States

Make = Callable[[int, int], Diagrams]

PYTHON_ROOM = (2_000, 12_000)
"""Nodes a module may take in plain Python before OxiDD is asked, in turn."""
COMPILED_ROOM = (100_000, 400_000, 1_600_000, 6_400_000, 25_000_000)
TRIED = 4
"""Orders that are tried again with more room."""


class NotSolvedError(Exception):
    """A module has no diagram within the room there is."""


@attrs.frozen
class Solved:
    """A module with its diagrams.

    Attributes:
        module: The module.
        order: The leaf that each variable of the diagrams stands for.
        states: The states in which it fails.
        cut_sets: Its minimal cut sets, with modules below as single members.
    """

    module: Module
    order: Order
    states: Diagram
    cut_sets: Diagram


def solved(formula: Formula, module: Module) -> Solved:
    """One module, in whichever order and room does it first.

    Raises:
        NotSolvedError: It is too large for all of them.
    """
    tried = list(orders(formula, module))
    for make, room, width in _plan(len(tried)):
        for order in tried[:width]:
            diagrams = make(len(order), room)
            try:
                family = States(diagrams, formula, order).built(module)
                cuts = minimal(diagrams, family, coherent=module.coherent)
            except TooLargeError:
                continue
            return Solved(module, order, listed(diagrams, family), listed(diagrams, cuts))
    raise NotSolvedError


def _plan(orders_there: int) -> Iterator[tuple[Make, int, int]]:
    for room in PYTHON_ROOM:
        yield PythonDiagrams, room, orders_there
    compiled = _compiled()
    for room in COMPILED_ROOM:
        yield compiled, room, TRIED


def _compiled() -> Make:
    """The compiled diagrams; imported here, since most trees need none."""
    from rcakit_fault_tree.engine.oxidd_diagrams import OxiddDiagrams  # noqa: PLC0415

    return OxiddDiagrams
