"""The two versions of a whole text made one, with a hunk for each field that both changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import attrs

from rcakit.merging.hunks import Hunk, Part, Parts
from rcakit.merging.keeping import comments
from rcakit.merging.ordering import arranged
from rcakit.merging.pieces import Key, Line, Table, Unit, cut, is_comment
from rcakit.merging.statement import meaning, merged_line
from rcakit.merging.values import UNCLEAR, merged_value
from rcakit.toml.equal import same
from rcakit.toml.layout import Path
from rcakit.toml.snippet import patched_value


@attrs.frozen
class Weaver:
    """Merges pieces.

    Attributes:
        asked: Paths that a person is asked about although they could be merged: together with
            something else they would break a law.
        known: Whether the base is known. If not, whatever differs is asked about.
    """

    asked: frozenset[Path] = frozenset()
    known: bool = True

    def weave(self, base: str, ours: str, theirs: str) -> Parts:
        """The merged text. Lines end with LF.

        Raises:
            NoPieces: One of the texts cannot be cut.
        """
        before, one, other = cut(base), cut(ours), cut(theirs)
        sides = tuple({item.key: item for item in pieces.items} for pieces in (before, one, other))
        merged: dict[Key, list[Part]] = {}
        for key in {**sides[1], **sides[2]}:
            parts = self._item(key, *(side.get(key) for side in sides))
            if parts is not None:
                merged[key] = parts
        order = arranged(
            before.keys(),
            one.keys(),
            other.keys(),
            merged,
            loose=is_comment,
            siblings=lambda key: key[:1],
        )
        out: list[Part] = []
        for key in order:
            out += _below(_apart(key, out, sides), merged[key])
        tails = before.tail, one.tail, other.tail
        return _joined([*out, _picked(*tails)])

    def _item(
        self,
        key: Key,
        base: Unit | Line | None,
        ours: Unit | Line | None,
        theirs: Unit | Line | None,
    ) -> list[Part] | None:
        """What becomes of one thing of a file; None where it goes."""
        if is_comment(key):
            return self._comment(base, ours, theirs)
        if ours is None or theirs is None:
            return self._one_sided(key, base, ours, theirs)
        assert isinstance(ours, Unit)
        assert isinstance(theirs, Unit)
        if key in self.asked and key:
            return [Hunk(ours.text, self._was(base), theirs.text)]
        if ours.text == theirs.text:
            return [ours.text]
        return self._unit(base if isinstance(base, Unit) else None, ours, theirs)

    def _comment(
        self, base: Unit | Line | None, ours: Unit | Line | None, theirs: Unit | Line | None
    ) -> list[Part] | None:
        here = ours or theirs
        if here is None or (base is not None and (ours is None or theirs is None)):
            return None
        return [here.text]

    def _one_sided(
        self,
        path: Path,
        base: Unit | Table | Line | None,
        ours: Unit | Table | Line | None,
        theirs: Unit | Table | Line | None,
    ) -> list[Part] | None:
        """What only one side still has: added by it, or taken out by the other."""
        here = ours or theirs
        if here is None:
            return None
        if path not in self.asked and self.known:
            if base is None:
                return [here.text]
            if _alike(base, here):
                return None
        return [Hunk(ours.text if ours else "", self._was(base), theirs.text if theirs else "")]

    def _unit(self, base: Unit | None, ours: Unit, theirs: Unit) -> list[Part]:
        sides = tuple(
            {table.path: table for table in (unit.tables if unit else ())}
            for unit in (base, ours, theirs)
        )
        merged: dict[Path, list[Part]] = {}
        for path in {**sides[1], **sides[2]}:
            was, one, other = (side.get(path) for side in sides)
            if one is not None and other is not None:
                merged[path] = self._table(was, one, other)
                continue
            parts = self._one_sided(path, was, one, other)
            if parts is not None:
                merged[path] = parts
        order = _order(sides, merged)
        out: list[Part] = []
        for path in order:
            out += _below((_blank(path, sides) or "\n") if out else "", merged[path])
        return out

    def _table(self, base: Table | None, ours: Table, theirs: Table) -> list[Part]:
        above = self._body(
            ours.path, *((table.above if table else ()) for table in (base, ours, theirs))
        )
        if above and isinstance(above[0], str):
            above[0] = ""  # these blank lines stand above the whole table
        header = _picked(base.header if base else None, ours.header, theirs.header)
        have = comments(header)
        lost = [c for c in comments(ours.header) | comments(theirs.header) if c not in have]
        if base is not None and lost:
            lost = [c for c in lost if c not in comments(base.header)]
        below = self._body(
            ours.path, *((table.body if table else ()) for table in (base, ours, theirs))
        )
        return [*above, *(f"{comment}\n" for comment in lost), header, *below]

    def _body(
        self, path: Path, base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line]
    ) -> list[Part]:
        sides = tuple({line.key: line for line in lines} for lines in (base, ours, theirs))
        merged: dict[Key, list[Part]] = {}
        for key in {**sides[1], **sides[2]}:
            parts = self._line((*path, *key), key, *(side.get(key) for side in sides))
            if parts is not None:
                merged[key] = parts
        order = _order(sides, merged)
        out: list[Part] = []
        for key in order:
            out += _below(_blank(key, sides), merged[key])
        return out

    def _line(
        self, path: Path, key: Key, base: Line | None, ours: Line | None, theirs: Line | None
    ) -> list[Part] | None:
        if is_comment(key):
            return self._comment(base, ours, theirs)
        if ours is None or theirs is None:
            rest = self._rest_of_list(path, base, ours or theirs)
            if rest is None:
                return self._one_sided(path, base, ours, theirs)
            return [rest] if rest else None
        if ours.text == theirs.text:
            return [ours.text]
        asked = path in self.asked or not (self.known or same(meaning(ours), meaning(theirs)))
        text = None if asked else merged_line(base, ours, theirs)
        if text is not None:
            return [text]
        return [Hunk(ours.text, self._was(base), theirs.text)]

    def _was(self, base: Unit | Table | Line | None) -> str | None:
        """What a hunk says of the base: nothing was there, or nobody knows."""
        if base is None:
            return "" if self.known else None
        return base.text

    def _rest_of_list(self, path: Path, base: Line | None, here: Line | None) -> str | None:
        """What is left of a list that one side emptied, and so took out; None if it is none."""
        if base is None or here is None or path in self.asked or base.text == here.text:
            return None
        means = meaning(here)
        rest = merged_value(meaning(base), None, means)
        if not isinstance(means, list) or rest is UNCLEAR:
            return None
        if not rest:
            new = comments(here.text) - comments(base.text)
            return "".join(f"{comment}\n" for comment in new)
        return here.saying(patched_value(here.value, means, rest))


def _order(sides: Sequence[Mapping[Key, object]], kept: Mapping[Key, object]) -> list[Key]:
    base, ours, theirs = (list(side) for side in sides)
    return arranged(base, ours, theirs, kept, loose=is_comment)


def _alike(base: Unit | Table | Line, here: Unit | Table | Line) -> bool:
    """Whether nothing was changed but blank space at the ends of lines."""
    return [line.rstrip() for line in base.text.split("\n") if line.strip()] == [
        line.rstrip() for line in here.text.split("\n") if line.strip()
    ]


_Sides = tuple[Mapping[Key, Unit | Line | Table], ...]


def _picked(base: str | None, ours: str, theirs: str) -> str:
    return theirs if ours == base else ours


def _blank(key: Key, sides: Sequence[Mapping[Key, Unit | Line | Table]]) -> str:
    base, ours, theirs = (side[key].blank if key in side else None for side in sides)
    if ours is None or theirs is None:
        return ours or theirs or ""
    return _picked(base, ours, theirs)


def _below(blank: str, parts: list[Part]) -> list[Part]:
    """`parts` with the blank lines above them, which go with a thing where a side has none."""
    first = parts[0] if parts else ""
    if isinstance(first, Hunk) and not (first.ours and first.theirs):
        sides = (f"{blank}{side}" if side else side for side in attrs.astuple(first))
        return [Hunk(*sides), *parts[1:]]
    return [blank, *parts]


def _apart(key: Key, before: Collection[Part], sides: Sequence[Mapping[Key, Unit | Line]]) -> str:
    """The blank lines above a thing, which the first one in a file may not have had."""
    found = [side.get(key) for side in sides]
    units = [item for item in found if isinstance(item, Unit)]
    if not units or key == ():
        return _blank(key, sides) if key else ""
    first = not any(part for part in before if isinstance(part, Hunk) or not _is_head(part))
    if first:
        leading = next((unit for unit in units if unit.leads), None)
        if leading is not None:
            return leading.blank
        return "" if not "".join(part for part in before if isinstance(part, str)) else "\n"
    rest: list[Mapping[Key, Unit | Line]] = []
    for side in sides:
        item = side.get(key)
        rest.append({key: item} if item is not None and not _leads(item) else {})
    return _blank(key, rest) or ("\n" if any(map(_leads, units)) else "")


def _leads(item: Unit | Line) -> bool:
    return isinstance(item, Unit) and item.leads


def _is_head(part: Part) -> bool:
    return isinstance(part, str) and (not part.strip() or part.startswith("#:schema"))


def _joined(parts: Sequence[Part]) -> Parts:
    """Texts beside one another as one, and none that is empty."""
    out: list[Part] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part != "":
            out.append(part)
    return tuple(out)
