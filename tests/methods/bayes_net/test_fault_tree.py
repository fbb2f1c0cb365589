"""Where both apply, the network and the fault tree say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcakit import Postmortem, model
from rcakit_bayes_net.method import BayesNet
from rcakit_fault_tree.method import FaultTree

GATES = [None, *model.Gate]
COHERENT = [None, model.Gate.ANY, model.Gate.ALL, model.Gate.AT_LEAST, model.Gate.INHIBIT]
LAW = settings(max_examples=100, deadline=None)


@st.composite
def graphs(draw, gates):
    """A causal graph with a number at every end, and at some causes further up."""
    names = [f"c{number}" for number in range(draw(st.integers(2, 12)))]
    causes = {}
    for place, name in enumerate(names):
        later = names[place + 1 :]
        most = 7 if place == 0 else 4
        behind = tuple(draw(st.permutations(later)))[: draw(st.integers(0, min(most, len(later))))]
        if place == 0:
            behind = behind or tuple(later[:1])
        ends = not behind or (place > 0 and draw(st.integers(0, 5)) == 0)
        out = place > 0 and draw(st.integers(0, 9)) == 0 and not behind
        gate = draw(st.sampled_from(gates))
        causes[name] = model.Cause(
            text=f"{name} was so",
            because=behind,
            gate=gate,
            needed=draw(st.integers(1, 3)) if gate is model.Gate.AT_LEAST else None,
            probability=draw(st.floats(0.0, 1.0)) if ends and not out else None,
            probability_source="drawn",
            status=model.Status.RULED_OUT if out else model.Status.HYPOTHESIS,
        )
    return Postmortem(
        incident=model.Incident(title="Drawn", kind=model.Kind.PREMORTEM),
        problem="c0",
        causes=model.frozen(causes),
    )


def _top_of_both(postmortem):
    network, tree = BayesNet(), FaultTree()
    tables = {
        table.name: table
        for method in (network, tree)
        for table in method.tables(postmortem, method.read_notes(postmortem))
    }
    summary = dict(row[:2] for row in tables["summary"].rows)
    ((_, _, prior, *_),) = [row for row in tables["posterior"].rows if row[:2] == ("c0", "true")]
    return prior, summary["top_probability"]


@given(graphs(COHERENT))
@LAW
def test_the_top_of_a_coherent_tree_is_as_likely_in_both(postmortem):
    """Leaves as priors, certain links, no leak: the prior of the problem is that of the tree."""
    prior, top = _top_of_both(postmortem)
    assert prior == pytest.approx(top, rel=1e-9, abs=1e-13)


@given(graphs(GATES))
@LAW
def test_every_gate_is_read_alike(postmortem):
    """Not, xor, nand, nor, iff, imply and inhibit too."""
    prior, top = _top_of_both(postmortem)
    assert prior == pytest.approx(top, rel=1e-9, abs=1e-12)
