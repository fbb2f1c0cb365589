"""What a tree comes to: its cut sets, and where every probability is known, all that follows.

Everything is worked out when it is first asked for, and once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from math import prod

import attrs

from rcakit_fault_tree.engine import sums
from rcakit_fault_tree.engine.evaluation import Evaluated, evaluated
from rcakit_fault_tree.engine.fussell_vesely import failed_with
from rcakit_fault_tree.engine.importance import Importance, importance
from rcakit_fault_tree.engine.listing import most_probable, smallest
from rcakit_fault_tree.engine.simplify import simplified
from rcakit_fault_tree.engine.solving import Solved, solved
from rcakit_fault_tree.expansion import expanded
from rcakit_fault_tree.tree import FaultTree, formula, order


@attrs.frozen
class CutSet:
    """A minimal set of events that is enough, and its probability; None if one is unknown."""

    events: tuple[str, ...]
    probability: float | None


@attrs.frozen(slots=False)
class Solution:
    """A tree and what it comes to.

    Attributes:
        tree: The tree, its common causes spelled out.
        names: The events that the top depends on, as numbered in the formula, from 1.
        parts: Its modules; none where the top does not depend on any event.
        constant: Whether the top is so whatever happens; None where it depends on something.
        coherent: Whether nothing in it is negated. Else the cut sets are those of the coherent
            hull, with negations dropped.
    """

    tree: FaultTree
    names: tuple[str, ...]
    parts: tuple[Solved, ...]
    constant: bool | None
    coherent: bool

    @classmethod
    def of(cls, tree: FaultTree) -> Solution:
        """Solve a tree.

        Raises:
            NotSolvedError: It is too large.
            WrongGroup: A group of common cause cannot be worked with.
        """
        tree = expanded(tree)
        used = _used(tree)
        names = tuple(name for name in tree.events if name in used)
        simple = simplified(formula(tree, names))
        parts = tuple(solved(simple))
        constant = simple.root if isinstance(simple.root, bool) else None
        return cls(tree, names, parts, constant, all(part.module.coherent for part in parts))

    @cached_property
    def chances(self) -> tuple[float | None, ...]:
        """The probability of each event by its number; the first entry stands for none."""
        mean = self.tree.model.mean
        given = (self.tree.events[name] for name in self.names)
        return (0.0, *(mean(one) if one is not None else None for one in given))

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The events that matter and have no probability."""
        mattering = {leaf for part in self.parts for leaf in part.order}
        return tuple(
            name
            for number, name in enumerate(self.names, 1)
            if self.chances[number] is None and number in mattering
        )

    @cached_property
    def _given(self) -> list[float] | None:
        """All probabilities; None where one that matters is unknown."""
        return None if self.unknown else [one or 0.0 for one in self.chances]

    @cached_property
    def evaluated(self) -> Evaluated | None:
        """The exact probability and the slopes; None where a probability is unknown."""
        if self.constant is not None:
            return Evaluated(float(self.constant), {})
        return None if self._given is None else evaluated(self.parts, self._given)

    @cached_property
    def count(self) -> int:
        """How many minimal cut sets there are; of a top that is always so, the empty one."""
        return sums.count(self.parts, len(self.names)) if self.parts else int(bool(self.constant))

    def by_order(self, most: int) -> list[int]:
        """How many cut sets have 0, 1, 2, ... `most` events."""
        if not self.parts:
            return [self.count] + [0] * most
        return sums.by_order(self.parts, len(self.names), most)

    @cached_property
    def rare_event(self) -> float | None:
        """The sum of the probabilities of all cut sets; None where one is unknown."""
        if self._given is None or not self.parts:
            return None if self._given is None else float(bool(self.constant))
        return sums.rare_event(self.parts, self._given)

    @cached_property
    def upper_bound(self) -> float | None:
        """The min-cut upper bound; None where a probability is unknown."""
        if self._given is None or not self.parts:
            return None if self._given is None else float(bool(self.constant))
        return sums.upper_bound(self.parts, self._given)

    def cut_sets(self, *, by_order: bool = False) -> Iterator[CutSet]:
        """Every minimal cut set, the most probable first, or the smallest.

        Where a probability is unknown the smallest come first.
        """
        if not self.parts:
            yield from [CutSet((), 1.0)] * self.count
            return
        known = self._given is not None and not by_order
        given = self._given or [1.0] * len(self.chances)
        listing = most_probable if known else smallest
        for _, events in listing(self.parts, given):
            yield CutSet(tuple(self.names[event - 1] for event in events), self._chance(events))

    def _chance(self, events: tuple[int, ...]) -> float | None:
        given = [self.chances[event] for event in events]
        return None if None in given else prod(one for one in given if one is not None)

    @cached_property
    def single_points(self) -> tuple[str, ...]:
        """The events that are enough alone."""
        first = islice(self.cut_sets(by_order=True), self.by_order(1)[1])
        return tuple(name for found in first for name in found.events)

    @cached_property
    def fussell_vesely(self) -> dict[str, float]:
        """For each event, how likely a cut set with it has failed, given the top.

        Empty where a probability is unknown, the tree is not coherent, or too large for that.
        """
        exact = self.evaluated
        if self._given is None or exact is None or not (self.parts and self.coherent and exact.top):
            return {}
        found = failed_with(self.parts, self._given) or {}
        return {self.names[event - 1]: chance / exact.top for event, chance in found.items()}

    @cached_property
    def fussell_vesely_rare(self) -> dict[str, float]:
        """The same by sums of cut-set probabilities; empty where a probability is unknown."""
        total = self.rare_event
        if self._given is None or not self.parts or not total:
            return {}
        found = sums.rare_event_with(self.parts, self._given)
        return {self.names[event - 1]: share / total for event, share in found.items()}

    def importance(self, name: str) -> Importance | None:
        """The measures of one event; None where a probability is unknown."""
        if self.evaluated is None:
            return None
        number = self.names.index(name) + 1
        slope = self.evaluated.birnbaum.get(number, 0.0)
        return importance(self.evaluated.top, self.chances[number] or 0.0, slope)


def _used(tree: FaultTree) -> set[str]:
    used = {tree.top}
    for name in order(tree):
        used.update(tree.gates[name].args)
    return used
