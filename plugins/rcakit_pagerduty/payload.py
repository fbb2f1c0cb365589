"""PagerDuty's JSON, read within bounds: one object, an array, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from rcakit import ImportFile
from rcakit.errors import UnreadableError

Json = Mapping[str, object]
_MOST = 30_000
"""Objects; the events of more would not fit in one timeline.toml."""
_LISTS = (
    "log_entries", "incidents", "notes", "change_events", "related_change_events", "alerts",
)  # fmt: skip
_SINGLE = ("log_entry", "incident", "note", "change_event", "alert")


@attrs.frozen
class Thing:
    """One object of the file.

    Attributes:
        sort: "log_entry", "incident", "note", "change_event", "alert" or "event" (a webhook).
        data: Its fields.
        line: Its line, for a file of one object a line.
    """

    sort: str
    data: Json
    line: int | None = None


@attrs.frozen
class Payload:
    """What a file holds.

    Attributes:
        things: Its objects in the order of the file.
        incomplete: Names of lists the service says have more than the file holds.
        other: How many objects are of no known sort.
    """

    things: tuple[Thing, ...]
    incomplete: tuple[str, ...] = ()
    other: int = 0


def read(file: ImportFile) -> Payload:
    """The objects of a file.

    Raises:
        UnreadableError: It is no JSON, or holds nothing of PagerDuty's.
    """
    found: list[Thing] = []
    incomplete: list[str] = []
    other, empty = 0, False
    for line, value in _documents(file):
        for part in value if isinstance(value, list) else [value]:
            if not isinstance(part, dict):
                other += 1
                continue
            things = list(_things(part, line))
            found += things
            empty = empty or any(isinstance(part.get(name), list) for name in _LISTS)
            other += not things and not any(name in part for name in _LISTS)
            incomplete += _more(part)
            if len(found) > _MOST:
                raise UnreadableError(
                    Path(file.name), line, f"It holds more than {_MOST} objects; import a part."
                )
    if not found and not empty:
        known = ", ".join(_LISTS)
        raise UnreadableError(
            Path(file.name), None, f"It holds nothing PagerDuty exports ({known}, webhook events)."
        )
    return Payload(tuple(found), tuple(dict.fromkeys(incomplete)), other)


def sort_of(data: Json) -> str | None:
    """What a lone object is, by its type or the fields only that sort has."""
    kind = str(data.get("type") or "")
    if kind.removesuffix("_reference").endswith("log_entry"):
        return "log_entry"
    if "event_type" in data and "occurred_at" in data:
        return "event"
    if kind in ("incident", "change_event", "alert"):
        return kind
    if "incident_number" in data or "first_trigger_log_entry" in data:
        return "incident"
    if "content" in data and "created_at" in data and "user" in data:
        return "note"
    return None


def _things(part: Json, line: int | None) -> Iterator[Thing]:
    for name in _LISTS:
        values = part.get(name)
        if isinstance(values, list):
            sort = {"log_entries": "log_entry", "related_change_events": "change_event"}
            for value in values:
                if isinstance(value, dict):
                    yield Thing(sort.get(name, name[:-1]), value, line)
    for name in _SINGLE:
        value = part.get(name)
        if isinstance(value, dict) and "type" not in part and not _is_reference(value):
            yield Thing(name, value, line)
    messages = part.get("messages")
    for holder in [part, *(messages if isinstance(messages, list) else [])]:
        event = holder.get("event") if isinstance(holder, dict) else None
        if isinstance(event, dict) and sort_of(event) == "event":
            yield Thing("event", event, line)
    lone = sort_of(part)
    if lone is not None:
        yield Thing(lone, part, line)


def _is_reference(value: Json) -> bool:
    return str(value.get("type") or "").endswith("_reference")


def _more(part: Json) -> Iterator[str]:
    """Names of the lists of `part` that are only a page of what there is."""
    for name in _LISTS:
        values = part.get(name)
        if isinstance(values, list):
            total, offset = part.get("total"), part.get("offset")
            start = offset if isinstance(offset, int) else 0
            if part.get("more") is True or (isinstance(total, int) and total > start + len(values)):
                yield name


def _documents(file: ImportFile) -> Iterator[tuple[int | None, object]]:
    text = file.text()
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as problem:
        if problem.msg != "Extra data":
            reason = f"It is no JSON: {problem.msg} at column {problem.colno}."
            raise UnreadableError(Path(file.name), problem.lineno, reason) from None
    except (RecursionError, ValueError):
        raise UnreadableError(
            Path(file.name), None, "Its JSON is nested too deeply or holds a number too long."
        ) from None
    else:
        yield None, whole
        return
    # a text in JSON may hold the other characters that end a line
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            try:
                value = json.loads(row)
            except (RecursionError, ValueError):
                raise UnreadableError(
                    Path(file.name), number, "This line is no JSON object; each line must be one."
                ) from None
            yield number, value
