# ruff: noqa: ARG002  the contract says what its methods do and take
"""A plugin whose every word is hostile: titles, questions, tables, drawings, findings, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

from hostile_pieces import PIECES

from rcakit import (
    Check,
    Column,
    Diagram,
    DiagramKind,
    Exporter,
    Finding,
    Found,
    Guide,
    Imported,
    Importer,
    ImportFile,
    Meaning,
    Method,
    Node,
    Option,
    Question,
    Reading,
    Remark,
    Severity,
    Table,
    Text,
    finding,
    hookimpl,
    working,
)
from rcakit.change import SetIncident
from rcakit.guide import Several
from rcakit.model import Event, Postmortem

Words = Callable[[str], str]


def module(words: Words) -> ModuleType:
    """The plugin; `words` gives what it says in place of a plain text."""
    made = ModuleType("rcakit_hostile")

    def brings(name: str, *things: object) -> None:
        def hook() -> tuple[object, ...]:
            return things

        hook.__name__ = name
        setattr(made, name, hookimpl(hook))

    method, step = _method(words), _step(words)
    brings("rcakit_methods", method)
    brings("rcakit_steps", step)
    brings("rcakit_importers", _importer(words))
    brings("rcakit_exporters", _exporter(words))
    brings("rcakit_checks", _check(words))
    return made


def _question(words: Words) -> Question:
    options = (Option("a", words("label"), words("help")), Option("b", words("label"), words("b")))
    return Question(
        id="hostile/one",
        ask=words("ask"),
        kind=Several(options, hint=words("hint")),
        answer=lambda given: SetIncident({"tags": given}),
        help=words("help"),
        current=words("current"),
    )


def _long(words: Words) -> Question:
    return Question(
        id="hostile/two",
        ask=words("ask"),
        kind=Text(long=True),
        answer=lambda given: SetIncident({"summary": given}),
        start=words("start"),
        help=words("help"),
    )


def _step(words: Words) -> Guide:
    asked = (_question(words), _long(words))

    class Step(Guide):
        id, title, rank = "hostile-step", words("step"), 1
        summary, text = words("summary"), f"{words('text')}\n\n{words('more')}"

        def questions(self, postmortem: Postmortem, notes: Any) -> Iterable[Question]:
            return asked

    return Step()


def _method(words: Words) -> Method:
    asked, said = (_question(words),), words("finding")
    # Each piece in a cell, so that every one of them is seen somewhere.
    rows = tuple((words("cell"), ("one", "two")) for _ in PIECES)
    table = Table(
        "hostile",
        words("table"),
        (Column("one", words("column"), unit=words("unit")), Column("two", words("ids"))),
        rows,
        marks=(words("mark"), *("" for _ in rows[1:])),
        explain=lambda *_: meaning,
        note=words("note"),
    )
    meaning = Meaning(words("words"), words("meaning"), words("formula"), words("source"))
    nodes = tuple(Node(f"n{number}", words("node")) for number in range(3))

    class Lens(Method):
        id, title, rank = "hostile-method", words("method"), -1
        summary, text = words("summary"), words("text")

        def questions(self, postmortem: Postmortem, notes: Any) -> Iterable[Question]:
            return asked

        def findings(self, postmortem: Postmortem, notes: Any) -> Iterable[Finding]:
            yield finding("hostile-rule", Severity.WARNING, said, said)

        def diagram(self, postmortem: Postmortem, notes: Any) -> Diagram:
            return Diagram(DiagramKind.TREE, nodes)

        def tables(self, postmortem: Postmortem, notes: Any) -> Iterable[Table]:
            working.tell(said, 0.5)
            yield table

    return Lens()


def _importer(words: Words) -> Importer:
    text, remark, called = words("text"), words("remark"), words("title")

    class Reads(Importer):
        id, title, summary = "hostile-in", called, words("summary")

        def recognises(self, file: ImportFile) -> float:
            return 1.0 if file.data.startswith(b"hostile") else 0.0

        def read(self, file: ImportFile) -> Imported:
            return Imported(
                found=(Found("event", text, Event(text=text)),),
                warnings=(Remark(remark, 3),),
                skipped=(Remark(remark),),
            )

    return Reads()


def _exporter(words: Words) -> Exporter:
    called, said = words("title"), words("document")

    class Writes(Exporter):
        id, title, suffix = "hostile-out", called, ".txt"

        def export(self, reading: Reading) -> str:
            return f"{said}\n"

    return Writes()


def _check(words: Words) -> Check:
    called, said, mend = words("title"), words("finding"), words("mend")

    class Checks(Check):
        id, severity, title = "hostile-check", Severity.ERROR, called

        def findings(self, reading: Reading) -> Iterable[Finding]:
            for name in reading.postmortem.actions:
                yield self.finding(said, f"action.{name}", mend=mend, field="title")

    return Checks()
