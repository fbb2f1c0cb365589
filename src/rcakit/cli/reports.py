"""Findings with their places, written for a person, a program, GitHub and SARIF viewers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs

import rcakit
from rcakit.guide import Severity
from rcakit.text import in_json, one_line, visible

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@attrs.frozen
class Reported:
    """A finding and where it is.

    Attributes:
        rule: The id of the rule.
        severity: Error, warning or hint.
        file: The file, as its folder was named by the person.
        line: The line, from 1.
        text: What is so and how to mend it.
        about: Bare ids of what it is about.
    """

    rule: str
    severity: Severity
    file: Path
    line: int
    text: str
    about: tuple[str, ...]


Rules = Mapping[str, str]
"""Ids of rules, each with its sentence."""


def as_text(reported: Sequence[Reported], rules: Rules) -> str:
    """A line each: `file:line: severity rule text`."""
    del rules
    return "\n".join(
        f"{_shown(one.file)}:{one.line}: " + one_line(f"{one.severity.value} {one.rule} {one.text}")
        for one in reported
    )


def _shown(file: Path) -> str:
    """A path on one line with its blanks as they are, so that it can be taken from there."""
    return visible(str(file)).replace("\n", "\u240a").replace("\t", "\u2409")


def as_json(reported: Sequence[Reported], rules: Rules) -> str:
    """A list of objects; other tools rely on its shape."""
    del rules
    return _dumped(
        [
            {
                "rule": one.rule,
                "severity": one.severity.value,
                "file": str(one.file),
                "line": one.line,
                "text": one.text,
                "about": list(one.about),
            }
            for one in reported
        ]
    )


def as_github(reported: Sequence[Reported], rules: Rules) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    del rules
    return "\n".join(
        f"::{_GITHUB_LEVELS[one.severity]} file={_property(str(one.file))},line={one.line},"
        f"title={_property(one.rule)}::{_message(one.text)}"
        for one in reported
    )


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(reported: Sequence[Reported], rules: Rules) -> str:
    """A SARIF 2.1.0 log with one run."""
    names = sorted({*rules, *(one.rule for one in reported)})
    driver = {
        "name": "rcakit",
        "version": rcakit.__version__,
        "rules": [
            {"id": name, "shortDescription": {"text": rules.get(name) or name}} for name in names
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, names.index(one.rule)) for one in reported],
    }
    return _dumped({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_result(one: Reported, rule: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(one.file)},
        "region": {"startLine": one.line},
    }
    return {
        "ruleId": one.rule,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[one.severity],
        "message": {"text": one.text},
        "locations": [{"physicalLocation": place}],
    }


def _uri(file: Path) -> str:
    """The file relative to this folder where it is below it, as viewers of SARIF want it."""
    whole = file.absolute()
    try:
        return quote(whole.relative_to(Path.cwd()).as_posix(), errors="replace")
    except ValueError:
        return "file://" + quote(whole.as_posix(), errors="replace")


def _dumped(value: object) -> str:
    # All of it in ASCII: what is printed is made visible, and must still be the same value.
    return in_json(json.dumps(value, indent=2, allow_nan=False))


FORMATS: Mapping[str, Callable[[Sequence[Reported], Rules], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
"""Each format by the name that `--format` takes."""
