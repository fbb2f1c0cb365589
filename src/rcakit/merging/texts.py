"""Three texts of one file merged: by its things where they can be told apart, else by its lines."""

from __future__ import annotations

from pathlib import Path

import attrs

from rcakit.errors import UnreadableError
from rcakit.merging.hunks import Hunk, Parts, Side, chosen, hunks, unmarked
from rcakit.merging.laws import to_ask
from rcakit.merging.pieces import NoPieces
from rcakit.merging.proof import holds
from rcakit.merging.weaving import Weaver
from rcakit.toml import layout
from rcakit.toml.read import parse

_CRLF = "\r\n"


@attrs.frozen
class Woven:
    """What came of a merge: the text in parts, and what ends its lines."""

    parts: Parts
    newline: str = "\n"


def woven(base: bytes, ours: bytes, theirs: bytes) -> Woven | None:
    """The two sides made one, thing by thing; None where a text is not TOML that rcakit reads.

    Where a way to merge them thing by thing cannot be shown to lose nothing, the whole file is
    one hunk.
    """
    try:
        texts = [_text(_before(base)), _text(ours), _text(theirs)]
    except (UnreadableError, UnicodeDecodeError):
        return None
    newline = _newline(base, ours, theirs)
    was, one, other = texts
    if one == other or other == was:
        return Woven((one,), newline)
    if one == was:
        return Woven((other,), newline)
    parts = _merged(was, one, other)
    return Woven((Hunk(one, was, other),) if parts is None else parts, newline)


def told_apart(ours: str, theirs: str) -> Parts | None:
    """Where two texts differ, field by field, when nobody knows what they come from.

    None where they cannot be cut into things. Lines end with LF.
    """
    try:
        parts = Weaver(known=False).weave("", ours, theirs)
    except (NoPieces, ValueError):
        return None
    return parts if _gives_back(parts, ours, theirs) else None


def _merged(base: str, ours: str, theirs: str) -> Parts | None:
    asked: frozenset[layout.Path] = frozenset()
    try:
        for _ in range(100):  # each round asks about at least one link more
            parts = Weaver(asked).weave(base, ours, theirs)
            if not holds(base, ours, theirs, parts, asked):
                return None
            more = to_ask(base, ours, theirs, parts) - asked
            if not more:
                return parts
            asked |= more
    except (NoPieces, ValueError):
        pass
    return None


def _gives_back(parts: Parts, ours: str, theirs: str) -> bool:
    """Whether taking one side everywhere says what that side said."""
    import tomli

    from rcakit.toml.equal import same

    try:
        return all(
            same(tomli.loads(chosen(parts, side)), tomli.loads(text))
            for side, text in ((Side.OURS, ours), (Side.THEIRS, theirs))
        )
    except ValueError:
        return False


def _before(base: bytes) -> bytes:
    """The base without marks: git merges several bases into one and leaves what did not merge."""
    text = base.decode().replace(_CRLF, "\n")
    parts = unmarked(text)
    return base if parts is None else chosen(parts, Side.BASE).encode()


def _text(data: bytes) -> str:
    parse(data, Path())
    text = data.decode().replace(_CRLF, "\n")
    return text if not text or text.endswith("\n") else text + "\n"


def _newline(base: bytes, ours: bytes, theirs: bytes) -> str:
    kinds = [_CRLF if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n" for data in (base, ours, theirs)]
    return kinds[2] if kinds[1] == kinds[0] and base.strip() else kinds[1]


def conflicts(parts: Parts) -> int:
    """How many places are left to a person."""
    return len(hunks(parts))
