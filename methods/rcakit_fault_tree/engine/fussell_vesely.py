"""Fussell-Vesely importance: how likely some minimal cut set with an event has failed, given top.

Within a module, let w(x) be the probability that a cut set with x has failed but for x itself. The
cut sets with an event are those of its module joined with those of the modules above, and modules
fail independently, so the probability that one of them has failed is that of the event times the
w of each step upward. J. Fussell, "How to hand-calculate system reliability and safety
characteristics", IEEE Transactions on Reliability 24 (1975).
"""

from __future__ import annotations

from collections.abc import Sequence

from rcakit_fault_tree.engine.diagrams import Family, TooLargeError
from rcakit_fault_tree.engine.evaluation import chances, values
from rcakit_fault_tree.engine.listed import BASE, Diagram
from rcakit_fault_tree.engine.python_diagrams import PythonDiagrams
from rcakit_fault_tree.engine.solving import Solved

ROOM = 200_000
"""Nodes that may be made for one module."""
WORK = 100_000
"""Nodes of cut sets times leaves, over all modules; what is more takes longer than it is worth."""


def failed_with(parts: Sequence[Solved], given: Sequence[float]) -> dict[int, float] | None:
    """For each event, the probability that some minimal cut set with it has failed.

    Args:
        parts: All modules, each after those below it. All are coherent.
        given: The probability of each event by its number; the first entry stands for none.

    Returns:
        None where a module is too large for that.
    """
    if sum(len(part.cut_sets) * len(part.order) for part in parts) > WORK:
        return None
    known = chances(parts, given)
    weight = {parts[-1].module.number: 1.0}
    found: dict[int, float] = {}
    for part in reversed(parts):
        outer = weight.get(part.module.number, 0.0)
        here = [known[leaf] for leaf in part.order]
        try:
            inner = _Part(part.cut_sets, len(part.order)).weights(here)
        except TooLargeError:
            return None
        for leaf, share in zip(part.order, inner, strict=True):
            if leaf < len(given):
                found[leaf] = outer * share * given[leaf]
            else:
                weight[leaf] = outer * share
    return found


class _Part:
    """The cut sets of one module, and the states in which some of them have failed."""

    def __init__(self, cut_sets: Diagram, variables: int) -> None:
        self._variables = variables
        self._diagrams = PythonDiagrams(variables, ROOM)
        made: list[Family] = [self._diagrams.empty, self._diagrams.base]
        for place in range(BASE + 1, len(cut_sets)):
            high, low = made[cut_sets.highs[place]], made[cut_sets.lows[place]]
            made.append(self._diagrams.node(cut_sets.variables[place], high, low))
        self._all = made[cut_sets.root]
        self._closed = {self._diagrams.empty: self._diagrams.empty}
        self._closed[self._diagrams.base] = self._diagrams.all

    def weights(self, given: Sequence[float]) -> list[float]:
        """For each variable, the probability that a set with it has failed but for itself."""
        found = []
        for variable in range(self._variables):
            rest = self._diagrams.with_(self._all, variable)
            function = self._diagrams.function(self._closure(rest))
            found.append(values(function, given)[function.root])
        return found

    def _closure(self, family: Family) -> Family:
        """Every state in which all of some set of the family have failed."""
        diagrams, closed = self._diagrams, self._closed
        stack = [family]
        while stack:
            one = stack[-1]
            high, low = diagrams.parts(one) if one > BASE else (one, one)
            below = [part for part in (high, low) if part not in closed]
            if below:
                stack.extend(below)
                continue
            if one not in closed:
                with_it = diagrams.intersection(
                    diagrams.holding(diagrams.top(one) or 0), closed[high]
                )
                closed[one] = diagrams.union(closed[low], with_it)
            stack.pop()
        return closed[family]
