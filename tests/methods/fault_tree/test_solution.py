"""Whole trees against every one of their states: all connectives, houses, shared gates, groups."""

from __future__ import annotations

from itertools import pairwise
from math import isclose, prod

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_trees import COHERENT, failing, likely, minimal, so, trees

from rcakit import model
from rcakit_fault_tree.common_cause import Group, Sharing, WrongGroup
from rcakit_fault_tree.expressions import Number
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import Branch, FaultTree

LAW = settings(max_examples=150, deadline=None)


def near(one, other):
    """Equal to nine digits."""
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def chances_of(tree):
    """The probability of each event."""
    return {name: given.value for name, given in tree.events.items()}


@given(trees())
@LAW
def test_probability_and_importance(tree):
    """Exact, with the Birnbaum importance of every event, against the sum over all states."""
    solution, chances, states = Solution.of(tree), chances_of(tree), failing(tree)
    top = likely(states, chances)
    assert near(solution.evaluated.top, top)
    for name in solution.names:
        sure = likely(states, {**chances, name: 1.0})
        never = likely(states, {**chances, name: 0.0})
        found = solution.importance(name)
        assert near(found.birnbaum, sure - never)
        if top > 1e-9:
            assert near(found.criticality, (sure - never) * chances[name] / top)
            assert near(found.raw, sure / top)
            assert never < 1e-12 or near(found.rrw, top / never)


@given(trees())
@LAW
def test_cut_sets_and_their_sums(tree):
    """All minimal sets (of the hull), by order, by probability, their sum and their bound."""
    solution, chances = Solution.of(tree), chances_of(tree)
    wanted = minimal(failing(tree))
    assert {frozenset(one.events) for one in solution.cut_sets(by_order=True)} == set(wanted)
    assert solution.count == len(wanted)
    orders = [sum(len(one) == order for one in wanted) for order in range(13)]
    assert solution.by_order(12) == orders
    assert set(solution.single_points) == {next(iter(one)) for one in wanted if len(one) == 1}
    products = [prod(chances[name] for name in one) for one in wanted]
    assert near(solution.rare_event, sum(products))
    assert near(solution.upper_bound, 1.0 - prod(1.0 - one for one in products))
    listed = list(solution.cut_sets())
    assert {frozenset(one.events) for one in listed} == set(wanted)
    assert len(listed) == len(wanted)
    assert all(a.probability >= b.probability * (1 - 1e-12) for a, b in pairwise(listed))


@given(trees(), st.integers(0, 5), st.sampled_from([0.001, 0.05, 0.4]), st.booleans())
@LAW
def test_cut_sets_within_limits(tree, order, chance, by_order):
    """Just those of so many events at most, that are so probable at least, in the same order."""
    solution, chances = Solution.of(tree), chances_of(tree)
    every = [
        one
        for one in minimal(failing(tree))
        if len(one) <= order and prod(chances[name] for name in one) >= chance
    ]
    found = list(solution.cut_sets(by_order=by_order, max_order=order, min_probability=chance))
    assert {frozenset(one.events) for one in found} == set(every)
    if by_order:
        assert all(len(a.events) <= len(b.events) for a, b in pairwise(found))
    else:
        assert all(a.probability >= b.probability * (1 - 1e-12) for a, b in pairwise(found))


@given(trees(COHERENT, most_events=9))
@LAW
def test_fussell_vesely(tree):
    """That some set with the event has failed given the top, and by sums of sets."""
    solution, chances, states = Solution.of(tree), chances_of(tree), failing(tree)
    sets, top = minimal(states), likely(states, chances)
    if not solution.fussell_vesely:
        return
    total = sum(prod(chances[one] for one in cut) for cut in sets)
    for name in solution.names:
        holding = [one for one in sets if name in one]
        failed = [state for state in states if any(one <= state for one in holding)]
        assert near(solution.fussell_vesely.get(name, 0.0), likely(failed, chances) / top)
        listed = sum(prod(chances[one] for one in cut) for cut in holding)
        assert near(solution.fussell_vesely_rare.get(name, 0.0), listed / total)


