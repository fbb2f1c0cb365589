"""Each module of a formula as decision diagrams: its failing states and its minimal cut sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import attrs

from rcakit_fault_tree.engine.diagrams import Diagrams, Family, TooLargeError
from rcakit_fault_tree.engine.formula import Formula, Op
from rcakit_fault_tree.engine.listed import BASE, EMPTY, Diagram, as_function
from rcakit_fault_tree.engine.minimal import minimal, minimal_of_hull
from rcakit_fault_tree.engine.modules import Module, modules
from rcakit_fault_tree.engine.orders import Order, orders
from rcakit_fault_tree.engine.python_diagrams import PythonDiagrams
from rcakit_fault_tree.engine.states import States


@attrs.frozen
class Attempt:
    """What diagrams a module is tried in.

    Attributes:
        make: Makes them, from the number of variables and of nodes.
        room: Nodes they may have, beside those of the variables themselves.
        orders: How many orders are tried, the promising ones first.
        leaves: Modules with more leaves are not tried: a literal alone takes a node for each.
    """

    make: Callable[[int, int], Diagrams]
    room: int
    orders: int
    leaves: int = 1_000_000


ALL = 100
SLOW = (Attempt(PythonDiagrams, 1_500, ALL, leaves=64), Attempt(PythonDiagrams, 300_000, 2))
"""What is tried where OxiDD is not installed."""


COMPILED = ((40_000, ALL), (200_000, ALL), (1_000_000, 4), (5_000_000, 2), (25_000_000, 1))
"""Room in OxiDD, and how many orders are tried in it."""


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
        part = _solved(formula, module, free, _plan() if plan is None else plan)
        done.append(part)
        if part.free:
            free.add(module.number)
    return done


def _plan() -> Iterator[Attempt]:
    yield SLOW[0]
    try:
        # Here, since most trees need none of it.
        from rcakit_fault_tree.engine.oxidd_diagrams import OxiddDiagrams  # noqa: PLC0415
    except ImportError:
        yield SLOW[1]
        return
    # To build the states is cheap and all that follows is not, so every order is tried as long
    # as that takes tenths of a second.
    for room, width in COMPILED:
        yield Attempt(OxiddDiagrams, room, width)


def _solved(
    formula: Formula, module: Module, free: Collection[int], plan: Iterable[Attempt]
) -> Solved:
    """One module, by the order that gives the smallest diagram of those that fit."""
    simple = _simple(formula, module, free)
    if simple is not None:
        return simple
    tried = list(orders(formula, module))
    for attempt in plan:
        if len(module.leaves) > attempt.leaves:
            continue
        progress: list[tuple[int, Order]] = []
        best: _Built | None = None
        for order in tried[: attempt.orders]:
            room = attempt.room + len(order) ** 2
            diagrams = attempt.make(len(order), room)
            # What takes more on the way than another order did is not likely to end smaller.
            diagrams.room = room if best is None else best.made
            states = States(diagrams, formula, order)
            try:
                family = states.built(module)
            except TooLargeError:
                progress.append((states.done, order))
                continue
            diagrams.room = room
            size = diagrams.nodes(family)
            if best is None or size < best.size:
                best = _Built(size, diagrams.made(), order, diagrams, family)
        if best is not None:
            try:
                return _finished(module, best, free)
            except TooLargeError:
                progress.append((len(module.gates) + 1, best.order))
        progress.sort(key=lambda one: -one[0])
        tried = [order for _, order in progress]
    raise NotSolvedError


def _simple(formula: Formula, module: Module, free: Collection[int]) -> Solved | None:
    """A single gate that joins its leaves by AND or OR, as most modules do; else None."""
    gate = formula.gates[module.number]
    plain = len(module.gates) == 1 and module.coherent and not free.intersection(module.leaves)
    if not plain or gate.op not in (Op.AND, Op.OR):
        return None
    size = len(module.leaves)
    variables = (-1, -1, *range(size - 1, -1, -1))
    # Node k leads to the one made before it, and the first to the end.
    chain = (EMPTY, EMPTY, BASE if gate.op is Op.AND else EMPTY, *range(2, size + 1))
    ends = (EMPTY, EMPTY, *([EMPTY if gate.op is Op.AND else BASE] * size))
    highs, lows = (chain, ends) if gate.op is Op.AND else (ends, chain)
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
    diagrams: Diagrams
    family: Family


def _finished(module: Module, built: _Built, free: Collection[int]) -> Solved:
    """With its cut sets, and all of it as plain lists."""
    diagrams, order = built.diagrams, built.order
    nodes = diagrams.listed(built.family)
    states = as_function(nodes, len(order))
    costless = {place for place, leaf in enumerate(order) if leaf in free}
    if module.coherent and not costless:
        cuts = minimal(diagrams, nodes)
    else:
        diagrams = PythonDiagrams(len(order), 3_000_000)
        cuts = minimal_of_hull(diagrams, states, costless)
    return Solved(module, order, states, diagrams.listed(cuts))
