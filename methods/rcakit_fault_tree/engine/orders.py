"""Orders of the variables of a module, each good for some trees and bad for others.

The size of a decision diagram hangs on the order of its variables, and no way of choosing one
without building it is always good, so several are tried: depth-first walks that differ in which
argument of a gate comes first, and orders that bring together what belongs together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

import attrs

from rcakit_fault_tree.engine.formula import Formula
from rcakit_fault_tree.engine.gravity import drawn_together
from rcakit_fault_tree.engine.modules import Module

Order = tuple[int, ...]
"""The leaves of a module from the top of the diagram down."""


def orders(formula: Formula, module: Module) -> Iterator[Order]:
    """Different orders for a module, the most often good ones first.

    Walks and orders drawn together from walks take turns: often one sort is far better than the
    other, and nothing tells which.
    """
    seen: set[Order] = set()
    walk = _Walk(formula, module)
    for order in _in_turns(walk):
        if order not in seen:
            seen.add(order)
            yield order


def _in_turns(walk: _Walk) -> Iterator[Order]:
    first, *others = _CHOICES
    yield walk.order(first(walk))
    if not walk.module.coherent:
        # XOR and negations pull together what is better kept apart.
        yield from (walk.order(choose(walk)) for choose in others)
        yield from _drawn(walk)
        return
    for order, choose in zip_longest(_drawn(walk), others):
        if order is not None:
            yield order
        if choose is not None:
            yield walk.order(choose(walk))


def _drawn(walk: _Walk) -> list[Order]:
    """Orders drawn together, those that reach the least first."""
    gates = {gate: walk.args(gate) for gate in walk.module.gates}
    starts = dict.fromkeys(walk.order(choose(walk)) for choose in _STARTS)
    return [order for _, order in sorted(drawn_together(gates, start) for start in starts)]


@attrs.frozen(slots=False)
class _Walk:
    formula: Formula
    module: Module

    def args(self, gate: int) -> list[int]:
        """What a gate of the module is made of, signs aside."""
        return [abs(arg) for arg in self.formula.gates[gate].args]

    def order(self, sort: Callable[[list[int]], list[int]]) -> Order:
        """The leaves as a depth-first walk meets them that takes arguments as `sort` puts them."""
        found: dict[int, None] = {}
        leaves = frozenset(self.module.leaves)
        seen = {self.module.number}
        stack = [iter(sort(self.args(self.module.number)))]
        while stack:
            for one in stack[-1]:
                if one in leaves:
                    found[one] = None
                elif one not in seen:
                    seen.add(one)
                    stack.append(iter(sort(self.args(one))))
                    break
            else:
                stack.pop()
        return tuple(found)

    def parents(self) -> dict[int, int]:
        """How many arguments each leaf and gate is."""
        counts: dict[int, int] = {}
        for gate in self.module.gates:
            for arg in self.args(gate):
                counts[arg] = counts.get(arg, 0) + 1
        return counts

    def supports(self) -> dict[int, int]:
        """For each gate, how many different leaves it hangs on."""
        bits = {leaf: 1 << place for place, leaf in enumerate(self.module.leaves)}
        for gate in self.module.gates:
            held = 0
            for arg in self.args(gate):
                held |= bits[arg]
            bits[gate] = held
        return {one: held.bit_count() for one, held in bits.items()}

    def weights(self) -> dict[int, float]:
        """One at the top, shared out equally among the arguments on the way down.

        S. Minato, N. Ishiura and S. Yajima, "Shared binary decision diagram with attributed
        edges", Design Automation Conference 1990.
        """
        found = {self.module.number: 1.0}
        for gate in reversed(self.module.gates):
            args = self.args(gate)
            for arg in args:
                found[arg] = found.get(arg, 0.0) + found[gate] / len(args)
        return found


Sort = Callable[[list[int]], list[int]]


def _heaviest(walk: _Walk) -> Sort:
    weights = walk.weights()
    return lambda args: sorted(args, key=lambda one: -weights[one])


def _gates_most_used(walk: _Walk) -> Sort:
    parents, leaves = walk.parents(), frozenset(walk.module.leaves)
    return lambda args: sorted(args, key=lambda one: (one in leaves, -parents[one]))


def _leaves_most_used(walk: _Walk) -> Sort:
    parents, leaves = walk.parents(), frozenset(walk.module.leaves)
    return lambda args: sorted(args, key=lambda one: (one not in leaves, -parents[one]))


def _largest(walk: _Walk) -> Sort:
    supports = walk.supports()
    return lambda args: sorted(args, key=lambda one: -supports[one])


def _smallest(walk: _Walk) -> Sort:
    supports = walk.supports()
    return lambda args: sorted(args, key=lambda one: supports[one])


def _as_written(walk: _Walk) -> Sort:
    del walk
    return lambda args: args


def _reversed(walk: _Walk) -> Sort:
    del walk
    return lambda args: args[::-1]


def _most_used(walk: _Walk) -> Sort:
    parents = walk.parents()
    return lambda args: sorted(args, key=lambda one: -parents[one])


_CHOICES = (
    _heaviest,
    _gates_most_used,
    _largest,
    _reversed,
    _smallest,
    _leaves_most_used,
    _as_written,
    _most_used,
)
_STARTS = (_heaviest, _largest, _reversed, _smallest)
"""Walks that orders drawn together begin with."""
