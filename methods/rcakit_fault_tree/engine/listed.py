"""A family or a truth function as plain lists, apart from the diagrams it was made in."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

EMPTY, BASE = 0, 1
"""The nodes for no set and for just the empty set; of a truth function, false and true."""


@attrs.frozen(eq=False)
class Diagram:
    """Nodes 2 and up, each after the nodes it leads to.

    Read as sets, a variable that is passed over is not in the set. Read as a truth function, it
    makes no difference.

    Attributes:
        variables: The variable of each node; -1 for EMPTY and BASE.
        highs: Where one goes if the variable is in the set, or true.
        lows: Where one goes if not.
        root: Where one begins.
    """

    variables: Sequence[int]
    highs: Sequence[int]
    lows: Sequence[int]
    root: int

    def __len__(self) -> int:
        return len(self.variables)
