"""What every change is: a value that turns one postmortem into the next."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from rcakit import graph, text
from rcakit.errors import Refused
from rcakit.model import (
    TABLES,
    Cause,
    Postmortem,
    find,
    frozen,
    impossible,
    reference_fields,
    says,
    things,
)
from rcakit.model.frozen import DEEPEST, too_deep
from rcakit.text import normal


class Change:
    """A value that, called with a postmortem, gives the altered one and alters nothing.

    Raises `Refused` when the result would break a law: a cycle, a reference to nothing, a
    probability outside 0 to 1.
    """

    @property
    @abstractmethod
    def title(self) -> str:
        """What the change does, for the undo list, such as "rule out a network partition"."""

    @abstractmethod
    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem after the change."""


@attrs.frozen
class Several(Change):
    """Changes that are one step for the person: done and undone together."""

    name: str
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        """The name given to the whole."""
        return self.name

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """All changes in order; if one is refused, none happens."""
        for change in self.changes:
            postmortem = change(postmortem)
        return postmortem


def quoted(postmortem_text: str) -> str:
    """User text, short, in quotation marks, for a title."""
    return text.quoted(postmortem_text, 40)


def tidy(item: Any) -> Any:
    """`item` with its text fields as they are stored (NFC, line feeds, no outer blanks)."""
    changed: dict[str, Any] = {}
    for field in attrs.fields(type(item)):
        value = getattr(item, field.name)
        if isinstance(value, str) and not isinstance(value, Enum):
            clean = normal(value)
            if clean != value:
                changed[field.name] = clean
    return attrs.evolve(item, **changed) if changed else item


def with_things(postmortem: Postmortem, table: str, entries: Mapping[str, Any]) -> Postmortem:
    """The postmortem with one table replaced."""
    changes: dict[str, Any] = {TABLES[table].attribute: frozen(entries)}
    return attrs.evolve(postmortem, **changes)


def existing(postmortem: Postmortem, table: str, name: str) -> Any:
    """The entry, or `Refused` saying that there is none."""
    entries = things(postmortem, table)
    if name not in entries:
        raise Refused(f"There is no {table} named {name!r}.")
    return entries[name]


def checked(postmortem: Postmortem, table: str, name: str, before: Any = None) -> Postmortem:
    """`postmortem` if entry `name` keeps the laws, else `Refused`.

    What was already broken in `before` (by a hand edit) is let be, so that a person can go on
    working on a file with one bad reference or number in it.
    """
    check_entry(postmortem, table, name, before)
    if table == "cause":
        _check_links(postmortem, name, before)
    return postmortem


def check_entry(postmortem: Postmortem, table: str, name: str, before: Any = None) -> None:
    """`Refused` if entry `name` breaks a law, that of circles left aside."""
    item = things(postmortem, table)[name]
    if too_deep(item):
        raise Refused(f"This {table} is nested more than {DEEPEST} levels deep.")
    says = TABLES[table].says
    if not _filled(item, says) and (before is None or _filled(before, says)):
        raise Refused(f"A {table} needs a {says}.")
    for field, target_table in reference_fields(table):
        old = set(getattr(before, field)) if before is not None else set()
        for target in getattr(item, field):
            if target in old:
                continue
            known = (
                target in things(postmortem, target_table)
                if target_table
                else find(postmortem, target) is not None
            )
            if not known:
                raise Refused(f"There is no {target_table or 'thing'} named {target!r}.")
    if table == "cause":
        _check_cause(item, before)


_CANNOT = {
    "because": "{} names the same cause twice.",
    "probability": "A probability lies between 0 and 1.",
    "needed": "At least one of the causes is needed.",
}


def _filled(item: Any, field: str) -> bool:
    return bool(str(getattr(item, field)).strip())


def _check_links(postmortem: Postmortem, name: str, before: Cause | None) -> None:
    cause = postmortem.causes[name]
    known = before.because if before is not None else ()
    for behind in cause.because:
        if behind not in known and graph.makes_cycle(
            _without(postmortem, name, behind), name, behind
        ):
            raise Refused(
                f"{quoted(says(postmortem, behind))} already happened because of "
                f"{quoted(cause.text)}; the other way round would be a circle."
            )


def _check_cause(cause: Cause, before: Cause | None) -> None:
    # Without a cause before, everything that this one says is new.
    known = set(impossible(before or Cause(text="")))
    for one in impossible(cause):
        if one not in known:
            raise Refused(_CANNOT[one[0]].format(quoted(cause.text)))


def _without(postmortem: Postmortem, effect: str, behind: str) -> graph.Causes:
    cause = postmortem.causes[effect]
    kept = tuple(name for name in cause.because if name != behind)
    return {**postmortem.causes, effect: attrs.evolve(cause, because=kept)}
