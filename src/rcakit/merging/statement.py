"""One key that both sides have: its value, the comment behind it, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
import tomli

from rcakit.merging.keeping import comments
from rcakit.merging.ordering import arranged
from rcakit.merging.pieces import COMMENT, Key, Line, is_comment
from rcakit.merging.values import UNCLEAR, merged_value
from rcakit.toml.equal import same
from rcakit.toml.snippet import patched_value
from rcakit.toml.write import literal

_ITEM = re.compile(
    r"[ \t]*(?:(?P<item>\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')[ \t]*(?P<comma>,?)[ \t]*)?(?P<note>#.*)?"
)


@attrs.frozen
class _Written:
    """A key as it is written: before its value, the value, and behind it."""

    head: str
    value: str
    rest: str
    means: object


def merged_line(base: Line | None, ours: Line, theirs: Line) -> str | None:
    """The lines that say what both sides changed; None where only a person can tell."""
    if theirs.text == ours.text or (base is not None and theirs.text == base.text):
        return ours.text
    if base is not None and ours.text == base.text:
        return theirs.text
    was = _written(base) if base is not None else None
    one, other = _written(ours), _written(theirs)
    value = _value(was, one, other)
    if value is None:
        return None
    head = _picked(was.head if was else None, one.head, other.head)
    rest = _picked(was.rest if was else None, one.rest, other.rest)
    text = f"{head}{value}{rest}"
    return _with_comments(text, head, base, ours, theirs)


def meaning(line: Line) -> object:
    """The value of a key."""
    return _written(line).means


def _written(line: Line) -> _Written:
    assert line.statement is not None
    value = line.statement.value - line.statement.start
    end = value + len(line.value)
    document: object = tomli.loads(line.text)
    for name in line.key:
        assert isinstance(document, dict)
        document = document[name]
    return _Written(line.text[:value], line.text[value:end], line.text[end:], document)


def _picked(base: str | None, ours: str, theirs: str) -> str:
    return theirs if ours == base else ours


def _value(base: _Written | None, ours: _Written, theirs: _Written) -> str | None:
    was = base.means if base is not None else None
    means = merged_value(was, ours.means, theirs.means)
    if means is UNCLEAR:
        return None
    if isinstance(means, list):
        woven = _list(base.value if base is not None else "[\n]", ours.value, theirs.value, means)
        if woven is not None:
            return woven
    if base is not None and ours.value == base.value and same(means, theirs.means):
        return theirs.value
    if same(means, ours.means):
        if same(means, theirs.means) and base is not None and ours.value == base.value:
            return theirs.value
        return ours.value
    if same(means, theirs.means):
        return theirs.value
    if isinstance(means, str):
        return literal(means)
    return patched_value(ours.value, ours.means, means)


def _list(base: str, ours: str, theirs: str, means: list[object]) -> str | None:
    """A list of texts, one a line, with the comments of both sides; None if it is no such list."""
    sides = [_items(base) or {}, _items(ours), _items(theirs)]
    before, one, other = sides
    if one is None or other is None or before is None:
        return None
    wanted = {("item", text) for text in means if isinstance(text, str)}
    kept = [
        key
        for key in {**one, **other}
        if (
            key in wanted
            if key[0] == "item"
            else (key in one and key in other) or key not in before
        )
    ]
    order = arranged(list(before), list(one), list(other), kept, loose=is_comment)
    if [key[1] for key in order if key[0] == "item"] != means:
        return None
    opening = ours.split("\n", 1)[0]
    lines = [
        _picked(before.get(key), one[key], other[key])
        if key in one and key in other
        else one.get(key) or other[key]
        for key in order
    ]
    return "\n".join([opening, *lines, ours.rsplit("\n", 1)[-1]])


def _items(value: str) -> dict[Key, str] | None:
    """The lines of an array by what stands on them; None if it is not one text a line."""
    opening, *lines, closing = value.split("\n") if value.count("\n") else (value, "", "")
    if opening.strip() != "[" or closing.strip() != "]":
        return None
    items: dict[Key, str] = {}
    for line in lines:
        match = _ITEM.fullmatch(line)
        if match is None or not line.strip():
            return None
        if match["item"] is None:
            number = sum(key[:2] == (COMMENT, line.strip()) for key in items) + 1
            items[COMMENT, line.strip(), str(number)] = line
            continue
        key = ("item", str(tomli.loads(f"k = {match['item']}")["k"]))
        if key in items:
            return None
        items[key] = line if match["comma"] else _with_comma(line, match.end("item"))
    return items


def _with_comma(line: str, place: int) -> str:
    return f"{line[:place]},{line[place:]}"


def _with_comments(text: str, head: str, base: Line | None, ours: Line, theirs: Line) -> str:
    """`text` with the comments above it that it would lose."""
    there = comments(text)
    indent = head[: len(head) - len(head.lstrip())]
    lost = _added(base, ours, theirs)
    return "".join(f"{indent}{comment}\n" for comment in lost if comment not in there) + text


def _added(base: Line | None, ours: Line, theirs: Line) -> Iterator[str]:
    """The comments that either side has and did not have before, or that neither took out."""
    was = comments(base.text) if base is not None else {}
    one, other = comments(ours.text), comments(theirs.text)
    for comment in {**one, **other}:
        if comment not in was or (comment in one and comment in other):
            yield comment
