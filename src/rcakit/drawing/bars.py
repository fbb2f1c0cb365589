"""A part of one as a bar of eighths of cells."""

from __future__ import annotations

_EIGHTHS = "▏▎▍▌▋▊▉█"
_SLIP = 1e-9
"""How far over one a sum of floats may come that is one."""


def bar(part: object, cells: int) -> str:
    """A bar for a part of one, so many cells long at most; "" for what is no such number.

    What is more than nothing is never nothing to see.
    """
    if isinstance(part, bool) or not isinstance(part, int | float) or not 0 < part <= 1 + _SLIP:
        return ""
    eighths = min(max(round(part * cells * 8), 1), cells * 8)
    whole, rest = divmod(eighths, 8)
    return _EIGHTHS[-1] * whole + (_EIGHTHS[rest - 1] if rest else "")
