"""Operations on flat lists against going through every state."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcakit_bayes_net.engine.flat import arranged, gathered, spread, taken, times

LAW = settings(max_examples=300, deadline=None)
SIZES = {"a": 2, "b": 3, "c": 1, "d": 4, "e": 2, "f": 7}


@st.composite
def functions(draw):
    """Variables in some order, some of them, and a number for every state of all."""
    scope = tuple(draw(st.permutations(sorted(SIZES))))[: draw(st.integers(1, len(SIZES)))]
    part = tuple(name for name in scope if draw(st.booleans()))
    count = prod(SIZES[name] for name in scope)
    start = draw(st.integers(1, 97))
    return scope, part, [float(start * (place + 1) % 101) for place in range(count)]


def states(scope):
    """Every state of some variables, as places by name, the last changing fastest."""
    for places in product(*(range(SIZES[name]) for name in scope)):
        yield dict(zip(scope, places, strict=True))


def as_mapping(scope, values):
    """A function as what it is."""
    return {
        tuple(sorted(state.items())): value
        for state, value in zip(states(scope), values, strict=True)
    }


def of(state, names):
    """The part of a state that is about some variables."""
    return tuple(sorted((name, place) for name, place in state.items() if name in names))


@given(functions())
@LAW
def test_what_is_spread_has_the_same_number_wherever_the_part_is_the_same(case):
    """A function of some variables as one of more."""
    scope, part, _ = case
    values = [float(place) for place in range(prod(SIZES[name] for name in part))]
    there = as_mapping(part, values)
    wide = spread(values, part, scope, SIZES)
    assert list(wide) == [there[of(state, part)] for state in states(scope)]


@given(functions(), st.sampled_from([sum, max]))
@LAW
def test_what_is_gathered_is_joined_over_all_other_variables(case, join):
    """Summed, or the greatest taken."""
    scope, part, values = case
    expected = {of(state, part): [] for state in states(part)}
    for state, value in zip(states(scope), values, strict=True):
        expected[of(state, part)].append(value)
    found = gathered(values, scope, part, SIZES, join)
    assert list(found) == [join(expected[of(state, part)]) for state in states(part)]


@given(functions())
@LAW
def test_what_is_taken_is_the_part_with_that_state(case):
    """A variable that is settled is cut out."""
    scope, _, values = case
    for name in scope:
        for place in range(SIZES[name]):
            expected = [
                value
                for state, value in zip(states(scope), values, strict=True)
                if state[name] == place
            ]
            assert list(taken(values, scope, name, place, SIZES)) == expected


@given(functions(), st.randoms())
@LAW
def test_what_is_arranged_is_the_same_function(case, chance):
    """Only the order of the variables is another."""
    scope, _, values = case
    wanted = tuple(chance.sample(scope, len(scope)))
    assert as_mapping(wanted, arranged(values, scope, wanted, SIZES)) == as_mapping(scope, values)


def test_products_are_of_functions_of_the_same_size():
    """Number by number."""
    assert times([1.0, 2.0], [3.0, 4.0]) == pytest.approx([3.0, 8.0])
