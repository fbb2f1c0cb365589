"""The tables of keys in docs/file-format.md, made from the classes.

`python tests/key_tables.py` puts them into the page anew; a test compares.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from rcakit import model, schema
from rcakit.library import policy

PAGE = Path(__file__).parents[1] / "docs" / "file-format.md"
CLASSES: Mapping[str, type] = {
    cls.__name__: cls
    for cls in (
        model.Incident, model.Review, model.Approval, model.Impact, model.Person, model.Lesson,
        model.OpenQuestion, model.Evidence, model.Event, model.Source, model.Cause, model.Action,
        policy.Policy, policy.SeverityLevel, policy.MetricSpec, policy.CheckSpec,
        policy.ProcessSpec, policy.PluginSpec,
    )
}  # fmt: skip
_WORDS = {
    ("Lesson", "text"): "What is worth telling somebody who was not there.",
    ("Lesson", "kind"): "The heading it comes under; left out until it is sorted.",
    ("Lesson", "source"): "Where it was imported from.",
    ("SeverityLevel", "text"): "When it applies.",
    ("MetricSpec", "start"): "The milestone it runs from.",
    ("MetricSpec", "end"): "The milestone it runs to.",
    ("MetricSpec", "calendar"): "Which hours count.",
    ("ProcessSpec", "steps"): "Ids of the steps taken, in order; all of them where it is left out.",
    ("PluginSpec", "blocked"): "Names of plugins or distributions that are left out.",
    ("Policy", "process"): "The steps taken.",
    ("Policy", "plugins"): "The plugins left out.",
}
"""What is said of attributes whose class says it in its first line."""
_RENAMED = {("MetricSpec", "start"): "from", ("MetricSpec", "end"): "to"}
_HIDDEN = ("extra", "root")
_KINDS: Mapping[Any, str] = {
    str: "text", bool: "true or false", int: "whole number", float: "number",
    datetime: "date-time with offset", date: "date", Mapping: "table",
}  # fmt: skip
_BLOCK = re.compile(r"(<!-- keys: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def key_table(cls: type) -> str:
    """The keys of a class as a Markdown table."""
    said, hints = schema.described(cls), get_type_hints(cls)
    lines = ["| key | value | what it says |", "|---|---|---|"]
    for field in attrs.fields(cls):
        if field.name in _HIDDEN:
            continue
        place = (cls.__name__, field.name)
        name = _RENAMED.get(place, field.name)
        needed = "**" if field.default is attrs.NOTHING else ""
        words = _WORDS.get(place) or said[field.name]
        value = _kind(hints[field.name]) + _default(field)
        lines.append(f"| {needed}`{name}`{needed} | {value} | {words} |")
    return "\n".join(lines) + "\n"


def _kind(hint: Any) -> str:
    if get_origin(hint) is types.UnionType:
        inner = [arg for arg in get_args(hint) if arg is not type(None)]
        return _kind(inner[0]) if len(inner) == 1 else 'number or `"unknown"`'
    if get_origin(hint) is tuple:
        return f"list of {_kind(get_args(hint)[0])}s".replace("texts", "text")
    if get_origin(hint) is Mapping:
        inner = get_args(hint)[1]
        return f"table of {_kind(inner)}" if inner is not object else "table"
    if attrs.has(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    if issubclass(hint, StrEnum):
        return ", ".join(f"`{member.value}`" for member in hint)
    return _KINDS[hint]


def _default(field: Any) -> str:
    value = field.default
    if isinstance(value, StrEnum):
        return f"; else `{value.value}`"
    return f"; else `{value}`" if isinstance(value, str) and value else ""


def filled(page: str) -> str:
    """The page with every table of keys made anew."""
    return _BLOCK.sub(lambda match: match[1] + key_table(CLASSES[match[2]]) + match[3], page)


def named(page: str) -> set[str]:
    """The classes whose keys the page lists."""
    return {match[2] for match in _BLOCK.finditer(page)}


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
