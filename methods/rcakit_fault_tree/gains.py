"""What each action buys: the top's probability with what it addresses made less likely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from rcakit import Postmortem, model
from rcakit_fault_tree.engine.evaluation import probability
from rcakit_fault_tree.solution import Solution


@attrs.frozen
class Gain:
    """What one action buys.

    Attributes:
        action: Its id.
        addressed: The events of the tree that it addresses, or that lie below a cause it does.
        left: How much of their probability it leaves; 0 where nobody has said, which is the most
            it can buy.
        said: Whether somebody has said how much it leaves.
        top: The top's probability then.
        share: The part of the top's probability that is gone.
    """

    action: str
    addressed: tuple[str, ...]
    left: float
    said: bool
    top: float
    share: float


def gains(postmortem: Postmortem, solution: Solution, left: Mapping[str, float]) -> Iterator[Gain]:
    """One for each action that addresses something in the tree and will not be left undone.

    An action on a cause that is a gate acts on all events below it that nothing else hangs on.
    """
    exact = solution.evaluated
    if exact is None or not exact.top or not solution.parts:
        return
    chances = [one or 0.0 for one in solution.chances]
    numbers = {name: number for number, name in enumerate(solution.names, 1)}
    for name, action in postmortem.actions.items():
        if action.status is model.ActionStatus.WONT_DO:
            continue
        events = tuple(one for one in action.addresses if one in numbers)
        if not events:
            continue
        kept = left.get(name, 0.0)
        changed = list(chances)
        for event in events:
            changed[numbers[event]] *= kept
        top = probability(solution.parts, changed)
        yield Gain(name, events, kept, name in left, top, 1.0 - top / exact.top)
