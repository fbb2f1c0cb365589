"""Which minimal cut sets are listed, and what is said of those that are not."""

from __future__ import annotations

from itertools import islice

import attrs

from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.names import number, several
from rcakit_fault_tree.notes import Notes, Sort
from rcakit_fault_tree.solution import CutSet, Solution

HULL = (
    "Something in the tree helps by not being so. These are the sets of its coherent hull: what "
    "has to be so at least, with what must not be so left out."
)


@attrs.frozen
class Listing:
    """Cut sets as they are listed.

    Attributes:
        shown: Those that are.
        note: What is left out, and what it can matter at most; "" where nothing is.
    """

    shown: tuple[CutSet, ...]
    note: str


def listing(solution: Solution, notes: Notes) -> Listing:
    """The cut sets that the notes ask for, in the order they ask for.

    Where a probability is unknown the smallest come first and all count as probable enough.
    """
    known = not solution.unknown
    by_order = notes.sort is Sort.ORDER or not known
    bound = notes.min_probability if known and notes.min_probability else None
    found = solution.cut_sets(by_order=by_order, max_order=notes.max_order, min_probability=bound)
    kept = tuple(islice(found, max(notes.most, 0)))
    hull = "" if solution.coherent else HULL
    told = (hull, _cut(solution, kept, _bounds(notes.max_order, bound), by_order))
    return Listing(kept, " ".join(filter(None, told)))


def _bounds(order: int | None, chance: float | None) -> str:
    """The bounds, in words."""
    bounds = []
    if order is not None:
        bounds.append(f"of at most {several(order, 'cause')}")
    if chance is not None:
        bounds.append(f"at least {number(chance)} likely")
    return " and ".join(bounds)


def _cut(solution: Solution, kept: tuple[CutSet, ...], within: str, by_order: bool) -> str:
    """What is left out; "" where nothing is."""
    left = solution.count - len(kept)
    if not left and solution.whole:
        return ""
    first = "those of the fewest causes" if by_order else "the most probable"
    which = "sets that were found" if not solution.whole else "sets"
    if solution.count == 1:
        which = which.replace("sets", "set", 1)
    said = f"{len(kept):,} of {solution.count:,} {which}, {first} first"
    return f"{said}{f', {within}' if within else ''}.{_rest(solution, kept)}"


def _rest(solution: Solution, kept: tuple[CutSet, ...]) -> str:
    """What the sets that are left out can matter at most: the sum of their probabilities."""
    if not solution.whole:
        return _unfinished(solution)
    total = solution.rare_event
    if total is None:
        return ""
    rest = max(total - sum(one.probability or 0.0 for one in kept), 0.0)
    if rest <= 1e-12 * total:
        return " The others together add next to nothing."
    return f" The others together add at most {number(min(rest, 1.0))} to the probability."


def _unfinished(solution: Solution) -> str:
    """What a tree that is too large leaves open."""
    bounds = solution.bounds
    said = " The tree is too large to be worked out in full."
    if bounds is None:
        return said
    return (
        f"{said} The probability lies from {shown(bounds.low)} to {shown(bounds.high)}: sets that "
        f"were not found add at most {number(bounds.left_out)}."
    )
