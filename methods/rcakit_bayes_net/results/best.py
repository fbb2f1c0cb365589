"""The most probable explanation: the likeliest state of all causes together."""

from __future__ import annotations

from math import inf

import attrs

from rcakit import working
from rcakit_bayes_net.case import Case, most_probable
from rcakit_bayes_net.engine.buckets import Impossible
from rcakit_bayes_net.expansion import explaining
from rcakit_bayes_net.observations import vectors

MOST = 150
"""Open causes for which it is worked out how much worse it is to take them otherwise."""
TIE = 1e-9


@attrs.frozen
class Explanation:
    """The likeliest state of all causes together.

    Attributes:
        states: The state of each cause.
        chance: The probability of just this, given what was observed.
        margins: For each cause how many times likelier it is than the best in which that cause
            is in another state; infinite where it can be in no other. Only of some causes where
            there are very many.
    """

    states: dict[str, str]
    chance: float
    margins: dict[str, float]

    @property
    def ties(self) -> tuple[str, ...]:
        """The causes that are otherwise in an explanation which is as likely as this."""
        return tuple(name for name, one in self.margins.items() if one <= 1.0 + TIE)


def explanation(case: Case) -> Explanation:
    """The most probable explanation.

    Raises:
        rcakit_bayes_net.engine.buckets.Impossible: What was observed cannot all be so.
        rcakit_bayes_net.expansion.TooManyBecauses: Uncertain links come from too many becauses.
    """
    network, evidence = explaining(case.net), vectors(case.observed)
    states, best = most_probable(network, evidence)
    margins: dict[str, float] = {}
    names = case.open[:MOST]
    for number, name in enumerate(names):
        working.tell("the most probable explanation", number / len(names))
        known = case.net.things[name].states
        before = evidence.get(name, (1.0,) * len(known))
        other = tuple(
            0.0 if state == states[name] else value
            for state, value in zip(known, before, strict=True)
        )
        try:
            margins[name] = best / most_probable(network, {**evidence, name: other})[1]
        except Impossible:
            margins[name] = inf
    own = {name: states[name] for name in case.net.things}
    return Explanation(own, best / case.likely, margins)
