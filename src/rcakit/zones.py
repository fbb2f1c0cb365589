"""Time zones by name, abbreviation and offset, and what their clocks show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rcakit.errors import BadAnswer
from rcakit.text import shorten

QUESTION = "incident/timezone"
"""The question under which a person's own word on the zone of a postmortem is remembered."""

_HOURS: Mapping[str, float] = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1,
    "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2, "EST": -5, "EDT": -4, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3,
    "SGT": 8, "HKT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_TWOFOLD: Mapping[str, str] = {
    "IST": "+05:30 (India), +02:00 (Israel) or +01:00 (Ireland)",
    "CST": "-06:00 (America) or +08:00 (China)",
    "AST": "-04:00 (Atlantic) or +03:00 (Arabia)",
}
_REGIONS: Mapping[str, str] = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_OFFSET = re.compile(
    r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hour>\d{1,2})(?::?(?P<minute>\d{2}))?", re.IGNORECASE
)
_NAME = re.compile(r"[A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,3}")
_LONGEST = 100
_WIDEST = 14 * 60
"""No clock is further than 14 hours, in minutes, from UTC."""


def zone_of(name: str) -> ZoneInfo:
    """The zone with an IANA name, such as "Europe/Berlin"; letter case does not matter.

    Raises:
        BadAnswer: There is none; names the one that was probably meant.
    """
    found = _zone_or_why(name[: 2 * _LONGEST])
    if isinstance(found, str):
        raise BadAnswer(found)
    return found


@lru_cache(maxsize=256)
def _zone_or_why(name: str) -> ZoneInfo | str:
    """A zone, or the sentence on why there is none.

    Remembered, since a misspelt zone of a postmortem is asked for with every event that is shown.
    """
    # What is not written like a name is not handed on: it would be looked for as a file and as a
    # module, and in doing so recursed into.
    if _NAME.fullmatch(name):
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(name)
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    zones = {zone.casefold(): zone for zone in available_timezones()}
    wanted = name.strip().replace(" ", "_").casefold()[:_LONGEST]
    if wanted in zones:
        return ZoneInfo(zones[wanted])
    cities = {zone.rpartition("/")[2]: zone for zone in zones}
    close = get_close_matches(wanted, zones, 1) or [
        cities[city] for city in get_close_matches(wanted, cities, 1)
    ]
    meant = f"did you mean {zones[close[0]]}?" if close else "a name looks like Europe/Berlin."
    return f"“{shorten(name, 40)}” is no time zone; {meant}"


def read_zone(text: str) -> tzinfo:
    """A zone as written after a time: "Z", "+02:00", "UTC+2", "CET", "PT", "Europe/Berlin".

    An abbreviation means its own offset, whatever the season: "CET" is +01:00.

    Raises:
        BadAnswer: It is unknown, or an abbreviation with several meanings, which it lists.
    """
    name = text.strip().strip("()[]").strip()
    upper = name.upper()
    if upper in _HOURS:
        return _fixed(timedelta(hours=_HOURS[upper]))
    if upper in _TWOFOLD:
        raise BadAnswer(f"“{name}” can mean {_TWOFOLD[upper]}; type the offset.")
    if upper in _REGIONS:
        return ZoneInfo(_REGIONS[upper])
    if (match := _OFFSET.fullmatch(name)) is not None:
        minutes = int(match["hour"]) * 60 + int(match["minute"] or 0)
        if minutes > _WIDEST:
            raise BadAnswer(f"“{shorten(name, 20)}” is no offset from UTC; one looks like +02:00.")
        offset = timedelta(minutes=minutes)
        return _fixed(-offset if match["sign"] == "-" else offset)
    return zone_of(name)


def _fixed(offset: timedelta | None) -> timezone:
    return timezone(offset) if offset else UTC


def anchored(moment: datetime) -> datetime:
    """`moment` with a fixed offset of whole minutes, as TOML can hold."""
    offset = moment.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):
        return moment.astimezone(UTC)
    return moment.replace(tzinfo=_fixed(offset), fold=0)


def on_clock(local: datetime, zone: tzinfo) -> datetime:
    """The moment at which clocks in `zone` showed `local`, a naive date-time.

    Raises:
        BadAnswer: They showed it twice or never, because the clocks were changed.
    """
    early = local.replace(tzinfo=zone, fold=0)
    late = local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return anchored(early)
    first, second = sorted(
        anchored(reading).replace(microsecond=0).isoformat(" ") for reading in (early, late)
    )
    never = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local
    how = "never came" if never else "came twice"
    raise BadAnswer(
        f"{local:%Y-%m-%d %H:%M} {how} in {zone}, the clocks were changed; "
        f"type {second} or {first}."
    )


def label(local: datetime) -> str:
    """The zone of `local` as `read_zone` reads it: an abbreviation of one meaning, or an offset."""
    offset = local.utcoffset() or timedelta()
    name = local.tzname() or ""
    if name in _HOURS and timedelta(hours=_HOURS[name]) == offset:
        return name
    minutes = int(offset.total_seconds()) // 60
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
