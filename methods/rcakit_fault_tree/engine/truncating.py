"""A module that is too large, by its most probable cut sets and a bound of the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import prod

from rcakit_fault_tree.engine.and_or import and_or, without_negations
from rcakit_fault_tree.engine.bounding import Bounds, bounds
from rcakit_fault_tree.engine.diagrams import TooLargeError
from rcakit_fault_tree.engine.formula import Formula
from rcakit_fault_tree.engine.likeliest import Found, Product, likeliest
from rcakit_fault_tree.engine.listed import Diagram
from rcakit_fault_tree.engine.minimal import minimal_of_hull
from rcakit_fault_tree.engine.modules import Module
from rcakit_fault_tree.engine.python_families import PythonFamilies
from rcakit_fault_tree.engine.python_functions import PythonFunctions
from rcakit_fault_tree.engine.solving import Solved
from rcakit_fault_tree.engine.truth import holds

KEPT = 20_000
"""Cut sets of a module that are kept at most."""
ROOM = 300_000
"""Nodes their states may take; where they take more, only the most probable are counted."""
MUCH = 0.01
"""Where more is missed of what was found, a module that is not coherent is looked at otherwise."""
CHECKED = 3_000
"""Products looked at then."""
UNKNOWN = 0.01
"""What stands for a probability nobody knows, so that small sets come first."""


class Truncation:
    """Does with a module that is too large what can be done.

    Args:
        given: The probability of each event by its number, None where it is unknown.
        steps: How much is spent on each module.
    """

    def __init__(self, given: Sequence[float | None], steps: int) -> None:
        self._given = [UNKNOWN if chance is None else chance for chance in given]
        self._steps = steps

    def __call__(
        self, formula: Formula, module: Module, done: Sequence[Solved], free: Collection[int]
    ) -> Solved:
        """The part, with what is left out of it bounded."""
        known = bounds(done, self._given)
        simple = and_or(formula, module)
        chances = _chances(module, known)
        found = likeliest(simple, chances, self._steps)
        if not module.coherent and found.missed > MUCH * sum(found.chances):
            other = _from_above(simple, chances, self._steps)
            found = min(found, other, key=_high)
        products = found.products[:KEPT]
        states, used = _states(products, len(module.leaves))
        costless = {place for place, leaf in enumerate(module.leaves, 1) if leaf in free}
        return Solved(
            module,
            module.leaves,
            states,
            _cut_sets(products, costless, len(module.leaves)),
            whole=False,
            missed=min(1.0, found.missed + sum(found.chances[used:])),
            most=found.most,
        )


def _high(found: Found) -> float:
    return min(found.most, found.missed + sum(found.chances))


def _from_above(formula: Formula, chances: Mapping[int, float], steps: int) -> Found:
    """What is found where every negated literal is taken as so, which only adds states.

    Of what is found there that is kept which holds with nothing else failed.
    """
    above = likeliest(without_negations(formula), chances, steps)
    negated = {
        -arg for number in formula.topological() for arg in formula.gates[number].args if arg < 0
    }
    kept = [one for one in above.products[:CHECKED] if holds(formula, one)]
    products = tuple(one | {-event for event in negated - one} for one in kept)
    return Found(
        products,
        tuple(prod(chances[literal] for literal in one) for one in products),
        1.0,
        min(above.most, above.missed + sum(above.chances)),
    )


def _chances(module: Module, known: Mapping[int, Bounds]) -> dict[int, float]:
    found = {}
    for place, leaf in enumerate(module.leaves, 1):
        found[place] = known[leaf].high
        found[-place] = 1.0 - known[leaf].low
    return found


def _states(products: Sequence[Product], variables: int) -> tuple[Diagram, int]:
    """The states of the first so many products, as many as there is room for."""
    used = len(products)
    while used:
        functions = PythonFunctions(variables, ROOM)
        try:
            return functions.function(_any(functions, products[:used])), used
        except TooLargeError:
            used //= 2
    functions = PythonFunctions(variables, ROOM)
    return functions.function(functions.empty), 0


def _any(functions: PythonFunctions, products: Sequence[Product]) -> int:
    """The states in which any of some products is so, joined two and two."""
    waiting = [functions.product(one) for one in sorted(map(sorted, products), key=_by_variable)]
    if not waiting:
        return functions.empty
    while len(waiting) > 1:
        pairs = zip(waiting[::2], waiting[1::2], strict=False)
        joined = [functions.union(one, other) for one, other in pairs]
        waiting = joined + waiting[len(joined) * 2 :]
    return waiting[0]


def _by_variable(literals: Sequence[int]) -> list[int]:
    return sorted(map(abs, literals))


def _cut_sets(products: Sequence[Product], free: Collection[int], variables: int) -> Diagram:
    """The minimal ones of the sets of events of products."""
    families = PythonFamilies(variables, ROOM * 10)
    waiting = []
    for product in products:
        family = families.base
        for event in sorted((one for one in product if one > 0), reverse=True):
            if event not in free:
                family = families.node(event - 1, family, families.empty)
        waiting.append(family)
    waiting.sort()
    while len(waiting) > 1:
        pairs = zip(waiting[::2], waiting[1::2], strict=False)
        joined = [families.union(one, other) for one, other in pairs]
        waiting = joined + waiting[len(joined) * 2 :]
    return minimal_of_hull(families.listed(waiting[0] if waiting else families.empty), variables)
