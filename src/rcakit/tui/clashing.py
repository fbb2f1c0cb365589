"""A value that two people changed, in words a tired person can choose by."""

from __future__ import annotations

from collections.abc import Mapping

from rcakit.model import TABLES, Postmortem, says
from rcakit.text import one_line, quoted, shorten
from rcakit.toml.merge import Clash

_SAID = 56
_THING = 44


def about(mine: Postmortem, file: str, clash: Clash) -> str:
    """What a clash is about: the thing by its words, and the field."""
    table, *rest = clash.path
    if table in TABLES and rest:
        name, *field = rest
        words = says(mine, f"{table}.{name}")
        if words == f"{table}.{name}":  # I deleted it; then theirs has its words
            words = _words(clash.theirs, TABLES[table].says) or name
        # Of words that were changed themselves neither version names the thing.
        reworded = field == [TABLES[table].says]
        what = f"{table} {name if reworded else quoted(words, _THING)}"
        return f"{what} · {'.'.join(field)}" if field else f"{what}, as a whole"
    return f"{file} · {'.'.join(clash.path)}"


def worded(value: object) -> str:
    """A value on one line."""
    if value is None:
        return "(deleted)"
    if isinstance(value, str):
        return quoted(value, _SAID)
    if isinstance(value, Mapping):
        parts = (f"{key} = {worded(inner)}" for key, inner in value.items())
        return shorten(", ".join(parts), _SAID)
    if isinstance(value, (list, tuple)):
        return shorten(", ".join(str(one) for one in value) or "(nothing)", _SAID)
    return shorten(one_line(str(value)), _SAID)


def _words(value: object, field: str) -> str:
    found = value.get(field) if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else ""
