"""One value that both sides changed: made one where nobody has to be asked."""

from __future__ import annotations

from collections.abc import Mapping

from rcakit.merging.lines import merged_lines
from rcakit.toml.equal import same
from rcakit.toml.merge import one_value, three_way

UNCLEAR = object()
"""What becomes of a value that only a person can decide."""


def merged_value(base: object, ours: object, theirs: object) -> object:
    """The value with the changes of both sides, or `UNCLEAR`. None stands for no value.

    Lists of different texts are sets with an order; tables are merged key by key; texts of
    several lines line by line.
    """
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        was = base if isinstance(base, Mapping) else {}
        result = three_way(was, ours, theirs)
        return UNCLEAR if result.clashes else result.document
    if isinstance(base, list) and (ours is None or theirs is None):
        # A list that is emptied is taken out, key and all.
        rest, clash = one_value(base, ours or [], theirs or [])
        if not clash:
            return rest or None
    value, clash = one_value(base, ours, theirs)
    if not clash:
        return value
    if isinstance(base, str) and isinstance(ours, str) and isinstance(theirs, str):
        lines = merged_lines(*(side.splitlines(keepends=True) for side in (base, ours, theirs)))
        if lines is not None and "\n" in base:
            return "".join(lines)
    return UNCLEAR


def is_settled(
    base: object, ours: object, theirs: object, taking_ours: object, taking_theirs: object
) -> bool:
    """Whether nothing of either side is lost.

    Args:
        base: The value as it was; None where there was none, as below.
        ours: As one side has it.
        theirs: As the other has it.
        taking_ours: As the result has it if ours is taken wherever it asks.
        taking_theirs: Likewise with theirs.
    """
    if same(taking_ours, ours) and same(taking_theirs, theirs):
        return True
    wanted = merged_value(base, ours, theirs)
    return wanted is not UNCLEAR and same(taking_ours, wanted) and same(taking_theirs, wanted)
