"""Which cause is most worth looking at next: what one can expect to learn from it.

Looking at a cause answers whether it is so. What that is worth is how much less uncertain one can
expect to be afterwards about the root causes nobody has looked at yet: the sum over them of the
expected fall of their entropy, that of the cause itself included where it is one of them. For
every other one the fall is its mutual information with the cause. F. V. Jensen and T. D. Nielsen,
"Bayesian Networks and Decision Graphs" (2007), 11.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from rcakit import working
from rcakit_bayes_net.case import Beliefs, Case, alone
from rcakit_bayes_net.results.bits import entropy

MOST = 80
"""Causes that are weighed at most; where there are more, the most uncertain ones."""

NEVER = 1e-200


@attrs.frozen
class Check:
    """What looking at one cause is worth.

    Attributes:
        cause: The cause.
        gain: By how many bits the uncertainty about the open root causes is expected to fall.
        uncertainty: How uncertain the cause itself is, in bits.
        others: By how much each other open root cause gets less uncertain, in bits.
    """

    cause: str
    gain: float
    uncertainty: float
    others: Mapping[str, float]


def targets(case: Case) -> tuple[str, ...]:
    """What one wants to know: the root causes nobody has looked at and that may be or not be."""
    settled = case.settled
    return tuple(
        name
        for name in case.net.roots
        if name not in settled and entropy(case.posterior[name]) > 0.0
    )


def checks(case: Case, askable: Iterable[str] | None = None) -> tuple[list[Check], int]:
    """What looking at each open cause is worth, the best first, and how many were left out.

    Args:
        case: The network with what was observed.
        askable: The causes one may look at; None for all that are open.

    Raises:
        rcakit_bayes_net.engine.inference.Impossible: What was observed cannot all be so.
    """
    wanted, now = targets(case), case.posterior
    names = list(case.open if askable is None else askable)
    uncertain = {name: entropy(now[name]) for name in names}
    order = sorted((name for name in names if uncertain[name] > 0.0), key=lambda n: -uncertain[n])
    found = []
    weighed = order[: case.affordable(2, MOST)]
    for number, name in enumerate(weighed):
        working.tell("Weighing what each check is worth", number / len(weighed))
        with alone():
            falls = _falls(case, name, wanted, now)
        gain = sum(falls.values())
        others = {one: value for one, value in falls.items() if one != name}
        found.append(Check(name, gain, uncertain[name], others))
    found.sort(key=lambda check: -check.gain)
    return found, len(order) - len(weighed)


def _falls(case: Case, name: str, wanted: tuple[str, ...], now: Beliefs) -> dict[str, float]:
    """By how much the entropy of each target is expected to fall when a cause is looked at."""
    left = dict.fromkeys(wanted, 0.0)
    for state, chance in enumerate(now[name]):
        # What is less likely than this says nothing, and may be too small to be worked with.
        if chance > NEVER:
            then = case.if_seen(name, state, wanted)
            for one in wanted:
                left[one] += chance * entropy(then[one])
    return {one: max(entropy(now[one]) - rest, 0.0) for one, rest in left.items()}
