"""Each module of a formula as decision diagrams: its failing states and its minimal cut sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import attrs

from rcakit_fault_tree.engine.diagrams import Diagrams, TooLargeError
from rcakit_fault_tree.engine.formula import Formula
from rcakit_fault_tree.engine.listed import BASE, Diagram, as_function, as_sets
from rcakit_fault_tree.engine.minimal import minimal
from rcakit_fault_tree.engine.modules import Module, modules
from rcakit_fault_tree.engine.orders import Order, orders
from rcakit_fault_tree.engine.python_diagrams import PythonDiagrams
from rcakit_fault_tree.engine.states import States

Make = Callable[[int, int], Diagrams]
Attempt = tuple[Make, int, int]
"""How to make diagrams, how many nodes they may have, and how many orders to try."""

PYTHON_ROOM = (2_000, 12_000)
"""Nodes a module may take in plain Python before OxiDD is asked, in turn."""
COMPILED_ROOM = (100_000, 400_000, 1_600_000, 6_400_000, 25_000_000)
ALL, TRIED = 100, 4
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


    @property
    def free(self) -> bool:
        """Whether it can be so with nothing failed, since what failed would have to work."""
        return self.cut_sets.root == BASE


def solved(formula: Formula, plan: Sequence[Attempt] | None = None) -> list[Solved]:
    """All modules of a simplified formula, each after those below it; none for a constant.

    Args:
        formula: The formula. Its gates may be regrouped.
        plan: What to try one after the other for each module.

    Raises:
        NotSolvedError: A module is too large for all of that.
    """
    done: list[Solved] = []
    free: set[int] = set()
    for module in modules(formula):
        part = _solved(formula, module, free, _plan() if plan is None else plan)
        done.append(part)
        if part.free:
            free.add(module.number)
    return done


def _solved(
    formula: Formula, module: Module, free: Collection[int], plan: Iterable[Attempt]
) -> Solved:
    """One module, in whichever order and room does it first."""
    tried = list(orders(formula, module))
    for make, room, width in plan:
        for order in tried[:width]:
            diagrams = make(len(order), room)
            try:
                family = States(diagrams, formula, order).built(module)
                cuts = minimal(
                    diagrams,
                    family,
                    coherent=module.coherent,
                    free={place for place, leaf in enumerate(order) if leaf in free},
                )
            except TooLargeError:
                continue
            return Solved(
                module, order, as_function(diagrams, family, len(order)), as_sets(diagrams, cuts)
            )
    raise NotSolvedError


def _plan() -> Iterator[Attempt]:
    for room in PYTHON_ROOM:
        yield PythonDiagrams, room, ALL
    compiled = _compiled()
    for room in COMPILED_ROOM:
        yield compiled, room, TRIED


def _compiled() -> Make:
    """The compiled diagrams; imported here, since most trees need none."""
    from rcakit_fault_tree.engine.oxidd_diagrams import OxiddDiagrams  # noqa: PLC0415

    return OxiddDiagrams
