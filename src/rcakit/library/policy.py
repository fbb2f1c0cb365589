"""The team's policy: `rcakit.toml` at the top of a library. Every key is optional."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from rcakit import convert
from rcakit.errors import UnreadableError
from rcakit.guide import Severity
from rcakit.metrics import METRICS, Calendar, Metric
from rcakit.model import frozen
from rcakit.model.frozen import NOTHING
from rcakit.toml.bounded import read_regular
from rcakit.toml.complaint import dotted
from rcakit.toml.locate import line_of
from rcakit.toml.read import parse

NAME = "rcakit.toml"


@attrs.frozen(kw_only=True)
class SeverityLevel:
    """One severity of the team.

    Attributes:
        text: When it applies, in words a tired person can judge by.
    """

    text: str
    extra: Mapping[str, object] = NOTHING


@attrs.frozen(kw_only=True)
class MetricSpec:
    """A metric of the team: `[metric.time-to-detect]` with `from` and `to`.

    Attributes:
        start: The milestone it runs from; `from` in the file.
        end: The milestone it runs to; `to` in the file.
        calendar: Which hours count: "all-hours" or "business-hours".
    """

    start: str
    end: str
    calendar: Calendar = Calendar.ALL_HOURS


@attrs.frozen(kw_only=True)
class CheckSpec:
    """What the team makes of a rule: `[check.action-without-owner]`.

    Attributes:
        severity: "error", "warning", "hint", or "off".
    """

    severity: str = ""
    extra: Mapping[str, object] = NOTHING


@attrs.frozen(kw_only=True)
class PluginSpec:
    """Which plugins the library does without.

    Attributes:
        blocked: Names of plugins or of distributions.
    """

    blocked: tuple[str, ...] = ()
    extra: Mapping[str, object] = NOTHING


@attrs.frozen(kw_only=True)
class ProcessSpec:
    """Which steps the team takes.

    Attributes:
        steps: Ids of steps in their order; empty means all, as installed.
    """

    steps: tuple[str, ...] = ()
    extra: Mapping[str, object] = NOTHING


@attrs.frozen(kw_only=True)
class Policy:
    """What a team has decided for all its postmortems.

    Attributes:
        severity: Severities by name, such as "SEV1", in the order they are offered.
        timezone: The zone a new postmortem starts with.
        metric: Metrics by name; where there are none, rcakit's own.
        check: Rules by id whose severity the team changed.
        process, plugins: Steps taken, and plugins left out.
    """

    severity: Mapping[str, SeverityLevel] = attrs.field(factory=frozen)
    timezone: str = ""
    metric: Mapping[str, MetricSpec] = attrs.field(factory=frozen)
    check: Mapping[str, CheckSpec] = attrs.field(factory=frozen)
    process: ProcessSpec = attrs.field(factory=ProcessSpec)
    plugins: PluginSpec = attrs.field(factory=PluginSpec)
    extra: Mapping[str, object] = NOTHING

    def metrics(self) -> tuple[Metric, ...]:
        """The metrics to compute."""
        if not self.metric:
            return METRICS
        return tuple(
            Metric(name, spec.start, spec.end, spec.calendar) for name, spec in self.metric.items()
        )

    def severity_of(self, rule: str, usual: Severity) -> Severity | None:
        """How much a rule matters to the team; None where it is switched off."""
        spec = self.check.get(rule)
        if spec is None or not spec.severity:
            return usual
        return None if spec.severity == "off" else Severity(spec.severity)


_FIELDS = {"from": "start", "to": "end"}
"""The keys of a metric that are no names in Python."""
_ALLOWED = ("error", "warning", "hint", "off")


def read_policy(path: Path) -> Policy:
    """The policy in a file.

    Raises:
        UnreadableError: It cannot be read, or a value in it is wrong; with its line.
    """
    data = read_regular(path)
    document = parse(data, path)
    text = data.decode()
    metrics = document.get("metric")
    if isinstance(metrics, dict):
        document["metric"] = {
            name: _in_code(path, text, name, spec) if isinstance(spec, dict) else spec
            for name, spec in metrics.items()
        }
    try:
        policy = convert.structure(document, Policy)
    except convert.WrongShape as error:
        keys, reason = error.faults[0]
        keys = _in_file(keys)
        raise UnreadableError(path, line_of(text, keys) or 1, f"{dotted(keys)} {reason}.") from None
    for rule, spec in policy.check.items():
        if spec.severity and spec.severity not in _ALLOWED:
            raise UnreadableError(
                path,
                line_of(text, ("check", rule, "severity")) or 1,
                f"the severity of {dotted((rule,))} must be one of {', '.join(_ALLOWED)}.",
            )
    return policy


def _in_code(path: Path, text: str, name: str, spec: dict[str, object]) -> dict[str, object]:
    """A metric with the names its class has, which are no keys of the file."""
    for key, field in _FIELDS.items():
        if field in spec:
            keys = ("metric", name, field)
            raise UnreadableError(
                path,
                line_of(text, keys) or 1,
                f"{dotted(keys)} is no key of this table; write {key}.",
            )
    return {_FIELDS.get(key, key): value for key, value in spec.items()}


def _in_file(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The path of a key as the file has it."""
    if keys[0] != "metric" or len(keys) < 3:
        return keys
    names = {field: key for key, field in _FIELDS.items()}
    return (*keys[:2], names.get(keys[2], keys[2]), *keys[3:])


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that has an rcakit.toml; None where none has."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return folder
    return None


def policy_for(start: Path) -> Policy:
    """The policy that applies in a folder; rcakit's defaults where there is no library."""
    root = find_root(start)
    return Policy() if root is None else read_policy(root / NAME)
