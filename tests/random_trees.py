"""Random fault trees with every connective, and what they come to by trying every state."""

from __future__ import annotations

from itertools import combinations
from math import prod

from hypothesis import strategies as st

from rcakit import model
from rcakit_fault_tree.expressions import Number
from rcakit_fault_tree.tree import Branch, FaultTree, order

COHERENT = (model.Gate.ANY, model.Gate.ALL, model.Gate.AT_LEAST, model.Gate.INHIBIT)
CHANCES = (0.0, 0.02, 0.11, 0.27, 0.5, 0.71, 0.93, 1.0)


@st.composite
def trees(draw, gates=tuple(model.Gate), most_events=12):
    """Up to 12 events, shared gates, houses, and now and then an argument given twice."""
    count = draw(st.integers(1, most_events))
    events = {f"e{place}": Number(draw(st.sampled_from(CHANCES))) for place in range(count)}
    houses = {f"h{place}": draw(st.booleans()) for place in range(draw(st.integers(0, 2)))}
    below = [*events, *houses]
    made = {}
    for place in range(draw(st.integers(1, 9))):
        gate = draw(st.sampled_from(gates))
        most = 1 if gate is model.Gate.NOT else 2 if gate is model.Gate.IMPLY else 5
        args = tuple(draw(st.lists(st.sampled_from(below), min_size=1, max_size=most)))
        needed = draw(st.integers(1, len(args))) if gate is model.Gate.AT_LEAST else 1
        made[f"g{place}"] = Branch(gate, args, needed)
        below.append(f"g{place}")
    return FaultTree(f"g{len(made) - 1}", made, events, houses)


def so(tree, happened):
    """Whether the top is so when just these events have happened."""
    truth = {**{name: name in happened for name in tree.events}, **tree.houses}
    for name in order(tree):
        branch = tree.gates[name]
        truth[name] = _joined(branch, [truth[arg] for arg in branch.args])
    return truth[tree.top]


def _joined(branch, args):
    count, gate = sum(args), branch.gate
    return {
        model.Gate.ANY: count > 0,
        model.Gate.ALL: count == len(args),
        model.Gate.INHIBIT: count == len(args),
        model.Gate.AT_LEAST: count >= branch.needed,
        model.Gate.NOT: not count,
        model.Gate.NOR: not count,
        model.Gate.NAND: count < len(args),
        model.Gate.XOR: count % 2 == 1,
        model.Gate.IFF: count in (0, len(args)),
        model.Gate.IMPLY: not all(args[:-1]) or args[-1],
    }[gate]


def failing(tree):
    """Every state in which the top is so, small ones first."""
    names = list(tree.events)
    every = (frozenset(one) for size in range(len(names) + 1) for one in combinations(names, size))
    return [state for state in every if so(tree, state)]


def likely(states, chances):
    """The probability of being in one of some states."""
    return sum(
        prod(chance if name in state else 1.0 - chance for name, chance in chances.items())
        for state in states
    )


def minimal(states):
    """The states of which none is part of another: for any tree those of its coherent hull."""
    kept = []
    for state in sorted(states, key=len):
        if not any(one <= state for one in kept):
            kept.append(state)
    return kept
