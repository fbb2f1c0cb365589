"""Answers several steps take the same way: lists, options, confirmed defaults, and none at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from rcakit import Option, change, text

Value = TypeVar("Value", bound=str)


def said(question: str, answer: str, then: change.Change) -> change.Change:
    """`then`, and a record that `question` was answered, where the value alone cannot tell.

    A default that somebody confirmed looks like one that nobody has looked at.
    """
    return change.Several(then.title, (then, change.Skip(question, answer)))


def nothing(question: str, reason: str, given: object, clear: change.Change) -> change.Change:
    """What “-” does at a question whose field holds one answer: a record that there is none.

    An answer that was given before would contradict the record, so it goes.

    Args:
        question: The id of the question.
        reason: What “-” means there, such as "not known".
        given: The answer so far; true where there is one.
        clear: The change that empties the field.
    """
    return said(question, reason, clear) if given else change.Skip(question, reason)


def listed(words: str) -> tuple[str, ...]:
    """Words between commas, each once."""
    parts = (text.one_line(part) for part in words.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def options(words: Mapping[Value, str]) -> tuple[Option, ...]:
    """The values of an enumeration as options, each with what it means."""
    return tuple(
        Option(str(value), str(value).replace("-", " ").capitalize(), meaning)
        for value, meaning in words.items()
    )
