"""Everything that is computed about a postmortem, with every plugin called guarded.

The screens, the commands and the exporters all ask here, so that they show the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import attrs

from rcakit.diagram import Diagram
from rcakit.guide import Finding, Guide, Meaning, Method, Question, Severity, Table
from rcakit.hooks import Check, Exporter, Lens, Reading
from rcakit.library import Placed, Policy, unknown
from rcakit.metrics import measure
from rcakit.model import Postmortem
from rcakit.plugins import Asker, Fault, Owned, Plugins, adopted, sound
from rcakit.plugins.asking import exported, notes_of, wrong_notes
from rcakit.store import notes_file, to_documents
from rcakit.text import shorten

MOST_TABLES = 100
"""The most tables of one method that are looked at."""
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

    def questions(self, guide: Owned[Any], postmortem: Postmortem) -> tuple[Question, ...]:
        """The questions of a guide, each id once; none where its plugin fails."""
        thing = guide.thing
        asker = Asker(self.plugins, guide.plugin, thing.id)
        asked = self._items(
            guide, "its questions", "questions", postmortem, Question, make=asker.question
        )
        found: dict[str, Question] = {}
        for question in asked:
            found.setdefault(question.id, question)
        if len(found) < len(asked):
            twice = "asks two questions of one id; the first of them stands"
            self.plugins.nonsense(
                Fault(guide.plugin, f"its questions ({thing.id})", twice, thing.id)
            )
        return tuple(found.values())

    def guide_findings(self, guide: Owned[Any], postmortem: Postmortem) -> tuple[Finding, ...]:
        """What a guide points out, worst first."""
        found = self._items(
            guide, "its findings", "findings", postmortem, Finding, make=sound.finding
        )
        return self._weighed(found)

    def diagram(self, method: Owned[Method], postmortem: Postmortem) -> Diagram | None:
        """The drawing of a method; None where it has none or its plugin fails."""
        return self._drawn(method, postmortem, "diagram")

    def sketch(self, method: Owned[Method], postmortem: Postmortem) -> Diagram | None:
        """The drawing of a method without what takes long; None where its plugin fails."""
        return self._drawn(method, postmortem, "sketch")

    def supposing(
        self, method: Owned[Method], postmortem: Postmortem, so: Mapping[str, bool]
    ) -> Postmortem | None:
        """The postmortem with some causes taken as so or not so; None: it has no what-ifs.

        Only the notes of the method differ, and nothing is kept.
        """
        thing = method.thing
        lent = self.plugins.lend(method.plugin, postmortem)

        def supposed() -> Postmortem | None:
            notes = thing.suppose(notes_of(thing, lent), dict(so))
            return None if notes is None else adopted(postmortem, lent, thing.keep(notes)(lent))

        return self.plugins.ask(method.plugin, f"a what-if ({thing.id})", supposed, None, thing.id)

    def beside(
        self, method: Owned[Method], postmortem: Postmortem, earlier: Postmortem
    ) -> Postmortem | None:
        """The postmortem with an earlier one to be compared with; None: the method compares none.

        Only the notes of the method differ.
        """
        thing = method.thing
        lent = self.plugins.lend(method.plugin, postmortem)
        other = self.plugins.lend(method.plugin, earlier)

        def compared() -> Postmortem | None:
            notes = thing.against(notes_of(thing, lent), other, notes_of(thing, other))
            return None if notes is None else adopted(postmortem, lent, thing.keep(notes)(lent))

        return self.plugins.ask(
            method.plugin, f"a comparison ({thing.id})", compared, None, thing.id
        )

    def tables(self, method: Owned[Method], postmortem: Postmortem) -> tuple[Table, ...]:
        """What a method computes; nothing where its plugin fails."""
        tables = self._items(method, "its tables", "tables", postmortem, Table, make=_named)
        found = [
            self.plugins.ask(
                method.plugin,
                f"the table {shorten(table.name, 60)} of {method.thing.id}",
                partial(sound.table, table),
                None,
                method.thing.id,
            )
            for table in tables[:MOST_TABLES]
        ]
        return tuple(table for table in found if table is not None)

    def meaning(self, method: Owned[Method], table: Table, row: int, column: int) -> Meaning | None:
        """What a cell of a method's table means; None where nobody says, or its plugin fails."""
        return self.plugins.ask(
            method.plugin,
            f"what {table.name} of {method.thing.id} means",
            lambda: sound.meaning(table.meaning(row, column)),
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
                partial(_findings, check.thing, self._lent(check, reading)),
                Finding,
                check.thing.id,
                sound=sound.finding,
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

    def _lent(self, owned: Owned[Any], reading: Reading) -> Reading:
        """A reading whose postmortem the plugin has for itself."""
        lent = self.plugins.lend(owned.plugin, reading.postmortem)
        return attrs.evolve(reading, postmortem=lent)

    def exported(self, exporter: Owned[Exporter], reading: Reading, during: str) -> object:
        """What an exporter writes of a reading; None where its plugin fails.

        Raises:
            RcakitError: The exporter refuses, with a sentence.
        """
        return exported(self.plugins, exporter, self._lent(exporter, reading), during)

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
        draw: str,
    ) -> Diagram | None:
        thing, plugin = method.thing, method.plugin
        lent = self.plugins.lend(plugin, postmortem)
        drawn = self.plugins.ask(
            plugin,
            f"the diagram of {thing.id}",
            lambda: getattr(thing, draw)(lent, notes_of(thing, lent)),
            None,
            thing.id,
        )
        return self.plugins.ask(
            plugin, f"drawing {thing.id}", lambda: sound.diagram(drawn), None, thing.id
        )

    def _items(
        self,
        guide: Owned[Any],
        what: str,
        ask: str,
        postmortem: Postmortem,
        kind: type[Any],
        *,
        make: Callable[[Any], Any],
    ) -> tuple[Any, ...]:
        thing = guide.thing
        lent = self.plugins.lend(guide.plugin, postmortem)
        return self.plugins.items(
            guide.plugin,
            f"{what} ({thing.id})",
            lambda: getattr(thing, ask)(lent, notes_of(thing, lent)),
            kind,
            thing.id,
            sound=make,
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
            error = wrong_notes(self.plugins, method, postmortem)
            if error is not None:
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


def _findings(check: Check, reading: Reading) -> Iterable[Finding]:
    return check.findings(reading)


def _named(table: Table) -> Table:
    """A table whose name can be said; what else there is in it is looked at one by one."""
    return attrs.evolve(table, name=sound.text(table.name, "the name of a table"))
