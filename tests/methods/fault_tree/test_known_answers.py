"""Trees with published answers, and the traps they hold."""

from __future__ import annotations

import math

import pytest
from known_trees import KNOWN, MEASURES, tree

from rcakit import model
from rcakit_fault_tree.expressions import Model, Number
from rcakit_fault_tree.expressions.written import read
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import Branch, FaultTree

CLOSE = {"rel": 1e-9, "abs": 0.0}


def solved(name):
    """A known tree, solved."""
    return Solution.of(tree(KNOWN[name]["tree"], KNOWN[name]["chances"]))


@pytest.mark.parametrize("name", KNOWN)
def test_exact_probability(name):
    """To nine digits."""
    assert solved(name).evaluated.top == pytest.approx(KNOWN[name]["exact"], **CLOSE)


@pytest.mark.parametrize("name", [name for name in KNOWN if "sets" in KNOWN[name]])
def test_minimal_cut_sets_and_their_sums(name):
    """Each set once, how many there are, the rare-event sum and the min-cut upper bound."""
    found, known = solved(name), KNOWN[name]
    listed = [frozenset(one.events) for one in found.cut_sets()]
    assert sorted(listed, key=sorted) == sorted(map(frozenset, known["sets"]), key=sorted)
    assert found.count == len(known["sets"])
    assert found.coherent
    assert (found.rare_event, found.upper_bound) == pytest.approx(known["sums"], **CLOSE)
    singles = {one[0] for one in known["sets"] if len(one) == 1}
    assert set(found.single_points) == singles


@pytest.mark.parametrize("name", [name for name in KNOWN if "events" in KNOWN[name]])
def test_importance(name):
    """Birnbaum, criticality, RAW, RRW and Fussell-Vesely by sums, of each event."""
    found = solved(name)
    for event, numbers in KNOWN[name]["events"].items():
        measured = found.importance(event)
        wanted = dict(zip(MEASURES, numbers, strict=True))
        rrw = math.inf if wanted["rrw"] is None else wanted["rrw"]
        assert measured.birnbaum == pytest.approx(wanted["birnbaum"], **CLOSE)
        assert measured.criticality == pytest.approx(wanted["criticality"], **CLOSE)
        assert measured.raw == pytest.approx(wanted["raw"], **CLOSE)
        assert measured.rrw == pytest.approx(rrw, **CLOSE)
        share = found.fussell_vesely_rare[event]
        assert share == pytest.approx(wanted["fussell_vesely_rare"], **CLOSE)


def test_the_pressure_tank_is_not_what_the_book_rounds_it_to():
    """NUREG-0492 prints 3.4e-5, and the shares of T and K2 as 14 % and 86 %."""
    found = solved("nureg0492-pressure-tank")
    assert found.evaluated.top == pytest.approx(3.501584875e-5, rel=1e-9)
    shares = {name: round(found.importance(name).criticality, 2) for name in ("T", "K2")}
    assert shares == {"T": 0.14, "K2": 0.86}


def test_a_rate_is_no_probability():
    """OpenFTA's report of the theatre takes the generator's 0.02 as a rate over one hour."""
    given = {
        "mains": Number(0.03),
        "relay": Number(0.05),
        "generator": read("exponential(0.02, 1)"),
    }
    gates = {
        "top": Branch(model.Gate.ALL, ("mains", "reserve")),
        "reserve": Branch(model.Gate.ANY, ("generator", "relay")),
    }
    rate = Solution.of(FaultTree("top", gates, given))
    assert rate.evaluated.top == pytest.approx(2.064338e-3, rel=1e-6)
    assert solved("openfta-theatre").evaluated.top == pytest.approx(2.07e-3, rel=1e-12)


def test_the_rare_event_sum_may_pass_one():
    """It is told as it is; the other two stay probabilities."""
    found = solved("scram-two-trains-0.4")
    assert found.rare_event == pytest.approx(1.2)
    assert found.evaluated.top <= found.upper_bound <= 1.0


