"""How many minimal cut sets there are of each order."""

from __future__ import annotations

from rcakit import Column, Table
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import number, several
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import HANDBOOK, Row, told

_HIGHEST = 12
"""Orders told one by one; what is higher is told in one row."""
_WORTH = 60_000
"""Nodes of cut sets; in more of them it takes longer to count by order than it is worth."""

_COLUMNS = (
    Column("order", "Order", meaning="How many causes have to come together."),
    Column(
        "sets",
        "Sets",
        meaning="How many minimal cut sets have that many causes. What takes many causes at once "
        "is defended in depth; what takes one or two is not.",
        source=HANDBOOK,
    ),
    Column("part", "Part", bar=True, meaning="The part of all sets.", formula="sets / all sets"),
)


def orders(look: Look, solution: Solution) -> Table | None:
    """One row for each order there is; None where that is told by the list already."""
    del look
    nodes = sum(len(part.cut_sets) for part in solution.parts)
    if solution.count < 2 or not solution.whole or nodes > _WORTH:
        return None
    counts = solution.by_order(_HIGHEST)
    rows: list[Row] = [
        (order, count, count / solution.count) for order, count in enumerate(counts) if count
    ]
    more = solution.count - sum(counts)
    if more:
        rows.append((f"{_HIGHEST + 1} or more", more, more / solution.count))
    table = Table("orders", "Sets by size", _COLUMNS, tuple(rows))

    def words(row: int, column: str) -> str:
        order, count, part = rows[row]
        causes = "1 cause" if order == 1 else f"{order} causes"
        if column == "part":
            return f"{number(100.0 * float(str(part)))} % of all sets have {causes}."
        bring = "brings" if count == 1 else "bring"
        return f"{several(int(str(count)), 'set')} of {causes} {bring} the problem about."

    return told(table, words)
