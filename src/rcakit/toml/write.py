"""A plain document to its canonical text, checked before and read back after."""

from __future__ import annotations

import re
from collections.abc import Mapping

import tomli
import tomli_w

from rcakit.toml.equal import same
from rcakit.toml.limits import first_fault

_MARK = "\ue0f0"
_MARKED = re.compile(f'"{_MARK}([0-9]+){_MARK}"')


def canonical(document: Mapping[str, object], schema: str | None = None) -> str:
    """The text rcakit writes for `document`; equal documents in equal order give equal texts.

    Args:
        document: Tables as mappings, arrays as lists or tuples.
        schema: Written as the first line, `#:schema <schema>`, for editors.

    Raises:
        ValueError: Names the path of the first value that TOML, or other readers of it,
            could not hold: see `rcakit.toml.limits`.
    """
    check(document)
    head = schema_line(schema)
    # The writer turns a CRLF inside a text of several lines into LF; on one line it is kept.
    for folded, multiline in ((True, True), (False, True), (False, False)):
        body = _body(document, folded=folded, multiline=multiline)
        if same(tomli.loads(body), document):
            return head + body
    raise ValueError("the document does not survive being written as TOML")


ITEM_DEPTH = 2
"""Tables inside `[table.id]` stand on one line: one thing, one block of lines."""


def _body(document: Mapping[str, object], *, folded: bool, multiline: bool) -> str:
    """`document` by tomli-w, with tables inside an item put on one line if `folded`.

    tomli-w writes every table as a section of its own. Each inner table is handed to it as a
    marked text, and the mark replaced by the inline table; the caller reads the result back.
    """
    if not folded:
        return tomli_w.dumps(document, multiline_strings=multiline)
    inner: list[str] = []

    def marked(value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        inner.append(inline(value))
        return f"{_MARK}{len(inner) - 1}{_MARK}"

    shallow = {
        name: {
            item: {field: marked(value) for field, value in content.items()}
            if isinstance(content, Mapping)
            else content
            for item, content in table.items()
        }
        if isinstance(table, Mapping)
        else table
        for name, table in document.items()
    }
    text = tomli_w.dumps(shallow, multiline_strings=multiline)
    return _MARKED.sub(lambda match: inner[int(match[1])], text) if inner else text


def check(document: Mapping[str, object]) -> None:
    """Raise ValueError, naming the path, if `document` breaks a limit."""
    fault = first_fault(document)
    if fault is not None:
        raise ValueError(f"{'.'.join(fault.path) or 'the document'}: {fault.reason}")


def schema_line(schema: str | None) -> str:
    """The first line for `schema`, or nothing. Raises ValueError if it is not one line."""
    if schema is None:
        return ""
    if not schema.isprintable() or not schema.strip():
        raise ValueError("the schema must be one line of text")
    return f"#:schema {schema}\n"


def literal(value: object) -> str:
    """`value` as it stands behind `key = `; lists one item a line, tables inline.

    `value` has been checked, so its depth is bounded and recursion is safe.
    """
    if isinstance(value, (list, tuple)) and any(_holds_table(item) for item in value):
        return "[\n" + "".join(f"    {inline(item)},\n" for item in value) + "]"
    if isinstance(value, Mapping):
        return inline(value)
    return _dumped(value, multiline=True)


def inline(value: object) -> str:
    """`value` on one line."""
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        return "{ " + ", ".join(f"{key(k)} = {inline(v)}" for k, v in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return _dumped(value, multiline=False)


def key(*parts: str) -> str:
    """A key as it is written, quoted where it must be: `cause."a b"`."""
    return ".".join(tomli_w.dumps({part: 0})[: -len(" = 0\n")] for part in parts)


def _dumped(value: object, *, multiline: bool) -> str:
    text = tomli_w.dumps({"k": value}, multiline_strings=multiline)
    if multiline and not same(tomli.loads(text)["k"], value):
        text = tomli_w.dumps({"k": value}, multiline_strings=False)
    return text[len("k = ") : -1]


def _holds_table(value: object) -> bool:
    if isinstance(value, (list, tuple)):
        return any(_holds_table(item) for item in value)
    return isinstance(value, Mapping)