def test_shared_events_under_at_least():
    """What all three units share is a single point each, and no pair of two units."""
    found = solved("ima-architecture")
    assert set(found.single_points) == {"GCD", "NCD", "RIU2", "RIU6", "RIU7"}
    assert found.by_order(2) == [0, 5, 3]
    # The sum of cut sets, which another program prints as its answer, is not the exact value.
    assert found.rare_event == pytest.approx(3.0004029999999996e-06, rel=1e-12)
    assert found.evaluated.top == pytest.approx(3.00039999879e-6, rel=1e-12)


def test_a_repeated_event_is_no_independent_one():
    """Gate-by-gate multiplication gives the wrong 0.1232."""
    assert solved("repeated-event").evaluated.top == pytest.approx(0.224, rel=1e-12)


def test_a_lift_of_single_points():
    """Twelve events that are each enough, and two that are nowhere."""
    events = [f"e{place}" for place in range(14)]
    found = Solution.of(tree(["or", *events[:12]], dict.fromkeys(events, 1e-6)))
    assert found.count == 12
    assert set(found.single_points) == set(events[:12])
    assert found.evaluated.top == pytest.approx(-math.expm1(12 * math.log1p(-1e-6)), rel=1e-12)
    assert found.rare_event == pytest.approx(1.2e-5, rel=1e-12)
    assert found.names == tuple(events[:12])


NEGATED = {"A": 0.1, "B": 0.2, "C": 0.3}


@pytest.mark.parametrize(
    ("nested", "sets", "chance"),
    [
        (["xor", "A", "B", "C"], "A B C", 0.404),
        (["or", ["and", "A", "B"], ["and", ["not", "A"], "C"]], "A,B C", 0.29),
    ],
)
def test_sets_of_what_is_not_coherent_are_those_of_its_hull(nested, sets, chance):
    """Negations are dropped, and the solution says that it is not coherent."""
    found = Solution.of(tree(nested, NEGATED))
    assert not found.coherent
    assert {frozenset(one.events) for one in found.cut_sets()} == {
        frozenset(one.split(",")) for one in sets.split()
    }
    assert found.evaluated.top == pytest.approx(chance, rel=1e-12)
    assert found.fussell_vesely == {}


@pytest.mark.parametrize(
    ("nested", "sets", "chance"),
    [(["or", "A", ["not", "A"]], [()], 1.0), (["and", "A", ["not", "A"]], [], 0.0)],
)
def test_what_is_always_so_or_never(nested, sets, chance):
    """The empty set is enough, or there is none; no division by zero."""
    found = Solution.of(tree(nested, {"A": 0.25}))
    assert [one.events for one in found.cut_sets()] == sets
    assert found.count == len(sets)
    assert found.evaluated.top == chance
    assert (found.rare_event, found.upper_bound) == (chance, chance)
    assert found.bounds.low == found.bounds.high == chance
    assert found.single_points == ()
    assert found.importance("A").birnbaum == 0.0
    assert found.fussell_vesely == found.fussell_vesely_rare == {}


def test_a_single_point_of_everything_has_no_bound():
    """Risk reduction worth is infinite, and says so without an error."""
    found = solved("single-event").importance("A")
    assert found.rrw == math.inf
    assert found.raw == pytest.approx(4.0)


def test_a_top_that_cannot_happen_has_no_shares():
    """Measures that divide by its probability are unknown."""
    found = Solution.of(tree(["and", "A", "B"], {"A": 0.0, "B": 0.5})).importance("B")
    assert (found.birnbaum, found.criticality, found.raw, found.rrw) == (0.0, None, None, None)


def test_an_unknown_probability_stays_unknown():
    """Sets are listed, numbers are not made up; what does not matter need not be known."""
    found = Solution.of(
        FaultTree(
            "top",
            {"top": Branch(model.Gate.ALL, ("a", "b")), "off": Branch(model.Gate.ANY, ("c",))},
            {"a": Number(0.5), "b": None, "c": None},
            model=Model(),
        )
    )
    assert found.unknown == ("b",)
    assert [one.events for one in found.cut_sets()] == [("a", "b")]
    assert (found.evaluated, found.bounds, found.rare_event, found.upper_bound) == (None,) * 4
