"""The time that begins a row, an item or a heading, as people write it.

Documents hold `13:42`, `5:55 PM`, `15.26`, `1600`, `14:??`, `--:--`, `10:45~`, `09:00 - 11:00`,
`22025-03-18`. Reading a stamp says what was written and what is odd; which moment that is
depends on the day and the zone around it, and is settled by `clock`.
"""

from __future__ import annotations

import re
from datetime import time

import attrs

from rcakit_markdown.days import DAY, Written, day_of

_CLOCK = re.compile(
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<hour12>\d{1,2}) ?(?P<half12>[ap])\.?m\b\.?"
    r"|(?P<dothour>\d{1,2})[.h](?P<dotminute>\d{2})(?: ?(?P<dothalf>[ap])\.?m\b\.?)?"
    r"|(?P<runhour>\d{2})(?P<runminute>\d{2})(?: ?(?P<hours>hrs?\b|hours\b|h\b))?"
    r"|(?P<vaguehour>\d{1,2}):(?:\?\?|xx|--|__)"
    r"|(?P<unknown>\(?time (?:tbc|tbd|unknown)\)?|(?:--|\?{2,4}|xx|__|tbd):?(?:--|\?\?|xx|__)?)"
    r"|(?P<template>hh:mm))(?!\d|:\d)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:~|≈|ca?\. ?|circa |around |about |approx(?:imately|\.)? ?|at )", re.IGNORECASE
)
_ROUGHLY = re.compile(
    r" ?(?:~|≈|ish\b|\((?:approx\.?|approximately|estimated|time tbc|tbc)\))", re.IGNORECASE
)
ZONE = (
    r"(?:(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|Z|[+-]\d{2}:?\d{2}|WES?T|BST|IST|CES?T|MES?Z|EES?T"
    r"|MSK|SAST|[ECMPA][SD]T|[ECMP]T|AK[SD]T|HST|BRT|SGT|HKT|AWST|JST|KST|A[CE][SD]T|NZ[SD]T"
    r"|(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)"
    r"/[A-Za-z_+-]{2,30}(?:/[A-Za-z_]{2,30})?)"
)
_ZONE = re.compile(rf" ?\(?(?P<zone>{ZONE})\)?(?![\w/])")
NUMBER = re.compile(r"[+-][1-9]\d{3}")
"""Digits that may be an offset or a number, as in "14:06 -1200 connections"."""
_OFFSET = re.compile(r"[+-]\d{2}:?\d{2}(?!\d)")
_TO = re.compile(r" ?(?:-|–|—|->|→|to|until|till) ?")
_GAP = re.compile(r"(?:T(?=\d)|,? ?(?:at |- |– |— |\| )?)")
_LEAD = re.compile(r"[\[(]")
_CLOSE = re.compile(r" ?[\])]")
_MARKS = re.compile(r"\s*(?:[:|,;→]|=>|->|-{1,2}(?=[\sA-Za-z])|[–—])?\s*")
_UNIT = re.compile(
    r" ?(?:[%‰€$£¥]|(?:percent|per cent|thousand|million|billion|[kmgtp]?i?b(?:it|yte)?s?"
    r"|[kmgt]?bps|[munµ]?s|secs?|seconds?|mins|minutes|hours|days|[kmg]?hz|eur|usd|gbp|euros?|dollars?|k|m|bn)"
    r"\b)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\Z|[:,\-)\]|~]| (?:[–—|~(-]|[A-Z](?:[a-z]| ))")
"""What follows a time with a dot where nothing else says that it is one."""
_NOON = 12


@attrs.frozen(kw_only=True)
class Stamp:
    """What the beginning of a text says of time.

    Attributes:
        day: The day, where it is written.
        clock: The time of day; None where it is left out or unknown.
        vague: The hour is known and the minute is not, as in `14:??`.
        unknown: A time was left open on purpose, as in `--:--`.
        bare: It is four digits, as in `1600`, and might be a number.
        until_day, until: When it ended.
        open_end: It ended, and it is not known when, as in `12:26-12:??`.
        about: It is said to be approximate.
        zone: The zone behind it, or "".
        template: It is a row of the template that nobody filled in.
        rest: The text behind it.
        odd: What is odd in how it is written, as sentences.
    """

    day: Written | None = None
    clock: time | None = None
    vague: bool = False
    unknown: bool = False
    bare: bool = False
    until_day: Written | None = None
    until: time | None = None
    open_end: bool = False
    about: bool = False
    zone: str = ""
    template: bool = False
    rest: str = ""
    odd: tuple[str, ...] = ()

    @property
    def iso_day(self) -> str:
        """Its day as ISO; "" where it has none, or one of two readings."""
        day = self.day
        if day is None or day.year is None or day.either:
            return ""
        return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


