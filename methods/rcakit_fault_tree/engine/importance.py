"""How much each event matters, in the measures reliability engineers use.

With P the probability of the top, q that of an event, and P1 and P0 those of the top given that
the event has and has not happened:

- Birnbaum = P1 - P0 (Z. W. Birnbaum, 1969);
- criticality = (P1 - P0) q / P;
- Fussell-Vesely = P(some minimal cut set with the event has happened) / P; the rare-event form
  takes sums of cut-set probabilities for both;
- risk achievement worth RAW = P1 / P;
- risk reduction worth RRW = P / P0, without bound where nothing happens without the event.

See W. E. Vesely et al., "Measures of Risk Importance and Their Applications", NUREG/CR-3385.
"""

from __future__ import annotations

import math

import attrs


@attrs.frozen
class Importance:
    """The measures of one event; None where one divides by a probability of zero.

    Attributes:
        probability: Of the event itself.
        birnbaum, criticality, raw: As above.
        rrw: As above; infinite where the top cannot happen without the event.
    """

    probability: float
    birnbaum: float
    criticality: float | None
    raw: float | None
    rrw: float | None


def importance(top: float, probability: float, birnbaum: float) -> Importance:
    """The measures that follow from the Birnbaum importance of an event.

    Args:
        top: The exact probability of the top.
        probability: That of the event.
        birnbaum: P(top given the event) - P(top given not the event).
    """
    if top <= 0.0:
        return Importance(probability, birnbaum, None, None, None)
    with_it = top + (1.0 - probability) * birnbaum
    without = top - probability * birnbaum
    # What is left of a difference of nearly equal numbers is rounding, not risk.
    least = 4.0 * math.ulp(top)
    rrw = math.inf if without <= least else top / without
    return Importance(probability, birnbaum, birnbaum * probability / top, with_it / top, rrw)
