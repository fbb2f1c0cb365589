"""A part of one as a bar of eighths of cells."""

from __future__ import annotations

_EIGHTHS = "▏▎▍▌▋▊▉█"


def bar(part: object, cells: int) -> str:
    """A bar for a part of one, so many cells long at most; "" for what is no such number.

    What is more than nothing is never nothing to see.
    """
    if isinstance(part, bool) or not isinstance(part, int | float) or not 0 < part <= 1:
        return ""
    eighths = max(round(part * cells * 8), 1)
    whole, rest = divmod(eighths, 8)
    return _EIGHTHS[-1] * whole + (_EIGHTHS[rest - 1] if rest else "")
