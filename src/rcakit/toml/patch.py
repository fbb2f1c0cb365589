"""What to write into a file now that its document is to say something else.

A text the program wrote is written again. A text a person touched is changed only where its
document changed: comments, blank lines, the order of keys and everything else stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import tomli
import tomli_w

from rcakit.toml.equal import same
from rcakit.toml.in_place import NoPlaceError, change
from rcakit.toml.layout import SCHEMA, Layout, scan
from rcakit.toml.snippet import patched_text
from rcakit.toml.write import canonical, check


@attrs.frozen
class Rewritten:
    """A new text for a file.

    Attributes:
        text: What to write.
        in_place: False if the layout a person gave the file could not be kept; keep a copy of
            the old text then, and say so.
    """

    text: str
    in_place: bool


def rewrite(old_text: str, wanted: Mapping[str, object], schema: str | None = None) -> Rewritten:
    """The text that says `wanted` and keeps what it can of `old_text`.

    Args:
        old_text: What is in the file, with its newlines (LF or CRLF) as they are.
        wanted: The whole document the file is to hold, unknown keys included.
        schema: For a file that is empty so far; an existing first line `#:schema` stays.

    Raises:
        ValueError: `wanted` cannot be written; names the path.
    """
    check(wanted)
    if not old_text.strip():
        return Rewritten(canonical(wanted, schema), in_place=True)
    newline = "\r\n" if old_text.count("\r\n") * 2 > old_text.count("\n") else "\n"
    own = SCHEMA.match(old_text)
    own_schema = own["schema"] or None if own else None
    try:
        old = tomli.loads(old_text)
    except (ValueError, RecursionError):
        return Rewritten(
            _newlines(canonical(wanted, own_schema or schema), newline), in_place=False
        )
    if same(old, wanted):
        return Rewritten(old_text, in_place=True)
    layout = scan(old_text)
    if _is_canonical(layout, old, own_schema, newline) and _same_order(old, wanted):
        return Rewritten(_newlines(canonical(wanted, own_schema), newline), in_place=True)
    try:
        text = change(layout, old, wanted, newline)
        if _says(text, wanted):
            return Rewritten(text, in_place=True)
    except NoPlaceError:
        pass
    whole = patched_text(old_text, old, wanted)
    if whole is not None:
        return Rewritten(whole, in_place=True)
    return Rewritten(_newlines(canonical(wanted, own_schema or schema), newline), in_place=False)


def _says(text: str, wanted: Mapping[str, object]) -> bool:
    try:
        return same(tomli.loads(text), wanted)
    except (ValueError, RecursionError):
        return False


def _newlines(text: str, newline: str) -> str:
    return text if newline == "\n" else text.replace("\n", newline)


def _is_canonical(
    layout: Layout, old: Mapping[str, object], schema: str | None, newline: str
) -> bool:
    """Whether the text is what `canonical` makes of its own document."""
    # Cheap to see, and true of nearly every file a person worked on.
    if layout.commented:
        return False
    head = f"#:schema {schema}\n" if schema else ""
    return any(
        layout.text == _newlines(head + tomli_w.dumps(old, multiline_strings=multiline), newline)
        for multiline in (True, False)
    )


def _same_order(old: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
    """Whether the keys both have come in the same order, so that no one sorted the file by hand.

    Plain keys and tables are compared apart, for the writer puts all plain keys first.
    """
    waiting = [(old, wanted)]
    while waiting:
        before, after = waiting.pop()
        for tables in (True, False):
            kept = [k for k in before if k in after and _is_table(before[k], after[k]) is tables]
            if kept != [
                k for k in after if k in before and _is_table(before[k], after[k]) is tables
            ]:
                return False
        for key, value in before.items():
            other = after.get(key)
            if isinstance(value, Mapping) and isinstance(other, Mapping):
                waiting.append((value, other))
    return True


def _is_table(old: object, new: object) -> bool | None:
    """None where the two differ in kind, or may (arrays of tables have two layouts)."""
    if isinstance(old, list) and any(isinstance(item, Mapping) for item in old):
        return None
    one, other = isinstance(old, Mapping), isinstance(new, Mapping)
    return one if one is other else None
