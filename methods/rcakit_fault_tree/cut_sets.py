"""Which minimal cut sets are listed, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

import attrs

from rcakit_fault_tree.names import number, several
from rcakit_fault_tree.notes import Notes, Sort
from rcakit_fault_tree.solution import CutSet, Solution

LOOKED_AT = 50_000
"""Cut sets looked through at most where not the first ones are wanted."""


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
    """The cut sets that the notes ask for.

    One bound is met by listing in its own order until it is passed. Where the sets are wanted in
    the other order they are looked through and sorted, so many at most.
    """
    most = max(notes.most, 0)
    known = solution.evaluated is not None
    by_order = notes.sort is Sort.ORDER or not known
    bound = notes.min_probability if known and notes.min_probability else None
    wanted = _Wanted(notes.max_order, bound)
    looked = LOOKED_AT
    if wanted.by_order_alone(by_order) or wanted.by_chance_alone(by_order):
        # The other order ends where its bound does, so everything within can be had and sorted.
        found = list(islice(wanted.within(solution, by_order=not by_order), LOOKED_AT + 1))
        looked = len(found)
        found = found[:LOOKED_AT]
        # Impossible sets come only where the smallest do; by probability they would be the last.
        found = (
            sorted(found, key=_order) if by_order else sorted(filter(_possible, found), key=_chance)
        )
        kept = found[:most]
    else:
        every = wanted.within(solution, by_order=by_order)
        kept = list(islice(every, most))
        looked = 0
    return Listing(tuple(kept), _note(solution, kept, by_order, wanted, looked > LOOKED_AT))


def _order(one: CutSet) -> tuple[float, float]:
    return (len(one.events), -(one.probability or 0.0))


def _possible(one: CutSet) -> bool:
    return one.probability != 0.0


def _chance(one: CutSet) -> tuple[float, float]:
    return (-(one.probability or 0.0), len(one.events))


@attrs.frozen
class _Wanted:
    """The bounds of what is listed."""

    order: int | None
    chance: float | None

    def by_order_alone(self, by_order: bool) -> bool:
        """Whether sets are wanted by probability, with a bound on their order."""
        return not by_order and self.order is not None

    def by_chance_alone(self, by_order: bool) -> bool:
        """Whether sets are wanted by order, with a bound on their probability."""
        return by_order and self.chance is not None

    def within(self, solution: Solution, *, by_order: bool) -> Iterator[CutSet]:
        """Those within the bounds, ended where the one of this order is passed."""
        found = solution.cut_sets(by_order=by_order)
        if by_order and self.order is not None:
            found = takewhile(self._small, found)
        if not by_order and self.chance is not None:
            found = takewhile(self._likely, found)
        return (one for one in found if self._small(one) and self._likely(one))

    def _small(self, one: CutSet) -> bool:
        return self.order is None or len(one.events) <= self.order

    def _likely(self, one: CutSet) -> bool:
        return self.chance is None or (one.probability or 0.0) >= self.chance

    def words(self) -> str:
        """The bounds, in words."""
        bounds = []
        if self.order is not None:
            bounds.append(f"of at most {several(self.order, 'cause')}")
        if self.chance is not None:
            bounds.append(f"at least {number(self.chance)} likely")
        return " and ".join(bounds)


def _note(
    solution: Solution, kept: list[CutSet], by_order: bool, wanted: _Wanted, unfinished: bool
) -> str:
    notes = []
    if not solution.coherent:
        notes.append(
            "Something in the tree helps by not being so. These are the sets of its coherent hull: "
            "what has to be so at least, with what must not be so left out."
        )
    left = solution.count - len(kept)
    if left > 0:
        first = "those of the fewest causes" if by_order else "the most probable"
        within = wanted.words()
        notes.append(
            f"{len(kept):,} of {several(solution.count, 'set')}, {first} first"
            f"{f', {within}' if within else ''}.{_rest(solution, kept)}"
        )
    if unfinished:
        notes.append(
            f"Only the first {LOOKED_AT:,} within these bounds were looked through, so a more "
            "probable or a smaller one may be missing."
        )
    return " ".join(notes)


def _rest(solution: Solution, kept: list[CutSet]) -> str:
    """What the sets that are left out can matter at most: the sum of their probabilities."""
    total = solution.rare_event
    if total is None:
        return ""
    rest = max(total - sum(one.probability or 0.0 for one in kept), 0.0)
    if rest <= 1e-12 * total:
        return " The others together add next to nothing."
    return f" The others together add at most {number(min(rest, 1.0))} to the probability."
