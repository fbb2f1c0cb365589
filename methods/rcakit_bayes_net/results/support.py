"""Whether observations can be so at all, found without working out a probability.

Each variable keeps the states it may still be in; a state goes when some table has no row left
that allows it. What ends without any state cannot be. The other way round it proves nothing: a
contradiction that only shows in several tables together is found by inference. A. K. Mackworth,
"Consistency in networks of relations", Artificial Intelligence 8 (1977).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from rcakit_bayes_net.engine.network import Network, Variable
from rcakit_bayes_net.observations import Vector

MOST = 30_000
"""Numbers in all tables of a network that is looked at; of a larger one nothing is said."""


def ruled_out(network: Network, evidence: Mapping[str, Vector]) -> bool:
    """Whether it is plain from the tables that what was observed cannot be."""
    variables = network.variables
    if sum(len(one.table) for one in variables.values()) > MOST:
        return False
    left = {name: set(range(len(one.states))) for name, one in variables.items()}
    for name, vector in evidence.items():
        left[name] = {place for place, value in enumerate(vector) if value > 0.0}
    sizes = {name: len(one.states) for name, one in variables.items()}
    near: dict[str, list[str]] = {name: [name] for name in variables}
    for name, one in variables.items():
        for parent in one.parents:
            near[parent].append(name)
    waiting = dict.fromkeys(variables)
    while waiting:
        name = next(iter(waiting))
        del waiting[name]
        scope = (*variables[name].parents, name)
        for member, allowed in zip(scope, _allowed(variables[name], left, sizes), strict=True):
            if allowed != left[member]:
                left[member] = allowed
                waiting.update(dict.fromkeys(near[member]))
        if not left[name]:
            return True
    return False


def _allowed(
    one: Variable, left: Mapping[str, set[int]], sizes: Mapping[str, int]
) -> list[set[int]]:
    """For the parents of a variable and itself, the states some row that is left allows."""
    scope = (*one.parents, one.name)
    found: list[set[int]] = [set() for _ in scope]
    every = product(*(range(sizes[member]) for member in scope))
    for value, places in zip(one.table, every, strict=True):
        if value > 0.0 and all(
            place in left[member] for place, member in zip(places, scope, strict=True)
        ):
            for states, place in zip(found, places, strict=True):
                states.add(place)
    return found
