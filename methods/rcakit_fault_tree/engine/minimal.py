"""The minimal cut sets of a module, from the states in which it fails."""

from __future__ import annotations

from rcakit_fault_tree.engine.diagrams import Diagrams, Family


def minimal(diagrams: Diagrams, states: Family, *, coherent: bool) -> Family:
    """The minimal sets of variables whose failure is enough.

    For a coherent module these are the minimal sets of `states`; see `diagrams` for the step. For
    others they are those of its coherent hull, the states in which the module fails or would fail
    were some of what failed working: the minimal p-cuts of A. Rauzy, "Mathematical foundation of
    minimal cutsets", IEEE Transactions on Reliability 50 (2001), in which negations are dropped.

    Raises:
        TooLargeError: They do not fit into the diagrams.
    """
    hull = _Hull(diagrams) if not coherent else None
    found = {diagrams.empty: diagrams.empty, diagrams.base: diagrams.base}
    stack = [states]
    while stack:
        family = stack[-1]
        if family in found:
            stack.pop()
            continue
        high, low = diagrams.parts(family)
        below = [part for part in {low, high} if part not in found]
        if below:
            stack.extend(below)
            continue
        result = found[low]
        if high != low:
            without = hull.of(low) if hull is not None else low
            fresh = diagrams.difference(found[high], without)
            variable = diagrams.top(family)
            assert variable is not None  # noqa: S101
            result = diagrams.node(variable, fresh, result)
        found[family] = result
        stack.pop()
    return found[states]


class _Hull:
    """Families with every set added that holds one of theirs."""

    def __init__(self, diagrams: Diagrams) -> None:
        self._diagrams = diagrams
        self._found = {diagrams.empty: diagrams.empty, diagrams.base: diagrams.all}

    def of(self, family: Family) -> Family:
        diagrams, found = self._diagrams, self._found
        stack = [family]
        while stack:
            one = stack[-1]
            if one in found:
                stack.pop()
                continue
            high, low = diagrams.parts(one)
            below = [part for part in {low, high} if part not in found]
            if below:
                stack.extend(below)
                continue
            variable = diagrams.top(one)
            assert variable is not None  # noqa: S101
            with_it = diagrams.intersection(diagrams.holding(variable), found[high])
            found[one] = diagrams.union(found[low], with_it)
            stack.pop()
        return found[family]
