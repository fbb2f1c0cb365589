"""The order milestones come in, and where a timeline breaks it."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import attrs

from rcakit import metrics
from rcakit.model import MILESTONES, Postmortem

_ORDER = ("impact-started", "detected", "mitigated", "resolved")
"""The milestones that follow from each other. Acknowledging, declaring and identifying may come
anywhere after detection: many an incident is declared after the damage has stopped."""


@attrs.frozen
class Swapped:
    """Two milestones in the wrong order.

    Attributes:
        first: The id of the one that should come first.
        then: The id of the one that should follow, and came before it.
        first_at, then_at: When they came.
    """

    first: str
    then: str
    first_at: datetime
    then_at: datetime


def moment(postmortem: Postmortem, milestone: str) -> datetime | None:
    """When a milestone was; None where it is not set or its event has no time."""
    return metrics.moment(postmortem, milestone)[0]


def title(milestone: str) -> str:
    """How a milestone is shown; its id where the team made it."""
    return next((known.title for known in MILESTONES if known.id == milestone), milestone)


def swapped(postmortem: Postmortem) -> list[Swapped]:
    """Neighbouring milestones that stand in the wrong order, those without a time left out."""
    known = [(name, when) for name in _ORDER if (when := moment(postmortem, name)) is not None]
    found = [
        Swapped(first, then, first_at, then_at)
        for (first, first_at), (then, then_at) in pairwise(known)
        if then_at < first_at
    ]
    detected = moment(postmortem, "detected")
    for late in ("acknowledged", "declared", "identified"):
        when = moment(postmortem, late)
        if detected is not None and when is not None and when < detected:
            found.append(Swapped("detected", late, detected, when))
    return found
