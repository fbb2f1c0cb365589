"""What the top's probability does when one number behind it is larger or smaller.

The top's probability is linear in that of each event, so its slope tells both ends exactly. What
several events hang on, a parameter or a group of common causes, is put in and worked out anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import Enum, auto

import attrs

from rcakit import working
from rcakit_fault_tree.engine.evaluation import probability
from rcakit_fault_tree.expansion import expanded
from rcakit_fault_tree.expressions import Call, Expression, Number, WrongValue
from rcakit_fault_tree.notes import Notes
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import FaultTree

_WORK = 10_000_000
"""Nodes walked over for parameters and groups at most; events need none."""


class Kind(Enum):
    """What sort of number it is."""

    EVENT = auto()
    PARAMETER = auto()
    GROUP = auto()


@attrs.frozen
class Swing:
    """One number and what the top does with it.

    Attributes:
        kind: What sort of number it is.
        name: The event, the parameter or the group.
        value: What it is now.
        low: The top's probability with the number divided by the factor.
        high: That with the number times the factor, a probability at most 1.
    """

    kind: Kind
    name: str
    value: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the two are apart."""
        return abs(self.high - self.low)


def factor_of(notes: Notes) -> float:
    """The factor of the notes, or 3 where that is none."""
    return notes.factor if math.isfinite(notes.factor) and notes.factor > 1.0 else 3.0


def swings(solution: Solution, tree: FaultTree | None, factor: float) -> list[Swing]:
    """The widest first; every probability is known."""
    grouped = {name for name in solution.names if name.startswith("[")}
    found = [one for one in _events(solution, factor) if one.name not in grouped]
    if tree is not None:
        found += _shared(solution, tree, factor)
    return sorted(found, key=lambda one: -one.width)


def _events(solution: Solution, factor: float) -> Iterator[Swing]:
    exact = solution.evaluated
    assert exact is not None
    for place, name in enumerate(solution.names, 1):
        chance, slope = solution.chances[place], exact.birnbaum.get(place, 0.0)
        if chance and slope:
            low = exact.top + (chance / factor - chance) * slope
            high = exact.top + (min(chance * factor, 1.0) - chance) * slope
            yield Swing(Kind.EVENT, name, chance, _within(low), _within(high))


def _shared(solution: Solution, tree: FaultTree, factor: float) -> Iterator[Swing]:
    """Parameters and groups, as many as there is time for."""
    nodes = sum(len(part.states) for part in solution.parts)
    room = _WORK // (2 * max(nodes, 1))
    numbers = [*tree.groups, *tree.model.parameters]
    for place, name in enumerate(numbers[:room]):
        working.tell("Trying other numbers", place / len(numbers))
        try:
            value, low, high = (
                _group(solution, tree, name, factor)
                if name in tree.groups and place < len(tree.groups)
                else _parameter(solution, name, factor)
            )
        except WrongValue:
            continue
        kind = Kind.GROUP if place < len(tree.groups) else Kind.PARAMETER
        if low != high:
            yield Swing(kind, name, value, low, high)


def _group(
    solution: Solution, tree: FaultTree, name: str, factor: float
) -> tuple[float, float, float]:
    group = tree.groups[name]
    value = tree.model.mean(group.probability)

    def top(chance: float) -> float:
        changed = attrs.evolve(group, probability=Number(chance))
        events = expanded(attrs.evolve(tree, groups={**tree.groups, name: changed})).events
        return _top(solution, attrs.evolve(solution.tree, events=events))

    return value, top(value / factor), top(min(value * factor, 1.0))


def _parameter(solution: Solution, name: str, factor: float) -> tuple[float, float, float]:
    model = solution.tree.model
    given = model.parameters[name]

    def top(times: float) -> float:
        scaled: Expression = Call("mul", (Number(times), given))
        changed = attrs.evolve(model, parameters={**model.parameters, name: scaled})
        return _top(solution, attrs.evolve(solution.tree, model=changed))

    return model.mean(given), top(1.0 / factor), top(factor)


def _top(solution: Solution, tree: FaultTree) -> float:
    """The top's probability with other numbers in the same tree."""
    chances = [0.0]
    for name in solution.names:
        given = tree.events[name]
        chances.append(0.0 if given is None else _within(tree.model.mean(given)))
    return _within(probability(solution.parts, chances))


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)
