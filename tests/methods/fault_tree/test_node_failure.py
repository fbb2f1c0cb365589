"""A real incident: every worker node of a cluster gone, with a tree made by hand of what it told.

A scheduled replacement had changed the runtime by accident, so logs stopped; it was set back with a
value no node understands, so the new nodes never joined and stayed beside the old ones. A run of
the pipeline then halved the wanted size, and the policy of the scaling group took the oldest, which
were the healthy ones. Nothing but the three together did it.
"""

from __future__ import annotations

import attrs
import pytest
from fault_tree_samples import column, postmortem, tables_of

from rcakit.model import Action, ActionStatus, Cause, Gate, Status
from rcakit_fault_tree.method import FaultTree

SO = Status.CONFIRMED
CAUSES = {
    "top": Cause(
        text="All worker nodes were taken away",
        because=("c7", "c8", "c9"),
        gate=Gate.ALL,
        status=SO,
    ),
    "c7": Cause(
        text="Nodes that never joined stayed, and the wanted size stayed at 30",
        because=("c6",),
        status=SO,
    ),
    "c8": Cause(
        text="A pipeline run without a rollover set the wanted size back to 15",
        because=("c10",),
        status=SO,
    ),
    "c9": Cause(text="The scaling group takes the oldest launch template first", status=SO),
    "c6": Cause(
        text="New nodes never joined, and the rollover timed out", because=("c5",), status=SO
    ),
    "c5": Cause(
        text="The runtime was set back to a value that no node understands",
        because=("c2",),
        status=SO,
    ),
    "c2": Cause(text="Logs were no longer shipped", because=("c1",), status=SO),
    "c1": Cause(text="Another runtime became the default by accident", status=SO),
    "c10": Cause(text="Nothing says what to do after a rollover that failed", status=SO),
}
ACTIONS = {
    "write": Action(title="Write down what to do after a failed rollover", addresses=("c10",)),
    "guard": Action(
        title="Refuse runtimes that no node understands",
        addresses=("c5",),
        status=ActionStatus.DONE,
    ),
}


def incident(**changed):
    """The incident, with some causes changed."""
    causes = {name: attrs.evolve(one, **changed.get(name, {})) for name, one in CAUSES.items()}
    return postmortem(causes, actions=ACTIONS)


ENDS = {
    name: {"probability": 0.1, "probability_source": "a guess of the team"}
    for name in ("c7", "c8", "c9")
}


def test_its_single_cut_set():
    """The three that had to come together, where the tree is ended at them."""
    table = tables_of(incident(**ENDS))["cut-sets"]
    assert column(table, "events") == [("c7", "c8", "c9")]
    assert table.marks == ("this happened",)


def test_followed_to_its_roots_it_is_still_one():
    """What is behind the first two has come in their place."""
    table = tables_of(incident())["cut-sets"]
    assert [set(events) for events in column(table, "events")] == [{"c9", "c1", "c10"}]


@pytest.mark.parametrize("gone", ["c7", "c8", "c9"])
def test_without_any_one_of_them_it_would_not_have_happened(gone):
    """As a what-if, and as what it would have taken to be a near miss."""
    pm, method = incident(**ENDS), FaultTree()
    supposed = method.suppose(method.read_notes(pm), {gone: False})
    summary = next(iter(method.tables(pm, supposed)))
    assert dict(summary.rows)["top_probability"] == 0.0
    out = incident(**ENDS | {gone: {"status": Status.RULED_OUT}})
    near = tables_of(out)["near-misses"]
    assert column(near, "missing") == [gone]
    assert set(column(near, "present")[0]) == {"c7", "c8", "c9"} - {gone}


def test_actions_that_close_the_only_way():
    """Both do where they help; no action acts on the policy of the scaling group."""
    table = tables_of(incident())["actions"]
    assert column(table, "closed") == [1, 1, 1]
    addressed = {name for row in column(table, "addressed") for name in row}
    assert addressed == {"c10", "c5"}


def test_one_number_each_is_enough():
    """Three guesses give the top, exactly their product."""
    summary = dict(tables_of(incident(**ENDS))["summary"].rows)
    assert summary["top_probability"] == pytest.approx(0.001)
    assert summary["single_points_of_failure"] == 0
    assert summary["calibrated"] is True
