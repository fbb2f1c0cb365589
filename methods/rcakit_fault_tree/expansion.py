"""A tree with its common causes spelled out as events and gates of their own."""

from __future__ import annotations

import attrs

from rcakit import model
from rcakit_fault_tree.common_cause import sets, shares
from rcakit_fault_tree.expressions import Expression
from rcakit_fault_tree.tree import Branch, FaultTree


def expanded(tree: FaultTree) -> FaultTree:
    """The same tree without groups: each member is a gate over the sets it fails in.

    A member that is taken as so or not so stays that, and one may be nowhere in the tree; the
    others are as likely as they were, alone and together.

    Raises:
        WrongGroup: A group cannot be worked with.
    """
    events = dict(tree.events)
    gates = dict(tree.gates)
    for group in tree.groups.values():
        levels = shares(group)
        within: dict[str, list[str]] = {member: [] for member in group.members}
        for chosen, level in sets(group.members, levels).items():
            name = together(chosen)
            events[name] = levels[level]
            for member in chosen:
                within[member].append(name)
        for member, ways in within.items():
            if member in tree.houses:
                continue
            events.pop(member, None)
            gates[member] = Branch(model.Gate.ANY, tuple(ways))
    return attrs.evolve(tree, events=events, gates=gates, groups={})


def together(members: tuple[str, ...]) -> str:
    """The name of the event that just these members of a group fail together."""
    return f"[{' '.join(members)}]"


def probability_of(tree: FaultTree, name: str) -> Expression | None:
    """The expression of an event's probability, of a member of a group that of the group."""
    for group in tree.groups.values():
        if name in group.members:
            return group.probability
    return tree.events.get(name)
