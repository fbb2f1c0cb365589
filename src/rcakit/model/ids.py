"""Ids: words of the first wording for causes, a time and a short tail for events."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Container
from datetime import UTC, datetime

ID = re.compile(r"[a-z0-9-]{1,64}")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "did",
        "do",
        "for",
        "from",
        "had",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "so",
        "than",
        "that",
        "the",
        "their",
        "then",
        "there",
        "this",
        "to",
        "too",
        "up",
        "was",
        "we",
        "were",
        "when",
        "which",
        "while",
        "with",
    ]
)
_RANKS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain.replace("'", ""))


def slug(text: str, taken: Container[str], length: int = 40) -> str:
    """A new id of the telling words of `text`, not in `taken`.

    Text without a Latin letter or digit gets a short hash of itself instead of words.
    """
    words = _words(text)
    telling = [word for word in words if word not in _SMALL] or words
    base = ""
    for word in telling:
        longer = f"{base}-{word}" if base else word[:length]
        if len(longer) > length:
            break
        base = longer
    if not base:
        base = "x-" + tail(text)
    return unique(base, taken)


_TRIED = 64
"""Numbers that are tried one by one, before larger ones are."""


def unique(base: str, taken: Container[str]) -> str:
    """`base`, or `base` with a number that makes it differ from all `taken`.

    It is the first such number where that is small; among thousands of the same name, one that
    is free behind one that is not.
    """
    if base not in taken:
        return base

    def numbered(number: int) -> str:
        return f"{base[:54]}-{number}" if number > _TRIED else f"{base[:60]}-{number}"

    for number in range(2, _TRIED + 1):
        if numbered(number) not in taken:
            return numbered(number)
    used, free = _TRIED, 2 * _TRIED
    while numbered(free) in taken:
        used, free = free, 2 * free
    while free - used > 1:
        middle = (used + free) // 2
        if numbered(middle) in taken:
            used = middle
        else:
            free = middle
    return numbered(free)


def tail(source: str, length: int = 4) -> str:
    """A short tail that depends on `source` alone: the same thing gets the same id."""
    number = int.from_bytes(hashlib.sha256(source.encode("utf-8", "replace")).digest()[:8], "big")
    letters = ""
    for _ in range(length):
        number, index = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[index]
    return letters


def random_tail(length: int = 4) -> str:
    """A short random tail for something a person adds."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def event_id(at: datetime | None, ending: str, taken: Container[str]) -> str:
    """An event id that sorts like its time (UTC): "20260301-1332-k3f9"."""
    return unique(f"{_stamp(at)}-{ending}", taken)


def _stamp(at: datetime | None) -> str:
    if at is None:
        return "undated"
    try:
        utc = at.astimezone(UTC)
    except OverflowError:  # a file may hold a time that UTC has no year for
        utc = at
    return f"{utc.year:04}{utc:%m%d-%H%M}"


def rank(sequence: int) -> str:
    """A number within a minute as letters that sort like it: "0" to "y", then "z00" to "zzz"."""
    last = len(_RANKS) - 1
    if sequence < last:
        return _RANKS[sequence]
    high, low = divmod(min(sequence - last, len(_RANKS) ** 2 - 1), len(_RANKS))
    return f"z{_RANKS[high]}{_RANKS[low]}"
