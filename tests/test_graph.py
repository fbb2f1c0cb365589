"""Walks that stop at what was ruled out."""

from __future__ import annotations

import pytest

from rcakit import coverage, graph
from rcakit.model import Cause, Gate, Incident, Postmortem, Status, frozen

OUT = Status.RULED_OUT
CAUSES = {
    "problem": Cause(text="P", because=("a", "b")),
    "a": Cause(text="A", because=("shared",)),
    "b": Cause(text="B", because=("only-behind-b", "shared"), status=OUT),
    "only-behind-b": Cause(text="C", because=("deeper",)),
    "deeper": Cause(text="D"),
    "shared": Cause(text="E"),
    "loose": Cause(text="F"),
}


def test_what_is_only_behind_a_ruled_out_cause_is_passed_over() -> None:
    """The ruled-out cause is met, what a standing one shares with it too."""
    assert graph.standing_below(CAUSES, "problem") == ["problem", "a", "shared", "b"]
    assert graph.standing_below(CAUSES, "nowhere") == []


def test_causes_that_fell_with_what_they_led_to() -> None:
    """Over several links; a loose cause led to nothing yet and has not fallen."""
    assert graph.fallen(CAUSES) == {"only-behind-b", "deeper"}


def test_what_fell_wants_no_action() -> None:
    """Nobody needs to prevent what led only to something that was not so."""
    postmortem = Postmortem(incident=Incident(title="T"), problem="problem", causes=frozen(CAUSES))
    assert [one.cause for one in coverage.uncovered(postmortem)] == ["a", "shared", "loose"]


@pytest.mark.parametrize(
    ("gate", "needed", "said"),
    [
        (None, None, None),
        (Gate.ANY, None, Gate.ANY),
        (Gate.AT_LEAST, 1, Gate.AT_LEAST),
        (Gate.AT_LEAST, 2, None),
    ],
)
def test_a_number_needed_is_said_only_while_so_many_stand(
    gate: Gate | None, needed: int | None, said: Gate | None
) -> None:
    """Of two becauses one is ruled out, so two of them can no longer be needed."""
    causes = {**CAUSES, "problem": Cause(text="P", because=("a", "b"), gate=gate, needed=needed)}
    assert graph.said_gate(causes, "problem") is said
