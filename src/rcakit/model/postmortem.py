"""The postmortem as one value, and the tables it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from rcakit.model.actions import Action
from rcakit.model.causes import Cause
from rcakit.model.evidence import Evidence
from rcakit.model.frozen import NOTHING, frozen
from rcakit.model.incident import Impact, Incident, Person
from rcakit.model.review import Lesson, OpenQuestion, Review
from rcakit.model.timeline import Event

FORMAT = 1
"""The version of the file format this code reads and writes."""


def _empty() -> Mapping[str, Any]:
    return frozen()


@attrs.frozen(kw_only=True)
class Postmortem:
    """Everything known of one incident; frozen, and replaced by changes.

    Attributes:
        incident: What happened; the bare keys of postmortem.toml.
        problem: Id of the cause at the top of the graph; None until it is named.
        milestones: Milestone id to event id.
        impacts, people, lessons, questions, evidence, events, causes, actions: Things by id.
        review: How far the review is.
        skipped: Question id to the reason it does not apply here.
        notes: Method id to that method's notes as plain data, also of methods not installed.
        extra: File name to the keys of that file that rcakit does not know.
    """

    incident: Incident
    problem: str | None = None
    milestones: Mapping[str, str] = attrs.field(factory=_empty)
    impacts: Mapping[str, Impact] = attrs.field(factory=_empty)
    people: Mapping[str, Person] = attrs.field(factory=_empty)
    lessons: Mapping[str, Lesson] = attrs.field(factory=_empty)
    questions: Mapping[str, OpenQuestion] = attrs.field(factory=_empty)
    review: Review = attrs.field(factory=Review)
    skipped: Mapping[str, str] = attrs.field(factory=_empty)
    evidence: Mapping[str, Evidence] = attrs.field(factory=_empty)
    events: Mapping[str, Event] = attrs.field(factory=_empty)
    causes: Mapping[str, Cause] = attrs.field(factory=_empty)
    actions: Mapping[str, Action] = attrs.field(factory=_empty)
    notes: Mapping[str, Mapping[str, object]] = attrs.field(factory=_empty)
    extra: Mapping[str, Mapping[str, object]] = attrs.field(factory=_empty)

    def method_notes(self, method: str) -> Mapping[str, object]:
        """The notes of one method as plain data; empty where it has none."""
        return self.notes.get(method, NOTHING)


@attrs.frozen
class Table:
    """One kind of thing that has ids.

    Attributes:
        name: The TOML table, singular, such as "cause" in `[cause.pool-exhausted]`.
        attribute: The field of `Postmortem` that holds it.
        item: The attrs class of one entry.
        file: The file it is kept in.
        says: The field whose text stands for the thing in a sentence.
    """

    name: str
    attribute: str
    item: type
    file: str
    says: str


TABLES: Mapping[str, Table] = frozen(
    (table.name, table)
    for table in (
        Table("cause", "causes", Cause, "causes.toml", "text"),
        Table("event", "events", Event, "timeline.toml", "text"),
        Table("evidence", "evidence", Evidence, "evidence.toml", "title"),
        Table("action", "actions", Action, "actions.toml", "title"),
        Table("impact", "impacts", Impact, "postmortem.toml", "metric"),
        Table("person", "people", Person, "postmortem.toml", "name"),
        Table("lesson", "lessons", Lesson, "postmortem.toml", "text"),
        Table("question", "questions", OpenQuestion, "postmortem.toml", "text"),
    )
)
"""The tables of things with ids, by their TOML name."""


def things(postmortem: Postmortem, table: str) -> Mapping[str, Any]:
    """The entries of one table by id; KeyError for a table that does not exist."""
    entries: Mapping[str, Any] = getattr(postmortem, TABLES[table].attribute)
    return entries


def find(postmortem: Postmortem, reference: str) -> tuple[str, str] | None:
    """The table and id that `reference` names: "pool-exhausted" or "cause.pool-exhausted"."""
    table, dot, name = reference.partition(".")
    if dot and table in TABLES:
        return (table, name) if name in things(postmortem, table) else None
    for table in TABLES:
        if reference in things(postmortem, table):
            return table, reference
    return None


def says(postmortem: Postmortem, reference: str) -> str:
    """The words of the thing `reference` names; the reference itself if there is none."""
    found = find(postmortem, reference)
    if found is None:
        return reference
    table, name = found
    return str(getattr(things(postmortem, table)[name], TABLES[table].says))


def ids(postmortem: Postmortem) -> Iterator[str]:
    """Every id in use, over all tables; new ids are made to differ from all of them."""
    for table in TABLES:
        yield from things(postmortem, table)


@attrs.frozen
class Reference:
    """A place in the postmortem that names a thing.

    Attributes:
        path: The TOML path of the key that holds it, such as ("cause", "x", "because").
        file: The file that key is in.
        table: The table the thing should be in, or "" where any will do.
        target: The id named.
    """

    path: tuple[str, ...]
    file: str
    table: str
    target: str


_REFERENCES: Mapping[str, tuple[tuple[str, str], ...]] = frozen(
    {
        "cause": (("because", "cause"), ("evidence", "evidence"), ("events", "event")),
        "event": (("evidence", "evidence"),),
        "impact": (("evidence", "evidence"),),
        "action": (("addresses", "cause"),),
        "question": (("about", ""),),
    }
)


def references(postmortem: Postmortem) -> Iterator[Reference]:
    """Every place that names a thing, in file order."""
    if postmortem.problem is not None:
        yield Reference(("problem",), "postmortem.toml", "cause", postmortem.problem)
    for milestone, event in postmortem.milestones.items():
        yield Reference(("milestone", milestone), "postmortem.toml", "event", event)
    for table, fields in _REFERENCES.items():
        for name, item in things(postmortem, table).items():
            for field, target_table in fields:
                for target in getattr(item, field):
                    yield Reference((table, name, field), TABLES[table].file, target_table, target)


def reference_fields(table: str) -> tuple[tuple[str, str], ...]:
    """The fields of a table's items that name things, each with the table they name."""
    return _REFERENCES.get(table, ())


def dangling(postmortem: Postmortem) -> Iterator[Reference]:
    """References that name nothing; only a hand edit or another tool makes one."""
    for reference in references(postmortem):
        if reference.table:
            if reference.target not in things(postmortem, reference.table):
                yield reference
        elif find(postmortem, reference.target) is None:
            yield reference
