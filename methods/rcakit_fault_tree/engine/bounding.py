"""Between which bounds the probability lies where a part of the tree was too large to be solved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from rcakit_fault_tree.engine.evaluation import values
from rcakit_fault_tree.engine.solving import Solved


@attrs.frozen
class Bounds:
    """Proven bounds of the top's probability.

    Attributes:
        low: It is at least that, by the cut sets found.
        high: It is at most that.
    """

    low: float
    high: float

    @property
    def left_out(self) -> float:
        """The top happens without any cut set that was found at most so often."""
        return self.high - self.low


def bounds(parts: Sequence[Solved], given: Sequence[float]) -> dict[int, Bounds]:
    """Of every event and module.

    More failures of what a coherent part hangs on never make it less likely, so its bounds are
    those with theirs. Of any other part the probability changes by no more than those of what it
    hangs on do together.

    Args:
        parts: Modules, each after those below it.
        given: The probability of each event by its number; the first entry stands for none.
    """
    found = {event: Bounds(chance, chance) for event, chance in enumerate(given)}
    for part in parts:
        found[part.module.number] = _of(part, found)
    return found


def _of(part: Solved, known: Mapping[int, Bounds]) -> Bounds:
    here = [known[leaf] for leaf in part.order]
    low = values(part.states, [one.low for one in here])[part.states.root]
    wide = sum(one.left_out for one in here)
    if not wide:
        high = low
    elif part.module.coherent:
        high = values(part.states, [one.high for one in here])[part.states.root]
    else:
        low, high = low - wide, low + wide
    high += part.missed
    return Bounds(max(low, 0.0), max(low, min(high, part.most, 1.0)))
