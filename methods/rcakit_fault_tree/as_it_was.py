"""The tree over what is known of this incident: what was so, and what was looked at and was not.

Its events are the causes that are confirmed and those that were ruled out, which end the tree. All
others are taken as not so. So every minimal cut set of it is one of the whole tree of which one
can say what was there and what was missing.
"""

from __future__ import annotations

import attrs

from rcakit import Postmortem, model
from rcakit_fault_tree.graph_tree import fault_tree
from rcakit_fault_tree.notes import Notes
from rcakit_fault_tree.tree import FaultTree, holding


def as_it_was(postmortem: Postmortem, notes: Notes) -> FaultTree | None:
    """The tree; None where there is none.

    A confirmed cause behind which not enough is confirmed to explain it ends the tree too. No
    cause is common to several.

    Raises:
        WrongNotes: An expression in the notes cannot be read.
    """
    missing = not_so(postmortem, notes)
    notes = attrs.evolve(notes, group={})
    tree = fault_tree(postmortem, notes, missing)
    if tree is None:
        return None
    so = confirmed(postmortem) - missing
    held = holding(tree, so)
    bare = {name for name in tree.gates if name in so and name not in held and name != tree.top}
    tree = fault_tree(postmortem, notes, missing | bare) if bare else tree
    assert tree is not None
    open_ = [name for name in tree.events if name not in so and name not in missing]
    return attrs.evolve(
        tree,
        events={name: tree.events[name] for name in tree.events if name in so or name in missing},
        houses={**tree.houses, **dict.fromkeys(open_, False)},
    )


def confirmed(postmortem: Postmortem) -> set[str]:
    """The causes that are confirmed."""
    return {
        name for name, cause in postmortem.causes.items() if cause.status is model.Status.CONFIRMED
    }


def not_so(postmortem: Postmortem, notes: Notes) -> set[str]:
    """The causes that were looked at and were not so, or are taken as not so."""
    found = {
        name for name, cause in postmortem.causes.items() if cause.status is model.Status.RULED_OUT
    }
    found.difference_update(name for name, so in notes.house.items() if so)
    return found | {name for name, so in notes.house.items() if not so}
