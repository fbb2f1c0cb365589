"""The comments in a piece of TOML text, so that none of them is lost."""

from __future__ import annotations

import re
from collections import Counter

from rcakit.toml.layout import KEY, comments_in, scan

_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*{KEY}[ \t]*\]\]?")


def comments(text: str) -> Counter[str]:
    """Every comment of a TOML text, from its sign to the end of its line, with how often."""
    layout = scan(text)
    found: Counter[str] = Counter()
    position = 0
    for block in layout.blocks:
        found.update(_plain(text[position : block.header_end], header=bool(block.path)))
        position = block.header_end
        for statement in block.statements:
            found.update(_plain(text[position : statement.start]))
            value = text[statement.value : statement.value_end]
            if "#" in value and value.startswith(("[", "{")):
                found.update(inner(value))
            found.update(_plain(text[statement.value_end : statement.end]))
            position = statement.end
    found.update(_plain(text[position:]))
    return found


def inner(value: str) -> list[str]:
    """The comments inside an array."""
    return [comment.strip() for comment in comments_in(value)]


def _plain(text: str, *, header: bool = False) -> list[str]:
    found = []
    for line in text.split("\n"):
        name = _HEADER.match(line) if header else None
        start = line.find("#", name.end() if name else 0)
        if start >= 0:
            found.append(line[start:].strip())
    return found
