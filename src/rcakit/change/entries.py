"""Changes to any table of things with ids, and to the keys around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from rcakit import graph
from rcakit.change.base import (
    Change,
    check_entry,
    checked,
    existing,
    quoted,
    tidy,
    with_things,
)
from rcakit.errors import Refused
from rcakit.model import (
    MILESTONES,
    TABLES,
    Postmortem,
    frozen,
    reference_fields,
    says,
    table,
    things,
)
from rcakit.model.frozen import frozen_fields
from rcakit.text import normal


@attrs.frozen
class Put(Change):
    """Add a thing under a new id, or replace the whole thing that has it."""

    table: str
    id: str
    item: Any

    @property
    def title(self) -> str:
        """Such as "add the event …"."""
        return f"add the {self.table} {quoted(getattr(self.item, TABLES[self.table].says))}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the thing in it."""
        if not isinstance(self.item, TABLES[self.table].item):
            raise Refused(f"That is no {self.table}.")
        entries = things(postmortem, self.table)
        changed = with_things(postmortem, self.table, {**entries, self.id: tidy(self.item)})
        return checked(changed, self.table, self.id, entries.get(self.id))


@attrs.frozen
class PutAll(Change):
    """Add many things at once under new ids. They may name each other.

    Attributes:
        name: The title.
        entries: Table, id and thing of each.
    """

    name: str
    entries: tuple[tuple[str, str, Any], ...]

    @property
    def title(self) -> str:
        """The name given."""
        return self.name

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with all of them in it, or `Refused` and none."""
        tables: dict[str, dict[str, Any]] = {}
        for kind, name, item in self.entries:
            if not isinstance(item, TABLES[kind].item):
                raise Refused(f"That is no {kind}.")
            entries = tables.setdefault(kind, dict(things(postmortem, kind)))
            if name in entries:
                raise Refused(f"There is a {kind} named {name!r} already.")
            entries[name] = tidy(item)
        after = postmortem
        for kind, entries in tables.items():
            after = with_things(after, kind, entries)
        for kind, name, _ in self.entries:
            check_entry(after, kind, name)
        # Nothing that was there has changed, so a circle of new links has a new cause on it.
        for circle in graph.cycles(after.causes) if "cause" in tables else ():
            if not postmortem.causes.keys() >= set(circle):
                raise Refused(f"{named(after, f'cause.{circle[0]}')} would be its own cause.")
        return after


@attrs.frozen
class Edit(Change):
    """Give some fields of a thing new values; the others stay.

    Attributes:
        table: The table, such as "cause".
        id: The thing.
        fields: Field name to new value.
        name: The title of the change; "" makes one of the fields' names.
    """

    table: str
    id: str
    fields: Mapping[str, Any] = attrs.field(converter=frozen_fields)
    name: str = ""

    @property
    def title(self) -> str:
        """Such as "change owner of document-rollover"."""
        return self.name or f"change {', '.join(self.fields)} of {self.id}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the fields changed."""
        before = existing(postmortem, self.table, self.id)
        known = {field.name for field in attrs.fields(type(before))}
        for field in self.fields:
            if field not in known:
                raise Refused(f"A {self.table} has no {field!r}.")
        after = tidy(attrs.evolve(before, **self.fields))
        entries = {**things(postmortem, self.table), self.id: after}
        return checked(with_things(postmortem, self.table, entries), self.table, self.id, before)


@attrs.frozen
class Drop(Change):
    """Delete a thing and every mention of it elsewhere."""

    table: str
    id: str

    @property
    def title(self) -> str:
        """Such as "delete the event 20260301-1332-k3f9"."""
        return f"delete the {self.table} {self.id}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem without it, and without references to it."""
        existing(postmortem, self.table, self.id)
        rest = {
            name: item for name, item in things(postmortem, self.table).items() if name != self.id
        }
        postmortem = with_things(postmortem, self.table, rest)
        for other in TABLES:
            postmortem = self._unmentioned(postmortem, other)
        if self.table == "cause" and postmortem.problem == self.id:
            postmortem = attrs.evolve(postmortem, problem=None)
        if self.table == "event":
            kept = {key: name for key, name in postmortem.milestones.items() if name != self.id}
            if len(kept) != len(postmortem.milestones):
                postmortem = attrs.evolve(postmortem, milestones=frozen(kept))
        return postmortem

    def _unmentioned(self, postmortem: Postmortem, other: str) -> Postmortem:
        names = {self.id, f"{self.table}.{self.id}"}
        changed: dict[str, Any] = {}
        fields = [
            field
            for field, target in reference_fields(other)
            if target == self.table or (not target)
        ]
        for name, item in things(postmortem, other).items():
            shorter = {
                field: tuple(target for target in getattr(item, field) if target not in names)
                for field in fields
                if names.intersection(getattr(item, field))
            }
            if shorter:
                changed[name] = attrs.evolve(item, **shorter)
        if not changed:
            return postmortem
        return with_things(postmortem, other, {**things(postmortem, other), **changed})


