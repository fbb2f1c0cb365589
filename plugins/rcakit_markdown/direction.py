"""Whether rows are listed newest first, told from their times before any of them gets a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from rcakit_markdown.days import valid
from rcakit_markdown.stamps import Stamp

_DAY = timedelta(days=1)
_ACROSS = timedelta(hours=18)
"""A bare time further than this from the one above it has more likely crossed midnight."""


def newest_first(stamps: Sequence[Stamp]) -> bool:
    """Whether most steps from row to row go back in time, where days have to be told from it."""
    if all(stamp.day is not None for stamp in stamps):
        return False
    steps = list(_steps(stamps))
    back = sum(step < timedelta() for step in steps)
    return back * 2 > len(steps)


def nights_below(stamps: Sequence[Stamp]) -> tuple[int, int] | None:
    """For rows newest first: the lowest with a day of its own, and the midnights below it.

    Returns:
        Its index and a number of days; None where no row has a day.
    """
    lowest = max((n for n, stamp in enumerate(stamps) if stamp.day is not None), default=None)
    if lowest is None:
        return None
    clocks = [stamp.clock for stamp in stamps[lowest:] if stamp.clock is not None]
    minutes = [clock.hour * 60 + clock.minute for clock in clocks]
    return lowest, sum(below - above > 12 * 60 for above, below in pairwise(minutes))


def _steps(stamps: Sequence[Stamp]) -> Iterator[timedelta]:
    """The way from each row with a time to the next one that has another."""
    day: date | None = None
    last: datetime | None = None
    for stamp in stamps:
        own = _day(stamp)
        day = own or day
        if stamp.clock is None:
            continue
        now = datetime.combine(day or date(2000, 1, 1), stamp.clock)
        if last is not None and now != last:
            step = now - last
            if own is None and abs(step) > _ACROSS:
                step += _DAY if step < timedelta() else -_DAY
            yield step
        last = now


def _day(stamp: Stamp) -> date | None:
    written = stamp.day
    if written is None or written.either:
        return None
    return valid(written.year or 2000, written.month, written.day)
