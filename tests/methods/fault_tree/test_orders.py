"""Orders of variables: every leaf once, and what belongs together side by side."""

from __future__ import annotations

import pytest
from formulas import formulas
from hypothesis import given, settings

from rcakit_fault_tree.engine.gravity import drawn_together
from rcakit_fault_tree.engine.modules import modules
from rcakit_fault_tree.engine.orders import orders
from rcakit_fault_tree.engine.simplify import simplified


@given(formulas())
@settings(max_examples=100, deadline=None)
def test_every_order_has_every_leaf_once(formula):
    """And no order comes twice."""
    simple = simplified(formula)
    for module in modules(simple):
        found = list(orders(simple, module))
        assert found
        assert len(set(found)) == len(found)
        assert all(sorted(order) == sorted(module.leaves) for order in found)


@pytest.mark.parametrize("start", [(1, 4, 2, 5, 3, 6), (6, 3, 5, 2, 4, 1), (1, 2, 3, 4, 5, 6)])
def test_what_is_joined_is_drawn_together(start):
    """Two gates of three leaves each: their leaves end side by side, however they began."""
    reach, order = drawn_together({7: (1, 2, 3), 8: (4, 5, 6), 9: (7, 8)}, start)
    halves = {frozenset(order[:3]), frozenset(order[3:])}
    assert halves == {frozenset((1, 2, 3)), frozenset((4, 5, 6))}
    assert reach < 14


def test_a_leaf_that_no_gate_names_stays():
    """It is in the order all the same."""
    assert sorted(drawn_together({4: (1, 2)}, (1, 2, 3))[1]) == [1, 2, 3]
