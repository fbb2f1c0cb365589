"""Exact inference against trying every state, and against published networks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from networks import by_trying, observed, worlds

from rcakit_bayes_net.engine.inference import Impossible, Inference, TooLarge
from rcakit_bayes_net.engine.network import Network, Variable, WrongNetwork

LAW = settings(max_examples=300, deadline=None)
TF = ("T", "F")


@given(observed())
@LAW
def test_posteriors_are_those_of_every_state_summed(case):
    """Posteriors and the probability of the evidence; contradictions are said."""
    network, evidence = case
    total, expected = by_trying(network, evidence)
    inference = Inference(network, evidence)
    assert inference.probability() == pytest.approx(total, rel=1e-9, abs=1e-15)
    if expected is None:
        with pytest.raises(Impossible):
            inference.posteriors()
        return
    found = inference.posteriors()
    assert list(found) == list(network.variables)
    for name, states in expected.items():
        assert found[name] == pytest.approx(states, rel=1e-9, abs=1e-12)


@given(observed())
@LAW
def test_the_most_probable_explanation_is_the_best_world(case):
    """No other state of everything is likelier."""
    network, evidence = case
    best = max(chance for _, chance in worlds(network, evidence))
    inference = Inference(network, evidence)
    if best <= 0.0:
        with pytest.raises(Impossible):
            inference.most_probable()
        return
    states, chance = inference.most_probable()
    assert chance == pytest.approx(best, rel=1e-9)
    chosen = {name: one.states.index(states[name]) for name, one in network.variables.items()}
    assert dict(next(w for w, c in worlds(network, evidence) if w == chosen)) == chosen
    (same,) = [c for w, c in worlds(network, evidence) if w == chosen]
    assert same == pytest.approx(best, rel=1e-9)


def alarm() -> Network:
    """Burglary, earthquake and an alarm that two people may hear (Pearl 1988)."""
    return Network.of(
        [
            Variable("Burglary", TF, (), (0.001, 0.999)),
            Variable("Earthquake", TF, (), (0.002, 0.998)),
            Variable(
                "Alarm",
                TF,
                ("Burglary", "Earthquake"),
                (0.95, 0.05, 0.94, 0.06, 0.29, 0.71, 0.001, 0.999),
            ),
            Variable("John", TF, ("Alarm",), (0.9, 0.1, 0.05, 0.95)),
            Variable("Mary", TF, ("Alarm",), (0.7, 0.3, 0.01, 0.99)),
        ]
    )


@pytest.mark.parametrize(
    ("seen", "target", "expected"),
    [
        ({"John": 0, "Mary": 0}, "Burglary", 0.2841718353643929),
        ({"John": 0, "Mary": 0}, "Earthquake", 0.17606683840507922),
        ({"John": 0, "Mary": 0}, "Alarm", 0.7606920388631077),
        ({"John": 0}, "Burglary", 0.016283729946769937),
        ({"Alarm": 0}, "Burglary", 0.37355122828189963),
        ({"Alarm": 0, "Earthquake": 0}, "Burglary", 0.00095 / 0.29066),
    ],
)
def test_the_alarm(seen, target, expected):
    """Explaining away: an earthquake makes the burglary unlikely again."""
    evidence = {name: (1.0, 0.0) if state == 0 else (0.0, 1.0) for name, state in seen.items()}
    assert Inference(alarm(), evidence).posteriors()[target][0] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ([Variable("A", TF, (), (0.5, 0.6))], "sums to 1.1, not to 1"),
        ([Variable("A", TF, (), (1.5, -0.5))], "no probability"),
        ([Variable("A", TF, (), (1.0,))], "has 1 numbers where 2 are wanted"),
        ([Variable("A", TF, ("B",), (1.0, 0.0) * 2)], "depends on B, which is not there"),
        ([Variable("A", TF, (), (0.5, 0.5))] * 2, "is there twice"),
        ([Variable("A", ("x", "x"), (), (0.5, 0.5))], "different names"),
        (
            [
                Variable("A", TF, ("B",), (1.0, 0.0) * 2),
                Variable("B", TF, ("A",), (1.0, 0.0) * 2),
            ],
            "depends on itself",
        ),
    ],
)
def test_what_is_no_network_says_why(variables, said):
    """One sentence with the name of the variable."""
    with pytest.raises(WrongNetwork, match=said):
        Network.of(variables)


def test_rows_that_miss_one_by_rounding_are_told_of():
    """The published tables of some networks do; they are taken as they are."""
    network = Network.of([Variable("A", ("a", "b", "c"), (), (0.3333333, 0.3333333, 0.3333333))])
    assert network.rounded == ("A",)


def test_a_network_too_dense_says_how_large_it_would_be():
    """Thirty causes of one effect by a full table cannot be held; no memory is taken before."""
    causes = [Variable(f"c{number}", TF, (), (0.5, 0.5)) for number in range(24)]
    pairs = [
        Variable(f"p{one}-{other}", TF, (f"c{one}", f"c{other}"), (0.5, 0.5) * 4)
        for one in range(24)
        for other in range(one)
    ]
    evidence = {one.name: (1.0, 0.0) for one in pairs}
    with pytest.raises(TooLarge, match="tables would hold"):
        Inference(Network.of([*causes, *pairs]), evidence).posteriors()
