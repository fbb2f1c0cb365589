"""Questions about entries of tables: new ones, evidence and actions for a thing, any field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rcakit.change import Change, Drop, Edit, Put, SetMilestone, Several
from rcakit.guide import Choice, Option, Question, Text, TextOrOption
from rcakit.guide.because import new_id
from rcakit.guide.fields import editable, field_question, shown, title_of
from rcakit.model import (
    MILESTONES,
    TABLES,
    Action,
    Event,
    Evidence,
    Impact,
    Lesson,
    Person,
    Postmortem,
    event_id,
    ids,
    in_order,
    random_tail,
    says,
    things,
)
from rcakit.text import shorten
from rcakit.tui.desk import Then
from rcakit.tui.late import Late, there

DELETE = "delete"
"""The answer that deletes a thing instead of changing a field of it."""


def evidence(postmortem: Postmortem, table: str, name: str) -> Question:
    """Add evidence to a cause or an event: new, or one that is there."""
    item: Any = getattr(postmortem, {"cause": "causes", "event": "events"}[table])[name]
    options = tuple(
        Option(key, one.title)
        for key, one in postmortem.evidence.items()
        if key not in item.evidence
    )

    def add(given: str | Option, now: Postmortem) -> Change:
        had = there(now, table, name).evidence
        if isinstance(given, Option):
            both = tuple(dict.fromkeys((*had, given.value)))
            return Edit(table, name, {"evidence": both}, "add evidence")
        key = new_id(now, given)
        return Several(
            "add evidence",
            (
                Put("evidence", key, Evidence(title=given)),
                Edit(table, name, {"evidence": (*had, key)}),
            ),
        )

    return Question(
        id=f"own/evidence/{table}/{name}",
        ask=f"What can somebody look at to check “{shorten(says(postmortem, name), 60)}”?",
        kind=TextOrOption(options, hint="new evidence in one line, or ↓ one that is there"),
        answer=lambda given: Late(lambda now: add(given, now)),
        help="A graph, a log line, a ticket, a message, what somebody remembers. Where it is "
        "and how it was taken can be filled in on the evidence step.",
        about=(name,),
    )


def action(postmortem: Postmortem, cause: str) -> Question:
    """Add an action for a cause, or let one that is there act on it too."""
    options = tuple(
        Option(key, one.title)
        for key, one in postmortem.actions.items()
        if cause not in one.addresses
    )

    def answer(given: str | Option) -> Change:
        if isinstance(given, Option):
            return Late(lambda now: address(given.value, now))
        return _put("action", Action(title=given, addresses=(cause,)))

    def address(name: str, now: Postmortem) -> Change:
        both = tuple(dict.fromkeys((*there(now, "action", name).addresses, cause)))
        return Edit("action", name, {"addresses": both}, "address a cause")

    return Question(
        id=f"own/action/{cause}",
        ask=f"What would make “{shorten(says(postmortem, cause), 60)}” not happen again, "
        "be noticed sooner, or hurt less?",
        kind=TextOrOption(options, hint="a new action, or ↓ one that is there"),
        answer=answer,
        help="Begin with a verb and give it an end one can see. Owner and day come next.",
        about=(cause,),
    )


def milestone(postmortem: Postmortem, event: str) -> Question:
    """Say which milestone an event is."""
    options = tuple(
        Option(one.id, one.title, postmortem.milestones.get(one.id, "")) for one in MILESTONES
    )
    return Question(
        id=f"own/milestone/{event}",
        ask=f"Which milestone is “{shorten(says(postmortem, event), 60)}”?",
        kind=Choice(options, hint="↓ choose"),
        answer=lambda name: SetMilestone(name, event),
        about=(event,),
    )


def new_event(postmortem: Postmortem) -> tuple[Question, Then]:
    """A new event: what happened, then when."""
    ending = random_tail()
    last = [item.at for _, item in in_order(postmortem.events) if item.at is not None]
    name = event_id(last[-1] if last else None, ending, set(ids(postmortem)))
    question = Question(
        id="own/event",
        ask="What happened?",
        kind=Text(hint="one fact; when it was is asked next"),
        answer=lambda text: Put("event", name, Event(text=text)),
        help="One fact to an entry, without judgement: what was done or seen, and by what.",
    )
    return question, _then_field("event", name, "at")


def new_thing(
    table: str, ask: str, make: Callable[[str], Any], *fields: str
) -> tuple[Question, Then | None]:
    """A new entry of a table: its words, then the fields named."""
    names: list[str] = []

    def then(after: Postmortem) -> tuple[Question, Then | None] | None:
        return field_question(after, table, names[-1], fields[0]), None

    question = Question(
        id=f"own/{table}",
        ask=ask,
        kind=Text(),
        answer=lambda text: _put(table, make(text), names),
    )
    return question, (then if fields else None)


def _put(table: str, item: Any, names: list[str] | None = None) -> Change:
    """Add a thing under an id that is free by then; `names` is told it."""
    said = str(getattr(item, TABLES[table].says))

    def put(now: Postmortem) -> Change:
        name = new_id(now, said)
        if names is not None:
            names.append(name)
        return Put(table, name, item)

    return Late(put)


def _then_field(table: str, name: str, field: str) -> Then:
    return lambda after: (field_question(after, table, name, field), None)


def edit_entry(postmortem: Postmortem, table: str, name: str) -> tuple[Question, Then]:
    """What to change about a thing: one of its fields, or that it is there at all."""
    item: Any = things(postmortem, table)[name]
    options = tuple(
        Option(field, title_of(field), shown(postmortem, getattr(item, field)))
        for field in editable(table)
    )
    chosen: list[str] = []

    def answer(field: str) -> Change:
        chosen.append(field)
        return Drop(table, name) if field == DELETE else Several("edit", ())

    def then(after: Postmortem) -> tuple[Question, Then | None] | None:
        if chosen[-1] == DELETE or name not in things(after, table):
            return None
        return field_question(after, table, name, chosen[-1]), None

    question = Question(
        id=f"own/edit/{table}/{name}",
        ask=f"What about “{shorten(says(postmortem, f'{table}.{name}'), 60)}”?",
        kind=Choice((*options, Option(DELETE, "Delete it")), hint="↓ choose what to change"),
        answer=answer,
        about=(f"{table}.{name}",),
    )
    return question, then


def pick_entry(postmortem: Postmortem, table: str) -> tuple[Question, Then]:
    """Which thing of a table to change."""
    entries = things(postmortem, table)
    chosen: list[str] = []

    def answer(name: str) -> Change:
        chosen.append(name)
        return Several("edit", ())

    question = Question(
        id=f"own/pick/{table}",
        ask=f"Which {table} do you want to change?",
        kind=Choice(tuple(Option(name, says(postmortem, f"{table}.{name}")) for name in entries)),
        answer=answer,
    )
    return question, lambda after: edit_entry(after, table, chosen[-1])


NEW: dict[str, tuple[str, Callable[[str], Any], tuple[str, ...]]] = {
    "evidence": (
        "What can somebody else look at and check?",
        lambda text: Evidence(title=text),
        ("kind",),
    ),
    "action": ("What is to be changed?", lambda text: Action(title=text), ("owner",)),
    "impact": (
        "What was hurt, as something one can count?",
        lambda text: Impact(metric=text),
        ("value",),
    ),
    "person": ("Who took part? A name or an alias.", lambda text: Person(name=text), ("roles",)),
    "lesson": (
        "What is worth telling somebody who was not there?",
        lambda text: Lesson(text=text),
        ("kind",),
    ),
}
"""How each table's new entries are asked for: the question, the value, the field asked next."""


def new_entry(postmortem: Postmortem, table: str) -> tuple[Question, Then | None]:
    """The question for a new entry of `table`."""
    if table == "event":
        return new_event(postmortem)
    ask, make, fields = NEW[table]
    return new_thing(table, ask, make, *fields)
