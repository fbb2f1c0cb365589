"""Answers several steps read the same way: lists, quantities, people, and answers kept as said."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TypeVar

from rcakit import BadAnswer, Option, Postmortem, change, model, text

_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f,_']\d{3})+(?:\.\d+)?")
_QUANTITY = re.compile(rf"({_GROUPED.pattern}|{_PLAIN.pattern})\s*([^\d\s.,].*)?", re.DOTALL)
_LARGEST = 2**53

Value = TypeVar("Value", bound=str)


def said(question: str, answer: str, then: change.Change) -> change.Change:
    """`then`, and a record that `question` was answered, where the value alone cannot tell.

    A default that somebody confirmed looks like one that nobody has looked at.
    """
    return change.Several(then.title, (then, change.Skip(question, answer)))


def listed(words: str) -> tuple[str, ...]:
    """Words between commas, each once."""
    parts = (text.one_line(part) for part in words.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def quantity(words: str) -> tuple[float | int | str, str]:
    """A number and its unit out of "4500 requests", "12,000 EUR", "3.5 %" or "unknown".

    Raises:
        BadAnswer: It does not begin with a number, or the number has two readings.
    """
    clean = " ".join(words.split())
    if clean.casefold() in (model.UNKNOWN, "?"):
        return model.UNKNOWN, ""
    match = _QUANTITY.fullmatch(clean)
    if match is None or re.search(r"\s\d", match[2] or ""):
        raise BadAnswer(
            f"“{text.shorten(words, 40)}” is no number with a unit; write it like “4500 "
            "requests” or “3.5 %”, or “unknown”."
        )
    if re.fullmatch(r"[+-]?\d{1,3}\.000", match[1]):
        raise BadAnswer(
            f"“{match[1]}” has two readings; write {match[1].partition('.')[0]} or "
            f"{match[1].replace('.', '')}."
        )
    digits = re.sub(r"[^\d.+-]", "", match[1])
    value: float | int = float(digits) if "." in digits else int(digits)
    if not abs(value) < _LARGEST:
        raise BadAnswer("That number is too large; use a larger unit.")
    return value, (match[2] or "").strip()


def new_id(postmortem: Postmortem, words: str) -> str:
    """An id for a new thing that says `words`."""
    return model.slug(words, set(model.ids(postmortem)))


def people(postmortem: Postmortem) -> tuple[Option, ...]:
    """The people of the postmortem, by id."""
    return tuple(
        Option(name, person.name, ", ".join(person.roles))
        for name, person in postmortem.people.items()
    )


def in_role(postmortem: Postmortem, role: str) -> list[str]:
    """Ids of the people who have a role."""
    wanted = role.casefold()
    return [
        name
        for name, person in postmortem.people.items()
        if wanted in {one.casefold() for one in person.roles}
    ]


def give_role(postmortem: Postmortem, who: str | Option, role: str) -> change.Change:
    """The change that gives somebody a role, adding them where they are not listed."""
    known = who.value if isinstance(who, Option) else _named(postmortem, who)
    if known is not None and known in postmortem.people:
        person = postmortem.people[known]
        roles = _united(person.roles, role)
        return change.Edit("person", known, {"roles": roles}, f"name the {role}")
    name = who.label if isinstance(who, Option) else who
    return change.Put("person", new_id(postmortem, name), model.Person(name=name, roles=(role,)))


def add_person(postmortem: Postmortem, words: str) -> change.Change:
    """The change when somebody says "Ada, responder, scribe": a name, then roles."""
    name, *roles = listed(words) or ("",)
    if not name:
        raise BadAnswer("Type a name, then what they were: Ada, responder.")
    known = _named(postmortem, name)
    if known is not None:
        before = postmortem.people[known].roles
        merged = tuple(dict.fromkeys((*before, *roles)))
        return change.Edit("person", known, {"roles": merged}, f"change the roles of {name}")
    person = model.Person(name=name, roles=tuple(roles))
    return change.Put("person", new_id(postmortem, name), person)


def _named(postmortem: Postmortem, name: str) -> str | None:
    wanted = text.one_line(name).casefold()
    return next(
        (
            known
            for known, person in postmortem.people.items()
            if text.one_line(person.name).casefold() == wanted
        ),
        None,
    )


def _united(names: Collection[str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, name)))


def options(words: Mapping[Value, str]) -> tuple[Option, ...]:
    """The values of an enumeration as options, each with what it means."""
    return tuple(
        Option(str(value), str(value).replace("-", " ").capitalize(), meaning)
        for value, meaning in words.items()
    )


def quoted(words: str) -> str:
    """User text in a sentence, short and in quotation marks."""
    return f"“{text.shorten(words, 120).removesuffix('.')}”"
