"""Random formulas over few events, and what they come to by trying every state."""

from __future__ import annotations

from itertools import combinations
from math import prod

from hypothesis import strategies as st

from rcakit_fault_tree.engine.building import Builder, negated
from rcakit_fault_tree.engine.formula import Formula
from rcakit_fault_tree.engine.truth import holds

MOST_EVENTS = 12
_KINDS = ("all", "any", "at-least", "odd", "between", "alike")


@st.composite
def formulas(draw, kinds=_KINDS, negations=True, most_events=MOST_EVENTS):
    """A formula of shared gates over up to 12 events."""
    events = draw(st.integers(1, most_events))
    builder = Builder(events)
    values = list(range(1, events + 1))
    for _ in range(draw(st.integers(1, 10))):
        args = draw(st.lists(st.sampled_from(values), min_size=1, max_size=5))
        if negations:
            flips = draw(st.lists(st.booleans(), min_size=len(args), max_size=len(args)))
            args = [negated(arg) if flip else arg for arg, flip in zip(args, flips, strict=True)]
        values.append(made(builder, draw(st.sampled_from(kinds)), args, draw(st.integers(0, 5))))
    root = values[-1]
    return builder.finished(negated(root) if negations and draw(st.booleans()) else root)


def made(builder: Builder, kind: str, args: list, number: int):
    """A gate of the kind named."""
    if kind == "all":
        return builder.all_of(args)
    if kind == "any":
        return builder.any_of(args)
    if kind == "odd":
        return builder.odd_of(args)
    if kind == "alike":
        return builder.alike(args)
    if kind == "between":
        return builder.between(number % 3, number, args)
    return builder.at_least(number, args)


def states(formula: Formula) -> list[frozenset[int]]:
    """The states in which the root is so."""
    return [state for state in every(formula.events) if holds(formula, state)]


def every(events: int) -> list[frozenset[int]]:
    """Every state, small ones first."""
    names = range(1, events + 1)
    return [frozenset(one) for size in range(events + 1) for one in combinations(names, size)]


def chance(state: frozenset[int], given: list[float]) -> float:
    """The probability of just this state."""
    return prod(
        given[event] if event in state else 1.0 - given[event] for event in range(1, len(given))
    )


def minimal_sets(found: list[frozenset[int]]) -> set[frozenset[int]]:
    """The states of which none is part of another."""
    kept: list[frozenset[int]] = []
    for state in sorted(found, key=len):
        if not any(one <= state for one in kept):
            kept.append(state)
    return set(kept)
