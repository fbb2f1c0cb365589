"""The postmortem as a plugin has it: a copy, so that what it alters in it is altered for nobody.

A postmortem is frozen, and Python lets one alter it all the same. So each stranger is lent one of
its own, and of what an answer of it gives only the difference is taken over, as plain values that
a file could hold. Between two versions most things are the same, and are copied once.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from types import MappingProxyType
from typing import Any

import attrs

from rcakit import convert
from rcakit.change.base import checked
from rcakit.errors import Refused
from rcakit.model import TABLES, Incident, Postmortem, Review, dangling, frozen, table
from rcakit.model.ids import ID
from rcakit.text import shorten
from rcakit.toml.limits import first_fault

_VERSIONS = 4
"""Versions of the postmortem whose copies are kept: now, supposed, earlier, before."""
_TABLES = {spec.attribute: spec for spec in TABLES.values()}


@attrs.define(eq=False)
class Lender:
    """Lends postmortems to one plugin."""

    _lent: list[tuple[Postmortem, Postmortem]] = attrs.field(factory=list)
    _copies: dict[int, tuple[Any, Any]] = attrs.field(factory=dict)
    _lock: Any = attrs.field(factory=Lock)

    def lend(self, postmortem: Postmortem) -> Postmortem:
        """A copy that shares nothing with `postmortem` that could be altered; the same each time.

        Called where the plugin is asked, never by its own code.
        """
        with self._lock:
            for known, lent in self._lent:
                if known is postmortem:
                    return lent
            copies: dict[int, tuple[Any, Any]] = {}
            fields = {
                field.name: self._field(getattr(postmortem, field.name), copies)
                for field in attrs.fields(Postmortem)
            }
            lent = Postmortem(**fields)
            self._copies = copies
            self._lent = [(postmortem, lent), *self._lent][:_VERSIONS]
            return lent

    def _field(self, value: Any, copies: dict[int, tuple[Any, Any]]) -> Any:
        if type(value) is not MappingProxyType:
            return self._kept(value, copies)
        return frozen((name, self._kept(one, copies)) for name, one in value.items())

    def _kept(self, value: Any, copies: dict[int, tuple[Any, Any]]) -> Any:
        if type(value) is str:
            return value
        known = self._copies.get(id(value))
        # The value is kept beside its copy, so that no other one comes to have its number.
        copies[id(value)] = pair = known or (value, _copied(value))
        return pair[1]


def _copied(value: Any) -> Any:
    """A copy of a value of the model, all the way down."""
    kind = type(value)
    if attrs.has(kind):
        # Its own values were checked when it was made.
        copy = object.__new__(kind)
        for field in attrs.fields(kind):
            object.__setattr__(copy, field.name, _copied(getattr(value, field.name)))
        return copy
    if kind is tuple:
        return tuple(_copied(one) for one in value) if any(map(_has_parts, value)) else value
    if kind is MappingProxyType:
        return MappingProxyType({key: _copied(one) for key, one in value.items()})
    return value


def _has_parts(value: object) -> bool:
    return type(value) in {tuple, MappingProxyType} or attrs.has(type(value))


def adopted(before: Postmortem, lent: Postmortem, after: object) -> Postmortem:
    """What a plugin made of the postmortem lent to it, as the next one of `before`.

    Raises:
        TypeError: It is no postmortem, or holds what has no place in one; says what.
        Refused: It breaks a law of the model, or holds what no file could.
    """
    if type(after) is not Postmortem:
        raise TypeError(f"gave {type(after).__name__} where a postmortem is wanted")
    changed: dict[str, Any] = {}
    for field in attrs.fields(Postmortem):
        name = field.name
        made, had = getattr(after, name), getattr(lent, name)
        if made is not had:
            changed[name] = _taken(name, made, had, getattr(before, name))
    if not changed:
        return before
    result = attrs.evolve(before, **changed)
    _check_laws(before, result, changed)
    return result


def _taken(name: str, made: Any, had: Any, real: Any) -> Any:
    if name == "incident":
        return _structured(made, Incident)
    if name == "review":
        return _structured(made, Review)
    if name == "problem":
        return None if made is None else _plain({"problem": made}, Mapping[str, str])["problem"]
    if name in {"milestones", "skipped"}:
        return _plain(dict(made), Mapping[str, str])
    spec = _TABLES.get(name)
    entries = {}
    for key, value in made.items():
        if key in real and value is had.get(key):
            entries[key] = real[key]
        elif spec is not None:
            entries[_id(key)] = _structured(value, spec.item)
        else:
            entries[_id(key) if name == "notes" else key] = _table(value)
    return frozen(entries)


def _id(key: object) -> str:
    if type(key) is not str or not ID.fullmatch(key):
        said = shorten(repr(key), 40)
        raise Refused(f"The id {said} may have only a to z, 0 to 9 and hyphens, at most 64.")
    return key


def _structured(value: Any, cls: type[Any]) -> Any:
    if type(value) is not cls:
        raise TypeError(f"gave {type(value).__name__} where {cls.__name__} is wanted")
    return _plain(convert.plain(value), cls)


def _plain(data: dict[str, object], cls: Any) -> Any:
    _hold(data)
    return convert.structure(data, cls)


def _table(value: Mapping[str, object]) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(f"gave {type(value).__name__} where a table is wanted")
    plain = table(value)
    _hold(plain)
    return plain


def _hold(data: Mapping[str, object]) -> None:
    fault = first_fault(data)
    if fault is not None:
        raise Refused(f"{'.'.join(fault.path)}: {fault.reason}.")


def _check_laws(before: Postmortem, after: Postmortem, changed: Mapping[str, Any]) -> None:
    """`Refused` where what a plugin changed breaks a law that the changes of rcakit keep."""
    removed = False
    for name, entries in changed.items():
        spec = _TABLES.get(name)
        if spec is None:
            continue
        had = getattr(before, name)
        removed = removed or any(key not in entries for key in had)
        for key, entry in entries.items():
            if entry is not had.get(key):
                checked(after, spec.name, key, had.get(key))
    if removed or {"problem", "milestones"} & changed.keys():
        known = {(one.path, one.target) for one in dangling(before)}
        for one in dangling(after):
            if (one.path, one.target) not in known:
                raise Refused(f"{'.'.join(one.path)} would name {one.target!r}, which is gone.")
