"""Each module of a formula as decision diagrams: its failing states and its minimal cut sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import attrs

from rcakit import working
from rcakit_fault_tree.engine.attempts import Attempt, attempts
from rcakit_fault_tree.engine.diagrams import Function, Functions, TooLargeError
from rcakit_fault_tree.engine.formula import Formula, Op
from rcakit_fault_tree.engine.listed import BASE, EMPTY, Diagram
from rcakit_fault_tree.engine.minimal import minimal_of_hull
from rcakit_fault_tree.engine.modules import Module, modules
from rcakit_fault_tree.engine.orders import Order, orders
from rcakit_fault_tree.engine.states import States

MOST_SPENT = 8_000_000
"""Nodes that are made at most in search of a smaller diagram than one that fits."""
READ = 2_500_000
"""Nodes of the largest diagram that is read into Python: each takes some hundred bytes there."""
SMALL = 300
"""Nodes of a diagram that is small enough."""
WORTH = 30
"""To work on with a node costs so many times what it costs to make one; once so much was made in
search of a small diagram, another order gains less than it costs."""


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
        whole: Whether that is all of them. Else the states are some of those in which it fails,
            and the cut sets the most probable ones.
        missed: A bound of the probability of the states that are left out.
        most: A bound of its probability.
    """

    module: Module
    order: Order
    states: Diagram
    cut_sets: Diagram
    whole: bool = True
    missed: float = 0.0
    most: float = 1.0

    @property
    def free(self) -> bool:
        """Whether it can be so with nothing failed, since what failed would have to work."""
        return self.cut_sets.root == BASE


Otherwise = Callable[[Formula, Module, Sequence[Solved], Collection[int]], Solved]
"""What becomes of a module that is too large, from the parts done and the free ones of them."""


def solved(
    formula: Formula, plan: Sequence[Attempt] | None = None, otherwise: Otherwise | None = None
) -> list[Solved]:
    """All modules of a simplified formula, each after those below it; none for a constant.

    Args:
        formula: The formula. Its gates may be regrouped.
        plan: What to try one after the other for each module.
        otherwise: What is done with a module that is too large for all of that.

    Raises:
        NotSolvedError: A module is too large, and nothing is said to be done with it then.
    """
    done: list[Solved] = []
    free: set[int] = set()
    listed = modules(formula)
    for number, module in enumerate(listed):
        working.tell("working out the tree", number / len(listed))
        part = _joined(formula, module, free)
        try:
            if part is None:
                part = _searched(formula, module, free, attempts() if plan is None else plan)
        except NotSolvedError:
            if otherwise is None:
                raise
            part = otherwise(formula, module, done, free)
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
        order: The order.
        diagrams: Where they are.
        states: The states.
    """

    size: int
    order: Order
    diagrams: Functions
    states: Function


def _searched(
    formula: Formula, module: Module, free: Collection[int], plan: Iterable[Attempt]
) -> Solved:
    """By the order that gives the smallest diagram of those that fit."""
    tried = _Lazily(orders(formula, module))
    for attempt in plan:
        best, failed = _raced(formula, module, tried, attempt)
        if best is not None and best.size <= READ:
            try:
                return _read(module, best, free, attempt)
            except TooLargeError:
                failed.append((len(module.gates) + 1, best.order))
        failed.sort(key=lambda one: -one[0])
        tried.first([order for _, order in failed])
    raise NotSolvedError


class _Lazily:
    """Orders that are worked out when they are first asked for."""

    def __init__(self, source: Iterator[Order]) -> None:
        self._source = source
        self._known: list[Order] = []

    def __iter__(self) -> Iterator[Order]:
        yield from list(self._known)
        for order in self._source:
            self._known.append(order)
            yield order

    def first(self, found: list[Order]) -> None:
        """Put some in front of the others."""
        self._known = [*found, *(one for one in self._known if one not in found)]


def _raced(
    formula: Formula, module: Module, tried: Iterable[Order], attempt: Attempt
) -> tuple[_Built | None, list[tuple[int, Order]]]:
    """The smallest of the diagrams that fit, and of the others how many gates were done."""
    best: _Built | None = None
    failed: list[tuple[int, Order]] = []
    spent = 0
    # What takes more on the way than another order did is not likely to end smaller.
    room = attempt.room
    for order in tried:
        diagrams = attempt.functions(len(order), attempt.room)
        diagrams.room = room
        states = States(diagrams, formula, order)
        try:
            found = states.built(module)
        except TooLargeError:
            failed.append((states.done, order))
            if best is None and len(failed) >= attempt.orders:
                break
        else:
            size = diagrams.nodes(found)
            if best is None or size < best.size:
                best = _Built(size, order, diagrams, found)
                room = diagrams.made()
        spent += diagrams.made()
        if best is not None:
            room = min(room, best.size * WORTH - spent, MOST_SPENT - spent)
            if room <= 0 or best.size < SMALL:
                break
    return best, failed


def _read(module: Module, built: _Built, free: Collection[int], attempt: Attempt) -> Solved:
    states = built.diagrams.function(built.states)
    size = len(built.order)
    if module.coherent and not any(leaf in free for leaf in module.leaves):
        return Solved(module, built.order, states, attempt.minimal(states, size))
    costless = {place for place, leaf in enumerate(built.order) if leaf in free}
    return Solved(module, built.order, states, minimal_of_hull(states, size, costless))
