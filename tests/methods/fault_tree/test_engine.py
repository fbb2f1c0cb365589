"""The engine against every state of small formulas."""

from __future__ import annotations

from itertools import pairwise
from math import isclose, prod

import pytest
from formulas import chance, every, formulas, minimal_sets, states
from hypothesis import given, settings
from hypothesis.strategies import integers

from rcakit_fault_tree.engine import solving, sums
from rcakit_fault_tree.engine.attempts import Attempt
from rcakit_fault_tree.engine.bounding import bounds
from rcakit_fault_tree.engine.evaluation import evaluated, probability
from rcakit_fault_tree.engine.formula import Formula, Gate, Op
from rcakit_fault_tree.engine.fussell_vesely import failed_with
from rcakit_fault_tree.engine.likeliest import Found, likeliest
from rcakit_fault_tree.engine.listing import most_probable, smallest
from rcakit_fault_tree.engine.minimal import minimal_of_hull
from rcakit_fault_tree.engine.oxidd_families import minimal_sets as minimal_by_oxidd
from rcakit_fault_tree.engine.oxidd_functions import OxiddFunctions
from rcakit_fault_tree.engine.python_functions import PythonFunctions
from rcakit_fault_tree.engine.simplify import simplified
from rcakit_fault_tree.engine.truncating import Truncation

CHANCES = [0.0, 0.11, 0.93, 0.27, 0.5, 0.05, 0.71, 0.02, 0.33, 0.83, 0.6, 0.17, 0.41]
LAW = settings(max_examples=300, deadline=None)


KINDS = [(PythonFunctions, minimal_of_hull), (OxiddFunctions, minimal_by_oxidd)]


@pytest.fixture(params=KINDS, ids=["python", "oxidd"], scope="module")
def solve(request):
    """Solves a formula with either kind of diagram, module by module."""

    def solved(formula):
        return solving.solved(simplified(formula), [Attempt(*request.param, 100_000, 3)])

    return solved


@given(formulas())
@LAW
def test_simplifying_changes_nothing(formula):
    """The same states."""
    assert states(simplified(formula)) == states(formula)


@given(formulas())
@LAW
def test_probability_and_importance(solve, formula):
    """Exact probability and all Birnbaum values, against the sum over all states."""
    parts = solve(formula)
    if not parts:
        return
    given_ = CHANCES[: formula.events + 1]
    failing = states(formula)
    top = sum(chance(state, given_) for state in failing)
    assert isclose(probability(parts, given_), top, rel_tol=1e-12, abs_tol=1e-15)
    found = evaluated(parts, given_)
    assert found.top == probability(parts, given_)
    for event in range(1, formula.events + 1):
        sure = [*given_[:event], 1.0, *given_[event + 1 :]]
        never = [*given_[:event], 0.0, *given_[event + 1 :]]
        slope = sum(chance(one, sure) - chance(one, never) for one in failing)
        assert isclose(found.birnbaum.get(event, 0.0), slope, rel_tol=1e-9, abs_tol=1e-12)


@given(formulas())
@LAW
def test_minimal_cut_sets(solve, formula):
    """All of them, of the coherent hull where the formula is not coherent; in both orders."""
    parts = solve(formula)
    if not parts:
        return
    given_ = CHANCES[: formula.events + 1]
    expected = minimal_sets(states(formula))
    assert sums.count(parts, formula.events) == len(expected)
    orders = sums.by_order(parts, formula.events, formula.events)
    assert orders == [
        sum(len(one) == order for one in expected) for order in range(formula.events + 1)
    ]
    by_chance = list(most_probable(parts, given_))
    assert {frozenset(one) for _, one in by_chance} == expected
    assert len(by_chance) == len(expected)
    chances = [found for found, _ in by_chance]
    assert all(one >= other * (1 - 1e-12) for one, other in pairwise(chances))
    by_size = [len(one) for _, one in smallest(parts, given_)]
    assert by_size == sorted(len(one) for one in expected)
    products = [prod(given_[event] for event in one) for one in expected]
    assert isclose(sums.rare_event(parts, given_), sum(products), rel_tol=1e-12)
    bound = 1.0 - prod(1.0 - one for one in products)
    assert isclose(sums.upper_bound(parts, given_), bound, rel_tol=1e-11, abs_tol=1e-14)


@given(formulas(kinds=("all", "any", "at-least"), negations=False))
@LAW
def test_bounds_of_coherent_formulas(solve, formula):
    """The min-cut upper bound lies between the exact value and the rare-event sum."""
    parts = solve(formula)
    if not parts:
        return
    given_ = CHANCES[: formula.events + 1]
    exact = probability(parts, given_)
    bound = sums.upper_bound(parts, given_)
    assert exact <= bound * (1 + 1e-12)
    assert bound <= sums.rare_event(parts, given_) * (1 + 1e-12)


@given(formulas(kinds=("all", "any", "at-least"), negations=False, most_events=9))
@LAW
def test_fussell_vesely(solve, formula):
    """The probability that some cut set with the event has failed, and the sum over those."""
    parts = solve(formula)
    if not parts:
        return
    given_ = CHANCES[: formula.events + 1]
    cuts = minimal_sets(states(formula))
    exact, sums_ = failed_with(parts, given_), sums.rare_event_with(parts, given_)
    for event in range(1, formula.events + 1):
        holding = [one for one in cuts if event in one]
        failed = [state for state in every(formula.events) if any(one <= state for one in holding)]
        wanted = sum(chance(state, given_) for state in failed)
        assert isclose(exact.get(event, 0.0), wanted, rel_tol=1e-9, abs_tol=1e-12)
        listed = sum(prod(given_[one] for one in cut) for cut in holding)
        assert isclose(sums_.get(event, 0.0), listed, rel_tol=1e-9, abs_tol=1e-12)


NOTHING_FITS = [Attempt(PythonFunctions, minimal_of_hull, 0, 1)]


@given(formulas(most_events=9), integers(0, 3))
@LAW
def test_what_is_too_large_is_bounded(formula, effort):
    """The exact value lies between the bounds, however little is spent; enough finds all."""
    given_ = CHANCES[: formula.events + 1]
    steps = (1, 4, 20, 100_000)[effort]
    simple = simplified(formula)
    parts = solving.solved(simple, NOTHING_FITS, Truncation(given_, steps))
    if not parts:
        return
    failing = states(formula)
    top = sum(chance(state, given_) for state in failing)
    found = bounds(parts, given_)[parts[-1].module.number]
    assert found.low <= top * (1 + 1e-12) + 1e-15
    assert top <= found.high * (1 + 1e-12) + 1e-15
    listed = [frozenset(one) for _, one in smallest(parts, given_)]
    wanted = minimal_sets(failing)
    assert all(any(least <= one for least in wanted) for one in listed)
    if effort == 3:
        likely = {one for one in wanted if all(given_[event] for event in one)}
        assert likely <= set(listed)
        if all(part.module.coherent for part in parts):
            assert isclose(found.low, found.high, rel_tol=1e-9, abs_tol=1e-12)


def test_what_cannot_all_be_so_is_found_to_have_no_way():
    """A part that is too large may ask for something and, further down, for its opposite."""
    gates = {3: Gate(Op.AND, (1, 4)), 4: Gate(Op.AND, (-1, 2))}
    assert likeliest(Formula(2, gates, 3), dict.fromkeys((1, -1, 2, -2), 0.5)) == Found(
        (), (), 0.0, 0.0
    )
