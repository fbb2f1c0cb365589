"""What each key of a pane does to the thing under the cursor: a change, or a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from rcakit import graph, importing
from rcakit.change import Change, DeleteCause, Drop, SetProblem, Several
from rcakit.errors import RcakitError
from rcakit.guide import Question
from rcakit.guide.fields import field_question
from rcakit.guide.problem import problem_question
from rcakit.hooks import ImportFile
from rcakit.model import Status, find, things
from rcakit.saving.journal import digest
from rcakit.saving.save import Write, save
from rcakit.text import shorten
from rcakit.times import zone_of
from rcakit.tui import asking
from rcakit.tui.closed import closed
from rcakit.tui.desk import Desk, Then
from rcakit.tui.paths import FilePath, path_and_options
from rcakit.tui.step_tables import walked

REMARKS = 6
"""Remarks of an import shown at once."""


@attrs.frozen
class Done:
    """What a deed came to.

    Attributes:
        changed: Whether the postmortem is another now.
        asks: Whether a question waits for its answer.
        told: A line for the person; "" for none.
    """

    changed: bool = False
    asks: bool = False
    told: str = ""


@attrs.define
class Deeds:
    """Does what keys and palette say."""

    desk: Desk
    _remarks: list[str] = attrs.field(factory=list)

    def remarks(self) -> list[str]:
        """What the last import had to say, once."""
        said, self._remarks = self._remarks, []
        return said

    def do(self, what: str) -> Done:
        """Do it; `RcakitError` with a sentence where it cannot be done."""
        deeds: Mapping[str, Callable[[], Done]] = {
            "why": lambda: self._cause(asking.why),
            "beside": self._beside,
            "gate": self._gate,
            "link": lambda: self._cause(asking.link),
            "unlink": lambda: self._cause(asking.unlink),
            "join": lambda: self._cause(asking.join),
            "split": lambda: self._cause(asking.split),
            "action": lambda: self._cause(asking.action),
            "reword": lambda: self._field("text"),
            "category": lambda: self._field("category"),
            "role": lambda: self._field("role"),
            "likely": self._likely,
            "again": self._again,
            "confirm": lambda: self._judge(Status.CONFIRMED),
            "rule-out": lambda: self._judge(Status.RULED_OUT),
            "problem": lambda: self._change(SetProblem(self._chosen_cause())),
            "evidence": self._evidence,
            "milestone": self._milestone,
            "delete": self._delete,
            "new": self._new,
            "new-impact": lambda: self._ask(*asking.new_entry(self.desk.now, "impact")),
            "new-person": lambda: self._ask(*asking.new_entry(self.desk.now, "person")),
            "new-lesson": lambda: self._ask(*asking.new_entry(self.desk.now, "lesson")),
            "edit-impact": lambda: self._pick("impact"),
            "edit-person": lambda: self._pick("person"),
            "edit-lesson": lambda: self._pick("lesson"),
            "edit-question": lambda: self._pick("question"),
            "edit": self._edit,
            "counted": lambda: Done(told="This is counted, not written; v edits the rest."),
            "next-lens": lambda: self._lens(1),
            "previous-lens": lambda: self._lens(-1),
            "what-if": self._what_if,
            "no-what-if": self._no_what_if,
            "import": self._import,
            "write-report": self._write_report,
        }
        if what not in deeds:
            raise RcakitError(f"There is nothing here that does {what}.")
        return deeds[what]()

    def _ask(self, question: Question, then: Then | None = None) -> Done:
        self.desk.ask(question, then)
        return Done(asks=True)

    def _pick(self, table: str) -> Done:
        if not things(self.desk.now, table):
            raise RcakitError(f"There is no {table} yet.")
        return self._ask(*asking.pick_entry(self.desk.now, table))

    def _edit(self) -> Done:
        found = find(self.desk.now, self.desk.under_cursor)
        if found is None:
            raise RcakitError("There is nothing under the cursor to change.")
        return self._ask(*asking.edit_entry(self.desk.now, *found))

    def _change(self, change: Change, told: str = "") -> Done:
        changed = self.desk.apply(change)
        return Done(changed=changed, told=told if changed else "")

    def _chosen_cause(self) -> str:
        name = self.desk.chosen
        if name not in self.desk.now.causes:
            raise RcakitError("Put the cursor on a cause first.")
        return name

    def _cause(self, make: Callable[..., Question]) -> Done:
        if make is asking.why and not self.desk.now.causes:
            return self._ask(problem_question(self.desk.now, "own"))
        question = make(self.desk.now, self._chosen_cause())
        if (
            hasattr(question.kind, "options")
            and not question.kind.options
            and (make in (asking.link, asking.unlink, asking.join))
        ):
            raise RcakitError("There is no other cause that this could be said of.")
        return self._ask(question)

    def _beside(self) -> Done:
        name = self._chosen_cause()
        effects = graph.effects(self.desk.now.causes)[name]
        if not effects:
            raise RcakitError("This stands at the top; w adds a cause behind it.")
        return self._ask(asking.why(self.desk.now, effects[0]))

    def _gate(self) -> Done:
        name = self._chosen_cause()
        if len(graph.becauses(self.desk.now.causes, name)) <= 1:
            raise RcakitError("There is only one cause behind it; w adds another.")
        return self._field("gate")

    def _field(self, field: str) -> Done:
        return self._ask(field_question(self.desk.now, "cause", self._chosen_cause(), field))

    def _likely(self) -> Done:
        name = self._chosen_cause()
        asked = asking.likelihoods(self.desk.questions())
        if name in asked:
            return self._ask(asked[name])
        raise RcakitError(
            "How likely this is follows from what is behind it or from what was said of it; u "
            "asks again what is asked of it here."
        )

    def _again(self) -> Done:
        name = self._chosen_cause()
        found = asking.about(self.desk.questions(), name)
        if not found:
            raise RcakitError("Nothing is asked of this cause here; w adds a cause behind it.")
        if len(found) == 1:
            return self._ask(found[0])
        return self._ask(*asking.pick(self.desk.now, name, found))

    def _judge(self, status: Status) -> Done:
        name = self._chosen_cause()
        change = asking.judge(self.desk.now, name, status)
        evidence = self.desk.now.causes[name].evidence
        words = {
            Status.CONFIRMED: "confirmed" + ("" if evidence else "; e adds what shows it"),
            Status.RULED_OUT: "ruled out, and kept; e adds what ruled it out",
            Status.HYPOTHESIS: "a hypothesis again",
        }
        self.desk.apply(change)
        said = shorten(self.desk.now.causes[name].text, 40)
        return Done(changed=True, told=f"“{said}” is {words[self.desk.now.causes[name].status]}.")

    def _evidence(self) -> Done:
        found = find(self.desk.now, self.desk.under_cursor)
        if found is None or found[0] not in ("cause", "event"):
            raise RcakitError("Evidence belongs to a cause or an event; put the cursor on one.")
        return self._ask(asking.evidence(self.desk.now, *found))

    def _milestone(self) -> Done:
        if self.desk.chosen not in self.desk.now.events:
            raise RcakitError("Put the cursor on an event first.")
        return self._ask(asking.milestone(self.desk.now, self.desk.chosen))

    def _delete(self) -> Done:
        found = find(self.desk.now, self.desk.under_cursor)
        if found is None:
            raise RcakitError("There is nothing under the cursor to delete.")
        table, name = found
        change: Change = DeleteCause(name) if table == "cause" else Drop(table, name)
        return self._change(change, f"Deleted the {table}. ctrl+z brings it back.")

    def _new(self) -> Done:
        return self._ask(*asking.new_entry(self.desk.now, walked(self.desk.step)))

    def _lens(self, by: int) -> Done:
        names = [name for name, _ in self.desk.lenses()]
        if names:
            here = names.index(self.desk.lens) if self.desk.lens in names else 0
            self.desk.look_through(names[(here + by) % len(names)])
        return Done()

    def _what_if(self) -> Done:
        self.desk.supposing.turn(self._chosen_cause())
        return Done()

    def _no_what_if(self) -> Done:
        if not self.desk.supposing.so:
            return Done(told="Nothing is supposed.")
        self.desk.supposing.clear()
        return Done(told="All causes are taken as they are again.")

    def _import(self) -> Done:
        return self._ask(
            Question(
                id="own/import",
                ask="Which file shall be read?",
                kind=FilePath(hint="a path, tab completes; a timeline, a tree, a network"),
                answer=self._imported,
                help="The kind of the file is recognised: PagerDuty, Markdown, CSV, JSON Lines, "
                "Open-PSA, BIF, XMLBIF, a prediction, and what plugins read. What is already here "
                "is left as it is, so a file can be read twice. What a column means can be said "
                "after the path: time=When text=What zone=Europe/Berlin.",
            )
        )

    def _imported(self, typed: str) -> Change:
        path, options = path_and_options(typed)
        zone = options.pop("zone", None)
        file = ImportFile(
            path.name,
            importing.read_file(path),
            zone=zone_of(zone).key if zone is not None else self.desk.now.incident.timezone,
            options=options,
            beside=importing.beside(path),
        )
        taken = importing.run(self.desk.reader.plugins, self.desk.now, path, file)
        remarks = (*taken.warnings, *taken.skipped)
        self._remarks = [f"{path.name}: {importing.summary(taken)}."]
        self._remarks += [
            f"{path.name}{f':{remark.line}' if remark.line else ''}: {remark.text}"
            for remark in remarks[:REMARKS]
        ]
        if len(remarks) > REMARKS:
            self._remarks.append(
                f"{path.name}: … and {len(remarks) - REMARKS} more remarks; `rcakit import` on "
                "the same file into a new postmortem lists them all."
            )
        return taken.change or Several("import nothing new", ())

    def _write_report(self) -> Done:
        target = self.desk.session.folder / "report.md"
        report = self.desk.computed.report(self.desk.now)
        if report is None or not self.desk.computed.report_is_of(self.desk.now):
            raise RcakitError("The report is still being put together; try again in a moment.")
        if self.desk.session.read_only:
            raise RcakitError(
                f"{closed(self.desk.session)} `rcakit export PATH --to markdown -o FILE` writes "
                "the report elsewhere."
            )
        text = report.encode()
        expected = digest(target.read_bytes()) if target.is_file() else None
        unsure = save(self.desk.session.folder, {"report.md": Write(text, expected)})
        return Done(told=f"Written to {target}. {unsure}".rstrip())
