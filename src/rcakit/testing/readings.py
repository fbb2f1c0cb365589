"""A `Reading` made without installed plugins, for exporters and checks under test."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import convert
from rcakit.guide import Finding, Method
from rcakit.hooks import Check, Lens, Reading
from rcakit.metrics import measure
from rcakit.model import Postmortem
from rcakit.store.codec import to_documents


def reading_of(
    postmortem: Postmortem,
    *,
    methods: Iterable[Method] = (),
    checks: Iterable[Check] = (),
    profile: str = "",
) -> Reading:
    """Everything about `postmortem` that these methods and checks say, with rcakit's metrics."""
    before = Reading(postmortem=postmortem, metrics=tuple(measure(postmortem)))
    findings: list[Finding] = []
    for check in checks:
        findings += check.findings(before)
    return Reading(
        postmortem=postmortem,
        metrics=before.metrics,
        findings=tuple(findings),
        lenses=tuple(lens_of(method, postmortem) for method in methods),
        documents=to_documents(postmortem),
        profile=profile,
    )


def lens_of(method: Method, postmortem: Postmortem) -> Lens:
    """One method's look at a postmortem; its notes are the defaults where they do not fit."""
    notes = notes_of(method, postmortem)
    return Lens(
        method.id,
        method.title,
        method.diagram(postmortem, notes),
        tuple(method.tables(postmortem, notes)),
        tuple(method.findings(postmortem, notes)),
    )


def notes_of(method: Method, postmortem: Postmortem) -> object:
    """The notes as a host hands them to the method."""
    try:
        return method.read_notes(postmortem)
    except convert.WrongShape:
        return method.Notes() if method.Notes is not None else {}
