"""What a document may hold, so that every TOML reader can read what we write.

Integers within 53 bits and offsets of whole minutes are what JSON and JavaScript readers keep
exactly; the rest is what TOML itself cannot say.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

import attrs

from rcakit.toml.layout import Path

SIZE = 5_000_000
"""The most bytes a file may have."""

DEPTH = 64
"""The most names in a path, counting array elements."""

INTEGER = 2**53 - 1
"""The greatest integer, and its negative the least."""


@attrs.frozen
class Fault:
    """A value that may not stand in a document: where (array elements by position) and why."""

    path: Path
    reason: str


def first_fault(document: Mapping[str, object]) -> Fault | None:
    """The first value of `document` that breaks a limit, in no particular order, or None."""
    waiting: list[tuple[Path, object]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        children = _children(value)
        if children is None:
            reason = _reason(value)
            if reason is not None:
                return Fault(path, reason)
            continue
        for name, child in children:
            if not isinstance(name, str):
                return Fault((*path, str(name)), "a key must be text")
            reason = _text_reason(name)
            if reason is not None:
                return Fault(path, f"one of its keys {reason}")
            if len(path) >= DEPTH:
                return Fault(path, f"it is nested more than {DEPTH} levels deep")
            waiting.append(((*path, name), child))
    return None


def _children(value: object) -> Iterator[tuple[object, object]] | None:
    if isinstance(value, Mapping):
        return iter(value.items())
    if isinstance(value, (list, tuple)):
        return ((str(position), item) for position, item in enumerate(value))
    return None


def _reason(value: object) -> str | None:
    kind = type(value)
    if kind is str:
        return _text_reason(str(value))
    if kind is bool or kind is date:
        return None
    if isinstance(value, int) and kind is int:
        if -INTEGER <= value <= INTEGER:
            return None
        return (
            "the integer has more than 53 bits; other readers would round it, so write it as text"
        )
    if isinstance(value, float) and kind is float:
        if math.isfinite(value):
            return None
        return "the number is not finite; leave the key out where the value is unknown"
    if isinstance(value, datetime) and kind is datetime:
        return _offset_reason(value.utcoffset())
    if isinstance(value, time) and kind is time:
        return "a time of day has no offset in TOML" if value.tzinfo is not None else None
    if value is None:
        return "there is no empty value in TOML; leave the key out"
    return f"a value of type {kind.__name__} cannot be written as TOML"


def _text_reason(text: str) -> str | None:
    if text.isascii():
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return "holds half of a character (a lone surrogate), which no file can hold"
    return None


def _offset_reason(offset: timedelta | None) -> str | None:
    if offset is None or offset % timedelta(minutes=1) == timedelta(0):
        return None
    return "the offset of the time is not in whole minutes; give the time in UTC"
