"""Fields of PagerDuty's objects, whatever stands in them, and words put together from them."""

from __future__ import annotations

from rcakit.text import normal
from rcakit_pagerduty.payload import Json

_MOST = 50
_LONGEST = 2000


def table(value: object) -> Json:
    """An object; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def several(value: object) -> list[object]:
    """The first entries of a list; none where it is none."""
    return value[:_MOST] if isinstance(value, list) else []


def text(value: object) -> str:
    """A short text; "" where it is none."""
    return normal(value[:_LONGEST]) if isinstance(value, str) else ""


def joined(said: str, parts: list[str]) -> str:
    """What happened with what is said of it behind a colon, each once."""
    more = [part for part in dict.fromkeys(parts) if part and part != said]
    return ": ".join((said.rstrip("."), "; ".join(more))) if more else said
