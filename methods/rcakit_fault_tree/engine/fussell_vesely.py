"""Fussell-Vesely importance: how likely some minimal cut set with an event has failed, given top.

Within a module, let w(x) be the probability that a cut set with x has failed but for x itself. The
cut sets with an event are those of its module joined with those of the modules above, and modules
fail independently, so the probability that one of them has failed is that of the event times the
w of each step upward. J. Fussell, "How to hand-calculate system reliability and safety
characteristics", IEEE Transactions on Reliability 24 (1975).
"""

from __future__ import annotations

from collections.abc import Sequence

from rcakit import working
from rcakit_fault_tree.engine.diagrams import TooLargeError
from rcakit_fault_tree.engine.evaluation import chances, values
from rcakit_fault_tree.engine.listed import BASE, EMPTY, Diagram
from rcakit_fault_tree.engine.python_families import PythonFamilies
from rcakit_fault_tree.engine.python_functions import PythonFunctions
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
        self._families = PythonFamilies(variables, ROOM)
        self._functions = PythonFunctions(variables, ROOM)
        made: list[int] = [EMPTY, BASE]
        for place in range(BASE + 1, len(cut_sets)):
            high, low = made[cut_sets.highs[place]], made[cut_sets.lows[place]]
            made.append(self._families.node(cut_sets.variables[place], high, low))
        self._all = made[cut_sets.root]

    def weights(self, given: Sequence[float]) -> list[float]:
        """For each variable, the probability that a set with it has failed but for itself."""
        found = []
        for variable in range(self._variables):
            working.tell(part=variable / self._variables)
            rest = self._families.listed(self._families.with_(self._all, variable))
            function = self._functions.function(self._functions.filled(rest))
            found.append(values(function, given)[function.root])
        return found