@attrs.define
class _Time:
    clock: time | None = None
    vague: bool = False
    unknown: bool = False
    template: bool = False
    bare: bool = False
    bare_half: bool = False
    half: str = ""
    odd: str = ""


def stamp(text: str, *, cell: bool = False) -> Stamp | None:
    """The stamp at the start of `text`, or None where it begins with no time.

    Args:
        text: Plain text, one row, item, line or heading.
        cell: Whether it is a cell of a column of times, where also `1600` is one.
    """
    text = text.strip()
    scan = _Scan(text, cell=cell)
    scan.lead()
    if not scan.day():
        return None
    after_day = scan.position if scan.written is None else scan.day_end
    clock = scan.clock()
    if clock is None:
        if scan.written is None and not scan.template:
            return None
        return _of_a_day(text, scan, after_day)
    if not scan.behind(clock):
        return None
    if clock.odd:
        scan.odd.append(clock.odd)
    return Stamp(
        day=scan.written,
        clock=clock.clock,
        vague=clock.vague,
        unknown=clock.unknown,
        bare=clock.bare,
        until_day=scan.until_day,
        until=scan.until,
        open_end=scan.open_end,
        about=scan.about,
        zone=scan.zone,
        template=scan.template or clock.template,
        rest=scan.rest(),
        odd=tuple(scan.odd),
    )


class _Scan:
    """Reads a stamp from left to right."""

    def __init__(self, text: str, *, cell: bool) -> None:
        self.text = text
        self.cell = cell
        self.position = self.day_end = 0
        self.bracket = self.about = self.iso = self.template = self.open_end = False
        self.written: Written | None = None
        self.until_day: Written | None = None
        self.until: time | None = None
        self.zone = ""
        self.odd: list[str] = []

    def lead(self) -> None:
        """A bracket and a word such as "around"."""
        if _LEAD.match(self.text) is not None:
            self.bracket, self.position = True, 1
        if (match := _ABOUT.match(self.text, self.position)) is not None:
            self.position, self.about = match.end(), "at" not in match[0]

    def day(self) -> bool:
        """The day, where there is one; False where it is no day of the calendar."""
        match = DAY.match(self.text, self.position)
        if match is None:
            return True
        self.written, odd = day_of(match)
        self.template = match["template"] is not None
        if self.written is None and not self.template:
            return False
        self.odd += [odd] if odd else []
        self.position = self.day_end = match.end()
        if (gap := _GAP.match(self.text, self.position)) is not None:
            self.position = gap.end()
            self.iso = gap[0] in ("T", "t")
        return True

    def clock(self) -> _Time | None:
        """The time of day."""
        sure = self.cell or self.written is not None
        found, self.position = _clock(self.text, self.position, sure=sure)
        return found

    def behind(self, clock: _Time) -> bool:
        """Offset, end, "approximately", zone and bracket; False where a word goes on."""
        offset = _OFFSET.match(self.text, self.position)
        if offset is not None and (self.iso or offset[0][0] == "+"):
            self.zone, self.position = offset[0], offset.end()
        self.end(clock)
        if (match := _ROUGHLY.match(self.text, self.position)) is not None:
            self.position, self.about = match.end(), True
        match = _ZONE.match(self.text, self.position)
        if not self.zone and match is not None and self.is_zone(match, clock):
            self.zone, self.position = match["zone"], match.end()
            if self.until is None and not self.open_end:
                self.end(clock)
        if self.bracket and (match := _CLOSE.match(self.text, self.position)) is not None:
            self.position = match.end()
        following = self.text[self.position : self.position + 1]
        return not (following.isalnum() or following in ("%", "/"))

    def is_zone(self, match: re.Match[str], clock: _Time) -> bool:
        """Whether it is a zone: `-1200` behind a blank may count something."""
        exact = clock.clock is not None and clock.clock.second > 0
        counts = match[0][0] == " " and NUMBER.fullmatch(match["zone"]) is not None
        return self.cell or self.iso or exact or not counts

    def end(self, clock: _Time) -> None:
        """The end of a range."""
        self.until, self.until_day, self.open_end, self.position = _end(
            self.text, self.position, clock, cell=self.cell
        )

    def rest(self) -> str:
        """The words behind the stamp and its marks."""
        marks = _MARKS.match(self.text, self.position)
        return self.text[marks.end() if marks is not None else self.position :]


