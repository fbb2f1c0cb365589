"""A day as people write it: ISO, with the month in words, with slashes, with a typing error."""

from __future__ import annotations

import re
from datetime import date

import attrs

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,? ?)?"
DAY = re.compile(
    rf"{_WEEKDAY}(?:(?P<y1>\d{{4,5}})(?P<mark>[-/.])(?P<m1>\d{{1,2}})(?P=mark)(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<m2>{_MONTH})(?:,?[ -](?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y3>\d{{4}})\b(?!:))?"
    r"|(?P<n1>\d{1,2})(?P<slash>[/.])(?P<n2>\d{1,2})(?P=slash)(?P<y4>\d{4})"
    r"|(?P<template>YYYY[-/]MM[-/]DD))(?![\d])",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"(?<![^\W_])(?:{DAY.pattern}|(?P<run>20\d{{2}})_?(?P<month>\d{{2}})_?(?P<number>\d{{2}})(?!\d))",
    re.IGNORECASE,
)
_LONGEST = 400
_MONTHS_A_YEAR = 12
_CENTURIES = range(1970, 2100)


@attrs.frozen(kw_only=True)
class Written:
    """A day as written; `year` is None where it is left out."""

    year: int | None
    month: int
    day: int
    either: bool = False


def day_in(text: str) -> date | None:
    """The first day in `text` that has its year and one reading: a title, the name of a file."""
    for match in _WITHIN.finditer(text[:_LONGEST]):
        if match["run"] is not None:
            year, month, day = int(match["run"]), int(match["month"]), int(match["number"])
        else:
            written, _ = day_of(match)
            if written is None or written.year is None or written.either:
                continue
            year, month, day = written.year, written.month, written.day
        if (found := valid(year, month, day)) is not None:
            return found
    return None


def valid(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(match: re.Match[str] | None) -> tuple[Written | None, str]:
    """The day a match of `DAY` is, and what is odd in it; None where the calendar has none."""
    if match is None or match["template"] is not None:
        return None, ""
    odd = ""
    if match["y1"] is not None:
        digits, month, number = match["y1"], int(match["m1"]), int(match["d1"])
        year = int(digits)
        if len(digits) > 4:
            year = int(digits[1:]) if digits[0] == digits[1] else int(digits[:4])
            odd = f"The year {digits} was read as {year}."
        written = Written(year=year, month=month, day=number)
    elif match["n1"] is not None:
        first, second, year = int(match["n1"]), int(match["n2"]), int(match["y4"])
        if match["slash"] == "." or first > _MONTHS_A_YEAR:
            written = Written(year=year, month=second, day=first)
        else:
            either = second <= _MONTHS_A_YEAR and first != second
            written = Written(year=year, month=first, day=second, either=either)
    else:
        name, number = (match["m2"] or match["m3"]), int(match["d2"] or match["d3"])
        digits = match["y2"] or match["y3"]
        written = Written(
            year=int(digits) if digits else None,
            month=MONTHS.index(name[:3].lower()) + 1,
            day=number,
        )
    try:
        date(written.year or 2000, written.month, written.day)
    except ValueError:
        return None, ""
    if written.year is not None and written.year not in _CENTURIES:
        return None, ""
    return written, odd