@attrs.frozen
class SetIncident(Change):
    """Give some fields of the incident new values."""

    fields: Mapping[str, Any] = attrs.field(converter=frozen_fields)

    @property
    def title(self) -> str:
        """Such as "set severity"."""
        return f"set {', '.join(self.fields)}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the incident changed."""
        incident = tidy(attrs.evolve(postmortem.incident, **self.fields))
        if not incident.title:
            raise Refused("A postmortem needs a title.")
        return attrs.evolve(postmortem, incident=incident)


@attrs.frozen
class SetReview(Change):
    """Give some fields of the review new values."""

    fields: Mapping[str, Any] = attrs.field(converter=frozen_fields)

    @property
    def title(self) -> str:
        """Such as "set state of the review"."""
        return f"set {', '.join(self.fields)} of the review"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the review changed."""
        return attrs.evolve(postmortem, review=attrs.evolve(postmortem.review, **self.fields))


@attrs.frozen
class SetMilestone(Change):
    """Say which event a milestone is; None says that it is not known."""

    milestone: str
    event: str | None

    @property
    def title(self) -> str:
        """Such as "set detected"."""
        return f"set {self.milestone}" if self.event else f"clear {self.milestone}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the milestone set; known milestones keep their usual order."""
        milestones = {
            key: name for key, name in postmortem.milestones.items() if key != self.milestone
        }
        if self.event is not None:
            existing(postmortem, "event", self.event)
            milestones[self.milestone] = self.event
        order = {milestone.id: number for number, milestone in enumerate(MILESTONES)}
        ranked = sorted(milestones.items(), key=lambda item: order.get(item[0], len(order)))
        return attrs.evolve(postmortem, milestones=frozen(ranked))


@attrs.frozen
class SetProblem(Change):
    """Say which cause is the problem at the top of the graph."""

    cause: str | None

    @property
    def title(self) -> str:
        """Such as "make checkout-5xx the problem"."""
        return f"make {self.cause} the problem" if self.cause else "name no problem"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with its problem set."""
        if self.cause is not None:
            existing(postmortem, "cause", self.cause)
        return attrs.evolve(postmortem, problem=self.cause)


@attrs.frozen
class Skip(Change):
    """Record that a question does not apply here, and why; None asks it again."""

    question: str
    reason: str | None

    @property
    def title(self) -> str:
        """What was done, without the question's id, which says nothing to a person."""
        return "leave a question" if self.reason is not None else "ask a question again"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the reason kept or removed."""
        skipped = {key: why for key, why in postmortem.skipped.items() if key != self.question}
        if self.reason is not None:
            skipped[self.question] = normal(self.reason) or "not applicable"
        return attrs.evolve(postmortem, skipped=frozen(skipped))


@attrs.frozen
class SetNotes(Change):
    """Replace the notes of one method.

    Attributes:
        method: The method's id; its file is `methods/<id>.toml`.
        notes: Plain TOML data; empty removes the file.
        name: The title of the change; "" makes one of the method's id.
    """

    method: str
    notes: Mapping[str, object] = attrs.field(converter=table)
    name: str = ""

    @property
    def title(self) -> str:
        """Such as "note for five-whys"."""
        return self.name or f"note for {self.method}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the method's notes replaced."""
        notes = {key: kept for key, kept in postmortem.notes.items() if key != self.method}
        if self.notes:
            notes[self.method] = self.notes
        return attrs.evolve(postmortem, notes=frozen(notes))


def named(postmortem: Postmortem, reference: str) -> str:
    """The words of a thing, in quotation marks, for a title or a sentence."""
    return quoted(says(postmortem, reference))
