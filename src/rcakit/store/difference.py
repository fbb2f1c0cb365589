"""Altering plain data by what changed between two other states of it."""

from __future__ import annotations

from collections.abc import Mapping

from rcakit.toml.equal import same

Documents = Mapping[str, Mapping[str, object]]


def altered(
    document: Mapping[str, object], before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, object]:
    """`document` with the keys changed that differ between `before` and `after`.

    Keys of `document` that are in neither, and keys that are the same in both, stay as they
    are, such as a default that a person wrote out. A new key stands behind the key it follows
    in `after`, so that tables stay sorted by id where they are.
    """
    result = dict(document)
    for key in before:
        if key not in after:
            result.pop(key, None)
    new: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for key, value in after.items():
        old = before.get(key)
        here = result.get(key)
        if key in result:
            anchor = key
        if key in before and same(old, value):
            continue
        if isinstance(value, Mapping) and isinstance(here, Mapping):
            result[key] = altered(here, old if isinstance(old, Mapping) else {}, value)
        elif key in result:
            result[key] = value
        else:
            new.setdefault(anchor, []).append(key)
    placed = {key: after[key] for key in new.get(None, ())}
    for key, value in result.items():
        placed[key] = value
        placed.update((name, after[name]) for name in new.get(key, ()))
    return {
        key: value
        for key, value in placed.items()
        if not (isinstance(value, Mapping) and not value and key in before and key not in document)
    }


def differing(before: Documents, after: Documents) -> dict[str, dict[str, object]]:
    """What of each document in `after` differs from `before`, thing by thing.

    Of a table that is in both only the entries that differ are given.
    """
    parts: dict[str, dict[str, object]] = {}
    for name, document in after.items():
        old = before.get(name, {})
        part: dict[str, object] = {}
        for key, value in document.items():
            was = old.get(key)
            if key in old and same(was, value):
                continue
            if isinstance(value, Mapping) and isinstance(was, Mapping):
                part[key] = {
                    inner: entry
                    for inner, entry in value.items()
                    if inner not in was or not same(was[inner], entry)
                }
            else:
                part[key] = value
        if part:
            parts[name] = part
    return parts
