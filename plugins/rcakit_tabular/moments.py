"""Times of a column. Only what means the same on every day it is imported is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from rcakit import times
from rcakit.errors import BadAnswer

_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?=\D|$)")
_MONTH_FIRST = re.compile(r"(?!today|yesterday)[a-z]{3,9}[.,]? \d", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_MONTHS = 12


class DayOrder:
    """Whether `03/04/2026` has its day or its month first, as the whole column shows.

    Args:
        values: The times of the column.
        said: What the person said: "day", "month" or "".
    """

    def __init__(self, values: Iterable[str], said: str = "") -> None:
        self.first = said if said in ("day", "month") else ""
        if self.first:
            return
        shown: set[str] = set()
        for value in values:
            match = _SLASHED.match(value)
            if match is not None and int(match[1]) > _MONTHS:
                shown.add("day")
            elif match is not None and int(match[3]) > _MONTHS:
                shown.add("month")
        self.first = shown.pop() if len(shown) == 1 else ""

    def iso(self, value: str) -> str:
        """`value` with its day as ISO, where the order is known; a dot means the day is first."""
        match = _SLASHED.match(value)
        first = "day" if match is not None and match[2] == "." else self.first
        if match is None or not first:
            return value
        one, two = int(match[1]), int(match[3])
        day, month = (one, two) if first == "day" else (two, one)
        return f"{match[4]}-{month:02d}-{day:02d}{value[match.end() :]}"


def read(value: str, zone: str, order: DayOrder, day: date | None) -> datetime:
    """The moment of a cell.

    Args:
        value: The cell, with that of a date column before it.
        zone: IANA name of the zone of times without one.
        order: How slashed days are read.
        day: The day of bare times, where the person said one.

    Raises:
        BadAnswer: It is no time, or would be another one tomorrow.
    """
    text = value.strip()
    if not text:
        raise BadAnswer("The time is empty.")
    if not text[0].isdigit() and not _MONTH_FIRST.match(text):
        raise BadAnswer(f"“{text[:40]}” is no time.")
    if _CLOCK.match(text):
        if day is None:
            raise BadAnswer(f"“{text[:40]}” has no day; say it by the option day=2026-03-01.")
        text = f"{day.isoformat()} {text}"
    return times.read_moment(order.iso(text), zone=zone)


def looks_timed(values: Sequence[str]) -> bool:
    """Whether most of what stands in a column reads as times, in whatever order of the day."""
    written = [value for value in values if value.strip()]
    return bool(written) and sum(map(_is_time, written)) * 2 > len(written)


def _is_time(value: str) -> bool:
    for first in ("day", "month"):
        try:
            read(value, "UTC", DayOrder((), first), date(2000, 1, 1))
        except BadAnswer:
            continue
        return True
    return False
