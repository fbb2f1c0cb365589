"""What is to change, who does it, and how one will know that it worked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from rcakit.model.frozen import NOTHING
from rcakit.model.timeline import Source


class ActionType(StrEnum):
    """What an action does about a cause."""

    MITIGATE = "mitigate"
    PREVENT = "prevent"
    DETECT = "detect"
    PROCESS = "process"
    REPAIR = "repair"
    INVESTIGATE = "investigate"


class Strength(StrEnum):
    """How much an action relies on people remembering (the RCA² action hierarchy)."""

    STRONGER = "stronger"
    INTERMEDIATE = "intermediate"
    WEAKER = "weaker"


class ActionStatus(StrEnum):
    """How far an action is."""

    IDEA = "idea"
    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    WONT_DO = "wont-do"

    @property
    def taken_on(self) -> bool:
        """Whether somebody has taken it on, so that it needs an owner."""
        return self not in (ActionStatus.IDEA, ActionStatus.WONT_DO)


@attrs.frozen(kw_only=True)
class Action:
    """One change somebody will make.

    Attributes:
        title: Starts with a verb and has an end one can see.
        addresses: Ids of the causes it acts on.
        owner: One person's name or alias; "" until somebody has taken it.
        due: The day it is to be done.
        priority: One of the library's priorities, such as "P1".
        type: Mitigate, prevent, detect, process, repair or investigate.
        strength: Stronger, intermediate or weaker in the action hierarchy.
        status: Idea, open, in progress, done, or not to be done.
        reason: Why it will not be done.
        tracker: Links to tickets.
        measure: How we will know that it worked.
        verify_by: The day on which that is looked at.
        outcome: What was seen then.
        source: Where it was imported from.
    """

    title: str
    addresses: tuple[str, ...] = ()
    owner: str = ""
    due: date | None = None
    priority: str = ""
    type: ActionType | None = None
    strength: Strength | None = None
    status: ActionStatus = ActionStatus.OPEN
    reason: str = ""
    tracker: tuple[str, ...] = ()
    measure: str = ""
    verify_by: date | None = None
    outcome: str = ""
    source: Source | None = None
    extra: Mapping[str, object] = NOTHING
