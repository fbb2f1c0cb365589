"""Which causes an action addresses, directly or by what is behind them."""

from __future__ import annotations

import attrs

from rcakit import graph
from rcakit.model import ActionStatus, Postmortem, Role, Status


@attrs.frozen
class Uncovered:
    """A standing cause that no action addresses directly.

    Attributes:
        cause: Its id.
        behind: Whether everything behind it is addressed, so that it may need nothing itself.
            Never where a cause directly behind it only contributed: removing a contribution
            does not remove the cause.
    """

    cause: str
    behind: bool


def addressed(postmortem: Postmortem) -> frozenset[str]:
    """Causes that an action names, actions that will not be done left out."""
    return frozenset(
        name
        for action in postmortem.actions.values()
        if action.status is not ActionStatus.WONT_DO
        for name in action.addresses
    )


def covered(postmortem: Postmortem) -> frozenset[str]:
    """Causes that are addressed, or all of whose standing becauses are covered in turn.

    A circle, which only a hand edit can make, covers nothing by itself.
    """
    causes = postmortem.causes
    reached = {name for name in addressed(postmortem) if name in causes}
    waiting = {name: len(graph.standing(causes, name)) for name in causes}
    upward = graph.effects(causes)
    work = list(reached)
    while work:
        name = work.pop()
        if causes[name].status is Status.RULED_OUT:
            continue
        for effect in upward[name]:
            waiting[effect] -= 1
            if waiting[effect] == 0 and effect not in reached:
                reached.add(effect)
                work.append(effect)
    return frozenset(reached)


def uncovered(postmortem: Postmortem) -> list[Uncovered]:
    """The standing causes that no action addresses directly, in file order.

    The problem itself is left out, and so is what kept things from being worse, and what led
    only to causes that were ruled out.
    """
    direct, deep = addressed(postmortem), covered(postmortem)
    fallen = graph.fallen(postmortem.causes)
    found = []
    for name, cause in postmortem.causes.items():
        passed = (
            name == postmortem.problem
            or name in direct
            or name in fallen
            or cause.status is Status.RULED_OUT
            or cause.role is Role.MITIGATOR
        )
        if not passed:
            contributed = any(
                postmortem.causes[behind].role is Role.CONTRIBUTING
                for behind in graph.standing(postmortem.causes, name)
            )
            found.append(Uncovered(name, name in deep and not contributed))
    return found
