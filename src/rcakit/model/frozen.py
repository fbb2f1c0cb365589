"""Mappings and nested plain data that nobody can alter, so that a postmortem can be shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

DEEPEST = 64
"""The most levels that plain data lies in itself; as deep as a file may go."""

K = TypeVar("K")
V = TypeVar("V")


def frozen(items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> Mapping[K, V]:
    """A read-only mapping with these items; the caller's own mapping is not kept."""
    return MappingProxyType(dict(items))


def frozen_fields(items: Mapping[str, Any]) -> Mapping[str, Any]:
    """Field names to values, read-only; as an attrs converter it keeps its type."""
    return MappingProxyType(dict(items))


def deep_frozen(value: object, level: int = 0) -> object:
    """Plain TOML data with its tables read-only and its arrays as tuples.

    Raises:
        ValueError: It goes deeper than any file may.
    """
    if level > DEEPEST:
        raise ValueError(f"it is nested more than {DEEPEST} levels deep")
    if isinstance(value, Mapping):
        return MappingProxyType({key: deep_frozen(one, level + 1) for key, one in value.items()})
    if isinstance(value, list | tuple):
        return tuple(deep_frozen(one, level + 1) for one in value)
    return value


def too_deep(value: object) -> bool:
    """Whether tables, arrays and attrs values lie in one another deeper than any file may."""
    waiting: list[tuple[int, object]] = [(0, value)]
    while waiting:
        level, inner = waiting.pop()
        if level > DEEPEST:
            return True
        waiting += [(level + 1, one) for one in _inside(inner)]
    return False


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, str):
        return ()
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, list | tuple):
        return value
    kind: Any = type(value)
    return [getattr(value, one.name) for one in attrs.fields(kind)] if attrs.has(kind) else ()


def thawed(value: object) -> object:
    """The opposite of `deep_frozen`: ordinary dicts and lists, as a TOML writer wants them."""
    if isinstance(value, Mapping):
        return {key: thawed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [thawed(item) for item in value]
    return value


def table(value: Mapping[str, object] | None = None) -> Mapping[str, object]:
    """A deep-frozen table of plain data: unknown keys, a method's notes."""
    return MappingProxyType({key: deep_frozen(item) for key, item in (value or {}).items()})


NOTHING: Mapping[str, object] = table()
