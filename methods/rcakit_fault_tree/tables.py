"""What the tree comes to, as tables whose shapes other programs rely on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rcakit import Column, Table
from rcakit_fault_tree.solution import Solution

CUT_SETS = 1000
"""Cut sets listed at most; how many there are is told beside them."""


def summary(solution: Solution) -> Table:
    """The quantities of the whole tree, one a row; None where a probability is unknown."""
    exact = solution.evaluated
    return Table(
        name="summary",
        title="The whole tree",
        columns=(Column("quantity", "Quantity"), Column("value", "Value")),
        rows=(
            ("top_probability", exact.top if exact is not None else None),
            ("rare_event", solution.rare_event),
            ("min_cut_upper_bound", solution.upper_bound),
            ("minimal_cut_sets", solution.count),
            ("single_points_of_failure", len(solution.single_points)),
        ),
    )


def cut_sets(solution: Solution, most: int = CUT_SETS) -> Table:
    """The minimal cut sets, the most probable first, or the smallest where one is unknown."""
    found = list(islice(solution.cut_sets(), most))
    left = solution.count - len(found)
    return Table(
        name="cut-sets",
        title="What is enough together"
        if not left
        else f"The first {len(found)} of {solution.count} sets that are enough together",
        columns=(
            Column("order", "Order"),
            Column("probability", "Probability"),
            Column("events", "Causes", about=True),
        ),
        rows=tuple((len(one.events), one.probability, one.events) for one in found),
        about=tuple(one.events[0] if one.events else "" for one in found),
    )


def importance(solution: Solution) -> Table:
    """The measures of each event that matters, the most important first."""
    return Table(
        name="importance",
        title="How much each cause matters",
        columns=(
            Column("event", "Cause", about=True),
            Column("probability", "Probability"),
            Column("birnbaum", "Birnbaum"),
            Column("criticality", "Criticality"),
            Column("fussell_vesely", "Fussell-Vesely"),
            Column("fussell_vesely_rare", "by sums"),
            Column("raw", "RAW"),
            Column("rrw", "RRW"),
        ),
        rows=tuple(_measures(solution)),
    )


def _measures(solution: Solution) -> Iterator[tuple[str | float | None, ...]]:
    found = [(name, solution.importance(name)) for name in solution.names]
    measured = [(name, one) for name, one in found if one is not None]
    measured.sort(key=lambda item: -abs(item[1].birnbaum))
    for name, one in measured:
        yield (
            name,
            one.probability,
            one.birnbaum,
            one.criticality,
            solution.fussell_vesely.get(name),
            solution.fussell_vesely_rare.get(name),
            one.raw,
            one.rrw,
        )
