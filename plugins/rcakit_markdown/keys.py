"""Keys of imported things: of their content, so that a row added above changes none of them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

_LONGEST = 65536


class Keys:
    """Gives each thing the key of what it says; the second of two alike gets a counter."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, table: str, *content: str) -> str:
        """The key of a thing of `table` that says `content`."""
        said = "\x1f".join(" ".join(part.split()).casefold() for part in content)
        digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
        base = f"{table}-{digest}"
        self._seen[base] += 1
        return base if self._seen[base] == 1 else f"{base}-{self._seen[base]}"


def capped(text: str, limit: int = _LONGEST) -> str:
    """`text` in at most `limit` characters, cut at a word with an ellipsis; lines are kept."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:space] if space > limit // 2 else cut).rstrip() + "…"


def folded(text: str) -> str:
    """`text` on one line."""
    return re.sub(r"\s+", " ", text).strip()
