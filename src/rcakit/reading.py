"""Everything that is computed about a postmortem, with every plugin called guarded.

The screens, the commands and the exporters all ask here, so that they show the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import attrs

from rcakit import convert
from rcakit.diagram import Diagram
from rcakit.guide import Finding, Guide, Meaning, Method, Question, Severity, Table
from rcakit.hooks import Lens, Reading
from rcakit.library import Placed, Policy, unknown
from rcakit.metrics import measure
from rcakit.model import Postmortem, thawed
from rcakit.plugins import Owned, Plugins
from rcakit.store import notes_file, to_documents

RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@attrs.frozen
class Reader:
    """Computes what is to be known about postmortems.

    Attributes:
        plugins: What is installed.
        policy: What the team decided.
    """

    plugins: Plugins
    policy: Policy = attrs.field(factory=Policy)

    def steps(self) -> list[Owned[Guide]]:
        """The steps of the process, in the team's order."""
        wanted = self.policy.process.steps
        if not wanted:
            return list(self.plugins.steps.values())
        return [self.plugins.steps[name] for name in wanted if name in self.plugins.steps]

    def guide(self, name: str) -> Owned[Guide] | Owned[Method] | None:
        """The step or method with this id; a step wins where both have it."""
        return self.plugins.steps.get(name) or self.plugins.methods.get(name)

    def notes(self, guide: Owned[Any], postmortem: Postmortem) -> Any:
        """A method's notes, or its defaults where the file holds something it cannot take."""
        thing = guide.thing
        if not isinstance(thing, Method):
            return thawed(postmortem.method_notes(thing.id))
        try:
            return thing.read_notes(postmortem)
        except convert.WrongShape:
            return thing.Notes() if thing.Notes is not None else {}

    def questions(self, guide: Owned[Any], postmortem: Postmortem) -> tuple[Question, ...]:
        """The questions of a guide; none where its plugin fails."""
        return self._items(guide, "its questions", guide.thing.questions, postmortem, Question)

    def guide_findings(self, guide: Owned[Any], postmortem: Postmortem) -> tuple[Finding, ...]:
        """What a guide points out, worst first."""
        found = self._items(guide, "its findings", guide.thing.findings, postmortem, Finding)
        return self._weighed(found)

    def diagram(self, method: Owned[Method], postmortem: Postmortem) -> Diagram | None:
        """The drawing of a method; None where it has none or its plugin fails."""
        return self._drawn(method, postmortem, method.thing.diagram)

    def sketch(self, method: Owned[Method], postmortem: Postmortem) -> Diagram | None:
        """The drawing of a method without what takes long; None where its plugin fails."""
        return self._drawn(method, postmortem, method.thing.sketch)

    def supposing(
        self, method: Owned[Method], postmortem: Postmortem, so: Mapping[str, bool]
    ) -> Postmortem | None:
        """The postmortem with some causes taken as so or not so; None: it has no what-ifs.

        Only the notes of the method differ, and nothing is kept.
        """
        thing, notes = method.thing, self.notes(method, postmortem)
        supposed = self.plugins.ask(
            method.plugin,
            f"a what-if ({thing.id})",
            lambda: thing.suppose(notes, so),
            None,
            thing.id,
        )
        return None if supposed is None else thing.keep(supposed)(postmortem)

    def beside(
        self, method: Owned[Method], postmortem: Postmortem, earlier: Postmortem
    ) -> Postmortem | None:
        """The postmortem with an earlier one to be compared with; None: the method compares none.

        Only the notes of the method differ.
        """
        thing, notes = method.thing, self.notes(method, postmortem)
        before = self.notes(method, earlier)
        compared = self.plugins.ask(
            method.plugin,
            f"a comparison ({thing.id})",
            lambda: thing.against(notes, earlier, before),
            None,
            thing.id,
        )
        return None if compared is None else thing.keep(compared)(postmortem)

    def tables(self, method: Owned[Method], postmortem: Postmortem) -> tuple[Table, ...]:
        """What a method computes; nothing where its plugin fails."""
        tables = self._items(method, "its tables", method.thing.tables, postmortem, Table)
        return tuple(
            table
            for table in tables
            if self.plugins.ask(
                method.plugin,
                f"the table {table.name} of {method.thing.id}",
                partial(_fits, table),
                otherwise=False,
                thing=method.thing.id,
            )
        )

    def meaning(self, method: Owned[Method], table: Table, row: int, column: int) -> Meaning | None:
        """What a cell of a method's table means; None where nobody says, or its plugin fails."""
        return self.plugins.ask(
            method.plugin,
            f"what {table.name} of {method.thing.id} means",
            lambda: _said(table.meaning(row, column)),
            None,
            method.thing.id,
        )

    def lens(self, method: Owned[Method], postmortem: Postmortem) -> Lens:
        """One method's whole look at the postmortem."""
        return Lens(
            method.thing.id,
            method.thing.title,
            self.diagram(method, postmortem),
            self.tables(method, postmortem),
            self.guide_findings(method, postmortem),
        )

    def check(self, postmortem: Postmortem) -> tuple[Finding, ...]:
        """What `rcakit check` says: every rule, unknown keys, and notes that do not fit."""
        return tuple(one.finding for one in self.placed(postmortem))

    def placed(self, postmortem: Postmortem) -> tuple[Placed, ...]:
        """As `check`, with the place where that is known; the file is "" where it is not."""
        reading = Reading(
            postmortem=postmortem, metrics=tuple(measure(postmortem, self.policy.metrics()))
        )
        found = [*self._of_files(postmortem)]
        for check in self.plugins.checks.values():
            findings = self.plugins.items(
                check.plugin,
                f"the check {check.thing.id}",
                partial(check.thing.findings, reading),
                Finding,
                check.thing.id,
            )
            found += [Placed(finding) for finding in findings]
        return self._weighed_places(found)

    def _of_files(self, postmortem: Postmortem) -> Iterator[Placed]:
        """What is to be said of the files as such: unknown keys, and notes that do not fit."""
        yield from unknown.in_postmortem(postmortem)
        yield from self._bad_notes(postmortem)
        for name in self.homeless_notes(postmortem):
            finding = Finding(
                rule=unknown.HOMELESS,
                severity=Severity.HINT,
                text=f"{notes_file(name)} holds notes of the method {name}, which is not "
                "installed; they stay as they are.",
                about=(name,),
            )
            yield Placed(finding, notes_file(name), ())

    def of_policy(self) -> tuple[Placed, ...]:
        """What is to be said of the team's policy: keys, rules and steps that are not known."""
        return self._weighed_places(unknown.in_policy(self.policy, self.plugins))

    def read(self, postmortem: Postmortem, profile: str = "") -> Reading:
        """Everything, for an exporter."""
        return Reading(
            postmortem=postmortem,
            metrics=tuple(measure(postmortem, self.policy.metrics())),
            findings=self.check(postmortem),
            lenses=tuple(self.lens(method, postmortem) for method in self.plugins.methods.values()),
            documents=to_documents(postmortem),
            profile=profile,
        )

    def _drawn(
        self,
        method: Owned[Method],
        postmortem: Postmortem,
        draw: Callable[[Postmortem, Any], Diagram | None],
    ) -> Diagram | None:
        notes = self.notes(method, postmortem)
        drawn = self.plugins.ask(
            method.plugin,
            f"the diagram of {method.thing.id}",
            lambda: draw(postmortem, notes),
            None,
            method.thing.id,
        )
        return drawn if isinstance(drawn, Diagram) else None

    def _items(
        self,
        guide: Owned[Any],
        what: str,
        ask: Callable[[Postmortem, Any], Iterable[Any]],
        postmortem: Postmortem,
        kind: type[Any],
    ) -> tuple[Any, ...]:
        notes = self.notes(guide, postmortem)
        name = guide.thing.id
        return self.plugins.items(
            guide.plugin, f"{what} ({name})", lambda: ask(postmortem, notes), kind, name
        )

    def _weighed(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        placed = self._weighed_places(Placed(finding) for finding in findings)
        return tuple(one.finding for one in placed)

    def _weighed_places(self, placed: Iterable[Placed]) -> tuple[Placed, ...]:
        """Worst first, each as severe as the team's policy has it, without what is off there."""
        weighed = []
        for one in placed:
            severity = self.policy.severity_of(one.finding.rule, one.finding.severity)
            if severity is not None:
                finding = attrs.evolve(one.finding, severity=severity)
                weighed.append(attrs.evolve(one, finding=finding))
        return tuple(sorted(weighed, key=lambda one: RANK[one.finding.severity]))

    def _bad_notes(self, postmortem: Postmortem) -> Iterator[Placed]:
        for method in self.plugins.methods.values():
            if method.thing.id not in postmortem.notes:
                continue
            try:
                method.thing.read_notes(postmortem)
            except convert.WrongShape as error:
                keys, reason = error.faults[0]
                file = notes_file(method.thing.id)
                finding = Finding(
                    rule=unknown.NOTES,
                    severity=Severity.ERROR,
                    text=f"{file}: {'.'.join(keys)} {reason}; "
                    f"{method.thing.title} works without its notes until it is mended.",
                    about=(method.thing.id,),
                    field=keys[0] if keys else "",
                )
                yield Placed(finding, file, keys)

    def homeless_notes(self, postmortem: Postmortem) -> tuple[str, ...]:
        """Methods that have notes here and are not installed; their files stay untouched."""
        return tuple(name for name in postmortem.notes if name not in self.plugins.methods)


def _fits(table: Table) -> bool:
    """True for a table whose rows fit its columns; TypeError where one does not."""
    for text in _texts(table):
        if not isinstance(text, str):
            raise TypeError(f"it says {type(text).__name__} where text is wanted")
    for row in table.rows:
        if len(row) != len(table.columns):
            raise TypeError(f"a row has {len(row)} cells under {len(table.columns)} columns")
        for cell in row:
            if not _plain(cell):
                raise TypeError(f"a cell is {type(cell).__name__}, which is no text and no number")
    for told in (table.about, table.marks):
        if told and len(told) != len(table.rows):
            raise TypeError(f"{len(told)} ids or marks for {len(table.rows)} rows")
    return True


def _said(meaning: object) -> Meaning | None:
    """A meaning whose every part is text; TypeError for anything else but None."""
    if meaning is None:
        return None
    if not isinstance(meaning, Meaning):
        raise TypeError(f"a meaning is {type(meaning).__name__}")
    for text in attrs.astuple(meaning, recurse=False):
        if not isinstance(text, str):
            raise TypeError(f"a meaning says {type(text).__name__}, which is no text")
    return meaning


def _texts(table: Table) -> Iterator[object]:
    """All that a table says beside its cells."""
    yield from (table.name, table.title, table.note, *table.about, *table.marks)
    for column in table.columns:
        yield from (column.name, column.title, column.unit)


def _plain(cell: object) -> bool:
    if isinstance(cell, tuple):
        return all(isinstance(one, str) for one in cell)
    return cell is None or isinstance(cell, str | int | float)
