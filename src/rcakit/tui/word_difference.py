"""What differs between two texts, word by word, for a person to see at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from textual.content import Content

from rcakit.text import visible

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 1500
"""Words and lines compared; comparing takes the square of it."""
_ALIKE = 0.6
GONE = "strike $text-error"
NEW = "underline $text-success"


def alike(now: str, then: str) -> bool:
    """Whether so much of both is the same that the differences are worth looking at."""
    old, new = _split(now), _split(then)
    if max(len(old), len(new)) > _MOST:
        return True
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE


def difference(now: str, then: str) -> Content:
    """`now` with what `then` lacks struck out, and what it adds underlined."""
    return Content.assemble(*((visible(text), style) for text, style in _parts(now, then)))


def _parts(now: str, then: str) -> Iterator[tuple[str, str]]:
    old, new = _split(now), _split(then)
    if len(old) > _MOST or len(new) > _MOST:
        old, new = now.splitlines(keepends=True), then.splitlines(keepends=True)
    if len(old) > _MOST or len(new) > _MOST:
        yield then, ""
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            yield "".join(old[start:end]), ""
            continue
        if start < end:
            yield "".join(old[start:end]), GONE
        if begin < stop:
            yield "".join(new[begin:stop]), NEW


def _split(text: str) -> list[str]:
    return _WORD.findall(text)
