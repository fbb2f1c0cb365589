"""Moments and days as people type and read them.

Date libraries guess, and guess wrong: one takes "1432" for a year, another drops the zone of
"14:32 CET". So this is a small grammar that refuses what has two readings and says both.
Results carry a fixed UTC offset, which is what a TOML offset date-time can hold.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from rcakit.errors import BadAnswer
from rcakit.text import shorten
from rcakit.zones import anchored, label, on_clock, read_zone, zone_of

__all__ = [
    "from_epoch",
    "on_clock",
    "read_day",
    "read_moment",
    "read_zone",
    "show",
    "zone_of",
]

_EXAMPLES = "14:32, +5m, yesterday 15:00, 2026-03-01 14:32, 2026-03-01T14:32:05Z"
_LONGEST = 100
_NOON = 12
_SHORTEST_WEEKDAY = 3

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
    r"(?:(?P<y1>\d{4})(?P<separator>[-/])(?P<m1>\d{1,2})(?P=separator)(?P<d1>\d{1,2})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<m2>{_MONTH}),?[ -](?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
    r"|(?P<n1>\d{1,2})(?P<mark>[/.])(?P<n2>\d{1,2})(?P=mark)(?P<y4>\d{4})(?!\d))",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?P<zone>.*)",
    re.IGNORECASE,
)
_STEP = re.compile(r"(?P<sign>[+-]) ?(?P<steps>(?:\d{1,6} ?[smhd] ?)+)", re.IGNORECASE)
_PART = re.compile(r"(\d+) ?([smhd])", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_EPOCH = re.compile(r"(\d{10})(?:\.(\d{1,9}))?|(\d{13})|(\d{16})|(\d{19})")


def _zoned(moment: datetime, zone: tzinfo) -> datetime:
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).astimezone(zone)


def read_moment(
    text: str, *, zone: str, base: datetime | None = None, now: datetime | None = None
) -> datetime:
    """The moment that was typed.

    Understood: `14:32`, `14:32:05`, `5:55 PM`, each also with a day before it (`2026-03-01`,
    `2026/03/01`, `1 March 2026`, `Mar 1, 2026`, `3/15/2026`, `today`, `yesterday`) and a zone
    behind it (`Z`, `+02:00`, `CET`, `Europe/Berlin`); `+5m`, `-90s`, `+1h30m`, `+1d` (24
    hours); ISO date-times; seconds since 1970, also in ms, µs and ns; `now`.

    Args:
        text: What was typed.
        zone: IANA name of the zone of a time that names none.
        base: What `+5m` counts from and what gives a bare `14:32` its day; `now` if None.
        now: The present moment; the clock's if None. `today` and `yesterday` are seen from it.

    Returns:
        The moment, with a fixed offset from UTC in whole minutes.

    Raises:
        BadAnswer: It is no time, or has two readings; the sentence says what to type.
    """
    words = " ".join(text.replace("\u2212", "-").split())
    if not words:
        raise BadAnswer(f"Type a time, such as {_EXAMPLES}.")
    if len(words) > _LONGEST:
        raise BadAnswer(f"“{shorten(words, 40)}” is too long for a time; type it like {_EXAMPLES}.")
    home = zone_of(zone)
    try:
        present = _zoned(now, home) if now is not None else datetime.now(home)
        anchor = _zoned(base, home) if base is not None else present
        moment = _read(words, home, anchor, present)
        moment.astimezone(UTC)  # events are named and sorted by what UTC showed
    except OverflowError:
        raise BadAnswer(f"“{shorten(words, 40)}” lies outside the years 1 to 9999.") from None
    return moment


def _read(words: str, home: tzinfo, anchor: datetime, present: datetime) -> datetime:
    if words.lower() == "now":
        return anchored(present)
    if (step := _STEP.fullmatch(words)) is not None:
        seconds = sum(int(n) * _SECONDS[unit.lower()] for n, unit in _PART.findall(step["steps"]))
        shift = timedelta(seconds=-seconds if step["sign"] == "-" else seconds)
        return anchored((anchor.astimezone(UTC) + shift).astimezone(home))
    if (epoch := from_epoch(words)) is not None:
        return anchored(epoch.astimezone(home))
    day, rest = _leading_day(words, present.date())
    clock = _CLOCK.fullmatch(rest)
    if clock is None:
        raise BadAnswer(_complaint(words, day, rest))
    given = clock["zone"].strip()
    zone = read_zone(_without_region(given)) if given else home
    if day is None:
        day = anchor.astimezone(zone).date()
    return on_clock(datetime.combine(day, _time(clock, words)), zone)


def _without_region(zone: str) -> str:
    """`+01:00` of `+01:00[Europe/Berlin]`, as Java and whenever write it."""
    offset, bracket, _ = zone.partition("[")
    return offset if bracket and offset.strip() else zone


def from_epoch(text: str) -> datetime | None:
    """The moment of a count since 1970 in UTC; None if `text` is none.

    Ten digits are seconds (a fraction may follow), 13 milliseconds, 16 microseconds and 19
    nanoseconds; all of these lie between the years 2001 and 2286.
    """
    match = _EPOCH.fullmatch(text.strip())
    if match is None:
        return None
    whole, fraction, *finer = match.groups()
    if whole is not None:
        micros = int(whole) * 1_000_000 + int((fraction or "")[:6].ljust(6, "0"))
    else:
        millis, exact, nanos = finer
        micros = int(millis) * 1000 if millis else int(exact) if exact else int(nanos) // 1000
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)


def _leading_day(words: str, today: date) -> tuple[date | None, str]:
    """The day at the start of `words`, and the words behind it."""
    first, _, rest = words.partition(" ")
    if first.lower() in ("today", "yesterday"):
        back = timedelta(days=1 if first.lower() == "yesterday" else 0)
        return today - back, rest.removeprefix("at ")
    match = _DAY.match(words)
    if match is None or _two_readings(match):
        return None, words
    rest = words[match.end() :]
    if rest[:1] not in ("", " ", ",", "T", "t"):
        return None, words
    return _date(match), re.sub(r"\A(?:[Tt]|,? ?(?:at )?)", "", rest)


def _two_readings(match: re.Match[str]) -> bool:
    """Whether day and month may change places, as in `03/04/2026`; 15 is no month."""
    if match["n1"] is None:
        return False
    first, second = int(match["n1"]), int(match["n2"])
    return first != second and max(first, second) <= len(_MONTHS)


def _date(match: re.Match[str]) -> date:
    if match["n1"] is not None:
        smaller, larger = sorted((int(match["n1"]), int(match["n2"])))
        try:
            return date(int(match["y4"]), smaller, larger)
        except ValueError:
            raise BadAnswer(f"There is no day “{match[0]}” in the calendar.") from None
    for year, month, day in (("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3")):
        if match[year] is not None:
            named = match[month][:3].lower()
            number = _MONTHS.index(named) + 1 if named in _MONTHS else int(match[month])
            try:
                return date(int(match[year]), number, int(match[day]))
            except ValueError:
                break
    raise BadAnswer(f"There is no day “{match[0]}” in the calendar.")


def _time(clock: re.Match[str], words: str) -> time:
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    micros = int((clock["fraction"] or "")[:6].ljust(6, "0"))
    if clock["half"]:
        if not 1 <= hour <= _NOON:
            raise BadAnswer(f"“{shorten(words, 40)}”: an hour with am or pm goes from 1 to 12.")
        hour = hour % _NOON + (_NOON if clock["half"].lower() == "p" else 0)
    try:
        return time(hour, minute, second, micros)
    except ValueError:
        raise BadAnswer(f"“{shorten(words, 40)}”: a time goes from 00:00:00 to 23:59:59.") from None


def _complaint(words: str, day: date | None, rest: str) -> str:
    quoted = f"“{shorten(words, 40)}”"
    if day is not None and not rest:
        return f"{quoted} is a day; add the time, such as {day} 14:32."
    if re.fullmatch(r"\d{3,4}", words):
        return f"{quoted} may be a time or a year; type {words[:-2].zfill(2)}:{words[-2:]}."
    if re.match(r"\d{1,2}[/.]\d{1,2}\b", words):
        return f"{quoted} may be day and month or month and day; type it like 2026-04-03 14:32."
    if re.fullmatch(r"\d+ ?[smhd]", words, re.IGNORECASE):
        return f"{quoted} has no direction; type +{words} for later or -{words} for earlier."
    return f"{quoted} is no time; type it like {_EXAMPLES}."


def read_day(text: str, *, today: date | None = None) -> date:
    """The day that was typed.

    Understood: `2026-03-31`, `31 March 2026`, `3/31/2026`, `today`, `tomorrow`, `yesterday`,
    `+14d`, `+2w`, and a weekday, which is the next such day after today.

    Raises:
        BadAnswer: It is no day, or has two readings.
    """
    words = " ".join(text.replace("\u2212", "-").split()).lower()
    start = today if today is not None else datetime.now().astimezone().date()
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    try:
        if words in near:
            return start + timedelta(days=near[words])
        if (step := re.fullmatch(r"([+-]) ?(\d{1,5}) ?([dw])", words)) is not None:
            days = int(step[2]) * (7 if step[3] == "w" else 1)
            return start + timedelta(days=-days if step[1] == "-" else days)
    except OverflowError:
        raise BadAnswer(f"“{shorten(text, 40)}” lies outside the years 1 to 9999.") from None
    for index, weekday in enumerate(_WEEKDAYS):
        if len(words) >= _SHORTEST_WEEKDAY and weekday.startswith(words):
            return start + timedelta(days=(index - start.weekday() - 1) % 7 + 1)
    match = _DAY.fullmatch(words) if len(words) <= _LONGEST else None
    if match is not None and not _two_readings(match):
        return _date(match)
    if re.match(r"\d{1,2}[/.]\d{1,2}\b", words):
        raise BadAnswer(
            f"“{shorten(text, 40)}” may be day and month or month and day; type it like 2026-04-03."
        )
    if not words:
        raise BadAnswer("Type a day, such as 2026-03-31, +14d or friday.")
    raise BadAnswer(f"“{shorten(text, 40)}” is no day; type it like 2026-03-31, +14d or friday.")


def show(
    moment: datetime, zone: str, *, seconds: bool = False, day: bool = True, named: bool = True
) -> str:
    """`moment` on the clocks of `zone`, such as "2026-03-01 14:32 CET".

    The zone is shown by its abbreviation where that has one meaning, else by its offset, so
    that `read_moment` reads the result back. A zone that does not exist (a typing error in a
    file) shows the moment with the offset it carries.

    Args:
        moment: With an offset.
        zone: IANA name.
        seconds: Whether to show them.
        day: Whether to show the date; without it the zone is left out too ("14:32").
        named: Whether to show the zone.
    """
    try:
        local = moment.astimezone(zone_of(zone))
    except (BadAnswer, OverflowError):
        local = moment
    clock = local.replace(tzinfo=None).time().isoformat("seconds" if seconds else "minutes")
    if not day:
        return clock
    shown = f"{local.date().isoformat()} {clock}"
    return f"{shown} {label(local)}" if named else shown
