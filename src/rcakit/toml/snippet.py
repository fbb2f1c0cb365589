"""Patching with tomlkit: one value, or, where there is no other way, a whole text.

tomlkit keeps comments and layout but takes 100 ms for every 15 kB, so it is given no more than
the value that changed, and is imported only when one did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import tomli

from rcakit.toml.equal import same
from rcakit.toml.write import literal

_FEW = 2000  # items of a list; above, comparing item by item takes longer than it is worth


def patched_value(written: str, old: object, new: object) -> str:
    """The text of `new`, keeping what it can of `written`, the text of `old`.

    Only arrays and inline tables have anything to keep: comments, and one line or several.
    """
    lists = isinstance(old, list) and isinstance(new, (list, tuple)) and old and new
    tables = isinstance(old, Mapping) and isinstance(new, Mapping) and old and new
    if lists or tables:
        text = _patched(f"k = {written}\n", {"k": old}, {"k": new})
        if text is not None and text.startswith("k = ") and text.endswith("\n"):
            return text[len("k = ") : -1]
    return literal(new)


def patched_text(text: str, old: Mapping[str, object], new: Mapping[str, object]) -> str | None:
    """`text`, which says `old`, changed to say `new`; None if tomlkit could not do it."""
    return _patched(text, old, new)


def _patched(text: str, old: Mapping[str, object], new: Mapping[str, object]) -> str | None:
    import tomlkit

    # tomlkit's errors on rare layouts are of every kind (KeyError, IndexError, its own); each
    # means the same here: find another way. What it returns is read back before it is believed.
    try:
        document = tomlkit.parse(text)
        _edit(document, old, new)
        result = document.as_string()
        return result if same(tomli.loads(result), new) else None
    except Exception:  # noqa: BLE001
        return None


def _edit(container: Any, old: Mapping[str, object], new: Mapping[str, object]) -> None:
    waiting: list[tuple[Any, Any, Any]] = [(container, old, new)]
    while waiting:
        item, before, after = waiting.pop()
        for key in before.keys() - after.keys():
            del item[key]
        for key, value in after.items():
            if key not in before:
                item[key] = value
            elif not same(before[key], value):
                waiting.extend(_changed(item, key, before[key], value))


def _changed(item: Any, key: str, was: Any, value: Any) -> list[tuple[Any, Any, Any]]:
    """Change one key; returns the tables inside that are still to be compared."""
    from tomlkit.items import AoT

    if isinstance(was, Mapping) and isinstance(value, Mapping):
        return [(item[key], was, value)]
    if isinstance(item[key], AoT) and _all_tables(value):
        common = min(len(was), len(value))
        kept = list(item[key])[:common]
        for _ in range(len(was) - common):
            del item[key][common]
        for added in value[common:]:
            item[key].append(added)
        return list(zip(kept, was[:common], value[:common], strict=True))
    if isinstance(was, list) and isinstance(value, (list, tuple)) and was and value:
        _edit_list(item[key], was, value)
    else:
        item[key] = value
    return []


def _all_tables(value: object) -> bool:
    return (
        bool(value)
        and isinstance(value, (list, tuple))
        and all(isinstance(item, Mapping) for item in value)
    )


def _edit_list(array: Any, old: Sequence[object], new: Sequence[object]) -> None:
    if len(old) > _FEW or len(new) > _FEW:
        raise ValueError("too long a list to compare")
    marks = [[(type(value), repr(value)) for value in values] for values in (old, new)]
    matcher = SequenceMatcher(None, marks[0], marks[1], autojunk=False)
    # From the end, so that the positions of what comes before stay right.
    for _, start, end, new_start, new_end in reversed(
        [code for code in matcher.get_opcodes() if code[0] != "equal"]
    ):
        common = min(end - start, new_end - new_start)
        for position in range(end - 1, start + common - 1, -1):
            del array[position]
        for offset in range(common):
            array[start + offset] = new[new_start + offset]
        for offset in range(common, new_end - new_start):
            array.insert(start + offset, new[new_start + offset])
