"""The tornado: what the top does when a number is larger or smaller."""

from __future__ import annotations

import attrs
import pytest
from fault_tree_samples import EVERY, chance, column, events_of, postmortem, so, tables_of, trees
from hypothesis import given, settings

from rcakit import model
from rcakit.model import Gate


def with_chance(pm, name, value):
    """The postmortem with another probability of one cause."""
    cause = attrs.evolve(pm.causes[name], probability=value)
    return attrs.evolve(pm, causes=model.frozen({**pm.causes, name: cause}))


@settings(deadline=None, max_examples=100)
@given(trees(gates=EVERY))
def test_both_ends_are_exact(pm):
    """As trying every state with the other number gives them; what changes nothing is left out."""

    def top(pm):
        return chance(pm, lambda state: so(pm.causes, "top", state))

    ends = {}
    for name in events_of(pm):
        value = pm.causes[name].probability
        low, high = with_chance(pm, name, value / 3), with_chance(pm, name, min(value * 3, 1.0))
        ends[name] = (top(low), top(high))
    table = tables_of(pm).get("sensitivity")
    told = {} if table is None else {row[0]: row[2:4] for row in table.rows}
    for name, (low, high) in ends.items():
        if abs(high - low) > 1e-9:
            assert told[name] == pytest.approx((low, high), abs=1e-12)
        elif name in told:
            assert told[name] == pytest.approx((low, high), abs=1e-9)
    swings = [] if table is None else column(table, "swing")
    assert swings == sorted(swings, reverse=True)


def test_a_parameter_moves_all_that_hangs_on_it():
    """Both causes have the rate, so the top goes with its square."""
    pm = postmortem(
        {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": {}, "b": {}},
        notes={
            "expression": {"a": "rate", "b": "rate"},
            "parameter": {"rate": "0.1"},
            "factor": 2.0,
        },
    )
    table = tables_of(pm)["sensitivity"]
    assert table.rows[0][:4] == ("rate", 0.1, pytest.approx(0.0025), pytest.approx(0.04))
    assert table.about[0] == ""
    assert [row[0] for row in table.rows[1:]] == ["a", "b"]
    assert table.meaning(0, 2).words.startswith("With the parameter “rate” divided by 2, the")


def test_a_group_moves_as_one():
    """Its members have one probability, of which a part is that of both."""
    pm = postmortem(
        {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": {}, "b": {}},
        notes={
            "group": {
                "pumps": {
                    "sharing": "beta-factor",
                    "members": ["a", "b"],
                    "probability": "0.2",
                    "factors": {"2": "0.5"},
                }
            }
        },
    )

    def top(q):
        return 0.5 * q + (1 - 0.5 * q) * (0.5 * q) ** 2

    table = tables_of(pm)["sensitivity"]
    assert table.rows[0][:4] == (
        "pumps",
        0.2,
        pytest.approx(top(0.2 / 3)),
        pytest.approx(top(0.6)),
    )


def test_a_factor_that_is_none_is_taken_for_three():
    """Zero and the like would say nothing."""
    given_ = {"probability": 0.3}
    causes = {"top": {"because": ("a",), "gate": Gate.ANY}, "a": given_}
    for factor in (0.0, 1.0, -2.0, 3.0):
        table = tables_of(postmortem(causes, notes={"factor": factor}))["sensitivity"]
        assert table.rows[0][2:4] == pytest.approx((0.1, 0.9))
