"""What a plugin gave, as plain values: nothing in them is a stranger's code any more.

A property that raises, a text that is a class of its own, an iterable that never ends: all of it
is met here, where the plugin is called and waited for, and never where its values are shown. What
is sound already goes through as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from math import isfinite
from typing import Any

import attrs

from rcakit.diagram import Diagram, DiagramKind, Edge, Group, Node, Tone
from rcakit.guide import Column, Finding, Meaning, Severity, Table

LONGEST = 100_000
"""The most characters of one text."""
MOST = 50_000
"""The most rows of a table, and edges of a drawing."""
MOST_NODES = 10_000
"""The most nodes and groups of a drawing; nobody finds anything in a larger one."""


def text(value: object, what: str) -> str:
    """A text as such; TypeError for anything else, ValueError for one that is far too long."""
    if not isinstance(value, str):
        raise TypeError(f"{what} is {type(value).__name__} where text is wanted")
    # A class of its own may answer anything to whoever compares or cuts it.
    plain = value if type(value) is str else str.__str__(value)
    if len(plain) > LONGEST:
        raise ValueError(f"{what} has {len(plain):,} characters; {LONGEST:,} is the most")
    return plain


def listed(values: Iterable[Any], what: str, most: int = MOST) -> tuple[Any, ...]:
    """Several things as a tuple; ValueError where there is no end to them."""
    if type(values) is tuple and len(values) <= most:
        return values
    if isinstance(values, str):
        raise TypeError(f"{what} are one text, not several")
    found: list[Any] = []
    for value in values:
        if len(found) == most:
            raise ValueError(f"{what} are more than {most:,}")
        found.append(value)
    return tuple(found)


def texts(values: Iterable[Any], what: str) -> tuple[str, ...]:
    """Several texts."""
    if type(values) is tuple and all(type(one) is str and len(one) <= LONGEST for one in values):
        return values
    return tuple(text(one, what) for one in listed(values, what))


def _remade(value: Any, kind: type[Any], **sound: Any) -> Any:
    """`value` where its fields are sound as they are, else one of `kind` that has sound ones."""
    same = type(value) is kind and all(getattr(value, name) is sound[name] for name in sound)
    return value if same else kind(**sound)


def finding(value: Finding) -> Finding:
    """A finding whose every word is text."""
    return _remade(  # type: ignore[no-any-return]
        value,
        Finding,
        rule=text(value.rule, "the rule of a finding"),
        severity=Severity(value.severity),
        text=text(value.text, "the text of a finding"),
        mend=text(value.mend, "the mend of a finding"),
        about=texts(value.about, "what a finding is about"),
        field=text(value.field, "the field of a finding"),
    )


def meaning(value: object) -> Meaning | None:
    """A meaning whose every part is text; TypeError for anything else but None."""
    if value is None:
        return None
    if not isinstance(value, Meaning):
        raise TypeError(f"a meaning is {type(value).__name__}")
    parts = ("words", "meaning", "formula", "source")
    return _remade(  # type: ignore[no-any-return]
        value, Meaning, **{name: text(getattr(value, name), "a meaning") for name in parts}
    )


# -- tables ------------------------------------------------------------------------------------


def table(value: Table) -> Table:
    """A table of text and numbers whose rows fit its columns."""
    columns = tuple(_column(one) for one in listed(value.columns, "the columns"))
    rows = tuple(_row(one, len(columns)) for one in listed(value.rows, "the rows"))
    about, marks = texts(value.about, "ids"), texts(value.marks, "marks")
    for told in (about, marks):
        if told and len(told) != len(rows):
            raise TypeError(f"{len(told)} ids or marks for {len(rows)} rows")
    explain: Callable[[int, int], Meaning] | None = value.explain
    return attrs.evolve(
        value if type(value) is Table else Table("", "", (), ()),
        name=text(value.name, "the name of a table"),
        title=text(value.title, "the title of a table"),
        columns=columns,
        rows=rows,
        about=about,
        marks=marks,
        explain=explain,
        note=text(value.note, "the note of a table"),
    )


def _column(value: object) -> Column:
    if not isinstance(value, Column):
        raise TypeError(f"a column is {type(value).__name__}")
    words = ("name", "title", "unit", "meaning", "formula", "source")
    return _remade(  # type: ignore[no-any-return]
        value,
        Column,
        **{name: text(getattr(value, name), f"the {name} of a column") for name in words},
        about=bool(value.about),
        bar=bool(value.bar),
    )


def _row(value: Iterable[Any], columns: int) -> tuple[Any, ...]:
    row = listed(value, "the cells of a row")
    if len(row) != columns:
        raise TypeError(f"a row has {len(row)} cells under {columns} columns")
    if all(type(one) in _PLAIN and (type(one) is not str or len(one) <= LONGEST) for one in row):
        return row
    return tuple(_cell(one) for one in row)


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _cell(cell: object) -> object:
    if cell is None or type(cell) in {bool, int, float}:
        return cell
    if isinstance(cell, str):
        return text(cell, "a cell")
    if isinstance(cell, tuple):
        return texts(cell, "the words of a cell")
    if isinstance(cell, int):
        return int.__int__(cell)
    if isinstance(cell, float):
        return float.__float__(cell)
    raise TypeError(f"a cell is {type(cell).__name__}, which is no text and no number")


# -- drawings ----------------------------------------------------------------------------------


def diagram(value: object) -> Diagram | None:
    """A drawing of plain nodes, edges and groups; TypeError for anything else but None."""
    if value is None:
        return None
    if not isinstance(value, Diagram):
        raise TypeError(f"gave {type(value).__name__} where Diagram is wanted")
    nodes = tuple(_node(one) for one in listed(value.nodes, "the nodes", MOST_NODES))
    edges = tuple(_edge(one) for one in listed(value.edges, "the edges"))
    groups = tuple(_group(one) for one in listed(value.groups, "the groups", MOST_NODES))
    joins = tuple(_pair(one) for one in listed(value.joins, "the joins"))
    return Diagram(
        DiagramKind(value.kind), nodes, edges, groups, text(value.root, "the root"), joins
    )


def _node(value: object) -> Node:
    if not isinstance(value, Node):
        raise TypeError(f"a node is {type(value).__name__}")
    words = ("id", "text", "mark", "note", "group")
    return _remade(  # type: ignore[no-any-return]
        value,
        Node,
        **{name: text(getattr(value, name), f"the {name} of a node") for name in words},
        tone=Tone(value.tone),
        part=_part(value.part),
    )


def _part(value: object) -> float | None:
    """How likely something is; what is no number between 0 and 1 is not drawn."""
    if value is None:
        return None
    if isinstance(value, Enum) or not isinstance(value, int | float):
        raise TypeError(f"the part of a node is {type(value).__name__} where a number is wanted")
    part = value if type(value) in {int, float} else float.__float__(float(value))
    return part if isfinite(part) else None


def _edge(value: object) -> Edge:
    if not isinstance(value, Edge):
        raise TypeError(f"an edge is {type(value).__name__}")
    words = ("source", "target", "label")
    return _remade(  # type: ignore[no-any-return]
        value,
        Edge,
        **{name: text(getattr(value, name), f"the {name} of an edge") for name in words},
    )


def _group(value: object) -> Group:
    if not isinstance(value, Group):
        raise TypeError(f"a group is {type(value).__name__}")
    return _remade(  # type: ignore[no-any-return]
        value,
        Group,
        id=text(value.id, "the id of a group"),
        title=text(value.title, "the title of a group"),
    )


def _pair(value: Iterable[Any]) -> tuple[str, str]:
    node, words = texts(value, "a join")
    return node, words
