"""Which tables the steps of the process hold: what a step walks through, and where a thing is."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rcakit.model import TABLES, frozen
from rcakit.store import MAIN

ANALYSIS = "analysis"


@attrs.frozen
class Holds:
    """What one step holds.

    Attributes:
        walked: The table its cursor walks through and its keys work on; "" for none.
        home_of: The tables whose things are shown here when somebody goes to one.
    """

    walked: str
    home_of: tuple[str, ...] = ()


STEP_TABLES: Mapping[str, Holds] = frozen(
    {
        "incident": Holds("", ("impact", "person")),
        "evidence": Holds("evidence", ("evidence",)),
        "timeline": Holds("event", ("event",)),
        ANALYSIS: Holds("cause", ("cause",)),
        "actions": Holds("action", ("action",)),
        "report": Holds("", ("lesson", "question")),
        "follow-up": Holds("action"),
    }
)
"""What the steps that come with rcakit hold, by their ids."""
_NOTHING = Holds("")


def walked(step: str) -> str:
    """The table a step's cursor walks through; "" where it walks through none."""
    return STEP_TABLES.get(step, _NOTHING).walked


def counted(step: str) -> str:
    """The table whose things the list of steps counts at a step; "" for none."""
    holds = STEP_TABLES.get(step, _NOTHING)
    return holds.walked if holds.walked in holds.home_of else ""


def home(table: str) -> str:
    """The step on which the things of a table are shown; "" for none."""
    return next((step for step, holds in STEP_TABLES.items() if table in holds.home_of), "")


def file(step: str) -> str:
    """The file that holds what a step is about."""
    table = walked(step)
    return TABLES[table].file if table else MAIN
