"""Mappings and nested plain data that nobody can alter, so that a postmortem can be shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


def frozen(items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> Mapping[K, V]:
    """A read-only mapping with these items; the caller's own mapping is not kept."""
    return MappingProxyType(dict(items))


def frozen_fields(items: Mapping[str, Any]) -> Mapping[str, Any]:
    """Field names to values, read-only; as an attrs converter it keeps its type."""
    return MappingProxyType(dict(items))


def deep_frozen(value: object) -> object:
    """Plain TOML data with its tables read-only and its arrays as tuples, at any depth."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: deep_frozen(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(deep_frozen(item) for item in value)
    return value


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
