"""The JSON document: what other tools read."""

import json
from datetime import datetime

import attrs
import pytest
from syrupy.assertion import SnapshotAssertion

from rcakit import Finding, Severity, model
from rcakit.testing import broken, empty, hostile, reading_of, sample
from rcakit.text import visible
from rcakit_json import rcakit_exporters

(JSON,) = rcakit_exporters()
KEYS = {"event", "evidence", "cause", "action", "notes", "metrics", "findings"}


def export(postmortem: model.Postmortem, **parts: object) -> dict:
    """The document, parsed strictly."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    written = JSON.export(attrs.evolve(reading_of(postmortem), **parts))
    return json.loads(written, parse_constant=refuse)


def test_a_finished_postmortem(document: SnapshotAssertion) -> None:
    """The document of a full postmortem stays as other tools know it."""
    assert JSON.export(reading_of(sample())) == document


def test_an_almost_empty_postmortem(document: SnapshotAssertion) -> None:
    """Every promised table is there even where it is empty."""
    assert JSON.export(reading_of(empty())) == document


@pytest.mark.parametrize("make", [sample, empty, broken, hostile])
def test_the_promised_keys_are_there(make) -> None:
    """The tables other tools rely on are there for every postmortem."""
    written = export(make())
    assert set(written) >= KEYS
    assert all(isinstance(written[key], dict) for key in KEYS - {"metrics", "findings"})
    assert set(written["cause"]) == set(make().causes)
    assert set(written["event"]) == set(make().events)


def test_moments_keep_their_offset() -> None:
    """A moment reads back as the same moment with the same offset."""
    written = export(sample())
    for name, event in sample().events.items():
        if event.at is not None:
            read = datetime.fromisoformat(written["event"][name]["at"])
            assert (read, read.utcoffset()) == (event.at, event.at.utcoffset())


def test_an_unknown_metric_is_null() -> None:
    """A metric is named with its milestones, and null where it is unknown."""
    assert export(empty())["metrics"][0] == {
        "name": "time-to-detect",
        "from": "impact-started",
        "to": "detected",
        "seconds": None,
    }
    known = {one["name"]: one["seconds"] for one in export(sample())["metrics"]}
    assert known["time-to-recover"] == 47 * 60 + 5


def test_findings_have_their_four_keys() -> None:
    """A finding is its rule, severity, text and what it is about."""
    finding = Finding(rule="r", severity=Severity.HINT, text="t", about=("a", "b"))
    assert export(empty(), findings=(finding,))["findings"] == [
        {"rule": "r", "severity": "hint", "text": "t", "about": ["a", "b"]}
    ]


def test_text_is_kept_to_the_character_and_acts_on_nothing() -> None:
    """Control characters are escaped, so that a reader gets them and a terminal does not."""
    written = JSON.export(reading_of(hostile()))
    assert visible(written) == written
    read = json.loads(written)
    assert read["title"] == hostile().incident.title
    assert read["cause"]["payments-failed"]["text"] == hostile().causes["payments-failed"].text


def test_unknown_keys_are_exported() -> None:
    """What another tool wrote into the files is in the document too."""
    cause = attrs.evolve(sample().causes["index-missing"], extra=model.table({"x-team": [1, 2]}))
    postmortem = attrs.evolve(
        sample(),
        causes=model.frozen({**sample().causes, "index-missing": cause}),
        extra=model.frozen({"postmortem.toml": model.table({"x-top": "kept"})}),
    )
    written = export(postmortem)
    assert written["cause"]["index-missing"]["x-team"] == [1, 2]
    assert written["x-top"] == "kept"


def test_a_number_json_cannot_hold_is_null() -> None:
    """No NaN and no infinity, whatever a method keeps in its notes."""
    notes = model.frozen({"m": model.table({"bad": float("inf"), "good": 1.5})})
    documents = reading_of(attrs.evolve(empty(), notes=notes)).documents
    assert export(empty(), documents=documents)["notes"] == {"m": {"bad": None, "good": 1.5}}
