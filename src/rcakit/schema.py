"""The JSON Schema of the files of a postmortem, generated from the classes.

The result ships as `schema.json`, since editors read it from a file. A test compares the two,
and `python -m rcakit.schema` prints what the file should hold.
"""

from __future__ import annotations

import inspect
import json
import re
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from importlib import resources
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from rcakit.model import FORMAT, TABLES, UNKNOWN, Incident, Review
from rcakit.model.ids import ID
from rcakit.store.codec import OWN

TITLE = "A postmortem of rcakit"
_ATTRIBUTE = re.compile(r"^(?P<names>\w+(?:, \w+)*): (?P<text>.*)$")
_PLAIN: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    # Editors take a TOML date-time only where the schema names the format.
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    object: {},
}


def shipped() -> str:
    """The schema that is in the package, as text."""
    return resources.files("rcakit").joinpath("schema.json").read_text("utf-8")


def text() -> str:
    """The schema as `schema.json` holds it."""
    return json.dumps(build(), ensure_ascii=False, indent=2) + "\n"


def build() -> dict[str, Any]:
    """The schema of every file of a postmortem; one for all, since no key has two meanings.

    No key is required at the top, because each file holds a part; unknown keys are allowed
    everywhere, because rcakit keeps them.
    """
    definitions: dict[str, Any] = {}
    incident = _object(Incident, definitions)
    properties: dict[str, Any] = {
        "format": {
            "type": "integer",
            "const": FORMAT,
            "description": OWN["format"],
        },
        **incident["properties"],
        "problem": {"type": "string", "description": OWN["problem"]},
        "milestone": _table({"type": "string"}, OWN["milestone"]),
        "skipped": _table({"type": "string"}, OWN["skipped"]),
        "review": _schema(Review, definitions),
    }
    for spec in TABLES.values():
        things = _table(_schema(spec.item, definitions), f"Each {spec.name} under its id.")
        properties[spec.name] = {**things, "propertyNames": {"pattern": f"^{ID.pattern}$"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        "type": "object",
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }


def _table(item: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "object", "description": description, "additionalProperties": item}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one type; a class is put into `definitions` and referred to."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        return _either(tuple(one for one in inner if one is not type(None)), definitions)
    if origin is tuple:
        return {"type": "array", "items": _schema(inner[0], definitions)}
    if origin in (Mapping, dict):
        item = _schema(inner[1], definitions)
        return {"type": "object", "additionalProperties": item or True}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    if attrs.has(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    raise TypeError(f"no TOML value is of the type {kind}")


def _either(kinds: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if len(kinds) == 1:
        return _schema(kinds[0], definitions)
    # A quantity: `rcakit.convert` takes a number, or the one word for what cannot be had.
    return {"anyOf": [{"type": "number"}, {"const": UNKNOWN}]}


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    words, hints = described(cls), get_type_hints(cls)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for field in attrs.fields(cls):
        if field.name == "extra":
            continue
        schema = _schema(hints[field.name], definitions)
        if field.name in words:
            schema["description"] = words[field.name]
        if field.default is attrs.NOTHING:
            required.append(field.name)
        elif isinstance(field.default, StrEnum):
            schema["default"] = field.default.value
        properties[field.name] = schema
    summary, _, _ = (inspect.getdoc(cls) or "").partition("\n")
    result = {"description": summary, "type": "object", "properties": properties}
    return {**result, "required": required} if required else result


def described(cls: type) -> Mapping[str, str]:
    """The attributes of a class as the "Attributes:" block of its docstring describes them."""
    _, _, block = (inspect.getdoc(cls) or "").partition("Attributes:\n")
    words: dict[str, str] = {}
    names: list[str] = []
    for line in inspect.cleandoc(block).splitlines():
        match = _ATTRIBUTE.match(line)
        if match is not None:
            names = match["names"].split(", ")
            words.update(dict.fromkeys(names, match["text"]))
        elif line.strip():
            words.update({name: f"{words[name]} {line.strip()}" for name in names})
    return words


if __name__ == "__main__":
    print(text(), end="")  # noqa: T201  # unmarked: the schema holds no text of a user
