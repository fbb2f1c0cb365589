"""Probabilities, and what each event has to do with them, from the diagrams of all modules."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from rcakit_fault_tree.engine.listed import BASE, Diagram
from rcakit_fault_tree.engine.solving import Solved


@attrs.frozen
class Evaluated:
    """What given probabilities come to.

    Attributes:
        top: The exact probability of the top.
        birnbaum: For each event that matters, how much the top's probability rises with its own:
            P(top given the event) - P(top given not the event), negative where it protects.
    """

    top: float
    birnbaum: dict[int, float]


def probability(parts: Sequence[Solved], given: Sequence[float]) -> float:
    """The exact probability of the root of the last part.

    Args:
        parts: All modules, each after those below it.
        given: The probability of each event by its number; the first entry stands for none.
    """
    return chances(parts, given)[parts[-1].module.number]


def evaluated(parts: Sequence[Solved], given: Sequence[float]) -> Evaluated:
    """The exact probability and all Birnbaum importances, in one pass up and one down.

    The importance of an event below a module is that of the module times its own inside.
    """
    chance = chances(parts, given)
    weight = {parts[-1].module.number: 1.0}
    events: dict[int, float] = {}
    for part in reversed(parts):
        outer = weight.get(part.module.number, 0.0)
        inner = _derivatives(part.states, [chance[leaf] for leaf in part.order])
        for leaf, slope in zip(part.order, inner, strict=True):
            target = events if leaf < len(given) else weight
            target[leaf] = target.get(leaf, 0.0) + outer * slope
    return Evaluated(chance[parts[-1].module.number], events)


def chances(parts: Sequence[Solved], given: Sequence[float]) -> dict[int, float]:
    """The probability of every event and module."""
    chance = dict(enumerate(given))
    for part in parts:
        known = values(part.states, [chance[leaf] for leaf in part.order])
        chance[part.module.number] = known[part.states.root]
    return chance


def values(diagram: Diagram, chance: Sequence[float]) -> list[float]:
    """For each node, the probability that one gets from it to true."""
    found = [0.0] * len(diagram)
    found[BASE] = 1.0
    nodes = zip(diagram.variables, diagram.highs, diagram.lows, strict=True)
    for node, (variable, high, low) in enumerate(nodes):
        if node > BASE:
            below = found[low]
            found[node] = below + chance[variable] * (found[high] - below)
    return found


def _derivatives(diagram: Diagram, chance: Sequence[float]) -> list[float]:
    """For each variable, the derivative of the probability by its own."""
    known = values(diagram, chance)
    reached = [0.0] * len(diagram)
    reached[diagram.root] = 1.0
    slopes = [0.0] * len(chance)
    for node in range(len(diagram) - 1, BASE, -1):
        weight = reached[node]
        if weight:
            variable, high, low = diagram.variables[node], diagram.highs[node], diagram.lows[node]
            here = chance[variable]
            slopes[variable] += weight * (known[high] - known[low])
            reached[high] += weight * here
            reached[low] += weight * (1.0 - here)
    return slopes
