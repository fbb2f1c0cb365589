"""Three texts of one file merged: by its things where they can be told apart, else by its lines."""

from __future__ import annotations

from pathlib import Path

import attrs
import tomli

from rcakit.errors import UnreadableError
from rcakit.merging.hunks import Hunk, Parts, Side, chosen, lines_of, unmarked
from rcakit.merging.laws import to_ask
from rcakit.merging.lines import merged_lines
from rcakit.merging.pieces import NoPieces
from rcakit.merging.proof import holds
from rcakit.merging.weaving import Weaver
from rcakit.toml.equal import same
from rcakit.toml.layout import Path as Keys
from rcakit.toml.merge import three_way
from rcakit.toml.patch import rewrite
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
    if other in (one, was):
        return Woven((one,), newline)
    if one == was:
        return Woven((other,), newline)
    parts = _merged(was, one, other) or _in_another_way(was, one, other)
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
    asked: frozenset[Keys] = frozenset()
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


def _in_another_way(base: str, ours: str, theirs: str) -> Parts | None:
    """A merge without a question, of texts that are not laid out as things; None if unsure."""
    for way in (_by_lines, _by_values):
        text = way(base, ours, theirs)
        parts = (text,) if text is not None else None
        if parts is not None and holds(base, ours, theirs, parts, frozenset()):
            return None if to_ask(base, ours, theirs, parts) else parts
    return None


def _by_lines(base: str, ours: str, theirs: str) -> str | None:
    lines = merged_lines(*(lines_of(text) for text in (base, ours, theirs)))
    return None if lines is None else "".join(lines)


def _by_values(base: str, ours: str, theirs: str) -> str | None:
    """The values of both, written into the text of ours."""
    result = three_way(*(tomli.loads(text) for text in (base, ours, theirs)))
    if result.clashes:
        return None
    try:
        return rewrite(ours, result.document).text
    except ValueError:
        return None


def _gives_back(parts: Parts, ours: str, theirs: str) -> bool:
    """Whether taking one side everywhere says what that side said."""
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
    kinds = [
        _CRLF if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n"
        for data in (base, ours, theirs)
    ]
    return kinds[2] if kinds[1] == kinds[0] and base.strip() else kinds[1]
