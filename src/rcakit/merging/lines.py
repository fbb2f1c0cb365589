"""Two changes of one text, made one where they touch different lines."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

_MOST = 5000
"""Lines of a text; above, comparing takes longer than a person waits."""
_Edit = tuple[int, int, tuple[str, ...]]


def merged_lines(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> list[str] | None:
    """`base` with the edits of both; None where they touch, or stand side by side."""
    if max(len(base), len(ours), len(theirs)) > _MOST:
        return None
    one, other = _edits(base, ours), _edits(base, theirs)
    for start, end, lines in one:
        for begin, stop, others in other:
            same = (start, end, lines) == (begin, stop, others)
            if not same and start <= stop and begin <= end:
                return None
    result: list[str] = []
    position = 0
    for start, end, lines in sorted({*one, *other}):
        result += [*base[position:start], *lines]
        position = end
    return [*result, *base[position:]]


def _edits(base: Sequence[str], side: Sequence[str]) -> list[_Edit]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return [
        (start, end, tuple(side[new_start:new_end]))
        for tag, start, end, new_start, new_end in matcher.get_opcodes()
        if tag != "equal"
    ]
