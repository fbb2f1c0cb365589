"""Edits on two branches come together, and only what truly conflicts is asked about."""

from __future__ import annotations

from merging_measured import measured


def test_two_edits_a_side() -> None:
    """60 pairs: nothing lost, nothing invalid, and exactly the true conflicts are left.

    How many `python benchmarks/merging.py --pairs N` tries is up to who runs it.
    """
    counts = measured(60, seed=1)
    assert counts.faults == []
    assert counts.ours == counts.true > 0
    assert counts.git > counts.ours


def test_many_edits_a_side() -> None:
    """25 pairs of eight edits a side, where most pairs have something to decide."""
    counts = measured(25, seed=500, edits=8, with_git=False)
    assert counts.faults == []
    assert counts.ours == counts.true > 5
