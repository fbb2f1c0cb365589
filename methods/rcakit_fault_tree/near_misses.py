"""What nearly happened: sets that would have been enough, and of which one cause was missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import attrs

from rcakit import Postmortem, model
from rcakit_fault_tree.solution import Solution

LOOKED_AT = 10_000
"""Cut sets looked through at most."""


@attrs.frozen
class NearMiss:
    """A cut set of which all but one cause was there.

    Attributes:
        missing: The cause that was ruled out.
        present: The others, none of which was.
    """

    missing: str
    present: tuple[str, ...]


def near_misses(postmortem: Postmortem, free: Solution) -> Iterator[NearMiss]:
    """Those of the first cut sets of which one cause was ruled out and all others confirmed.

    Args:
        postmortem: The postmortem.
        free: The tree solved with ruled-out causes as events that may happen.
    """
    causes = postmortem.causes

    def out(name: str) -> bool:
        return name in causes and causes[name].status is model.Status.RULED_OUT

    def was_so(name: str) -> bool:
        return name in causes and causes[name].status is model.Status.CONFIRMED

    for one in islice(free.cut_sets(by_order=True), LOOKED_AT):
        missing = [name for name in one.events if out(name)]
        present = tuple(name for name in one.events if was_so(name))
        if len(missing) == 1 and present and len(present) == len(one.events) - 1:
            yield NearMiss(missing[0], present)
