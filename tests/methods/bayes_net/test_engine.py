"""What the engine promises beyond being right: bounds, refusals, and small numbers."""

from __future__ import annotations

import sys
import tracemalloc
from math import exp, log

import pytest
from hypothesis import given, settings
from networks import by_trying, observed, worlds

from rcakit import working
from rcakit_bayes_net.engine import inference, library
from rcakit_bayes_net.engine.inference import Impossible, Inference, TooLarge
from rcakit_bayes_net.engine.network import Network, Variable, WrongNetwork

LAW = settings(max_examples=200, deadline=None)
TF = ("T", "F")
HALF = (0.5, 0.5)


def grid(side: int) -> Network:
    """Variables in a square, each depending on those above and to the left of it."""
    found = []
    for row in range(side):
        for column in range(side):
            parents = [(row - 1, column)] * (row > 0) + [(row, column - 1)] * (column > 0)
            names = tuple(f"v{one}-{other}" for one, other in parents)
            table = tuple(
                value
                for place in range(2 ** len(names))
                for value in ((place + 1) / 8, 1 - (place + 1) / 8)
            )
            found.append(Variable(f"v{row}-{column}", TF, names, table))
    return Network.of(found)


@given(observed())
@LAW
def test_asking_for_some_gives_what_asking_for_all_gives(case):
    """What says nothing of them is left out."""
    network, evidence = case
    _, expected = by_trying(network, evidence)
    for name in network.variables:
        if expected is not None:
            found = Inference(network, evidence).posteriors([name])
            assert list(found) == [name]
            assert found[name] == pytest.approx(expected[name], rel=1e-9, abs=1e-12)


@given(observed())
@LAW
def test_an_explanation_tells_of_those_just_as_likely(case):
    """Each variable that is in another state in an equally good world, and no other."""
    network, evidence = case
    listed = list(worlds(network, evidence))
    best = max(chance for _, chance in listed)
    if best <= 0.0:
        with pytest.raises(Impossible):
            Inference(network, evidence).explanation()
        return
    found = Inference(network, evidence).explanation()
    total = sum(chance for _, chance in listed)
    assert found.probability == pytest.approx(best, rel=1e-9)
    assert found.posterior == pytest.approx(best / total, rel=1e-9)
    alike = [world for world, chance in listed if chance >= best * (1 - 1e-9)]
    chosen = {name: one.states.index(found.states[name]) for name, one in network.variables.items()}
    assert chosen in alike
    for name, one in network.variables.items():
        states = {one.states[world[name]] for world in alike}
        assert set(found.open.get(name, (found.states[name],))) == states


def test_contradictions_are_said_everywhere():
    """An effect without its only cause: an error, never a number that is none."""
    network = Network.of(
        [Variable("A", TF, (), (0.1, 0.9)), Variable("B", TF, ("A",), (1.0, 0.0, 0.0, 1.0))]
    )
    impossible = Inference(network, {"A": (0.0, 1.0), "B": (1.0, 0.0)})
    assert impossible.probability() == 0.0
    for ask in (
        impossible.posteriors,
        impossible.explanation,
        impossible.most_probable,
        impossible.log_probability,
    ):
        with pytest.raises(Impossible):
            ask()
    with pytest.raises(Impossible):
        Inference(network, {"A": (0.0, 0.0)}).posteriors()


def test_evidence_too_improbable_for_a_number_still_counts():
    """Three thousand observations: their probability is below the smallest number there is."""
    count = 3000
    variables = [Variable("A", TF, (), HALF)]
    variables += [
        Variable(
            f"b{number}", TF, ("A",), (0.4, 0.6, 0.1, 0.9) if number % 2 else (0.1, 0.9, 0.4, 0.6)
        )
        for number in range(count)
    ]
    variables.append(Variable("c", TF, ("A",), (0.9, 0.1, 0.3, 0.7)))
    evidence = {f"b{number}": (1.0, 0.0) for number in range(count)} | {"c": (0.5, 0.25)}
    asked = Inference(Network.of(variables), evidence)
    # Both states of A make all b alike, so that c alone tells them apart.
    first, second = 0.9 * 0.5 + 0.1 * 0.25, 0.3 * 0.5 + 0.7 * 0.25
    assert asked.posteriors(["A"])["A"][0] == pytest.approx(first / (first + second), rel=1e-9)
    assert asked.probability() == 0.0
    expected = count / 2 * (log(0.4) + log(0.1)) + log(0.5 * (first + second))
    assert asked.log_probability() == pytest.approx(expected, rel=1e-12)


