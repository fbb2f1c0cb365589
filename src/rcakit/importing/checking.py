"""What an importer gave, value by value: nothing that a file could not hold goes further.

All of it raises TypeError or ValueError, so that it is called where the importer itself is: what
is wrong here is a fault of the plugin.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from rcakit import convert
from rcakit.hooks import Found, Imported, Remark
from rcakit.model import TABLES, Cause, Incident
from rcakit.model.frozen import DEEPEST, too_deep


def checked(imported: Imported) -> Imported:
    """`imported` with its values as they would be read back from a file.

    Raises:
        TypeError: A value is of the wrong type; says which.
        ValueError: One is nested too deep.
    """
    if not isinstance(imported, Imported):
        raise TypeError(f"gave {type(imported).__name__} where Imported is wanted")
    milestones = {}
    for milestone, key in imported.milestones.items():
        if not isinstance(milestone, str) or not isinstance(key, str):
            raise TypeError(
                f"the milestone {milestone!r} is no text that names the key of an event"
            )
        milestones[_plain(milestone)] = _plain(key)
    everything = tuple(_named(one) for one in imported.found)
    keys = {one.key for one in everything}
    if imported.problem and imported.problem not in keys:
        raise TypeError(f"the problem {imported.problem!r} is no key of the file")
    for method, make in imported.notes.items():
        if not isinstance(make({key: key for key in keys}), Mapping):
            raise TypeError(f"the notes for {method!r} are no table")
    # A class of the importer's own may work out its fields anew each time.
    return Imported(
        found=tuple(_found(one, keys) for one in everything),
        incident=_incident(imported),
        milestones=milestones,
        problem=_plain(imported.problem),
        warnings=tuple(_remark(one) for one in imported.warnings),
        skipped=tuple(_remark(one) for one in imported.skipped),
        notes={_plain(method): make for method, make in imported.notes.items()},
    )


def _plain(words: str) -> str:
    return words if type(words) is str else str.__str__(words)


def _remark(remark: Remark) -> Remark:
    if not isinstance(remark, Remark):
        raise TypeError(f"it remarks {type(remark).__name__} where Remark is wanted")
    if not isinstance(remark.text, str) or not isinstance(remark.line, int | None):
        raise TypeError(f"the remark {remark!r} is no text with a line")
    return Remark(_plain(remark.text), None if remark.line is None else int.__int__(remark.line))


def _named(found: Found) -> Found:
    if not isinstance(found, Found):
        raise TypeError(f"it found {type(found).__name__} where Found is wanted")
    if not isinstance(found.key, str) or not isinstance(found.called, str):
        raise TypeError(f"the key {found.key!r} or what it is called, {found.called!r}, is no text")
    return Found(found.table, _plain(found.key), found.item, _plain(found.called))


def _found(found: Found, keys: Container[str]) -> Found:
    table = TABLES.get(found.table)
    if table is None or not isinstance(found.item, table.item):
        raise TypeError(f"a {type(found.item).__name__} is no {found.table}")
    if too_deep(found.item):
        raise ValueError(f"the {found.table} is nested more than {DEEPEST} levels deep")
    for behind in found.item.because if isinstance(found.item, Cause) else ():
        if behind not in keys:
            raise TypeError(f"{found.key!r} is because of {behind!r}, which is no key of the file")
    item: Any = _structured(convert.plain(found.item), table.item, f"the {found.table}'s")
    # The table is a key of ours now, whatever class the importer's word for it was of.
    return Found(table.name, found.key, item, found.called)


def _incident(imported: Imported) -> dict[str, object]:
    whole = _structured({"title": "-", **imported.incident}, Incident, "the incident's")
    return {name: getattr(whole, name) for name in imported.incident}


def _structured(data: dict[str, object], cls: type, whose: str) -> Any:
    try:
        return convert.structure(data, cls)
    except convert.WrongShape as error:
        raise TypeError(f"{whose} {error}") from None
