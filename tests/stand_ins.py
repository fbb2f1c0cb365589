# ruff: noqa: D102, ARG002  the contract says what its methods do and take
"""Plugins that exist only in the tests of the commands, and what a command gave."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import attrs

from rcakit import (
    Check,
    Choice,
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
    Method,
    Node,
    Option,
    Question,
    Reading,
    Remark,
    Severity,
    Table,
    Text,
    TextOrOption,
    UnreadableError,
    YesNo,
    hookimpl,
    times,
)
from rcakit.change import AddCause, Edit, Link, SetIncident, Skip
from rcakit.model import Cause, Event, Postmortem, Source, ids, slug


@attrs.frozen
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]
"""`run("check", folder, stdin="...")`."""


class Lines(Importer):
    """Reads `2026-03-01 10:00 text` lines."""

    id, title = "lines", "Lines"

    def recognises(self, file: ImportFile) -> float:
        return 1.0 if file.name.endswith(".lines") or file.name == "-" else 0.0

    def read(self, file: ImportFile) -> Imported:
        found, skipped = [], []
        for number, line in enumerate(file.data.decode().splitlines(), 1):
            if line.startswith("!"):
                raise UnreadableError(Path(file.name), number, "an exclamation mark.")
            if line == "raise":
                raise RuntimeError("a fault of the plugin")
            if line.startswith("#"):
                skipped.append(Remark("a comment", number))
                continue
            at = times.read_moment(line[:16], zone=file.zone)
            event = Event(text=line[17:], at=at, source=Source(kind="lines"))
            found.append(Found("event", line, event))
        warnings = (Remark(f"options {dict(file.options)}"),) if file.options else ()
        return Imported(found=tuple(found), warnings=warnings, skipped=tuple(skipped))


class Words(Exporter):
    """The title, or bytes, or a fault."""

    id, title, suffix = "words", "Words", ".txt"

    def export(self, reading: Reading) -> str | bytes:
        if reading.profile == "bytes":
            return b"\x00\xff"
        if reading.profile == "raise":
            raise RuntimeError("a fault of the plugin")
        return f"{reading.postmortem.incident.title}\n"


class NoOwner(Check):
    """Actions without an owner."""

    id, severity, title = "no-owner", Severity.ERROR, "An action has an owner."

    def findings(self, reading: Reading) -> Iterable[Finding]:
        for name, action in reading.postmortem.actions.items():
            if not action.owner:
                yield self.finding(
                    f"“{action.title}” has no owner.",
                    f"action.{name}",
                    mend="Ask who takes it.",
                    field="title",
                )


class Basics(Guide):
    """Severity, one tag, and whether it was bad."""

    id, title = "basics", "Basics"

    def questions(self, postmortem: Postmortem, notes: Any) -> Iterable[Question]:
        incident = postmortem.incident
        yield Question(
            id="basics/severity",
            ask="How bad was it?",
            kind=Choice((Option("SEV1", "All of it"), Option("SEV2", "A part", "of users"))),
            answer=lambda value: SetIncident({"severity": value}),
            done=incident.severity is not None,
            help="It decides who is asked to the meeting.",
        )
        yield Question(
            id="basics/summary",
            ask="What happened?",
            kind=Text(),
            answer=lambda value: SetIncident({"summary": value}),
            done=bool(incident.summary),
            nothing=Skip("basics/summary", "nothing to say"),
        )
        yield Question(
            id="basics/drill",
            ask="Was it a drill?",
            kind=YesNo(),
            answer=lambda value: SetIncident({"tags": ("drill" if value else "real",)}),
            done=bool(incident.tags),
        )


class Whys(Method):
    """Every cause is asked for one because."""

    id, title = "whys", "Whys"

    def questions(self, postmortem: Postmortem, notes: Any) -> Iterable[Question]:
        for name, cause in postmortem.causes.items():
            others = tuple(
                Option(other, known.text)
                for other, known in postmortem.causes.items()
                if other != name
            )

            def answer(value: str | Option, name: str = name) -> Any:
                if isinstance(value, Option):
                    return Link(name, value.value)
                return AddCause(slug(value, set(ids(postmortem))), Cause(text=value), name)

            yield Question(
                id=f"whys/{name}",
                ask=f"How did it come that “{cause.text}”?",
                kind=TextOrOption(others),
                answer=answer,
                done=bool(cause.because),
                nothing=Edit("cause", name, {"note": "ends here"}),
            )

    def diagram(self, postmortem: Postmortem, notes: Any) -> Diagram:
        nodes = tuple(Node(name, cause.text) for name, cause in postmortem.causes.items())
        return Diagram(DiagramKind.TREE, nodes)

    def tables(self, postmortem: Postmortem, notes: Any) -> Iterable[Table]:
        rows = tuple((name, 0.25, len(cause.because)) for name, cause in postmortem.causes.items())
        columns = (Column("cause", "Cause"), Column("p", "Chance"), Column("n", "Whys", "count"))
        yield Table("causes", "Causes", columns, rows)

    def findings(self, postmortem: Postmortem, notes: Any) -> Iterable[Finding]:
        if len(postmortem.causes) == 1:
            yield Finding(rule="whys/one", severity=Severity.HINT, text="One cause only.")


class Raises(Method):
    """Fails at whatever it is asked."""

    id, title = "raises", "Raises"

    def questions(self, postmortem: Postmortem, notes: Any) -> Iterable[Question]:
        raise RuntimeError("a fault of the plugin")

    def diagram(self, postmortem: Postmortem, notes: Any) -> Diagram:
        raise RuntimeError("a fault of the plugin")


def module() -> ModuleType:
    """A plugin that brings one thing of each kind, and a method that always fails."""
    made = ModuleType("rcakit_stand_in")

    def brings(name: str, *things: object) -> None:
        def hook() -> tuple[object, ...]:
            return things

        hook.__name__ = name
        setattr(made, name, hookimpl(hook))

    brings("rcakit_methods", Whys(), Raises())
    brings("rcakit_steps", Basics())
    brings("rcakit_importers", Lines())
    brings("rcakit_exporters", Words())
    brings("rcakit_checks", NoOwner())
    return made


def entry_point(name: str, found: ModuleType | None, distribution: str) -> SimpleNamespace:
    """What importlib.metadata gives for a plugin; None fails to be imported."""

    def load() -> ModuleType:
        if found is None:
            raise ImportError("no module named nowhere")
        return found

    dist = SimpleNamespace(name=distribution, version="1.0")
    return SimpleNamespace(name=name, value=f"rcakit_{name}", dist=dist, load=load)
