"""A change is refused for what it breaks, and never for what a hand edit broke before."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from rcakit.change import (
    AddCause,
    Change,
    Combine,
    DeleteCause,
    Edit,
    Judge,
    Link,
    Put,
    Reword,
    SetNotes,
    Split,
    Unlink,
)
from rcakit.errors import Refused
from rcakit.model import (
    Action,
    Cause,
    Event,
    Gate,
    Incident,
    Postmortem,
    Source,
    Status,
    frozen,
)

CAUSES = {
    "slow": Cause(text="Slow", because=("pool", "pool"), probability=5.0, needed=0),
    "pool": Cause(text=""),
    "other": Cause(text="Other"),
}
BROKEN = Postmortem(incident=Incident(title="T"), causes=frozen(CAUSES))
"""As a hand edit may leave it: every law about a cause but the circle is broken."""


@pytest.mark.parametrize(
    "change",
    [
        Reword("slow", "Slower"),
        Judge("slow", Status.CONFIRMED),
        Edit("cause", "slow", {"note": "seen twice"}),
        Edit("cause", "pool", {"note": "seen twice"}),
        Link("slow", "other"),
        Unlink("slow", "pool"),
        Split("slow", "Slow here", "slow-there", "Slow there"),
        DeleteCause("pool"),
        Put("cause", "slow", attrs.evolve(CAUSES["slow"], note="seen twice")),
        Edit("cause", "slow", {"probability": 0.5}),
        Edit("cause", "slow", {"needed": 1}),
        Combine("slow", Gate.ANY),
    ],
    ids=lambda change: change.title,
)
def test_what_was_broken_before_refuses_no_edit(change: Change) -> None:
    """A person can go on working, and can mend it."""
    assert change(BROKEN) != BROKEN


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"probability": 5.0}, "between 0 and 1"),
        ({"probability": -0.1}, "between 0 and 1"),
        ({"needed": 0}, "At least one"),
        ({"because": ("pool", "pool")}, "the same cause twice"),
        ({"text": " "}, "needs a text"),
    ],
)
def test_what_is_new_is_refused(fields: dict[str, Any], words: str) -> None:
    """Of a new cause, and of one that was sound."""
    with pytest.raises(Refused, match=words):
        Edit("cause", "other", fields)(BROKEN)
    with pytest.raises(Refused, match=words):
        AddCause("new", Cause(**{"text": "New", **fields}))(BROKEN)


def test_another_fault_of_the_same_kind_is_new() -> None:
    """What a hand edit broke is no leave to break it further."""
    for fields in (
        {"probability": 6.0},
        {"needed": -1},
        {"because": ("pool", "pool", "other", "other")},
    ):
        with pytest.raises(Refused):
            Edit("cause", "slow", fields)(BROKEN)


def nested(levels: int) -> dict[str, object]:
    """A table in a table in a table."""
    raw: dict[str, object] = {}
    for _ in range(levels):
        raw = {"a": [raw]}
    return raw


@pytest.mark.parametrize("levels", [40, 1500])
def test_what_is_nested_deeper_than_a_file_may_be_is_refused(levels: int) -> None:
    """No recursion follows it, however deep it is."""
    event = Event(text="E", source=Source(kind="k", raw=nested(levels)))
    with pytest.raises(Refused, match="64 levels"):
        Put("event", "e", event)(BROKEN)
    with pytest.raises(Refused, match="64 levels"):
        Put("action", "a", Action(title="A", extra=nested(levels)))(BROKEN)
    with pytest.raises(ValueError, match="64 levels"):
        SetNotes("five-whys", nested(levels))
    Put("event", "e", Event(text="E", source=Source(kind="k", raw=nested(20))))(BROKEN)
