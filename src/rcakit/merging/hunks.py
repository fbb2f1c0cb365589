"""A text with places where two versions disagree, and the marks that git writes around them."""

from __future__ import annotations

import re
from enum import StrEnum

import attrs

SIZE = 7
"""How many signs a mark has where git does not say otherwise."""
_OPENING = re.compile(r"<{7,}(?= |$)")


class Side(StrEnum):
    """One of the versions."""

    OURS = "ours"
    BASE = "base"
    THEIRS = "theirs"


@attrs.frozen
class Hunk:
    """Whole lines that two versions have differently; a side without lines has taken them out.

    Attributes:
        ours: The lines as the version at hand has them.
        base: As they were before both; None where nobody knows.
        theirs: As the other version has them.
    """

    ours: str
    base: str | None
    theirs: str

    def side(self, side: Side) -> str:
        """The lines of one version; "" for a base nobody knows."""
        return {Side.OURS: self.ours, Side.BASE: self.base or "", Side.THEIRS: self.theirs}[side]


Part = str | Hunk
Parts = tuple[Part, ...]
"""A text in its order: what both agree on, and where they do not."""


@attrs.frozen
class Labels:
    """What stands behind the marks."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"


def hunks(parts: Parts) -> tuple[Hunk, ...]:
    """The places of disagreement."""
    return tuple(part for part in parts if isinstance(part, Hunk))


def chosen(parts: Parts, side: Side) -> str:
    """The whole text with one version taken at every place."""
    return "".join(part if isinstance(part, str) else part.side(side) for part in parts)


def marked(parts: Parts, labels: Labels | None = None, size: int = SIZE) -> str:
    """The whole text with marks, as editors and git know them. Lines end with LF."""
    named = labels or Labels()
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
            continue
        pieces += [f"{'<' * size} {named.ours}\n", _closed(part.ours)]
        if part.base is not None:
            pieces += [f"{'|' * size} {named.base}\n", _closed(part.base)]
        pieces += [f"{'=' * size}\n", _closed(part.theirs), f"{'>' * size} {named.theirs}\n"]
    return "".join(pieces)


def unmarked(text: str) -> Parts | None:
    """The parts of a text with marks; None where it has none, or they make no sense.

    Args:
        text: Lines end with LF.
    """
    lines = lines_of(text)
    parts: list[Part] = []
    plain: list[str] = []
    position, found = 0, False
    while position < len(lines):
        opening = _OPENING.match(lines[position].rstrip("\n"))
        if opening is None:
            plain.append(lines[position])
            position += 1
            continue
        read = _hunk(lines, position + 1, len(opening.group()))
        if read is None:
            return None
        hunk, position = read
        found = True
        if plain:
            parts.append("".join(plain))
            plain = []
        parts.append(hunk)
    if plain:
        parts.append("".join(plain))
    return tuple(parts) if found else None


def lines_of(text: str) -> list[str]:
    """The lines of a text with their LF; no other sign ends a line in TOML."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def has_marks(data: bytes) -> bool:
    """Whether bytes look as if there were marks in them; cheap, and sure where it says no."""
    mark = b"<" * SIZE
    return data.startswith(mark) or b"\n" + mark in data


def _hunk(lines: list[str], start: int, size: int) -> tuple[Hunk, int] | None:
    """The hunk whose lines begin at `start`, and the line behind it."""
    sections: dict[str, list[str]] = {"<": []}
    here = "<"
    follows = {"<": "|=", "|": "=", "=": ">"}
    depth = 0
    for position in range(start, len(lines)):
        line = lines[position].rstrip("\n")
        sign = line[:1]
        # What a merge of merges left behind has longer marks of its own; they are text here.
        mark = line[:size] == sign * size and line[size : size + 1] in ("", " ")
        if mark and sign == "<":
            depth += 1
        elif mark and sign == ">" and depth:
            depth -= 1
        elif mark and not depth and sign and sign in follows[here]:
            if sign == ">":
                base = "".join(sections["|"]) if "|" in sections else None
                return Hunk("".join(sections["<"]), base, "".join(sections["="])), position + 1
            here = sign
            sections[here] = []
            continue
        sections[here].append(lines[position])
    return None


def _closed(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
