"""What an importer gave, value by value: nothing that a file could not hold goes further.

All of it raises TypeError or ValueError, so that it is called where the importer itself is: what
is wrong here is a fault of the plugin.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

import attrs

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
    for milestone, key in imported.milestones.items():
        if not isinstance(milestone, str) or not isinstance(key, str):
            raise TypeError(
                f"the milestone {milestone!r} is no text that names the key of an event"
            )
    keys = {one.key for one in imported.found if isinstance(one, Found)}
    if imported.problem and imported.problem not in keys:
        raise TypeError(f"the problem {imported.problem!r} is no key of the file")
    for method, make in imported.notes.items():
        if not isinstance(make({key: key for key in keys}), Mapping):
            raise TypeError(f"the notes for {method!r} are no table")
    return attrs.evolve(
        imported,
        found=tuple(_found(one, keys) for one in imported.found),
        incident=_incident(imported),
        warnings=tuple(_remark(one) for one in imported.warnings),
        skipped=tuple(_remark(one) for one in imported.skipped),
    )


def _remark(remark: Remark) -> Remark:
    if not isinstance(remark, Remark):
        raise TypeError(f"it remarks {type(remark).__name__} where Remark is wanted")
    if not isinstance(remark.text, str) or not isinstance(remark.line, int | None):
        raise TypeError(f"the remark {remark!r} is no text with a line")
    return remark


def _found(found: Found, keys: Container[str]) -> Found:
    if not isinstance(found, Found):
        raise TypeError(f"it found {type(found).__name__} where Found is wanted")
    if not isinstance(found.key, str) or not isinstance(found.called, str):
        raise TypeError(f"the key {found.key!r} or what it is called, {found.called!r}, is no text")
    table = TABLES.get(found.table)
    if table is None or not isinstance(found.item, table.item):
        raise TypeError(f"a {type(found.item).__name__} is no {found.table}")
    if too_deep(found.item):
        raise ValueError(f"the {found.table} is nested more than {DEEPEST} levels deep")
    for behind in found.item.because if isinstance(found.item, Cause) else ():
        if behind not in keys:
            raise TypeError(f"{found.key!r} is because of {behind!r}, which is no key of the file")
    item: Any = _structured(convert.plain(found.item), table.item, f"the {found.table}'s")
    return attrs.evolve(found, item=item)


def _incident(imported: Imported) -> dict[str, object]:
    whole = _structured({"title": "-", **imported.incident}, Incident, "the incident's")
    return {name: getattr(whole, name) for name in imported.incident}


def _structured(data: dict[str, object], cls: type, whose: str) -> Any:
    try:
        return convert.structure(data, cls)
    except convert.WrongShape as error:
        raise TypeError(f"{whose} {error}") from None
