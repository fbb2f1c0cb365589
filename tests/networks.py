"""Random networks, and what they come to by trying every state of everything."""

from __future__ import annotations

from itertools import product
from math import fsum, prod

from hypothesis import strategies as st

from rcakit_bayes_net.engine.network import Network, Variable

MOST = 7


@st.composite
def networks(draw):
    """A network of up to seven variables with two or three states."""
    variables = []
    for number in range(draw(st.integers(1, MOST))):
        states = tuple("abc"[: draw(st.integers(2, 3))])
        known = [one.name for one in variables]
        most = min(3, len(known))
        parents = tuple(draw(st.permutations(known)))[: draw(st.integers(0, most))] if known else ()
        rows = prod(len(one.states) for one in variables if one.name in parents)
        table = []
        for _ in range(rows):
            weights = draw(st.lists(st.integers(0, 9), min_size=len(states), max_size=len(states)))
            weights = weights if any(weights) else [1] * len(states)
            table += [weight / sum(weights) for weight in weights]
        variables.append(Variable(f"v{number}", states, parents, tuple(table)))
    return Network.of(draw(st.permutations(variables)))


@st.composite
def observed(draw):
    """A network, and what has been seen of some of its variables."""
    network = draw(networks())
    seen = draw(st.lists(st.sampled_from(sorted(network.variables)), unique=True, max_size=3))
    evidence = {}
    for name in seen:
        size = len(network.variables[name].states)
        if draw(st.booleans()):
            state = draw(st.integers(0, size - 1))
            evidence[name] = tuple(float(place == state) for place in range(size))
        else:
            weights = st.lists(st.sampled_from([0.0, 0.2, 0.5, 1.0]), min_size=size, max_size=size)
            evidence[name] = tuple(draw(weights))
    return network, evidence


def worlds(network, evidence):
    """Every state of everything, as places of states by name, with its probability."""
    names = network.order()
    sizes = [range(len(network.variables[name].states)) for name in names]
    for places in product(*sizes):
        world = dict(zip(names, places, strict=True))
        chance = 1.0
        for name in names:
            one = network.variables[name]
            row = 0
            for parent in one.parents:
                row = row * len(network.variables[parent].states) + world[parent]
            chance *= one.table[row * len(one.states) + world[name]]
        for name, given in evidence.items():
            chance *= given[world[name]]
        yield world, chance


def by_trying(network, evidence):
    """The probability of the evidence, and the posteriors; None for those if it is impossible."""
    listed = list(worlds(network, evidence))
    total = fsum(chance for _, chance in listed)
    if total <= 0.0:
        return total, None
    return total, {
        name: tuple(
            fsum(chance for world, chance in listed if world[name] == place) / total
            for place in range(len(one.states))
        )
        for name, one in network.variables.items()
    }
