"""What is still unknown, said out loud: a report that hides its gaps teaches the wrong thing."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Postmortem, Reading, Severity, model
from rcakit_report.doing import left_because, owners_missing, unaddressed
from rcakit_report.labels import milestone_title, names
from rcakit_report.markdown import bullets, inline

_SAID_HERE = ("action-without-owner", "cause-without-action", "severity-missing", "milestone-unset")
POINTED_OUT = 20
"""Findings of the checks that are printed."""


def unknown(reading: Reading) -> str:
    """The section on gaps; "" where there is none."""
    lines = [
        *_incident(reading.postmortem),
        *_measures(reading),
        *_causes(reading.postmortem),
        *_open_ends(reading.postmortem),
        *_findings(reading),
    ]
    return "## What is still unknown\n\n" + bullets(lines) if lines else ""


def _incident(postmortem: Postmortem) -> Iterator[str]:
    if postmortem.incident.severity is None:
        yield "The severity has not been said."
    if not postmortem.incident.summary.strip():
        yield "There is no summary yet."
    if not postmortem.events:
        yield "The timeline has no entry yet."
    if not postmortem.impacts:
        yield "Nobody has said yet whom it hurt, and how much."
    for one in postmortem.impacts.values():
        if one.value is None:
            yield f"{inline(one.metric)}: nobody has said how much."
        elif isinstance(one.value, str):
            why = f" ({inline(one.measured)})" if one.measured else ""
            yield f"{inline(one.metric)}: unknown{why}."


def _measures(reading: Reading) -> Iterator[str]:
    known = reading.postmortem.milestones
    unset = [one.title.lower() for one in model.MILESTONES if one.id not in known]
    if unset:
        yield f"Moments not set: {', '.join(unset)}."
    for milestone, event in known.items():
        if event not in reading.postmortem.events:
            yield f"{milestone_title(milestone)} points at no event."
    missing = [inline(one.metric.name) for one in reading.metrics if one.seconds is None]
    if missing:
        yield f"Metrics that cannot be computed: {', '.join(missing)}."


def _causes(postmortem: Postmortem) -> Iterator[str]:
    if not postmortem.causes:
        yield "No cause has been named yet."
    elif postmortem.problem is None:
        yield "No cause has been said to be the problem that all others lead to."
    for cause in postmortem.causes.values():
        if cause.status is model.Status.HYPOTHESIS:
            yield f"Not confirmed and not ruled out: {inline(cause.text)}."
        if cause.gate is None and len(cause.because) > 1:
            yield f"Whether these were needed together: {names(postmortem, cause.because)}."


def _open_ends(postmortem: Postmortem) -> Iterator[str]:
    for name in unaddressed(postmortem):
        if not left_because(postmortem, name):
            yield f"Without an action: {inline(postmortem.causes[name].text)}."
    for name in owners_missing(postmortem):
        yield f"Without an owner: {inline(postmortem.actions[name].title)}."
    for question in postmortem.questions.values():
        if not question.answer.strip():
            yield f"Open question: {inline(question.text)}"


def _findings(reading: Reading) -> Iterator[str]:
    told = [
        finding
        for finding in reading.findings
        if finding.severity is not Severity.HINT and finding.rule not in _SAID_HERE
    ]
    for finding in told[:POINTED_OUT]:
        yield f"The check {inline(finding.rule)} says: {inline(finding.text)}"
    if len(told) > POINTED_OUT:
        yield f"{len(told) - POINTED_OUT} more findings; `rcakit check` lists them."
