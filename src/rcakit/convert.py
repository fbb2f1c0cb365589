"""Plain TOML data to attrs classes and back, strictly.

cattrs alone would take "false" for true, 5.9 for 5 and drop keys it does not know. Here a value
of the wrong type is an error that says where, and unknown keys go into the class's `extra`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn

from rcakit.errors import RcakitError
from rcakit.model.frozen import deep_frozen, frozen, thawed
from rcakit.text import normal, shorten

T = TypeVar("T")


class WrongShape(RcakitError):
    """Plain data that is not what a class wants.

    Attributes:
        faults: Each as the path of keys to the value and a sentence about it.
    """

    def __init__(self, faults: tuple[tuple[tuple[str, ...], str], ...]) -> None:
        self.faults = faults
        path, reason = faults[0]
        super().__init__(f"{'.'.join(path)} {reason}")


class _Wrong(ValueError):
    """What one value should have been."""


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        str: "text",
        list: "a list",
        tuple: "a list",
        dict: "a table",
        datetime: "a date and time",
        date: "a date",
    }
    return names.get(type(value), "a table" if isinstance(value, Mapping) else "something else")


def _exactly(wanted: type, words: str) -> Callable[[object, object], object]:
    def structure(value: object, _: object) -> object:
        if type(value) is not wanted:
            raise _Wrong(f"must be {words}, not {_kind(value)}")
        return normal(value) if isinstance(value, str) else value

    return structure


def _number(value: object, _: object) -> float:
    if type(value) not in (int, float):
        raise _Wrong(f"must be a number, not {_kind(value)}")
    return float(value)  # type: ignore[arg-type]


def _moment(value: object, _: object) -> datetime:
    if not isinstance(value, datetime):
        raise _Wrong(f"must be a date and time such as 2026-03-01T13:32:05Z, not {_kind(value)}")
    if value.tzinfo is None:
        raise _Wrong("needs its offset from UTC, such as 2026-03-01T13:32:05+01:00")
    return value


def _day(value: object, _: object) -> date:
    if type(value) is not date:
        raise _Wrong(f"must be a date such as 2026-03-31, not {_kind(value)}")
    return value


def _one_of(value: Any, cls: type[StrEnum]) -> StrEnum:
    try:
        return cls(value)
    except ValueError:
        allowed = ", ".join(f'"{member.value}"' for member in cls)
        said = f'"{shorten(value, 60)}"' if isinstance(value, str) else _kind(value)
        raise _Wrong(f"is {said}; it must be one of {allowed}") from None


def _quantity(value: object, _: object) -> float | int | str:
    if type(value) in (int, float):
        return value  # type: ignore[return-value]
    if value == "unknown":
        return "unknown"
    raise _Wrong('must be a number or "unknown"')


def _table(value: object, _: object) -> object:
    if not isinstance(value, Mapping):
        raise _Wrong(f"must be a table, not {_kind(value)}")
    return deep_frozen(value)


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=True)
    hook = converter.register_structure_hook
    hook(str, _exactly(str, "text"))
    hook(StrEnum, _one_of)
    hook(bool, _exactly(bool, "true or false"))
    hook(int, _exactly(int, "a whole number"))
    hook(float, _number)
    hook(datetime, _moment)
    hook(date, _day)
    converter.register_structure_hook_factory(_is_optional, lambda cls: _optional(converter, cls))
    converter.register_structure_hook_func(_is_quantity, _quantity)
    converter.register_structure_hook_factory(_is_tuple, lambda cls: _list(converter, cls))
    converter.register_structure_hook_factory(_is_mapping, lambda cls: _mapping(converter, cls))
    converter.register_structure_hook_factory(attrs.has, lambda cls: _class(converter, cls))
    return converter


def _is_optional(cls: Any) -> bool:
    return get_origin(cls) in (types.UnionType, Union) and type(None) in get_args(cls)


def _is_quantity(cls: Any) -> bool:
    return get_origin(cls) in (types.UnionType, Union) and set(get_args(cls)) >= {float, str}


def _is_tuple(cls: Any) -> bool:
    return get_origin(cls) is tuple


def _is_mapping(cls: Any) -> bool:
    return get_origin(cls) in (Mapping, dict)


def _optional(converter: cattrs.Converter, cls: Any) -> Callable[[object, object], object]:
    rest = tuple(arg for arg in get_args(cls) if arg is not type(None))
    if len(rest) > 1:
        return _quantity
    return lambda value, _: None if value is None else converter.structure(value, rest[0])


def _list(converter: cattrs.Converter, cls: Any) -> Callable[[object, object], object]:
    item = get_args(cls)[0]

    def structure(value: object, _: object) -> object:
        if not isinstance(value, list | tuple):
            raise _Wrong(f"must be a list, not {_kind(value)}")
        return tuple(converter.structure(one, item) for one in value)

    return structure


def _mapping(converter: cattrs.Converter, cls: Any) -> Callable[[object, object], object]:
    item = get_args(cls)[1]
    if item is object:
        return _table

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            raise _Wrong(f"must be a table, not {_kind(value)}")
        found, faults = {}, []
        for key, one in value.items():
            try:
                found[key] = converter.structure(one, item)
            except (_Wrong, cattrs.BaseValidationError) as error:
                faults += [((key, *path), reason) for path, reason in _faults(error)]
        if faults:
            raise _Faults(faults)
        return frozen(found)

    return structure


class _Faults(_Wrong):
    def __init__(self, faults: list[tuple[tuple[str, ...], str]]) -> None:
        self.faults = faults
        super().__init__(faults[0][1])


def _class(converter: cattrs.Converter, cls: Any) -> Callable[[object, object], object]:
    names = {field.name for field in attrs.fields(cls)}
    required = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    base = make_dict_structure_fn(cls, converter, _cattrs_detailed_validation=True)

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            raise _Wrong(f"must be a table, not {_kind(value)}")
        missing: list[tuple[tuple[str, ...], str]] = [
            ((name,), "is missing") for name in required if name not in value
        ]
        if missing:
            raise _Faults(missing)
        known = {key: one for key, one in value.items() if key in names and key != "extra"}
        unknown = {key: one for key, one in value.items() if key not in known}
        built = base(known, cls)
        if unknown and "extra" in names:
            return attrs.evolve(built, extra=deep_frozen(unknown))
        if unknown:
            raise _Faults([((key,), "is no key of this table") for key in unknown])
        return built

    return structure


def _faults(error: BaseException) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(error, _Faults):
        return error.faults
    if isinstance(error, cattrs.ClassValidationError):
        found: list[tuple[tuple[str, ...], str]] = []
        for inner, note in error.group_exceptions()[0]:
            found += [((note.name, *path), reason) for path, reason in _faults(inner)]
        return found
    return [((), str(error))]


def structure(data: object, cls: type[T]) -> T:
    """`data` as an instance of the attrs class `cls`.

    Raises:
        WrongShape: With every fault found, each with the path of keys to it.
    """
    try:
        return _converter().structure(data, cls)
    except (_Wrong, cattrs.BaseValidationError) as error:
        raise WrongShape(tuple(_faults(error))) from None


def plain(item: Any) -> dict[str, object]:
    """An attrs value as plain TOML data: defaults left out, unknown keys put back."""
    result: dict[str, object] = {}
    for name, default in _defaults(type(item)):
        value = getattr(item, name)
        if value is None or value == default:
            continue
        result[name] = _plain_value(value)
    for key, value in getattr(item, "extra", {}).items():
        result[key] = thawed(value)
    return result


_PLAIN = frozenset((str, int, float, bool, datetime, date, type(None)))


def unknown_keys(item: Any) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every key in an attrs value, and in those inside it, that its class does not have.

    Each as the path to it and the keys that may stand there.
    """
    names = tuple(name for name, _ in _defaults(type(item)))
    for key in getattr(item, "extra", {}):
        yield (key,), names
    for name in names:
        value = getattr(item, name)
        if type(value) not in _PLAIN:
            for path, inner in _values(value):
                for rest, known in unknown_keys(inner):
                    yield (name, *path, *rest), known


def _values(value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The attrs values that one field holds: itself, or the entries of a table or a list."""
    if attrs.has(type(value)):
        yield (), value
    elif isinstance(value, Mapping | tuple):
        entries = value.items() if isinstance(value, Mapping) else enumerate(value)
        yield from (((str(key),), one) for key, one in entries if attrs.has(type(one)))


_KNOWN: dict[type, tuple[tuple[str, object], ...]] = {}


def _defaults(cls: type) -> tuple[tuple[str, object], ...]:
    """The fields of a class with their defaults; `extra` is no field of the file."""
    if cls not in _KNOWN:
        _KNOWN[cls] = tuple(
            (field.name, _made(field.default))
            for field in attrs.fields(cls)
            if field.name != "extra"
        )
    return _KNOWN[cls]


def _made(default: Any) -> object:
    return default.factory() if hasattr(default, "factory") else default


def _plain_value(value: Any) -> object:
    if attrs.has(type(value)):
        return plain(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_value(one) for one in value]
    return value