@given(trees(), st.sampled_from([1, 10, 100_000]))
@LAW
def test_bounds_where_nothing_fits(tree, steps):
    """Without room for a diagram the exact value still lies between what is told."""
    whole, cut = Solution.of(tree), Solution.of(tree, [], steps)
    top = whole.evaluated.top
    assert whole.bounds.low == whole.bounds.high == top
    assert cut.bounds.low <= top + 1e-12
    assert cut.bounds.high >= top - 1e-12
    assert near(cut.bounds.left_out, cut.bounds.high - cut.bounds.low)
    if not cut.whole:
        told = (cut.evaluated, cut.rare_event, cut.upper_bound, cut.importance(cut.names[0]))
        assert told == (None,) * 4
        assert cut.fussell_vesely == cut.fussell_vesely_rare == {}
        assert all(so(tree, one.events) for one in cut.cut_sets() if whole.coherent)


def q(group, size):
    """Q_k of each number k of members that fail together, by the formulas of the format."""
    f, total = {k: v.value for k, v in group.factors.items()}, group.probability.value
    if group.sharing is Sharing.BETA:
        return {1: (1 - f[size]) * total, size: f[size] * total}
    if group.sharing is Sharing.MGL:
        one_in = {1: 1, 2: 1 / (size - 1), 3: 2 / ((size - 1) * (size - 2)) if size > 2 else 0}
        rho = [1.0, *(f[k] for k in range(2, size + 1)), 0.0]
        return {k: one_in[k] * prod(rho[:k]) * (1 - rho[k]) * total for k in range(1, size + 1)}
    if group.sharing is Sharing.ALPHA:
        weighted = sum(k * f[k] for k in f)
        one_in = {1: 1, 2: 2 / (size - 1), 3: 6 / ((size - 1) * (size - 2)) if size > 2 else 0}
        return {k: one_in[k] * f[k] / weighted * total for k in f}
    return {k: f[k] * total for k in f}


@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.parametrize("sharing", list(Sharing))
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_common_causes(sharing, size, data):
    """A tree of members of a group, against every state of the sets that fail together."""
    tree = data.draw(trees(COHERENT, most_events=5).filter(lambda one: len(one.events) >= size))
    members = tuple(tree.events)[:size]
    first = {Sharing.BETA: size, Sharing.MGL: 2}.get(sharing, 1)
    part = st.floats(0.01, 0.9)
    factors = {level: Number(data.draw(part)) for level in range(first, size + 1)}
    group = Group(sharing, members, Number(data.draw(st.floats(0.01, 0.5))), factors)
    solution = Solution.of(attrs.evolve(tree, groups={"together": group}))
    levels = q(group, size)
    together = {
        chosen: levels[len(chosen)]
        for chosen in map(frozenset, _subsets(members))
        if chosen and len(chosen) in levels
    }
    alone = {name: one.value for name, one in tree.events.items() if name not in members}
    top = 0.0
    for state in _subsets((*together, *alone)):
        failed = set().union(*(one if isinstance(one, frozenset) else {one} for one in state))
        if so(tree, failed):
            every = {**together, **alone}
            top += prod(c if one in state else 1 - c for one, c in every.items())
    assert near(solution.evaluated.top, top)


def _subsets(items):
    found = [()]
    for item in items:
        found += [(*one, item) for one in found]
    return found


@pytest.mark.parametrize(
    ("sharing", "levels", "words"),
    [
        (Sharing.MGL, (2, 4), "without gaps"),
        (Sharing.MGL, (1, 2), "levels 2"),
        (Sharing.ALPHA, (2, 3), "levels 1"),
        (Sharing.PHI, (1, 2, 3, 4), "at most 3"),
        (Sharing.BETA, (2, 3), "one factor"),
    ],
)
def test_a_group_that_cannot_be_worked_with(sharing, levels, words):
    """It says which factors it takes."""
    members = ("a", "b", "c")
    group = Group(sharing, members, Number(0.1), dict.fromkeys(levels, Number(0.1)))
    tree = FaultTree(
        "top",
        {"top": Branch(model.Gate.ALL, members)},
        dict.fromkeys(members),
        groups={"g": group},
    )
    with pytest.raises(WrongGroup, match=words):
        Solution.of(tree)
