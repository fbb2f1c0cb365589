"""Which column of a table says what: by options, else by the words at its head."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import attrs

from rcakit import model
from rcakit.text import shorten
from rcakit_tabular.moments import looks_timed

_HEADS: Mapping[str, tuple[str, ...]] = model.frozen(
    {
        "date": ("date", "day", "event date"),
        "time": (
            "timestamp", "time", "at", "when", "datetime", "date time", "event time", "occurred at",
            "start time", "started at", "start", "starts at", "display at", "created at", "created",
            "ts", "realtime timestamp", "date created", "logged at", "time stamp", "utc", "moment",
            "date and time", "submitted at",
        ),
        "until": ("until", "end", "end time", "ended at", "ends at", "to", "finish"),
        "text": (
            "text", "message", "summary", "what", "event", "description", "title", "note", "notes",
            "what happened", "details", "body", "msg", "content", "action", "subject", "name",
            "comment", "entry",
        ),
        "who": (
            "who", "actor", "user", "author", "by", "person", "owner", "username", "reporter",
            "responsible", "agent", "syslog identifier", "login", "systemd unit",
        ),
        "kind": ("kind", "type", "category", "event type"),
        "id": ("id", "uuid", "event id", "key", "client msg id", "cursor"),
        "url": ("url", "link", "href", "html url", "permalink"),
    }
)  # fmt: skip
FIELDS = tuple(_HEADS)
_DATA = re.compile(r"\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|^\s*\d{10,}\s*$")


@attrs.frozen
class Columns:
    """The column of each field; None where there is none."""

    time: str | None
    text: str | None
    date: str | None = None
    until: str | None = None
    who: str | None = None
    kind: str | None = None
    id: str | None = None
    url: str | None = None


def words(head: str) -> str:
    """A head in plain small words: `EventTime_UTC (ms)` is "event time utc"."""
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", head[:200])
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return " ".join(re.sub(r"[^\w]|_", " ", text).casefold().split())


def find(
    heads: Sequence[str],
    options: Mapping[str, str],
    values: Callable[[str], Sequence[str]] | None = None,
) -> Columns:
    """The columns of a table, those named by options first.

    Args:
        heads: The heads of the columns.
        options: Field to the head a person named for it.
        values: Gives some cells of a column, to suggest columns by what is in them.

    Raises:
        ValueError: A column named by an option is not there, or the time or the text cannot be
            told; the sentence lists the columns.
    """
    by_words = {words(head): head for head in reversed(heads)}
    listed = ", ".join(f"“{shorten(head, 30)}”" for head in heads[:30]) or "none"
    found: dict[str, str | None] = {}
    for field in FIELDS:
        named = options.get(field)
        if named is None:
            continue
        head = named if named in heads else by_words.get(words(named))
        if head is None:
            raise ValueError(
                f"There is no column “{shorten(named, 40)}”; the columns are {listed}."
            )
        found[field] = head
    taken = set(found.values())
    for field, names in _HEADS.items():
        if field in found:
            continue
        head = next((by_words[name] for name in _variants(names) if name in by_words), None)
        if head is not None and head not in taken:
            found[field] = head
            taken.add(head)
    if found.get("time") is None and found.get("date") is not None:
        found["time"], found["date"] = found["date"], None
    missing = [field for field in ("time", "text") if found.get(field) is None]
    if missing:
        data = any(_DATA.search(head[:100]) for head in heads)
        free = [head for head in heads if head not in taken]
        raise ValueError(
            f"No column is known for the {' and the '.join(missing)}; the columns are {listed}."
            f"{_advice(missing, free, values)}"
            + (" The first row looks like data; it must be the headings." if data else "")
        )
    return Columns(**found)


def _variants(names: Sequence[str]) -> list[str]:
    endings = ("", " utc", " ms", " ns", " us", " s", " unix", " nano", " unix nano")
    return [name + ending for name in names for ending in endings]


def _advice(
    missing: Sequence[str], free: Sequence[str], values: Callable[[str], Sequence[str]] | None
) -> str:
    """What to type for the missing fields, with columns that hold what the field needs."""
    cells = {head: values(head) if values is not None else () for head in free}
    left = list(free)
    if any(cells.values()):
        timed = [head for head in free if looks_timed(cells[head])]
        if "time" in missing and not timed:
            return " No column seems to hold times."
        worded = [head for head in free if any(re.search(r"[^\W\d_]", c) for c in cells[head])]
        left = [head for head in worded if head not in timed] or left
        left = [*timed[:1], *left] if "time" in missing else left
    left = left or ["When", "What"]
    named = {field: left[min(at, len(left) - 1)] for at, field in enumerate(missing)}
    typed = " ".join(f"{field}={_quoted(shorten(head, 80))}" for field, head in named.items())
    return f" Say which: {typed} (after the path in the app, with --map for each in a shell)."


def _quoted(head: str) -> str:
    if re.fullmatch(r"[\w.-]+", head):
        return head
    return f"'{head}'" if '"' in head else f'"{head}"'
