"""The JSON Schema that ships, and what editors' linters make of our files with it."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from programs import program

from rcakit import schema
from rcakit.model import (
    TABLES,
    Action,
    Cause,
    Event,
    Evidence,
    Gate,
    Impact,
    Incident,
    Person,
    Postmortem,
    Review,
    Source,
    frozen,
    table,
)
from rcakit.store import Snapshot, store

MOMENT = datetime(2026, 3, 1, 13, 32, 5, tzinfo=UTC)
POSTMORTEM = Postmortem(
    incident=Incident(title="Checkout answered 5xx", services=("checkout",)),
    problem="slow",
    milestones=frozen({"impact-started": "20260301-1332-aaaa"}),
    impacts=frozen(
        {"orders": Impact(metric="orders", value="unknown"), "eur": Impact(metric="EUR", value=1.5)}
    ),
    people=frozen({"ana": Person(name="Ana", roles=("owner",))}),
    review=Review(meeting=MOMENT),
    skipped=frozen({"incident/impact": "none"}),
    evidence=frozen({"graph": Evidence(title="The graph", captured_at=MOMENT)}),
    events=frozen(
        {
            "20260301-1332-aaaa": Event(
                text="5xx",
                at=MOMENT,
                source=Source(kind="pagerduty", id="R1", raw=table({"a": [1, {"b": 2}]})),
            )
        }
    ),
    causes=frozen({"slow": Cause(text="slow", gate=Gate.ALL, probability=0.5)}),
    actions=frozen({"fix": Action(title="Fix it", due=date(2026, 4, 1), addresses=("slow",))}),
)
LINTERS = {"taplo": ["lint"], "tombi": ["lint", "--offline"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A full postmortem on disk."""
    store(tmp_path, Snapshot(Postmortem(incident=Incident(title=""))), POSTMORTEM)
    return tmp_path


def lint(name: str, file: Path) -> subprocess.CompletedProcess[str]:
    """What an editor's linter says of a file."""
    return subprocess.run(
        [program(name), *LINTERS[name], file.name],
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_shipped_schema_is_that_of_the_classes() -> None:
    """After a change of the classes: python -m rcakit.schema > src/rcakit/schema.json."""
    assert schema.shipped() == schema.text()


def test_every_attribute_is_described() -> None:
    """An editor shows a sentence for each key of the classes that describe their attributes."""
    for spec in TABLES.values():
        words = schema.described(spec.item)
        properties = schema.build()["$defs"][spec.item.__name__]["properties"]
        for key, words_of_key in words.items():
            assert properties[key]["description"] == words_of_key


def test_a_description_of_several_lines_is_whole() -> None:
    """Lines that go on are joined, and attributes named together share their words."""

    class Sample:
        """One.

        Attributes:
            one: First
                and second.
            two, three: Both.
        """

    assert schema.described(Sample) == {
        "one": "First and second.",
        "two": "Both.",
        "three": "Both.",
    }


def test_unknown_keys_are_allowed() -> None:
    """Keys of other tools are kept, so the schema forbids none."""

    def closed(part: Any) -> bool:
        if isinstance(part, dict):
            return part.get("additionalProperties") is False or any(map(closed, part.values()))
        return isinstance(part, list) and any(map(closed, part))

    assert not closed(schema.build())


@pytest.mark.parametrize("name", LINTERS)
def test_linters_accept_what_rcakit_writes(folder: Path, name: str) -> None:
    """Each file of a full postmortem is fine to them."""
    for file in sorted(folder.glob("*.toml")):
        done = lint(name, file)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", LINTERS)
@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("causes.toml", 'gate = "all"', 'gate = "every"'),
        ("causes.toml", 'text = "slow"', "text = 3"),
        ("timeline.toml", "at = 2026", "until = 7\nat = 2026"),
        ("actions.toml", "due = 2026-04-01", 'due = "soon"'),
        ("postmortem.toml", "value = 1.5", 'value = "many"'),
        ("postmortem.toml", "format = 1", "format = 2"),
    ],
)
def test_linters_catch_wrong_values(
    folder: Path, name: str, file: str, right: str, wrong: str
) -> None:
    """A wrong value is an error in an editor, not only in rcakit."""
    path = folder / file
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong, 1))
    assert lint(name, path).returncode != 0
