"""Monte Carlo over uncertain probabilities."""

from __future__ import annotations

import math
from itertools import islice
from statistics import fmean

import pytest

from rcakit import model
from rcakit_fault_tree import uncertainty
from rcakit_fault_tree.expressions import Model, WrongValue
from rcakit_fault_tree.expressions.written import read
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import Branch, FaultTree
from rcakit_fault_tree.uncertainty import QUANTILES, run, spread, trials, uncertain


def solution(gate, **events):
    """A tree of one gate over events with these expressions."""
    names = tuple(events)
    given = {name: read(text) for name, text in events.items()}
    parameters = {"rate": read("uniform(0, 1)")}
    return Solution.of(
        FaultTree("top", {"top": Branch(gate, names)}, given, model=Model(parameters))
    )


def test_the_same_seed_gives_the_same_trials():
    """And another seed others."""
    one = solution(model.Gate.ANY, a="uniform(0, 0.5)", b="beta(2, 5)")
    assert list(islice(trials(one, 3), 5)) == list(islice(trials(one, 3), 5))
    assert list(islice(trials(one, 3), 5)) != list(islice(trials(one, 4), 5))


def test_independent_means_multiply():
    """The mean of a product of independent values is the product of the means."""
    found = run(solution(model.Gate.ALL, a="uniform(0, 0.5)", b="beta(2, 6)"), 20_000)
    assert abs(found.mean - 0.25 * 0.25) < 4 * found.error
    assert found.trials == 20_000


def test_a_shared_parameter_makes_events_fail_together():
    """The mean of the square of a uniform value is a third, not a quarter."""
    found = run(solution(model.Gate.ALL, a="rate", b="rate"), 20_000)
    assert abs(found.mean - 1 / 3) < 4 * found.error


def test_quantiles_of_a_uniform_value():
    """They are the parts themselves; so are the bins equal."""
    found = run(solution(model.Gate.ANY, a="uniform(0.2, 0.7)"), 20_000)
    expected = [0.2 + 0.5 * part for part in QUANTILES]
    assert found.quantiles == pytest.approx(expected, abs=0.01)
    assert sum(count for *_, count in found.bins) == found.trials
    assert all(900 < count < 1100 for *_, count in found.bins)


def test_bins_of_values_over_many_powers_of_ten():
    """Equal steps of the logarithm, and every value in one of them."""
    found = spread([10.0**-power for power in range(1, 9)], bins=7)
    assert [round(math.log10(high / low), 6) for low, high, _ in found.bins] == [1.0] * 7
    assert [count for *_, count in found.bins] == [1, 1, 1, 1, 1, 1, 2]
    assert spread([0.5, 0.5]).bins == ((0.5, 0.5, 2),)


def test_a_draw_that_is_no_probability_counts_as_the_nearest_one():
    """A normal value may fall below 0."""
    values = list(islice(trials(solution(model.Gate.ANY, a="normal(0, 1)")), 200))
    assert min(values) == 0.0
    assert max(values) == 1.0
    assert 0.2 < fmean(values) < 0.6


def test_certain_trees_are_told_apart():
    """Nothing is drawn where nothing is uncertain; unknown probabilities are refused."""
    assert not uncertain(solution(model.Gate.ANY, a="0.1", b="0.2 * 2"))
    assert uncertain(solution(model.Gate.ANY, a="0.1", b="rate"))
    unknown = Solution.of(FaultTree("a", {}, {"a": None}))
    with pytest.raises(ValueError, match="unknown"):
        next(trials(unknown))


def test_trials_without_a_value_are_drawn_again():
    """A normal rate reaches below 0; what is above it is all that is left, and that is told."""
    one = solution(model.Gate.ANY, a="exponential(normal(0.001, 0.001), 100)")
    found = run(one, 4_000)
    assert found == run(one, 4_000)
    assert found.trials == 4_000
    share = found.redrawn / (found.trials + found.redrawn)
    assert abs(share - 0.158655) < 4 * math.sqrt(0.16 * 0.84 / 4_000)
    assert found.bins[0][0] >= 0.0


def test_where_hardly_a_trial_has_a_value_there_are_none():
    """It does not go on for ever."""
    with pytest.raises(WrongValue):
        run(solution(model.Gate.ANY, a="sqrt(0.5 - abs(normal(0, 1000)))"), 20)


def test_no_more_trials_are_made_than_there_is_room_for(monkeypatch):
    """Whatever is asked for."""
    monkeypatch.setattr(uncertainty, "MOST", 30)
    assert run(solution(model.Gate.ANY, a="uniform(0, 1)"), 10**12).trials == 30
