"""The most probable explanation: the likeliest state of all causes together."""

from __future__ import annotations

import attrs

from rcakit import working
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.engine.inference import Inference
from rcakit_bayes_net.expansion import explaining
from rcakit_bayes_net.observations import vectors

TIE = 1e-9


@attrs.frozen
class Explanation:
    """The likeliest state of all causes together.

    Attributes:
        states: The state of each cause.
        chance: The probability of just this, given what was observed.
        margins: For each cause how many times likelier it is than the best in which that cause
            is in another state; infinite where it can be in no other.
    """

    states: dict[str, str]
    chance: float
    margins: dict[str, float]

    @property
    def ties(self) -> tuple[str, ...]:
        """The causes that are otherwise in an explanation which is as likely as this."""
        return tuple(name for name, one in self.margins.items() if one <= 1.0 + TIE)


def explanation(case: Case) -> Explanation:
    """The most probable explanation, by sending maxima where posteriors send sums.

    Raises:
        rcakit_bayes_net.engine.inference.Impossible: What was observed cannot all be so.
        rcakit_bayes_net.engine.inference.TooLarge: The network is too dense.
        rcakit_bayes_net.expansion.TooManyBecauses: Uncertain links come from too many becauses.
    """
    working.tell("Looking for the most probable explanation")
    found = Inference(explaining(case.net), vectors(case.observed)).explanation()
    return Explanation(
        {name: found.states[name] for name in case.net.things},
        found.posterior,
        {name: found.margins[name] for name in case.net.things},
    )
