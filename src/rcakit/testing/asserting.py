"""Small assertions the contract is made of, each with a sentence for the plugin's author."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from rcakit import schema
from rcakit.model import Postmortem, dangling, find
from rcakit.model.ids import ID
from rcakit.store.codec import to_documents

T = TypeVar("T")
_BARE = frozenset(schema.build()["properties"])
"""Top-level keys that a question or finding may be about."""


def fail(sentence: str) -> NoReturn:
    """Raise the assertion."""
    raise AssertionError(sentence)


def check_identity(thing: Any, what: str) -> None:
    """An id of small letters, digits and hyphens, and a title."""
    name, title = getattr(thing, "id", None), getattr(thing, "title", None)
    if not isinstance(name, str) or not ID.fullmatch(name):
        fail(f"The id of the {what} is {name!r}; it takes a to z, 0 to 9 and hyphens, up to 64.")
    if not isinstance(title, str) or not title.strip():
        fail(f"The {what} {name} has no title.")


def check_about(postmortem: Postmortem, about: tuple[str, ...], where: str) -> None:
    """Everything named exists: a thing, a bare key of postmortem.toml, or a method with notes.

    An id that the postmortem itself names without having it may be named too.
    """
    mentioned = {reference.target for reference in dangling(postmortem)}
    for name in about:
        known = (
            find(postmortem, name) is not None
            or name.partition(".")[0] in _BARE
            or name in postmortem.notes
            or name in mentioned
        )
        if not known:
            fail(f"{where} is about {name!r}, which is nothing in the postmortem.")


def same_twice(call: Callable[[], T], what: str) -> T:
    """The result of `call`, which must be the same a second time."""
    first, second = call(), call()
    if first != second:
        fail(f"{what} differs when asked for twice with nothing changed in between.")
    return first


def unaltered(postmortem: Postmortem, call: Callable[[], T], what: str) -> T:
    """The result of `call`, which must leave the postmortem as it was."""
    before = to_documents(postmortem)
    result = call()
    if to_documents(postmortem) != before:
        fail(f"{what} altered the postmortem it was given; only changes may, by making another.")
    return result


def unique(names: list[str], what: str) -> None:
    """No name comes twice."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        fail(f"{what} comes twice: {', '.join(twice[:5])}.")
