"""A question for any field of any thing, so that editing a table is answering a question."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from rcakit import graph, times
from rcakit.change import Change, Combine, Edit, Reword
from rcakit.guide.answers import (
    AnswerKind,
    Choice,
    Day,
    Moment,
    Number,
    Option,
    Several,
    Text,
)
from rcakit.guide.contract import Question
from rcakit.model import (
    TABLES,
    Cause,
    Gate,
    Postmortem,
    frozen,
    in_order,
    reference_fields,
    says,
    things,
)
from rcakit.text import shorten

_LONG = frozenset({"note", "known_then", "known_now", "outcome", "measure", "reason", "answer"})
_ASK: Mapping[str, str] = frozen(
    {
        "text": "In other words?",
        "title": "In other words?",
        "at": "When was it?",
        "until": "Until when did it last?",
        "owner": "Which one person takes this on?",
        "due": "By which day?",
        "addresses": "Which causes does it act on?",
        "measure": "How will we know that it worked?",
        "verify_by": "On which day do we look whether it worked?",
        "outcome": "What was seen? Did it work?",
        "reason": "Why will it not be done?",
        "status": "How far is it?",
        "strength": "How much does it rely on people remembering?",
        "type": "What does it do about its causes?",
        "known_then": "What did people know or believe at that moment?",
        "known_now": "What do we know now that was not known then?",
        "source": "Where can somebody else look at it?",
        "basis": "Did a machine record it, or does a person remember it?",
        "evidence": "Which evidence bears on it?",
        "category": "Which bone does it belong on?",
        "gate": "How did its causes work together?",
        "probability": "How likely is it, from 0 to 1?",
        "probability_source": "Who or what says so?",
    }
)


def title_of(field: str) -> str:
    """A field's name as a heading: "verify_by" is "Verify by"."""
    words = field.replace("_", " ")
    return words[:1].upper() + words[1:]


def shown(postmortem: Postmortem, value: object) -> str:
    """A field's value in words; "" where it has none."""
    if value is None or value == ():
        return ""
    if isinstance(value, datetime):
        return times.show(value, postmortem.incident.timezone)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(shorten(says(postmortem, str(one)), 40) for one in value)
    if attrs.has(type(value)):
        return " ".join(
            str(part) for part in (getattr(value, "kind", ""), getattr(value, "id", "")) if part
        )
    return str(value)


def typed(postmortem: Postmortem, value: object) -> str:
    """A field's value as a person would type it, to start editing from."""
    if isinstance(value, datetime):
        return times.show(value, postmortem.incident.timezone, seconds=value.second != 0)
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def editable(table: str) -> tuple[str, ...]:
    """The fields of a table's things that a person can edit, in the order of the class."""
    return tuple(
        field.name
        for field in attrs.fields(TABLES[table].item)
        if field.name not in ("extra", "because", "needed")
        and not (field.name == "source" and table != "evidence")
    )


def field_question(postmortem: Postmortem, table: str, name: str, field: str) -> Question:
    """The question whose answer is the new value of one field of one thing.

    "-" as the answer empties the field, where it may be empty.
    """
    item = things(postmortem, table)[name]
    spec = attrs.fields_dict(type(item))[field]
    value = getattr(item, field)
    empty = None if spec.default is attrs.NOTHING else spec.default
    subject = shorten(says(postmortem, f"{table}.{name}"), 60)
    ask = _ASK.get(field, f"{title_of(field)}?")
    kind, convert = _kind(postmortem, table, name, field, _hint(type(item), field))
    return Question(
        id=f"edit/{table}/{name}/{field}",
        ask=f"{ask}  “{subject}”" if field not in ("text", "title") else ask,
        kind=kind,
        answer=lambda given: _change(table, name, field, convert(given)),
        current=shown(postmortem, value),
        start=typed(postmortem, value),
        about=(f"{table}.{name}",),
        nothing=None
        if spec.default is attrs.NOTHING or isinstance(spec.default, StrEnum)
        else _change(table, name, field, empty),
    )


def _change(table: str, name: str, field: str, value: Any) -> Change:
    if table == "cause" and field == "text":
        return Reword(name, value)
    if table == "cause" and field == "gate":
        gate, needed = value if isinstance(value, tuple) else (value, None)
        return Combine(name, gate, needed)
    return Edit(table, name, {field: value})


def _hint(cls: type, field: str) -> Any:
    return get_type_hints(cls)[field]


def _same(value: Any) -> Any:
    return value


def _kind(
    postmortem: Postmortem, table: str, name: str, field: str, hint: Any
) -> tuple[AnswerKind, Callable[[Any], Any]]:
    targets = dict(reference_fields(table)).get(field)
    if targets:
        return Several(_options(postmortem, targets)), _same
    if field == "gate":
        return gate_kind(postmortem.causes, name)
    if field in ("owner", "who"):
        people = sorted({person.name for person in postmortem.people.values()})
        return Text(hint=f"a name; {', '.join(people)}" if people else "a name"), _same
    inner = [arg for arg in get_args(hint) if arg is not type(None)]
    plain = inner[0] if get_origin(hint) in (types.UnionType, Union) and len(inner) == 1 else hint
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        members = plain
        return Choice(tuple(Option(one.value, one.value) for one in members)), members
    if plain is datetime:
        return Moment(postmortem.incident.timezone, _base(postmortem, table, name)), _same
    if plain is date:
        return Day(), _same
    if plain is float:
        return Number(0, 1) if field == "probability" else Number(), float
    if get_origin(plain) is tuple:
        return Text(hint="several, separated by commas"), _split
    if field == "value":
        return Text(hint="a number, or unknown"), _quantity
    return Text(long=field in _LONG), _same


def _split(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())


def _quantity(given: str) -> object:
    return "unknown" if given.casefold() == "unknown" else Number().read(given)


def _base(postmortem: Postmortem, table: str, name: str) -> datetime | None:
    item = things(postmortem, table)[name]
    own = getattr(item, "at", None)
    if isinstance(own, datetime):
        return own
    moments = [event.at for _, event in in_order(postmortem.events) if event.at is not None]
    return moments[-1] if moments else None


def _options(postmortem: Postmortem, table: str) -> tuple[Option, ...]:
    if table == "event":
        return tuple(
            Option(name, event_label(postmortem, name)) for name, _ in in_order(postmortem.events)
        )
    return tuple(
        Option(name, says(postmortem, f"{table}.{name}")) for name in things(postmortem, table)
    )


def event_label(postmortem: Postmortem, name: str) -> str:
    """An event as a line to choose: its time and its words."""
    event = postmortem.events[name]
    zone = postmortem.incident.timezone
    when = times.show(event.moment, zone) if event.moment is not None else "no time"
    return f"{when}  {shorten(event.text, 70)}"


def gate_kind(
    causes: Mapping[str, Cause], name: str
) -> tuple[AnswerKind, Callable[[str], tuple[Gate | None, int | None]]]:
    """How the becauses of one cause may combine, as a choice that reads in words."""
    count = len(graph.becauses(causes, name))
    options = [
        Option("all", "all of them were needed together"),
        Option("any", "any one of them alone was enough"),
    ]
    options += [
        Option(f"at-least-{number}", f"at least {number} of the {count} were needed")
        for number in range(2, count)
    ]

    def read(given: str) -> tuple[Gate | None, int | None]:
        if given.startswith("at-least-"):
            return Gate.AT_LEAST, int(given.removeprefix("at-least-"))
        return Gate(given), None

    return Choice(tuple(options)), read
