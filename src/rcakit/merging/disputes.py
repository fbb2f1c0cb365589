"""A file with conflict marks, understood: what each place is about, and what both sides say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import tomli

from rcakit.merging.hunks import Hunk, Parts, Side, chosen, has_marks, hunks, unmarked
from rcakit.merging.places import Places, about
from rcakit.merging.texts import told_apart, woven
from rcakit.text import one_line, quoted
from rcakit.toml.layout import Path

_WORDS = ("text", "title", "name", "metric")
"""Keys whose value stands for a thing in a sentence."""
_SHORT = 60
_THING_DEPTH = 2


@attrs.frozen
class Dispute:
    """One place that somebody has to decide.

    Attributes:
        hunk: The lines of both sides.
        line: Where it is in the file, from 1.
        path: What it is about: a key, or a thing with an id; () where it is several at once.
        words: The words of the thing; "" where it has none.
        values: What each side says there; None where it says nothing.
    """

    hunk: Hunk
    line: int
    path: Path
    words: str
    values: Mapping[Side, object]

    @property
    def title(self) -> str:
        """What it is about, in words: `the text of the cause “The pool was exhausted”`."""
        if not self.path:
            return "several lines at once"
        if len(self.path) == 1:
            return f"the {one_line(self.path[0])}"
        table, name, *keys = self.path
        thing = f"the {one_line(table)} {quoted(self.words or name, _SHORT)}"
        return f"the {one_line('.'.join(keys))} of {thing}" if keys else thing

    @property
    def is_thing(self) -> bool:
        """Whether one side took a whole thing out that the other changed or came to name."""
        return not (self.hunk.ours and self.hunk.theirs)

    def shows(self, side: Side) -> str:
        """What a side says, for people; lines of the file where it is more than one value."""
        text = self.hunk.side(side)
        value = self.values.get(side)
        if side is Side.BASE and self.hunk.base is None:
            return ""
        if not text:
            return "(not there)"
        if isinstance(value, str):
            return value
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return ", ".join(value)
        return text.strip("\n")

    def sentence(self) -> str:
        """What is to be decided, on one line."""
        ours, theirs = self.hunk.ours, self.hunk.theirs
        if not ours or not theirs:
            gone, kept = ("ours", "theirs") if not ours else ("theirs", "ours")
            return f"{gone} took out {self.title}, and {kept} has changed or uses it"
        shown = [quoted(self.shows(side), _SHORT) for side in (Side.OURS, Side.THEIRS)]
        return f"both sides changed {self.title}: ours {shown[0]}, theirs {shown[1]}"


@attrs.frozen
class Unmerged:
    """A file that waits for somebody to decide.

    Attributes:
        parts: The text; where both sides can be merged, they are.
        disputes: One for each hunk of `parts`, in their order.
        newline: What ends a line of the file.
    """

    parts: Parts
    disputes: tuple[Dispute, ...]
    newline: str = "\n"


def unmerged(data: bytes, *, in_words: bool = False) -> Unmerged | None:
    """What is to be decided in a file; None where it has no conflict marks.

    Marks of git's own merge, which stand around more than a field, are narrowed to the fields
    in which the sides differ.

    Args:
        data: The whole file.
        in_words: Whether marks count that all stand inside texts of several lines. The file is
            TOML then, and they may be the words of a postmortem that tells of a merge.
    """
    if not has_marks(data):
        return None
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    raw = unmarked(text)
    if raw is None or (_is_toml(text) and not in_words):
        return None
    places = Places(raw)
    parts = _narrowed(raw)
    newline = "\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n"
    return Unmerged(parts, tuple(_disputes(parts, places)), newline)


def _narrowed(raw: Parts) -> Parts:
    ours, theirs = chosen(raw, Side.OURS), chosen(raw, Side.THEIRS)
    if not (_is_toml(ours) and _is_toml(theirs)):
        return raw
    places = hunks(raw)
    if any(hunk.base is None for hunk in places):
        return told_apart(ours, theirs) or raw
    if any(hunk.base in (hunk.ours, hunk.theirs) for hunk in places):
        # Here a person is asked although the lines could be merged; so it has to stay.
        return raw
    base = chosen(raw, Side.BASE)
    if not _is_toml(base):
        return told_apart(ours, theirs) or raw
    result = woven(base.encode(), ours.encode(), theirs.encode())
    if result is None or (len(result.parts) == 1 and hunks(result.parts)):
        return raw
    return result.parts


def _disputes(parts: Parts, places: Places) -> Iterator[Dispute]:
    documents = {side: _document(chosen(parts, side)) for side in Side}
    for hunk, path in about(parts):
        line = places.line(path) if path else places.line_of(hunk)
        values = {side: _at(documents[side], path) if path else None for side in Side}
        yield Dispute(hunk, line, path, _words(documents, path), values)


def _words(documents: Mapping[Side, Mapping[str, object]], path: Path) -> str:
    for document in (documents[side] for side in (Side.BASE, Side.OURS, Side.THEIRS)):
        thing = _at(document, path[:_THING_DEPTH]) if len(path) >= _THING_DEPTH else None
        if isinstance(thing, Mapping):
            for key in _WORDS:
                words = thing.get(key)
                if isinstance(words, str):
                    return words
    return ""


def _at(document: Mapping[str, object], path: Path) -> object:
    here: object = document
    for name in path:
        here = here.get(name) if isinstance(here, Mapping) else None
    return here


def _document(text: str) -> Mapping[str, object]:
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError):
        return {}


def _is_toml(text: str) -> bool:
    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
