"""What a tree comes to: its cut sets, and where every probability is known, all that follows.

Everything is worked out when it is first asked for, and once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from math import prod
from typing import Any

import attrs

from rcakit_fault_tree.engine import sums
from rcakit_fault_tree.engine.attempts import Attempt
from rcakit_fault_tree.engine.bounding import Bounds, bounds
from rcakit_fault_tree.engine.evaluation import Evaluated, evaluated
from rcakit_fault_tree.engine.fussell_vesely import failed_with
from rcakit_fault_tree.engine.importance import Importance, importance
from rcakit_fault_tree.engine.likeliest import STEPS
from rcakit_fault_tree.engine.listing import Limits, most_probable, smallest
from rcakit_fault_tree.engine.simplify import simplified
from rcakit_fault_tree.engine.solving import Solved, solved
from rcakit_fault_tree.engine.truncating import Truncation
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
    def of(
        cls, tree: FaultTree, plan: Sequence[Attempt] | None = None, steps: int = STEPS
    ) -> Solution:
        """Solve a tree; what is too large of it, as far as it can be (see `whole`).

        Args:
            tree: The tree.
            plan: What is tried for each module; None for what the installed libraries allow.
            steps: How much is spent on the cut sets of each module that is too large.

        Raises:
            WrongGroup: A group of common cause cannot be worked with.
            WrongValue: A probability has no value, and is needed to say what matters most.
        """
        tree = expanded(tree)
        used = _used(tree)
        names = tuple(name for name in tree.events if name in used)
        simple = simplified(formula(tree, names))

        def otherwise(*module: Any) -> Solved:
            return Truncation(_chances(tree, names), steps)(*module)

        parts = tuple(solved(simple, plan, otherwise))
        constant = simple.root if isinstance(simple.root, bool) else None
        return cls(tree, names, parts, constant, all(part.module.coherent for part in parts))

    @property
    def whole(self) -> bool:
        """Whether all of the tree was worked out.

        Else it was too large: the cut sets are the most probable ones, `count` says how many were
        found, `bounds` between what the probability lies, and all that would have to be exact is
        None or empty.
        """
        return all(part.whole for part in self.parts)

    @cached_property
    def chances(self) -> tuple[float | None, ...]:
        """The probability of each event by its number; the first entry stands for none."""
        return _chances(self.tree, self.names)

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
        """The exact probability and the slopes; None where not all is known, or solved."""
        if self.constant is not None:
            return Evaluated(float(self.constant), {})
        return evaluated(self.parts, self._given) if self._given and self.whole else None

    @cached_property
    def bounds(self) -> Bounds | None:
        """Between what the top's probability lies; None where a probability is unknown.

        The bounds of a tree that was worked out are the exact value.
        """
        if self.evaluated is not None:
            return Bounds(self.evaluated.top, self.evaluated.top)
        if self._given is None:
            return None
        return bounds(self.parts, self._given)[self.parts[-1].module.number]

    @cached_property
    def count(self) -> int:
        """How many minimal cut sets there are; of a top that is always so, the empty one.

        Of a tree that is too large, how many of them were found.
        """
        return sums.count(self.parts, len(self.names)) if self.parts else int(bool(self.constant))

    def by_order(self, most: int) -> list[int]:
        """How many cut sets have 0, 1, 2, ... `most` events."""
        if not self.parts:
            return [self.count] + [0] * most
        return sums.by_order(self.parts, len(self.names), most)

    @cached_property
    def rare_event(self) -> float | None:
        """The sum of the probabilities of all cut sets; None where not all are known."""
        if self._given is None or not self.whole:
            return None
        if not self.parts:
            return float(bool(self.constant))
        return sums.rare_event(self.parts, self._given)

    @cached_property
    def upper_bound(self) -> float | None:
        """The min-cut upper bound; None where not all cut sets are known."""
        if self._given is None or not self.whole:
            return None
        if not self.parts:
            return float(bool(self.constant))
        return sums.upper_bound(self.parts, self._given)

    def cut_sets(
        self,
        *,
        by_order: bool = False,
        max_order: int | None = None,
        min_probability: float | None = None,
    ) -> Iterator[CutSet]:
        """Every minimal cut set within the limits, the most probable first, or the smallest.

        Where a probability is unknown the smallest come first, and all count as probable enough.

        Args:
            by_order: Whether the smallest come first.
            max_order: How many events a set may have.
            min_probability: How probable a set is at least.
        """
        if not self.parts:
            yield from [CutSet((), 1.0)] * self.count
            return
        known = self._given is not None
        given = self._given or [1.0] * len(self.chances)
        listing = most_probable if known and not by_order else smallest
        limits = Limits(max_order, min_probability if known else None)
        for _, events in listing(self.parts, given, limits):
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

        Empty where a probability is unknown, the tree is not coherent, or too large for that: it
        takes the states of many cut sets for each event (see `engine.fussell_vesely.WORK`).
        """
        exact = self.evaluated
        if self._given is None or exact is None or not (self.parts and self.coherent and exact.top):
            return {}
        found = failed_with(self.parts, self._given) or {}
        return {self.names[event - 1]: chance / exact.top for event, chance in found.items()}

    @cached_property
    def fussell_vesely_rare(self) -> dict[str, float]:
        """The same by sums of cut-set probabilities; empty where not all are known."""
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


def _chances(tree: FaultTree, names: Sequence[str]) -> tuple[float | None, ...]:
    given = (tree.events[name] for name in names)
    return (0.0, *(tree.model.mean(one) if one is not None else None for one in given))


def _used(tree: FaultTree) -> set[str]:
    used = {tree.top}
    for name in order(tree):
        used.update(tree.gates[name].args)
    return used
