"""Larger fault trees, the same for a seed: what a person would draw, and what is too much."""

from __future__ import annotations

from random import Random

from rcakit import model
from rcakit_fault_tree.expressions import Number
from rcakit_fault_tree.tree import Branch, FaultTree


def layered(seed, *, events, gates, layers, kinds=(model.Gate.ANY, model.Gate.ALL), more=2):
    """Layers of gates over the one below, each with up to `more` of the events as well."""
    dice = Random(seed)
    leaves = [f"e{place}" for place in range(events)]
    made, below = {}, leaves
    for layer in range(layers):
        here = []
        for _ in range(gates // layers if layer < layers - 1 else 1):
            args = dice.sample(below, min(len(below), dice.randint(2, 5)))
            args += [one for one in dice.sample(leaves, dice.randint(0, more)) if one not in args]
            kind = dice.choice(kinds)
            here.append(f"g{len(made)}")
            made[here[-1]] = Branch(kind, tuple(args), 2 if kind is model.Gate.AT_LEAST else 1)
        below = here
    chances = {leaf: Number(10.0 ** -dice.uniform(1, 4)) for leaf in leaves}
    return FaultTree(below[0], made, chances)


def drawn(seed, events=100):
    """What a person draws: mostly a tree, with every eighth cause hung below a second gate too."""
    dice = Random(seed)
    names = iter(f"e{place}" for place in range(events))
    made, waiting, leaves = {}, ["top"], []
    while waiting:
        name = waiting.pop(0)
        kind = dice.choice((model.Gate.ANY, model.Gate.ANY, model.Gate.ALL))
        args = []
        for _ in range(dice.randint(2, 4)):
            if dice.random() < 0.4 or not waiting:
                args.append(f"g{len(made)}-{len(args)}")
                waiting.append(args[-1])
            elif leaves and dice.random() < 0.12:
                args.append(dice.choice(leaves))
            elif (leaf := next(names, None)) is not None:
                leaves.append(leaf)
                args.append(leaf)
        made[name] = Branch(kind, tuple(dict.fromkeys(args)) or (leaves[-1],))
        if len(leaves) >= events - 1:
            break
    # What was to come is a cause whose own causes nobody looked for.
    open_ = {arg for branch in made.values() for arg in branch.args} - made.keys()
    return FaultTree("top", made, {name: Number(dice.uniform(1e-4, 0.2)) for name in sorted(open_)})
