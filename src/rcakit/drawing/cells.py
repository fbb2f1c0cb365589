"""How many terminal cells text takes, and how to wrap and cut it by cells.

Chinese, Japanese and Korean characters and most emoji take two cells, combining marks none
(Unicode Standard Annex #11). Characters of ambiguous width are taken as one cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters of Latin, Greek and Cyrillic, punctuation, arrows and lines: one cell each, no marks.
_PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u203b\u2190-\u21ff\u2500-\u257f]*"
)
_WIDE = 2
# The later parts of a Hangul syllable join the first one.
_JOINING_HANGUL = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
_EMOJI = range(0x1F300, 0x1FB00)
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = frozenset("🏻🏼🏽🏾🏿")  # each colours the emoji before it
_NO_LINE_START = frozenset("、。，．：；？！）」』】〕〉》”’…ー々")
_NO_LINE_END = frozenset("（「『【〔〈《“‘")
_GOOD_BREAK = frozenset("/-_.,:;=&?+")


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if any(ord(char) in part for part in _JOINING_HANGUL):
        return 0
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Mc"):
        return 0
    if category == "Cn":  # not yet known to Python; among the emoji it will be one
        return _WIDE if ord(char) in _EMOJI else 1
    return _WIDE if unicodedata.east_asian_width(char) in ("W", "F") else 1


def clusters(text: str) -> list[tuple[str, int]]:
    """`text` as characters with their marks, each with its width in cells.

    That is 1 or 2, and 0 for marks that have no character before them.
    """
    if text.isascii() or _PLAIN.fullmatch(text):
        return [(char, 1) for char in text]
    found: list[tuple[str, int]] = []
    for char in text:
        cells = _char_width(char)
        if found and found[-1][1] == _WIDE and char in _SKIN_TONES:
            cells = 0
        if cells:
            found.append((char, cells))
        elif found and found[-1][0] != " ":
            whole, before = found[-1]
            found[-1] = (whole + char, _WIDE if char == _EMOJI_STYLE else before)
        else:
            found.append((char, 0))
    return found


def width(text: str) -> int:
    """The number of cells `text` takes."""
    if text.isascii() or _PLAIN.fullmatch(text):
        return len(text)
    return sum(cells for _, cells in clusters(text))


def fit(text: str, limit: int) -> str:
    """`text` in at most `limit` cells, cut with an ellipsis where it is longer."""
    if width(text) <= limit:
        return text
    kept = ""
    room = limit - 1
    for cluster, cells in clusters(text):
        if cells > room:
            break
        kept += cluster
        room -= cells
    return kept.rstrip() + "…" if limit > 0 else ""


def wrap(text: str, limit: int) -> list[str]:
    """`text` in lines of at most `limit` cells (never fewer than two); at least one line.

    Lines break at spaces and between wide characters; a word wider than a line is broken,
    after a hyphen, slash, dot or the like where there is one.
    """
    limit = max(limit, _WIDE)
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        glue = " " if line else ""
        for unit in _units(word):
            cells = width(unit)
            if used + len(glue) + cells > limit and line:
                lines.append(line)
                line, used, glue = "", 0, ""
            *whole, end = _broken(unit, limit) if cells > limit else [unit]
            lines.extend(whole)
            line += glue + end
            used += len(glue) + width(end)
            glue = ""
    return [*lines, line]


def balanced(text: str, limit: int) -> list[str]:
    """`text` wrapped to as few lines as `wrap` needs, made as even in width as they can be."""
    best = wrap(text, limit)
    low, high = _WIDE, max(limit, _WIDE)
    while len(best) > 1 and low < high:
        middle = (low + high) // 2
        tried = wrap(text, middle)
        if len(tried) > len(best) or _breaks_a_word(tried, best):
            low = middle + 1
        else:
            best, high = tried, middle
    return best


def _breaks_a_word(tried: list[str], best: list[str]) -> bool:
    return len(" ".join(tried)) > len(" ".join(best)) or (
        " ".join(tried).split() != " ".join(best).split()
    )


def _units(word: str) -> Iterator[str]:
    """The pieces of a word between which a line may end."""
    if word.isascii() or _PLAIN.fullmatch(word):
        yield word
        return
    unit, wide = "", False
    for cluster, cells in clusters(word):
        closes = cluster[0] in _NO_LINE_START
        opens = bool(unit) and unit[-1] in _NO_LINE_END
        if unit and (wide or cells == _WIDE) and not closes and not opens:
            yield unit
            unit = ""
        unit += cluster
        wide = cells == _WIDE
    yield unit


def _broken(unit: str, limit: int) -> list[str]:
    """A unit wider than a line, in pieces that fit."""
    pieces: list[str] = []
    piece: list[str] = []
    used = 0
    for cluster, cells in clusters(unit):
        if used + cells > limit:
            cut = max((i + 1 for i, c in enumerate(piece) if c in _GOOD_BREAK), default=0)
            cut = cut if cut > len(piece) // 2 else len(piece)
            pieces.append("".join(piece[:cut]))
            piece = piece[cut:]
            used = width("".join(piece))
        piece.append(cluster)
        used += cells
    return [*pieces, "".join(piece)]
