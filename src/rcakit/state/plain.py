"""Documents as JSON, which has no date-times, and back; every value comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from rcakit.model import Postmortem
from rcakit.store import from_documents, to_documents
from rcakit.store.codec import Misfits
from rcakit.toml.limits import first_fault

Plain = dict[str, Any]
"""File name to contents, of values that JSON has."""
_TABLE = "$table"
_READ: Mapping[str, Callable[[str], Any]] = {
    "$datetime": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$time": time.fromisoformat,
}


class Unsound(ValueError):
    """Data that is no state of any postmortem."""


def encoded(value: Any) -> Any:
    """Plain TOML data as plain JSON data."""
    if isinstance(value, Mapping):
        table = {key: encoded(one) for key, one in value.items()}
        tagged = len(table) == 1 and next(iter(table)).startswith("$")
        return {_TABLE: table} if tagged else table
    if isinstance(value, list | tuple):
        return [encoded(one) for one in value]
    if isinstance(value, datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, time):
        return {"$time": value.isoformat()}
    return value


def decoded(value: Any) -> Any:
    """The opposite of `encoded`; raises ValueError or TypeError where there is none."""
    if isinstance(value, list):
        return [decoded(one) for one in value]
    if not isinstance(value, dict):
        return value
    tag = next(iter(value), "") if len(value) == 1 else ""
    if tag == _TABLE:
        return {key: decoded(one) for key, one in value[tag].items()}
    if tag in _READ:
        return _READ[tag](value[tag])
    return {key: decoded(one) for key, one in value.items()}


def documents(postmortem: Postmortem) -> Plain:
    """What the files of a postmortem hold."""
    plain: Plain = encoded(to_documents(postmortem))
    return plain


def postmortem(plain: Plain) -> Postmortem:
    """The postmortem that these documents hold.

    Raises:
        Unsound: They hold none that could be on disk.
    """
    try:
        found = decoded(plain)
        for document in found.values():
            if (fault := first_fault(document)) is not None:
                raise Unsound(fault.reason)
        return from_documents(found)
    except (Misfits, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Unsound("no postmortem") from error


def text(value: Any) -> str:
    """A value as JSON on one line, the same for the same value to its type."""
    return json.dumps(value, sort_keys=True, allow_nan=False, separators=(",", ":"))
