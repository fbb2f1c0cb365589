"""The JSON document other tools read; its keys are stable.

The keys of `postmortem.toml` stand at the top, then `event`, `evidence`, `cause` and `action`
(tables by id, as in the files), `notes` (by method), `metrics` and `findings`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time

from rcakit import Exporter, Finding, Reading, metrics, text

MAIN = "postmortem.toml"
METHODS = "methods/"
_TABLES = {
    "event": "timeline.toml",
    "evidence": "evidence.toml",
    "cause": "causes.toml",
    "action": "actions.toml",
}


class JsonDocument(Exporter):
    """UTF-8 JSON, indented; equal postmortems give equal texts."""

    id = "json"
    title = "JSON"
    suffix = ".json"

    def export(self, reading: Reading) -> str:
        """The document, ending in a line feed.

        Moments are ISO 8601 with their offset, days ISO 8601; unknown keys of the files are
        in it where they stand there, save that those at the top of a file other than
        postmortem.toml are left out. A number JSON cannot hold is null.
        """
        documents = reading.documents
        result: dict[str, object] = dict(documents.get(MAIN, {}))
        for table, file in _TABLES.items():
            result[table] = documents.get(file, {}).get(table, {})
        result["notes"] = {
            name.removeprefix(METHODS).removesuffix(".toml"): documents[name]
            for name in sorted(documents)
            if name.startswith(METHODS)
        }
        result["metrics"] = [_metric(one) for one in reading.metrics]
        result["findings"] = [_finding(one) for one in reading.findings]
        content = json.dumps(_plain(result), ensure_ascii=False, allow_nan=False, indent=2)
        return text.in_json(content) + "\n"


def _metric(one: metrics.Measured) -> dict[str, object]:
    return {
        "name": one.metric.name,
        "from": one.metric.start,
        "to": one.metric.end,
        "seconds": one.seconds,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "text": finding.text,
        "about": list(finding.about),
    }


def _plain(value: object) -> object:
    """TOML values as JSON has them; nesting is bounded by what the TOML reader takes."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not float("-inf") < value < float("inf"):
        return None
    return value
