"""What PagerDuty said beyond what rcakit has a word for, as plain data TOML can hold."""

from __future__ import annotations

import json
import math
from collections.abc import Container, Mapping

from rcakit import model
from rcakit.text import normal

_BYTES = 4000
_DEPTH = 4
_MANY = 50
_TEXT = 500
_SAFE = 2**53
_PRIVATE = frozenset(
    {"address", "email", "phone", "phone_number", "conference_number", "contact_methods"}
)
"""Where somebody can be reached is nothing a postmortem needs."""


def trimmed(data: Mapping[str, object], known: Container[str]) -> Mapping[str, object]:
    """The fields of `data` not in `known`, at most 4 kB of them; nulls and empty ones dropped."""
    kept: dict[str, object] = {}
    size = 2
    for key, value in list(data.items())[:200]:
        if key in known:
            continue
        simple = _plain(value, _DEPTH)
        if simple is None or simple in ("", [], {}):
            continue
        room = len(json.dumps({key: simple}).encode())
        if size + room > _BYTES:
            continue
        size += room
        kept[_text(key)] = simple
    return model.table(kept)


def _text(value: str) -> str:
    clean = normal(value[: _TEXT * 2]).replace("\0", "\ufffd")
    return clean if len(clean) <= _TEXT else clean[: _TEXT - 1] + "…"


def _plain(value: object, depth: int) -> object:
    """`value` as TOML holds it; depth is bounded, so the recursion is too."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return value if abs(value) < _SAFE else str(value)[:40]
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if depth == 0:
        return None
    if isinstance(value, dict):
        fields = [(str(k), v) for k, v in list(value.items())[:_MANY] if k not in _PRIVATE]
        items = ((_text(name), _plain(field, depth - 1)) for name, field in fields)
        return {key: item for key, item in items if item is not None}
    if isinstance(value, list):
        found = (_plain(item, depth - 1) for item in value[:_MANY])
        return [item for item in found if item is not None]
    return None
