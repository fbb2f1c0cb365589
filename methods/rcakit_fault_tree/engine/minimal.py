"""The minimal cut sets of a module, from the states in which it fails."""

from __future__ import annotations

from collections.abc import Collection

from rcakit_fault_tree.engine.diagrams import Diagrams, Family
from rcakit_fault_tree.engine.listed import Diagram


def minimal(
    diagrams: Diagrams, nodes: Diagram, *, coherent: bool, free: Collection[int] = ()
) -> Family:
    """The minimal sets of variables whose failure is enough.

    For a coherent module these are the minimal sets of those states; see `diagrams` for the step. For
    others they are those of its coherent hull, the states in which the module fails or would fail
    were some of what failed working: the minimal p-cuts of A. Rauzy, "Mathematical foundation of
    minimal cutsets", IEEE Transactions on Reliability 50 (2001), in which negations are dropped.

    Args:
        diagrams: Where the states are.
        nodes: The states in which it fails, listed.
        coherent: Whether nothing in the module is negated.
        free: Variables that cost nothing: modules that can be so with nothing failed.

    Raises:
        TooLargeError: They do not fit into the diagrams.
    """
    hull = None if coherent and not free else _Without(diagrams)
    families = [diagrams.empty, diagrams.base]
    found = [diagrams.empty, diagrams.base]
    for place in range(len(families), len(nodes)):
        top, high, low = nodes.variables[place], nodes.highs[place], nodes.lows[place]
        families.append(diagrams.node(top, families[high], families[low]))
        if top in free:
            found.append(found[high])
        elif high == low:
            found.append(found[low])
        else:
            if hull is None:
                fresh = diagrams.difference(found[high], families[low])
            else:
                fresh = hull.without(found[high], found[low])
            found.append(diagrams.node(top, fresh, found[low]))
    return found[nodes.root]


class _Without:
    """Families of minimal sets, less the sets that hold one of another family.

    The operator of A. Rauzy, "New algorithms for fault trees analysis", Reliability Engineering
    and System Safety 40 (1993).
    """

    def __init__(self, diagrams: Diagrams) -> None:
        self._diagrams = diagrams
        self._done: dict[tuple[Family, Family], Family] = {}

    def without(self, sets: Family, held: Family) -> Family:
        """The sets of `sets` that hold no set of `held`."""
        diagrams = self._diagrams
        empty, base = diagrams.empty, diagrams.base
        if sets == empty or held == base or sets == held:
            return empty
        top = diagrams.top(sets)
        above = diagrams.top(held)
        while above is not None and (top is None or above < top):
            held = diagrams.parts(held)[1]
            above = diagrams.top(held)
        if held == base:
            return empty
        if held == empty or top is None:
            return sets
        key = (sets, held)
        found = self._done.get(key)
        if found is None:
            high, low = diagrams.parts(sets)
            if above == top:
                with_it, held = diagrams.parts(held)
                high = self.without(high, with_it)
            high = self.without(high, held)
            found = diagrams.node(top, high, self.without(low, held))
            self._done[key] = found
        return found
