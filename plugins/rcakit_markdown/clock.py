"""Which moment a written time is: the day above it, the row before it, the zone of the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import available_timezones

import attrs

from rcakit import model, times
from rcakit.errors import BadAnswer
from rcakit_markdown.days import Written, valid
from rcakit_markdown.stamps import ZONE, Stamp

_STATED = re.compile(
    r"\btime(?:s|stamps?|zones?)?\b"
    r"(?:[ (:=*_/,]+(?:are|is|in|as|all|shown|given|listed|the|below|zones?|times?|stamps?|reported"
    r"|expressed|noted|use|using|timestamps?|date|and|local))*"
    rf"[ (:=*_/,]+(?P<zone>{ZONE})(?![\w/])",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?:^|[(\[ ])(?P<zone>{ZONE})[)\]]?$")
_ZONED_TIME = re.compile(
    rf"(?<![\d:])(?P<clock>\d{{1,2}}:\d{{2}}) ?(?P<half>[AaPp][Mm])? ?\(?(?P<zone>{ZONE})(?![\w/])"
)
_HALF_DAY = timedelta(hours=12)
_NEAR = timedelta(days=14)
_REGIONS = model.frozen(
    {
        "UTC": "UTC", "GMT": "UTC", "Z": "UTC", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon",
        "BST": "Europe/London", "CET": "Europe/Paris", "CEST": "Europe/Paris",
        "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "EET": "Europe/Helsinki",
        "EEST": "Europe/Helsinki", "ET": "America/New_York", "EST": "America/New_York",
        "EDT": "America/New_York", "CT": "America/Chicago", "CDT": "America/Chicago",
        "MT": "America/Denver", "MST": "America/Denver", "MDT": "America/Denver",
        "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
        "JST": "Asia/Tokyo", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
    }
)  # fmt: skip


@attrs.frozen
class Moments:
    """What a stamp comes to.

    Attributes:
        at, until: The moments, where they are known.
        local: `at` as clocks showed it; the part of the key that no zone can alter.
        precision: How exactly `at` is known.
    """

    at: datetime | None
    until: datetime | None
    local: datetime | None
    precision: model.Precision | None


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_from(name: str) -> tzinfo:
    """The zone an abbreviation, an offset or an IANA name means.

    Raises:
        BadAnswer: It is unknown or has several meanings.
    """
    if "/" in name and name not in _zone_names():
        raise BadAnswer(f"“{name[:40]}” is no time zone.")
    return times.read_zone(name)


def stated_zone(text: str, *, label: bool = False) -> str:
    """The zone a sentence says times are in, as written; "" where it says none.

    Args:
        text: "All times in UTC", "Date and Time in CET".
        label: Whether it is a heading or the head of a column, where "When (UTC)" says it too.
    """
    match = _STATED.search(text[:400])
    if match is None and label:
        match = _LABELLED.search(text[:400].strip())
    return match["zone"] if match is not None else ""


def other_zone(text: str, at: datetime) -> str:
    """A time in `text` with a zone of its own that is the same minute, whole hours from `at`.

    An alert pasted into a row often shows that the zone named above the rows is wrong. "" where
    there is none.
    """
    for match in itertools.islice(_ZONED_TIME.finditer(text[:2000]), 5):
        try:
            zone = zone_from(match["zone"])
            said = times.read_moment(f"{match['clock']} {match['half'] or ''}", zone="UTC", base=at)
        except BadAnswer:
            continue
        moment = said.replace(tzinfo=zone)
        apart = abs(moment - at) % timedelta(days=1)
        if apart and apart % timedelta(hours=1) == timedelta():
            return match[0]
    return ""


def region(name: str) -> str:
    """The IANA zone whose people write `name`; "" where that is not known."""
    if name.upper() in _REGIONS:
        return _REGIONS[name.upper()]
    return name if "/" in name and name in _zone_names() else ""


class Clock:
    """Turns stamps into moments, row by row.

    A bare time is of the day of the heading or row above it; one that lies more than twelve
    hours before the row above it has crossed midnight, which is told, and one that lies less
    before it is a row out of order.

    Args:
        zone: The zone of times that name none.
        day: The day of the document, where it is known.
        remark: Called with a line and a sentence about anything odd.

    Attributes:
        unzoned: The line of the first time that names no zone of its own.
    """

    def __init__(self, zone: tzinfo, day: date | None, remark: Callable[[int, str], None]) -> None:
        self.zone = zone
        self.document_day = day
        self.day = day
        self.last: datetime | None = None
        self.remark = remark
        self.unzoned: int | None = None

    def set_day(self, written: Written, line: int) -> bool:
        """Takes the day of a heading for the rows below it; False where it has two readings."""
        day = self._day(written, line)
        if day is None:
            return False
        self.day, self.last = day, None
        return True

    def start(self, written: Written | None, line: int, *, nights: int) -> None:
        """Begins anew at a row so many midnights before `written`, else on the day known now."""
        day = self._day(written, line) if written is not None else self.day
        self.day = day - timedelta(days=nights) if day is not None else None
        self.last = None

    def _day(self, written: Written, line: int) -> date | None:
        known = self.day or self.document_day
        if written.year is None:
            if known is None:
                return None
            years = (known.year - 1, known.year, known.year + 1)
            days = [day for year in years if (day := valid(year, written.month, written.day))]
            return min(days, key=lambda day: abs(day - known), default=None)
        first = valid(written.year, written.month, written.day)
        if not written.either:
            return first
        second = valid(written.year, written.day, written.month)
        near = [day for day in (first, second) if day and known and abs(day - known) <= _NEAR]
        if len(near) == 1:
            return near[0]
        self.remark(line, f"{first} and {second} are both readings of this day; write 2026-04-03.")
        return None

    def moments(self, stamp: Stamp, line: int) -> Moments | None:
        """The moments of a stamp; None where the day cannot be told."""
        for sentence in stamp.odd:
            self.remark(line, sentence)
        day = self._day(stamp.day, line) if stamp.day is not None else self.day
        if day is None:
            return None
        if stamp.day is not None:
            self.day = day
        if stamp.clock is None:
            at = self._on_clock(datetime.combine(day, time()), self.zone, line)
            if stamp.unknown:
                self.remark(line, f"The time is left open; kept as the day {day}.")
            local = datetime.combine(day, time())
            return Moments(at, None, local, model.Precision.DAY)
        local = datetime.combine(day, stamp.clock)
        if stamp.day is None and self.last is not None and self.last - local > _HALF_DAY:
            local += timedelta(days=1)
            self.day = local.date()
            self.remark(
                line,
                f"{local:%H:%M} comes behind {self.last:%H:%M}, so it was read as past midnight, "
                f"on {self.day}.",
            )
        self.last = local
        zone = self._zone(stamp, line)
        at = self._on_clock(local, zone, line)
        return Moments(
            at, self._until(stamp, local, zone, line), local, self._precision(stamp, line)
        )

    def _until(self, stamp: Stamp, local: datetime, zone: tzinfo, line: int) -> datetime | None:
        if stamp.open_end:
            self.remark(line, "When it ended is left open; the end stays unknown.")
        if stamp.until is None:
            return None
        day = self._day(stamp.until_day, line) if stamp.until_day is not None else None
        end = datetime.combine(day or local.date(), stamp.until)
        if end < local and stamp.until_day is None:
            end += timedelta(days=1)
            if end - local > _HALF_DAY:
                self.remark(line, f"Its end was read as past midnight, on {end.date()}.")
        if end < local:
            self.remark(line, "It ends before it begins; the end was left out.")
            return None
        return self._on_clock(end, zone, line)

    def _precision(self, stamp: Stamp, line: int) -> model.Precision | None:
        if stamp.about:
            self.remark(line, "The time is approximate; marked as known to the hour.")
            return model.Precision.HOUR
        if stamp.vague:
            return model.Precision.HOUR
        exact = stamp.clock is not None and (stamp.clock.second or stamp.clock.microsecond)
        return model.Precision.SECOND if exact else model.Precision.MINUTE

    def _zone(self, stamp: Stamp, line: int) -> tzinfo:
        if not stamp.zone:
            self.unzoned = self.unzoned or line
            return self.zone
        try:
            return zone_from(stamp.zone)
        except BadAnswer as problem:
            self.remark(line, f"{problem} It was read in the zone of the document.")
            return self.zone

    def _on_clock(self, local: datetime, zone: tzinfo, line: int) -> datetime:
        try:
            return times.on_clock(local, zone)
        except BadAnswer as problem:
            reading = local.replace(tzinfo=zone, fold=0)
            offset = reading.utcoffset() or timedelta()
            taken = reading.replace(tzinfo=timezone(offset) if offset else UTC)
            self.remark(line, f"{problem} It was read as {taken.isoformat(' ', 'minutes')}.")
            return taken