def _of_a_day(text: str, scan: _Scan, end: int) -> Stamp | None:
    """A day with no time behind it; in running text it needs a mark between it and the words."""
    close = _CLOSE.match(text, end)
    marks = _MARKS.match(text, close.end() if close is not None else end)
    start = marks.end() if marks is not None else end
    marked = text[end:start].strip() != "" or start >= len(text)
    if not (scan.cell or marked or scan.template):
        return None
    return Stamp(day=scan.written, template=scan.template, rest=text[start:], odd=tuple(scan.odd))


def _clock(text: str, position: int, *, sure: bool) -> tuple[_Time | None, int]:
    match = _CLOCK.match(text, position)
    if match is None:
        return None, position
    if match["template"]:
        return _Time(template=True), match.end()
    if match["unknown"]:
        certain = sure or ":" in match["unknown"]
        return (_Time(unknown=True), match.end()) if certain else (None, position)
    if match["vaguehour"]:
        odd = f"The minute of {match[0]} is not known; kept as the hour."
        found = _Time(_time(match["vaguehour"], "0"), vague=True, odd=odd)
    elif match["runhour"] or match["dothour"]:
        if not _is_clock(text, match, sure=sure):
            return None, position
        hour, minute = (
            match["runhour"] or match["dothour"],
            match["runminute"] or match["dotminute"],
        )
        found = _Time(_time(hour, minute, half=match["dothalf"]), bare=bool(match["runhour"]))
        if found.clock is not None:
            found.odd = f"“{match[0].strip()}” was read as {found.clock:%H:%M}."
    else:
        half, hour = match["half"] or match["half12"], match["hour"] or match["hour12"]
        clock = _time(hour, match["minute"] or "0", match["second"], match["fraction"], half=half)
        found = _Time(clock, half=(half or "").lower(), bare_half=half is None)
    return (found, match.end()) if found.clock is not None else (None, position)


def _is_clock(text: str, match: re.Match[str], *, sure: bool) -> bool:
    """Whether `1600` or `15.26` is a time: behind a day, else only with a sign of it."""
    behind = text[match.end() : match.end() + 12]
    if _UNIT.match(behind) is not None:
        return False
    if match["runhour"]:
        mark = re.match(r" ?(?:Z|UTC|GMT)\b|:| ?[-–—|] ", behind)
        return bool(sure or match["hours"] or mark)
    ends = behind[:1] in ("", " ", ":", ",", "-", ")", "]", "|", "~")
    begins = len(match["dothour"]) > 1 and (
        "h" in match[0].lower()
        or _BEGINS.match(behind) is not None
        or _ZONE.match(behind) is not None
    )
    return ends and bool(sure or match["dothalf"] or begins)


def _time(
    hour: str,
    minute: str,
    second: str | None = None,
    fraction: str | None = None,
    *,
    half: str | None = None,
) -> time | None:
    hours = int(hour)
    if half:
        if not 1 <= hours <= _NOON:
            return None
        hours = hours % _NOON + (_NOON if half.lower() == "p" else 0)
    try:
        return time(hours, int(minute), int(second or 0), int((fraction or "")[:6].ljust(6, "0")))
    except ValueError:
        return None


def _end(
    text: str, position: int, start: _Time, *, cell: bool
) -> tuple[time | None, Written | None, bool, int]:
    """The end of a range: its time, its day, whether it is left open, and where it stops."""
    nothing = (None, None, False, position)
    to = _TO.match(text, position)
    if to is None or start.clock is None:
        return nothing
    after = to.end()
    day_match = DAY.match(text, after)
    day, _ = day_of(day_match)
    if day_match is not None and day is not None:
        gap = _GAP.match(text, day_match.end())
        after = gap.end() if gap is not None else day_match.end()
    found, end = _clock(text, after, sure=cell)
    if found is None:
        return nothing
    if found.vague or found.unknown:
        return None, None, True, end
    if found.half and start.bare_half and start.clock.hour <= _NOON:
        moved = _time(str(start.clock.hour), str(start.clock.minute), half=found.half)
        if moved is not None and found.clock is not None and moved <= found.clock:
            start.clock = moved
    return found.clock, day, False, end
