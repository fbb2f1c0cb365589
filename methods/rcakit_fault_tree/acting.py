"""A tree after actions: what they address comes about only where they do not help.

An action that leaves a part L of what it addresses fails to help in a part L of all cases, in all
that it addresses at once. So a cause c under it is c AND "the action does not help", wherever the
cause stands in the tree, and the event "does not help" has the probability L. That is right for
gates as for events and for causes that several gates share, and for a single event of probability
q it leaves L q. Actions help or fail independently of each other.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rcakit import model
from rcakit_fault_tree.expressions import Expression, Number
from rcakit_fault_tree.tree import Branch, FaultTree

_GONE = "[cannot come about]"


@attrs.frozen
class Act:
    """One action: its id, the causes it acts on, and the part of the cases it does not help in."""

    action: str
    addressed: tuple[str, ...]
    left: float


def acted(tree: FaultTree, acts: Iterable[Act]) -> FaultTree:
    """The tree with the actions done. What they act on are gates or events of it."""
    failing: dict[str, list[str]] = {}
    gone: set[str] = set()
    events: dict[str, Expression | None] = dict(tree.events)
    for act in acts:
        if act.left <= 0.0:
            gone.update(act.addressed)
            continue
        fails = f"[{act.action} does not help]"
        events[fails] = Number(min(act.left, 1.0))
        for name in act.addressed:
            failing.setdefault(name, []).append(fails)
    instead = {name: f"[{name} all the same]" for name in failing}
    instead |= dict.fromkeys(gone, _GONE)
    gates = {
        name: attrs.evolve(branch, args=tuple(instead.get(arg, arg) for arg in branch.args))
        for name, branch in tree.gates.items()
    }
    for name, ways in failing.items():
        if name not in gone:
            gates[instead[name]] = Branch(model.Gate.ALL, (name, *ways))
    houses = {**tree.houses, _GONE: False} if gone else tree.houses
    return attrs.evolve(
        tree, top=instead.get(tree.top, tree.top), gates=gates, events=events, houses=houses
    )
