"""Each module of a formula as decision diagrams: its failing states and its minimal cut sets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import attrs

from rcakit_fault_tree.engine.attempts import SPARE, Attempt, attempts
from rcakit_fault_tree.engine.diagrams import Family, Functions, TooLargeError
from rcakit_fault_tree.engine.formula import Formula, Op
from rcakit_fault_tree.engine.listed import BASE, EMPTY, Diagram, as_function
from rcakit_fault_tree.engine.minimal import minimal, minimal_of_hull
from rcakit_fault_tree.engine.modules import Module, modules
from rcakit_fault_tree.engine.orders import Order, orders
from rcakit_fault_tree.engine.python_diagrams import PythonDiagrams
from rcakit_fault_tree.engine.states import States

HULL_ROOM = 3_000_000
"""Nodes the cut sets of a module that is not coherent may take."""

WORTH = 5
"""To work on with a node costs so many times what it costs to make one; once the states are small
beside what was made for them, another order gains less than it costs."""


class NotSolvedError(Exception):
    """A module has no diagram within the room there is."""


@attrs.frozen
class Solved:
    """A module with its diagrams.

    Attributes:
        module: The module.
        order: The leaf that each variable of the diagrams stands for.
        states: The states in which it fails, as a truth function.
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
        part = _joined(formula, module, free)
        if part is None:
            part = _searched(formula, module, free, attempts() if plan is None else plan)
        done.append(part)
        if part.free:
            free.add(module.number)
    return done


def _joined(formula: Formula, module: Module, free: Collection[int]) -> Solved | None:
    """A single gate that joins its leaves by AND or OR, as most modules do; else None."""
    gate = formula.gates[module.number]
    alone = (
        len(module.gates) == 1
        and module.coherent
        and not any(leaf in free for leaf in module.leaves)
    )
    if not alone or gate.op not in (Op.AND, Op.OR):
        return None
    size = len(module.leaves)
    ends = BASE if gate.op is Op.AND else EMPTY
    variables = (-1, -1, *range(size - 1, -1, -1))
    # Each node leads to the one made before it, the first to the end, and all others out.
    chain = (EMPTY, EMPTY, ends, *range(2, size + 1))
    out = (EMPTY, EMPTY, *([BASE - ends] * size))
    highs, lows = (chain, out) if gate.op is Op.AND else (out, chain)
    both = Diagram(variables, highs, lows, size + 1)
    return Solved(module, module.leaves, both, both)


@attrs.frozen
class _Built:
    """The states of a module in one order.

    Attributes:
        size: How many nodes they take.
        made: How many were made on the way.
        order: The order.
        diagrams: Where they are.
        family: The states.
    """

    size: int
    made: int
    order: Order
    diagrams: Any
    family: Family


def _searched(
    formula: Formula, module: Module, free: Collection[int], plan: Iterable[Attempt]
) -> Solved:
    """By the order that gives the smallest diagram of those that fit."""
    coherent = module.coherent and not any(leaf in free for leaf in module.leaves)
    tried = list(orders(formula, module))
    for attempt in plan:
        if len(module.leaves) > attempt.leaves:
            continue
        make = attempt.families if coherent else attempt.functions
        room = attempt.room + len(module.leaves) ** 2
        progress: list[tuple[int, Order]] = []
        best: _Built | None = None
        for order in tried[: attempt.orders]:
            diagrams: Functions = make(len(order), SPARE * room)
            # What takes more on the way than another order did is not likely to end smaller.
            diagrams.room = room if best is None else best.made
            states = States(diagrams, formula, order)
            try:
                family = states.built(module)
            except TooLargeError:
                progress.append((states.done, order))
                continue
            diagrams.room = SPARE * room
            size = diagrams.nodes(family)
            if best is None or size < best.size:
                best = _Built(size, diagrams.made(), order, diagrams, family)
            if best.size * WORTH < best.made:
                break
        if best is not None:
            try:
                return _coherent(module, best) if coherent else _other(module, best, free)
            except TooLargeError:
                progress.append((len(module.gates) + 1, best.order))
        progress.sort(key=lambda one: -one[0])
        tried = [order for _, order in progress]
    raise NotSolvedError


def _coherent(module: Module, built: _Built) -> Solved:
    nodes = built.diagrams.listed(built.family)
    cuts = built.diagrams.listed(minimal(built.diagrams, nodes))
    return Solved(module, built.order, as_function(nodes, len(built.order)), cuts)


def _other(module: Module, built: _Built, free: Collection[int]) -> Solved:
    states = built.diagrams.function(built.family)
    costless = {place for place, leaf in enumerate(built.order) if leaf in free}
    sets = PythonDiagrams(len(built.order), HULL_ROOM)
    cuts = sets.listed(minimal_of_hull(sets, states, costless))
    return Solved(module, built.order, states, cuts)
