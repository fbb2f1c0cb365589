"""Changing a TOML text only where its document changes: a list of edits by offset.

Every edit is planned against the untouched text and its layout; none depends on another. The
caller reads the result back, so a layout this module misjudges costs its layout, never data.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import pairwise

import attrs

from rcakit.toml.equal import same
from rcakit.toml.layout import SCHEMA, Block, Layout, Path, Statement
from rcakit.toml.snippet import patched_value
from rcakit.toml.write import ITEM_DEPTH, inline, key, literal

_WIDTH = 100
_BLANK = re.compile(r"(?:[ \t]*+\r?\n)+")
_INDENT = re.compile(r"[ \t]*")


class NoPlaceError(Exception):
    """The document does not split into the tables that would have to change."""


@attrs.frozen
class _Edit:
    """Replace `[start, end)` by `text`. At one offset keys come before tables."""

    start: int
    end: int
    text: str
    table: bool = False


@attrs.define
class _Group:
    """Where the tables of one name below one parent begin and end."""

    start: int
    end: int
    alive: bool


def change(
    layout: Layout, old: Mapping[str, object], wanted: Mapping[str, object], newline: str
) -> str:
    """The text of `layout`, which says `old`, edited to say `wanted`.

    Every new line ends with `newline`. Raises NoPlaceError where an array of tables would have
    to change.
    """
    plan = _Plan(layout)
    plan.compare(old, wanted)
    return _applied(layout.text, plan.edits(), newline)


class _Plan:
    """What is to go, to be replaced and to come, and then where."""

    def __init__(self, layout: Layout) -> None:
        self._text = layout.text
        self._blocks = layout.blocks
        arrays = {block.path for block in self._blocks if block.array}
        self._tables = {
            block.path: block
            for block in self._blocks
            if not arrays or not any(block.path[:n] in arrays for n in range(len(block.path) + 1))
        }
        self._gone: set[Path] = set()
        self._edits: list[_Edit] = []
        self._new: list[tuple[Path, Mapping[str, object]]] = []
        self._added: dict[Path, tuple[Mapping[str, object], list[str]]] = {}
        self._inline_names: set[str] | None = None

    def compare(self, old: Mapping[str, object], wanted: Mapping[str, object]) -> None:
        """Collect the differences, descending only into tables that differ."""
        waiting: list[tuple[Path, Mapping[str, object], Mapping[str, object]]] = [((), old, wanted)]
        while waiting:
            path, before, after = waiting.pop()
            self._gone.update((*path, name) for name in before if name not in after)
            for name, value in after.items():
                here = (*path, name)
                if name not in before:
                    self._add(path, name, after)
                    continue
                was = before[name]
                if same(was, value):
                    continue
                tables = isinstance(was, Mapping), isinstance(value, Mapping)
                statement = self._statement(here)
                if isinstance(was, Mapping) and isinstance(value, Mapping) and statement is None:
                    waiting.append((here, was, value))
                    if not value and here not in self._tables:
                        self._new.append((here, value))  # only its contents had told of it
                elif statement is not None and (not tables[1] or tables[0]):
                    self._replace(statement, was, value)
                elif tables[0] or statement is not None:
                    self._gone.add(here)
                    self._add(path, name, after)
                else:
                    raise NoPlaceError

    def _statement(self, path: Path) -> Statement | None:
        for length in range(len(path) - 1, -1, -1):
            block = self._tables.get(path[:length])
            if block is not None:
                for statement in block.statements:
                    if statement.key == path[length:]:
                        return statement
        return None

    def _replace(self, statement: Statement, was: object, value: object) -> None:
        written = self._text[statement.value : statement.value_end].replace("\r\n", "\n")
        text = patched_value(written, was, value)
        self._edits.append(_Edit(statement.value, statement.value_end, text))

    def _add(self, parent: Path, name: str, after: Mapping[str, object]) -> None:
        value = after[name]
        if isinstance(value, Mapping) and not self._stands_inline(parent, name, value):
            self._new.append(((*parent, name), value))
        else:
            self._added.setdefault(parent, (after, []))[1].append(name)

    def _stands_inline(self, parent: Path, name: str, value: Mapping[str, object]) -> bool:
        """Whether a new table is written `name = { ... }`: as its like are in this file."""
        if not parent:
            return False
        if len(parent) >= ITEM_DEPTH and name not in self._section_names():
            return True
        if self._inline_names is None:
            self._inline_names = {
                statement.key[-1]
                for block in self._blocks
                for statement in block.statements
                if self._text.startswith("{", statement.value)
            }
        return name in self._inline_names and len(f"{key(name)} = {inline(value)}") <= _WIDTH

    def _section_names(self) -> set[str]:
        """Names of tables inside items that stand as sections of their own in this file."""
        return {block.path[-1] for block in self._blocks if len(block.path) > ITEM_DEPTH}

    def edits(self) -> list[_Edit]:
        """All edits, in the order of the text."""
        for parent, (after, names) in self._added.items():
            self._place_keys(parent, after, names)
        self._place_tables()
        return sorted([*self._edits, *self._removals()], key=lambda e: (e.start, e.table))

    # Keys

    def _place_keys(self, parent: Path, after: Mapping[str, object], names: list[str]) -> None:
        host = self._host(parent)
        if host is None:
            self._new.append((parent, {name: after[name] for name in names}))
            return
        block, prefix = host
        live = [s for s in block.statements if not self._is_gone(block.path + s.key)]
        near = [s for s in live if s.key[: len(prefix)] == prefix] if prefix else live
        place, indent = self._behind(block, near or live)
        by_key = {s.key: s for s in live}
        wanted = set(names)
        for name in after:
            if name not in wanted:
                # What comes before it in the document comes before it in the file.
                statement = by_key.get((*prefix, name))
                if statement is not None:
                    place, indent = statement.end, self._indent(statement)
                continue
            value = after[name]
            text = f"{indent}{key(*prefix, name)} = {literal(value)}\n"
            self._edits.append(_Edit(place, place, self._set_apart(block, place, text)))

    def _host(self, parent: Path) -> tuple[Block, Path] | None:
        """The block that holds the keys of `parent`, and what to write before them there."""
        block = self._tables.get(parent)
        if block is not None:
            return block, ()
        for length in range(len(parent) - 1, -1, -1):
            prefix = parent[length:]
            block = self._tables.get(parent[:length])
            if block is not None and any(
                s.key[: len(prefix)] == prefix and len(s.key) > len(prefix)
                for s in block.statements
            ):
                return block, prefix
        return None

    def _behind(self, block: Block, live: list[Statement]) -> tuple[int, str]:
        if live:
            return live[-1].end, self._indent(live[-1])
        return (block.header_end, "") if block.path else (block.body_end, "")

    def _indent(self, statement: Statement) -> str:
        match = _INDENT.match(self._text, statement.start)
        return match.group() if match else ""

    def _set_apart(self, block: Block, place: int, text: str) -> str:
        """The first key of the root, kept apart from the comment above and the table below."""
        if block.path or block.statements:
            return text
        schema = SCHEMA.match(self._text)
        if place > (schema.end() if schema else 0):
            text = "\n" + text
        follows = self._text[place : place + 1]
        return text if not follows or follows in "\r\n" else text + "\n"

    # Tables

    def _place_tables(self) -> None:
        groups = self._groups() if self._new else {}
        by_parent: dict[Path, list[tuple[Path, Mapping[str, object]]]] = {}
        for path, value in self._new:
            by_parent.setdefault(path[:-1], []).append((path, value))
        for parent, tables in by_parent.items():
            siblings = groups.get(parent, {})
            alive = [name for name, group in siblings.items() if group.alive]
            ordered = all(a <= b for a, b in pairwise(alive))
            if alive and ordered:
                tables.sort(key=lambda table: table[0])
            for path, value in tables:
                text = self._table_text(path, value)
                before: int | None = None
                if path[-1] in siblings and siblings[path[-1]].alive:
                    before = siblings[path[-1]].start
                elif alive and ordered:
                    position = bisect_left(alive, path[-1])
                    if position < len(alive):
                        before = siblings[alive[position]].start
                elif not alive and siblings:
                    before = min(group.start for group in siblings.values())
                if before is not None:
                    self._edits.append(_Edit(before, before, text + "\n", table=True))
                    continue
                place = self._after(parent, [siblings[name].end for name in alive])
                apart = "\n" if place > 0 else ""
                self._edits.append(_Edit(place, place, apart + text, table=True))

    def _after(self, parent: Path, ends: list[int]) -> int:
        """Where a table goes that stands before no other: behind its like, its parent, or all."""
        if ends:
            return max(ends)
        if parent and parent in self._tables:
            return self._tables[parent].body_end
        live = [block.body_end for block in self._blocks if not self._is_gone(block.path)]
        return max(live, default=0)

    def _groups(self) -> dict[Path, dict[str, _Group]]:
        """For every parent its tables by name, in the order of the text."""
        groups: dict[Path, dict[str, _Group]] = {}
        for block in self._blocks:
            alive = not self._is_gone(block.path)
            for length in range(len(block.path)):
                names = groups.setdefault(block.path[:length], {})
                group = names.get(block.path[length])
                if group is None:
                    names[block.path[length]] = _Group(block.start, block.body_end, alive)
                else:
                    group.end = max(group.end, block.body_end)
                    group.alive = group.alive or alive
        return groups

    def _table_text(self, path: Path, value: Mapping[str, object]) -> str:
        pieces: list[str] = []
        waiting: list[tuple[Path, Mapping[str, object]]] = [(path, value)]
        while waiting:
            here, table = waiting.pop()
            lines: list[str] = []
            inner: list[tuple[Path, Mapping[str, object]]] = []
            for name, item in table.items():
                if isinstance(item, Mapping) and not self._stands_inline(here, name, item):
                    inner.append(((*here, name), item))
                else:
                    lines.append(f"{key(name)} = {literal(item)}\n")
            if lines or not inner:
                pieces.append(f"[{key(*here)}]\n" + "".join(lines))
            waiting.extend(reversed(inner))
        return "\n".join(pieces)

    # What goes

    def _is_gone(self, path: Path) -> bool:
        return bool(self._gone) and any(path[:n] in self._gone for n in range(1, len(path) + 1))

    def _removals(self) -> Iterable[_Edit]:
        if not self._gone:
            return []
        hosts = {path[:length] for path in self._gone for length in range(len(path))}
        removed: list[_Edit] = []
        for block in self._blocks:
            if self._is_gone(block.path):
                blank = _BLANK.match(self._text, block.body_end, block.end)
                end = blank.end() if blank else block.body_end
                removed.append(_Edit(block.start, end, ""))
            elif block.path in hosts:
                removed.extend(
                    _Edit(statement.start, statement.end, "")
                    for statement in block.statements
                    if self._is_gone(block.path + statement.key)
                )
        return self._without_blank_end(removed)

    def _without_blank_end(self, removed: list[_Edit]) -> list[_Edit]:
        """Where the end of the text goes, the blank lines before it go too."""
        end = len(self._text)
        first = len(removed)
        while first and removed[first - 1].end == end:
            first -= 1
            end = removed[first].start
        if first == len(removed):
            return removed
        start = end
        while start > 0:
            line = self._text.rfind("\n", 0, start - 1) + 1
            if self._text[line:start].strip():
                break
            start = line
        return [*removed[:first], _Edit(start, len(self._text), "")]


def _applied(text: str, edits: Iterable[_Edit], newline: str) -> str:
    pieces: list[str] = []
    position = 0
    for edit in edits:
        if edit.start > position:
            pieces.append(text[position : edit.start])
        # A last line without a newline needs one before anything can come behind it.
        if edit.start == edit.end == len(text) and pieces and not _ends_line(pieces):
            pieces.append(newline)
        pieces.append(edit.text if newline == "\n" else edit.text.replace("\n", newline))
        position = max(position, edit.end)
    pieces.append(text[position:])
    return "".join(pieces)


def _ends_line(pieces: list[str]) -> bool:
    return next((piece.endswith("\n") for piece in reversed(pieces) if piece), True)
