"""What the tree comes to, as tables whose shapes other programs rely on.

Each says of every cell what it means for this incident. A table that has nothing to say is left
out.
"""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Table
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.tables.actions import actions
from rcakit_fault_tree.tables.common_causes import common_causes
from rcakit_fault_tree.tables.comparison import comparison
from rcakit_fault_tree.tables.cut_sets import cut_sets
from rcakit_fault_tree.tables.importance import importance
from rcakit_fault_tree.tables.near import near
from rcakit_fault_tree.tables.orders import orders
from rcakit_fault_tree.tables.sensitivity import sensitivity
from rcakit_fault_tree.tables.summary import summary, unsolved
from rcakit_fault_tree.tables.uncertainty import distribution, uncertainty


def tables(look: Look) -> Iterator[Table]:
    """All tables that say something, what a person wants to know first before the rest."""
    if look.tree is None and not look.trouble:
        return
    if look.solution is None:
        yield unsolved(look)
        return
    yield summary(look, look.solution)
    yield cut_sets(look, look.solution)
    yield importance(look, look.solution)
    others = (actions, near, comparison, sensitivity, uncertainty, distribution)
    for table in (*others, common_causes, orders):
        made = table(look, look.solution)
        if made is not None and made.rows:
            yield made