def test_a_logarithm_is_that_of_the_probability():
    """Where there is a number for both."""
    asked = Inference(grid(3), {"v2-2": (1.0, 0.0), "v0-1": (0.5, 0.1)})
    assert exp(asked.log_probability()) == pytest.approx(asked.probability(), rel=1e-12)


def test_what_is_too_large_is_refused_before_anything_is_made(monkeypatch):
    """The bound is known from the graph alone, and says what to do."""
    monkeypatch.setattr(library, "installed", lambda: False)
    network = grid(40)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge, match=r"too dense.*rcakit\[bayes\]|Fewer causes") as raised:
            Inference(network).posteriors()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert raised.value.wanted > inference.ROOM
    assert peak < 20_000_000


def test_memory_is_what_the_bound_says(monkeypatch):
    """Some 40 bytes for each number, where tables are large."""
    monkeypatch.setattr(library, "installed", lambda: False)
    network = grid(11)
    monkeypatch.setattr(inference, "ROOM", 0)
    with pytest.raises(TooLarge) as raised:
        Inference(network).posteriors()
    wanted = raised.value.wanted
    monkeypatch.setattr(inference, "ROOM", wanted)
    tracemalloc.start()
    try:
        found = Inference(network).posteriors()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 80 * wanted + 2_000_000
    assert sum(found["v10-10"]) == pytest.approx(1.0)


def test_long_work_can_be_stopped():
    """It tells how far it is, and ends where nobody waits any more."""
    work = working.Work(stopped=True)
    with working.watched(work), pytest.raises(working.Stopped):
        Inference(grid(8)).posteriors()
    going = working.Work()
    with working.watched(going):
        Inference(grid(8)).posteriors()
    assert going.what
    assert going.part is not None
    assert 0.0 < going.part <= 1.0


def test_a_small_network_loads_no_library():
    """It is imported only where there is no other way."""
    before = "pyagrum" in sys.modules
    Inference(grid(4)).posteriors()
    assert ("pyagrum" in sys.modules) == before


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ((0.3333333, 0.3333333, 0.3333333), True),
        ((0.333, 0.333, 0.333), True),
        ((0.33, 0.33, 0.33), False),
        ((0.1, 0.2, 0.7000001), True),
        ((0.1, 0.2, 0.70001), True),
        ((0.1, 0.2, 0.70004), False),
        ((0.5, 0.4, 0.0), False),
        ((0.5, 0.5, 1e-9), True),
    ],
)
def test_rounding_is_what_the_digits_explain(row, right):
    """Half a unit of the last digit for each number, and never more than two in a thousand."""
    variables = [Variable("A", ("a", "b", "c"), (), row)]
    if right:
        assert Network.of(variables).rounded == ("A",)
    else:
        with pytest.raises(WrongNetwork, match="sums to"):
            Network.of(variables)


def test_rounded_rows_count_as_they_are():
    """A variable nobody asks for still says something where its rows miss 1."""
    network = Network.of(
        [
            Variable("A", TF, (), HALF),
            Variable("B", ("a", "b", "c"), ("A",), (0.333, 0.333, 0.333, 0.25, 0.25, 0.5)),
        ]
    )
    expected = 0.999 / 1.999
    assert Inference(network).posteriors(["A"])["A"][0] == pytest.approx(expected, rel=1e-12)
    assert Inference(network).probability() == pytest.approx(0.9995, rel=1e-12)
