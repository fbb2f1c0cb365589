"""Numbers and truths that are taken as given for one command, and stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tomli
from click import UsageError

from rcakit.change import SetNotes
from rcakit.guide import Method
from rcakit.model import Postmortem, thawed
from rcakit.plugins import Owned, Plugins
from rcakit.plugins.asking import wrong_notes
from rcakit.reading import Reader

_TRUTHS = {"yes": True, "true": True, "no": False, "false": False}


def with_settings(
    plugins: Plugins, method: Owned[Method], postmortem: Postmortem, settings: Iterable[str]
) -> Postmortem:
    """The postmortem with some keys of a method's notes as `KEY=VALUE` says.

    A key is that of the TOML file, with dots for tables; a value is TOML, or else a text.

    Raises:
        UsageError: One is not of that form, or the method cannot take it.
    """
    name = method.thing.id
    settings = tuple(settings)
    if not settings:
        return postmortem
    notes: Any = thawed(postmortem.method_notes(name))
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or not all(key.split(".")):
            raise UsageError(f"--set takes KEY=VALUE, such as name=3; this is {setting!r}.")
        _put(notes, key.split("."), _value(value))
    changed = SetNotes(name, notes, "")(postmortem)
    error = wrong_notes(plugins, method, changed)
    if error is not None:
        keys, reason = error.faults[0]
        raise UsageError(f"--set {'.'.join(keys)}: it {reason}.")
    return changed


def _value(text: str) -> Any:
    try:
        return tomli.loads(f"value = {text}")["value"]
    except tomli.TOMLDecodeError:
        return text


def _put(notes: dict[str, Any], keys: list[str], value: Any) -> None:
    *tables, last = keys
    for key in tables:
        inner = notes.get(key)
        notes[key] = inner if isinstance(inner, dict) else {}
        notes = notes[key]
    notes[last] = value


def supposing(
    reader: Reader, method: Owned[Method], postmortem: Postmortem, so: Iterable[str]
) -> Postmortem:
    """The postmortem with some causes taken as so or not so, as `CAUSE=yes` or `CAUSE=no` say.

    Raises:
        UsageError: One is not of that form, there is no such cause, or no what-if in the method.
    """
    wanted = {}
    for one in so:
        name, _, said = one.rpartition("=")
        if said.casefold() not in _TRUTHS:
            raise UsageError(f"--what-if takes CAUSE=yes or CAUSE=no; this is {one!r}.")
        if name not in postmortem.causes:
            raise UsageError(f"--what-if {name}: there is no such cause.")
        wanted[name] = _TRUTHS[said.casefold()]
    if not wanted:
        return postmortem
    supposed = reader.supposing(method, postmortem, wanted)
    if supposed is None:
        raise UsageError(f"{method.thing.title} has no what-ifs.")
    return supposed


def compared(
    reader: Reader, method: Owned[Method], postmortem: Postmortem, earlier: Postmortem
) -> Postmortem:
    """The postmortem with an earlier one put beside it, for this once.

    Raises:
        UsageError: The method compares none.
    """
    beside = reader.beside(method, postmortem, earlier)
    if beside is None:
        raise UsageError(f"{method.thing.title} cannot be compared with an earlier postmortem.")
    return beside
