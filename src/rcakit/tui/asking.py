"""The questions a person asks for by a key: add a why, link, split, new event, and so on.

Like a guide's questions they are plain values; the workbench shows them in the same panel.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rcakit import graph
from rcakit.change import (
    AddCause,
    Change,
    Drop,
    Edit,
    Join,
    Judge,
    Link,
    Put,
    SetMilestone,
    SetProblem,
    Several,
    Split,
    Unlink,
)
from rcakit.guide import Choice, Option, Question, Text, TextOrOption
from rcakit.guide.fields import editable, field_question, shown, title_of
from rcakit.model import (
    MILESTONES,
    Action,
    Cause,
    Event,
    Evidence,
    Impact,
    Lesson,
    Person,
    Postmortem,
    Status,
    event_id,
    ids,
    in_order,
    random_tail,
    says,
    slug,
    things,
)
from rcakit.text import shorten
from rcakit.tui.desk import Then

DELETE = "delete"
"""The answer that deletes a thing instead of changing a field of it."""


def _named(postmortem: Postmortem, cause: str) -> str:
    return f"“{shorten(says(postmortem, f'cause.{cause}'), 70)}”"


def _options(postmortem: Postmortem, names: list[str]) -> tuple[Option, ...]:
    return tuple(Option(name, postmortem.causes[name].text) for name in names)


def why(postmortem: Postmortem, effect: str) -> Question:
    """Add one more cause behind `effect`, new or already in the graph."""
    blocked = graph.above(postmortem.causes, effect) | {effect}
    there = set(postmortem.causes[effect].because)
    free = [name for name in postmortem.causes if name not in blocked | there]

    def answer(given: str | Option) -> Change:
        if isinstance(given, Option):
            return Link(effect, given.value)
        return AddCause(slug(given, set(ids(postmortem))), Cause(text=given), effect)

    return Question(
        id=f"own/why/{effect}",
        ask=f"How did it come that {_named(postmortem, effect)}?",
        kind=TextOrOption(_options(postmortem, free), hint="a new cause, or ↓ one that is there"),
        answer=answer,
        help="Say what was so, as a fact that can be checked. Ask how it came about, not who.",
        about=(effect,),
    )


def first_problem(postmortem: Postmortem) -> Question:
    """Name the problem at the top of the graph."""

    def answer(given: str) -> Change:
        name = slug(given, set(ids(postmortem)))
        return Several("name the problem", (AddCause(name, Cause(text=given)), SetProblem(name)))

    return Question(
        id="own/problem",
        ask="What did people experience that should not have been so?",
        kind=Text(),
        answer=answer,
    )


def link(postmortem: Postmortem, cause: str) -> Question:
    """Say what else `cause` led to."""
    blocked = set(graph.below(postmortem.causes, cause))
    free = [
        name
        for name, other in postmortem.causes.items()
        if name not in blocked and cause not in other.because
    ]
    return Question(
        id=f"own/link/{cause}",
        ask=f"What did {_named(postmortem, cause)} lead to?",
        kind=Choice(_options(postmortem, free), hint="↓ choose, or type to narrow down"),
        answer=lambda effect: Link(effect, cause),
        help="The cause is shared: it will stand behind both effects, and is still one cause.",
        about=(cause,),
    )


def unlink(postmortem: Postmortem, cause: str) -> Question:
    """Say what `cause` did not lead to after all."""
    effects = graph.effects(postmortem.causes)[cause]
    return Question(
        id=f"own/unlink/{cause}",
        ask=f"Which of these did {_named(postmortem, cause)} not lead to?",
        kind=Choice(_options(postmortem, list(effects)), hint="↓ choose"),
        answer=lambda effect: Unlink(effect, cause),
        about=(cause,),
    )


def join(postmortem: Postmortem, cause: str) -> Question:
    """Say which other cause is the same as this one."""
    blocked = set(graph.below(postmortem.causes, cause)) | graph.above(postmortem.causes, cause)
    free = [name for name in postmortem.causes if name not in blocked and name != cause]
    return Question(
        id=f"own/join/{cause}",
        ask=f"Which cause says the same as {_named(postmortem, cause)}?",
        kind=Choice(_options(postmortem, free), hint="↓ choose, or type to narrow down"),
        answer=lambda other: Join(cause, other),
        help="The two become one, with the links, evidence and actions of both. The wording "
        "of the one the cursor is on stays.",
        about=(cause,),
    )


def split(postmortem: Postmortem, cause: str) -> Question:
    """Split a cause that says two things into two, separated by a bar."""

    def answer(given: str) -> Change:
        first, bar, second = given.partition("|")
        if not bar or not first.strip() or not second.strip():
            from rcakit.errors import BadAnswer

            raise BadAnswer("Put a bar between the two: first thing | second thing")
        name = slug(second, set(ids(postmortem)))
        return Split(cause, first.strip(), name, second.strip())

    return Question(
        id=f"own/split/{cause}",
        ask="Which two things does it say? Put a bar | between them.",
        kind=Text(hint="first thing | second thing"),
        answer=answer,
        current=postmortem.causes[cause].text,
        about=(cause,),
    )


def judge(postmortem: Postmortem, cause: str, status: Status) -> Change:
    """Give a cause this status, or make it a hypothesis again where it has it already."""
    now = postmortem.causes[cause].status
    return Judge(cause, Status.HYPOTHESIS if now is status else status)


def evidence(postmortem: Postmortem, table: str, name: str) -> Question:
    """Add evidence to a cause or an event: new, or one that is there."""
    item: Any = getattr(postmortem, {"cause": "causes", "event": "events"}[table])[name]
    options = tuple(
        Option(key, one.title)
        for key, one in postmortem.evidence.items()
        if key not in item.evidence
    )

    def answer(given: str | Option) -> Change:
        if isinstance(given, Option):
            return Edit(table, name, {"evidence": (*item.evidence, given.value)}, "add evidence")
        key = slug(given, set(ids(postmortem)))
        return Several(
            "add evidence",
            (
                Put("evidence", key, Evidence(title=given)),
                Edit(table, name, {"evidence": (*item.evidence, key)}),
            ),
        )

    return Question(
        id=f"own/evidence/{table}/{name}",
        ask=f"What can somebody look at to check “{shorten(says(postmortem, name), 60)}”?",
        kind=TextOrOption(options, hint="new evidence in one line, or ↓ one that is there"),
        answer=answer,
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
            there = postmortem.actions[given.value].addresses
            return Edit("action", given.value, {"addresses": (*there, cause)}, "address a cause")
        key = slug(given, set(ids(postmortem)))
        return Put("action", key, Action(title=given, addresses=(cause,)))

    return Question(
        id=f"own/action/{cause}",
        ask=f"What would make {_named(postmortem, cause)} not happen again, be noticed "
        "sooner, or hurt less?",
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
    postmortem: Postmortem, table: str, ask: str, make: Callable[[str], Any], *fields: str
) -> tuple[Question, Then | None]:
    """A new entry of a table: its words, then the fields named."""
    names: list[str] = []

    def answer(text: str) -> Change:
        names.append(slug(text, set(ids(postmortem))))
        return Put(table, names[-1], make(text))

    def then(after: Postmortem) -> tuple[Question, Then | None] | None:
        return field_question(after, table, names[-1], fields[0]), None

    return Question(id=f"own/{table}", ask=ask, kind=Text(), answer=answer), (
        then if fields else None
    )


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
    return new_thing(postmortem, table, ask, make, *fields)


__all__ = [
    "action",
    "evidence",
    "first_problem",
    "join",
    "judge",
    "link",
    "milestone",
    "new_entry",
    "split",
    "unlink",
    "why",
]
