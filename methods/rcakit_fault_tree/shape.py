"""What can be told of a tree without solving it, in a time that grows as the tree does."""

from __future__ import annotations

import attrs

from rcakit_fault_tree.engine.formula import Formula, Op
from rcakit_fault_tree.tree import FaultTree, formula


@attrs.frozen
class Shape:
    """A tree as it looks before it is solved.

    Attributes:
        constant: Whether the top is so whatever happens; None where it depends on something, or
            where only solving it would tell.
        coherent: Whether nothing in it is negated.
        mattering: The events that the top depends on, in their order.
    """

    constant: bool | None
    coherent: bool
    mattering: tuple[str, ...]


def shape(tree: FaultTree) -> Shape:
    """What the gates alone say, with what is taken as so or not so put in."""
    names = tuple(tree.events)
    found = formula(tree, names)
    constant = found.root if isinstance(found.root, bool) else None
    used = set(found.used_events())
    mattering = tuple(name for number, name in enumerate(names, 1) if number in used)
    return Shape(constant, _coherent(found), mattering)


def _coherent(found: Formula) -> bool:
    """Whether no event is needed not to be so, once negations stand as far down as they go."""
    if isinstance(found.root, bool):
        return True
    wanted = {found.root}
    for number in reversed(found.topological()):
        gate = found.gates[number]
        for sign in (1, -1):
            if sign * number in wanted:
                if gate.op is Op.XOR:
                    return False
                wanted.update(sign * arg for arg in gate.args)
    return not any(literal < 0 and not found.is_gate(literal) for literal in wanted)
