"""Whether two documents say the same, to the type: `1`, `1.0` and `true` are three values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta


def same(one: object, other: object) -> bool:
    """Whether both hold equal values of equal types, whatever the order of their keys.

    Date-times are equal with equal offsets only. Tuples count as lists.
    """
    waiting = [(one, other)]
    while waiting:
        a, b = waiting.pop()
        if a is b:
            continue
        if isinstance(a, Mapping):
            if not isinstance(b, Mapping) or a.keys() != b.keys():
                return False
            waiting.extend((value, b[key]) for key, value in a.items())
        elif isinstance(a, (list, tuple)):
            if not isinstance(b, (list, tuple)) or len(a) != len(b):
                return False
            waiting.extend(zip(a, b, strict=True))
        elif type(a) is not type(b) or a != b or _offset(a) != _offset(b):
            return False
    return True


def _offset(value: object) -> timedelta | None:
    return value.utcoffset() if isinstance(value, datetime) else None
