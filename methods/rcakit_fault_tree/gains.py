"""What each action buys: the top's probability, and the ways to it, once it is done."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import Postmortem, model, working
from rcakit_fault_tree.acting import Act, acted
from rcakit_fault_tree.notes import Notes
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.solved_once import solution_of
from rcakit_fault_tree.tree import FaultTree


@attrs.frozen
class Gain:
    """What one action buys, or all of them together.

    Attributes:
        actions: Its id; all ids where it is about all.
        addressed: The causes of the tree that are acted on.
        left: The part of the cases in which it does not help; 0 where nobody has said, which is
            the most it can buy. None where it is about all.
        said: Whether somebody has said how much is left.
        top: The top's probability then; None where that is not known.
        share: The part of the top's probability that is gone; None where that is not known.
        closed: How many minimal cut sets are closed where it helps; None where the tree is then
            too large for that.
    """

    actions: tuple[str, ...]
    addressed: tuple[str, ...]
    left: float | None
    said: bool
    top: float | None
    share: float | None
    closed: int | None


def gains(
    postmortem: Postmortem, notes: Notes, tree: FaultTree, solution: Solution
) -> Iterator[Gain]:
    """One for each action that acts on the tree, and where there are several, one for all.

    What is done already counts like what is to be done: the tree says how it was before. What
    will not be done is left out.
    What a tree that is too large would say is None.
    """
    acts = list(acts_on(postmortem, notes, tree))
    for place, act in enumerate(acts):
        working.tell("Working out what each action buys", place / (len(acts) + 1))
        yield _gain((act,), notes, tree, solution, act.left)
    if len(acts) > 1:
        yield _gain(tuple(acts), notes, tree, solution, None)


def acts_on(postmortem: Postmortem, notes: Notes, tree: FaultTree) -> Iterator[Act]:
    """The actions that will be done and act on something in the tree.

    To investigate makes nothing less likely, unless somebody has said what it leaves.
    """
    for name, action in postmortem.actions.items():
        addressed = tuple(
            dict.fromkeys(
                one for one in action.addresses if one in tree.gates or one in tree.events
            )
        )
        if addressed and lessens(action, name in notes.left):
            left = min(max(notes.left.get(name, 0.0), 0.0), 1.0)
            yield Act(name, addressed, left)


def lessens(action: model.Action, said: bool) -> bool:
    """Whether an action can make a cause less likely; `said` if somebody said how far."""
    if action.status is model.ActionStatus.WONT_DO:
        return False
    return said or action.type is not model.ActionType.INVESTIGATE


def _gain(
    acts: tuple[Act, ...],
    notes: Notes,
    tree: FaultTree,
    solution: Solution,
    left: float | None,
) -> Gain:
    after = solution_of(acted(tree, acts)).evaluated
    helping = solution_of(acted(tree, [attrs.evolve(act, left=0.0) for act in acts]))
    before = solution.evaluated
    top = None if after is None or before is None else after.top
    share = None
    if before is not None and before.top and top is not None:
        share = 1.0 - top / before.top
    return Gain(
        tuple(act.action for act in acts),
        tuple(dict.fromkeys(name for act in acts for name in act.addressed)),
        left,
        all(act.action in notes.left for act in acts),
        top,
        share,
        solution.count - helping.count if helping.whole else None,
    )
