"""What the method says of an imported network is what the network says."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from networks import by_trying, networks, worlds

import rcakit_bayes_net
from rcakit import ImportFile
from rcakit.importing import take
from rcakit.model import thawed
from rcakit.testing import empty
from rcakit_bayes_net.exchange.document import Document
from rcakit_bayes_net.exchange.writing import bif, xmlbif
from rcakit_bayes_net.method import BayesNet
from rcakit_bayes_net.notes import ID

IMPORTERS = {one.id: one for one in rcakit_bayes_net.rcakit_importers()}
GRADES = """
network student {}
variable difficulty { type discrete [ 2 ] { easy, hard }; }
variable intelligence { type discrete [ 2 ] { low, high }; }
variable grade { type discrete [ 3 ] { A, B, C }; }
variable sat { type discrete [ 2 ] { poor, good }; }
variable letter { type discrete [ 2 ] { weak, strong }; }
probability ( difficulty ) { table 0.6, 0.4; }
probability ( intelligence ) { table 0.7, 0.3; }
probability ( grade | intelligence, difficulty ) {
  (low, easy) 0.3, 0.4, 0.3;
  (low, hard) 0.05, 0.25, 0.7;
  (high, easy) 0.9, 0.08, 0.02;
  (high, hard) 0.5, 0.3, 0.2;
}
probability ( sat | intelligence ) { (low) 0.95, 0.05; (high) 0.2, 0.8; }
probability ( letter | grade ) { (A) 0.1, 0.9; (B) 0.4, 0.6; (C) 0.99, 0.01; }
"""


def posterior(importer, written, observed=None):
    """Prior and posterior by cause and state, from the method's own table."""
    found = take(empty(), importer, IMPORTERS[importer].read(ImportFile("net", written.encode())))
    postmortem = found.change(empty())
    notes = thawed(postmortem.method_notes(ID))
    notes["observed"] = observed or {}
    postmortem = attrs.evolve(postmortem, notes={ID: notes})
    method = BayesNet()
    tables = method.tables(postmortem, method.read_notes(postmortem))
    table = next(table for table in tables if table.name == "posterior")
    return {(row[0], row[1]): row[2:4] for row in table.rows}


@given(networks())
@settings(max_examples=40, deadline=None)
def test_priors_are_those_of_the_network(network):
    """For every variable and state, whichever format it came in."""
    _, expected = by_trying(network, {})
    for importer, written in (
        ("bif", bif(Document(network))),
        ("xmlbif", xmlbif(Document(network))),
    ):
        found = posterior(importer, written)
        for name, states in expected.items():
            for state, value in zip(network.variables[name].states, states, strict=True):
                assert found[name, state] == pytest.approx((value, value), rel=1e-9, abs=1e-12)


@given(networks())
@settings(max_examples=40, deadline=None)
def test_posteriors_are_those_of_the_network(network):
    """With the likeliest state of the first variable observed."""
    world, _ = max(worlds(network, {}), key=lambda one: one[1])
    name, one = next(iter(network.variables.items()))
    state = one.states[world[name]]
    _, expected = by_trying(network, {name: tuple(float(place == state) for place in one.states)})
    found = posterior("bif", bif(Document(network)), {name: state})
    for other, states in expected.items():
        for place, value in zip(network.variables[other].states, states, strict=True):
            assert found[other, place][1] == pytest.approx(value, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("observed", "cause", "state", "expected"),
    [
        ({}, "letter", "strong", 0.502336),
        ({"intelligence": "low"}, "letter", "strong", 0.3886),
        ({"intelligence": "low", "difficulty": "easy"}, "letter", "strong", 0.513),
        ({"grade": "C"}, "intelligence", "high", 0.078947),
        ({"grade": "C"}, "difficulty", "hard", 0.629291),
        ({"letter": "weak"}, "intelligence", "high", 0.140022),
        ({"grade": "C", "sat": "good"}, "intelligence", "high", 0.578313),
        ({"grade": "B", "difficulty": "hard"}, "intelligence", "high", 0.339623),
    ],
)
def test_the_student(observed, cause, state, expected):
    """Koller and Friedman's student, whose grade has three states."""
    assert posterior("bif", GRADES, observed)[cause, state][1] == pytest.approx(expected, abs=5e-7)


def test_a_variable_may_have_one_state_only():
    """Some published networks have such; they say nothing, and harm nothing."""
    text = """
    variable A { type discrete [ 1 ] { only }; }
    variable B { type discrete [ 2 ] { yes, no }; }
    variable C { type discrete [ 3 ] { x, y, z }; }
    probability ( A ) { table 1.0; }
    probability ( B | A ) { (only) 0.2, 0.8; }
    probability ( C | B, A ) { (yes, only) 0.2, 0.3, 0.5; (no, only) 0.1 0.1 0.8; }
    """
    found = posterior("bif", text, {"c": "x"})
    assert found["a", "only"] == (1.0, 1.0)
    assert found["b", "yes"] == pytest.approx((0.2, 1 / 3), rel=1e-12)
