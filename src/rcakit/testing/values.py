"""Postmortems to try a plugin on: a finished one, an empty one, a broken one, a hostile one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import attrs
import tomli

from rcakit.model import (
    TABLES,
    Action,
    Cause,
    Event,
    Impact,
    Incident,
    OpenQuestion,
    Postmortem,
    Source,
    frozen,
)
from rcakit.store.codec import from_documents

HOSTILE = "\x1b]0;x\x07\x1b[2J \u202egnirts\u202c |a|`b`*c*_d_<b>e</b>[f](g)\r\n# h\t\u200b&lt;"
"""Text as it may come from chat or a log: escape sequences, reordering, markup, line ends."""


@cache
def sample() -> Postmortem:
    """A finished postmortem with something of everything in it: the one `rcakit tour` shows."""
    root = files("rcakit").joinpath("sample")
    documents = {name: tomli.loads(file.read_text("utf-8")) for name, file in _toml(root)}
    return from_documents(documents)


def _toml(root: Traversable) -> list[tuple[str, Traversable]]:
    found = [(file.name, file) for file in root.iterdir() if file.name.endswith(".toml")]
    methods = root.joinpath("methods")
    found += [(f"methods/{file.name}", file) for file in methods.iterdir()]
    return sorted(found, key=lambda item: item[0])


def empty() -> Postmortem:
    """A postmortem a minute old: a title, and nothing else."""
    return Postmortem(incident=Incident(title="Something happened"))


def broken() -> Postmortem:
    """A postmortem as a careless hand edit leaves it: circles, and references to nothing."""
    gone = ("is-not-there",)
    return Postmortem(
        incident=Incident(title="Broken by hand", timezone="Nowhere/Atall"),
        problem="a",
        milestones=frozen({"detected": "is-not-there", "resolved": "undated", "own": "second"}),
        impacts=frozen({"i": Impact(metric="Pages", evidence=gone)}),
        questions=frozen({"q": OpenQuestion(text="And this?", about=gone)}),
        events=frozen(
            {
                "undated": Event(text="At some time", evidence=gone),
                "second": Event(
                    text="Ends before it begins",
                    at=datetime(2026, 3, 1, 12, tzinfo=UTC),
                    until=datetime(2026, 3, 1, 11, tzinfo=UTC),
                    source=Source(kind="chat", url="javascript:alert(1)"),
                ),
            }
        ),
        causes=frozen(
            {
                "a": Cause(text="A happened", because=("b", "is-not-there", "own")),
                "b": Cause(text="B happened", because=("a", "a"), evidence=gone, events=gone),
                "own": Cause(text="Its own cause", because=("own",), probability=7.0),
                "loose": Cause(text="Hangs nowhere", because=("is-not-there",)),
            }
        ),
        actions=frozen({"act": Action(title="Act", addresses=("is-not-there", "a"))}),
        notes=frozen({"no-such-method": frozen({"key": "value"})}),
    )


def hostile() -> Postmortem:
    """The sample with text in every text field that would harm a terminal or break a table."""
    start = sample()
    changes: dict[str, Any] = {
        table.attribute: frozen(
            (name, _poisoned(item)) for name, item in getattr(start, table.attribute).items()
        )
        for table in TABLES.values()
    }
    incident = attrs.evolve(
        start.incident,
        title=start.incident.title + HOSTILE,
        summary=start.incident.summary + HOSTILE + "\n```\n<script>",
        severity=HOSTILE,
        detected_by=HOSTILE,
        services=(HOSTILE,),
        tags=(HOSTILE,),
        related=(HOSTILE,),
    )
    return attrs.evolve(start, incident=incident, **changes)


def _poisoned(item: Any) -> Any:
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(item)):
        value = getattr(item, field.name)
        if type(value) is str and value and field.name not in ("value", "sha256"):
            changes[field.name] = value + HOSTILE
        elif isinstance(value, Source):
            raw: Mapping[str, object] = frozen({HOSTILE: HOSTILE})
            url = f"https://example.org/{HOSTILE}"
            changes[field.name] = attrs.evolve(value, kind=HOSTILE, url=url, raw=raw)
    return attrs.evolve(item, **changes)
