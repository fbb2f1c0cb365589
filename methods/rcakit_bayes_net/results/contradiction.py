"""What of the observations cannot be so together, where they cannot all be so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rcakit import working
from rcakit_bayes_net.case import alone
from rcakit_bayes_net.observations import Observation


def clash(
    observed: Sequence[Observation], possible: Callable[[Sequence[Observation]], bool]
) -> tuple[Observation, ...]:
    """Observations that cannot be so together, while they can if any one of them is left out.

    Args:
        observed: Observations that cannot all be so.
        possible: Whether some of them can be so together.
    """
    kept = list(observed)
    for number, one in enumerate(observed):
        working.tell("Looking for what cannot be so together", number / len(observed))
        others = [other for other in kept if other is not one]
        with alone():
            without = possible(others)
        if not without:
            kept = others
    return tuple(kept)
