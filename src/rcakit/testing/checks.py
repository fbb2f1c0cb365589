"""The contract of a check: one rule, told of things that exist."""

from __future__ import annotations

from rcakit.guide import Severity
from rcakit.hooks import Check, Reading
from rcakit.model import Postmortem
from rcakit.testing.asserting import check_identity, fail, same_twice, unaltered
from rcakit.testing.guides import check_findings
from rcakit.testing.readings import reading_of
from rcakit.testing.values import broken, empty, hostile, sample


def check_check(check: Check, *postmortems: Postmortem) -> None:
    """Assert that a check keeps the contract on every kind of postmortem, and on those given."""
    check_identity(check, "check")
    if not isinstance(check.severity, Severity):
        fail(f"The severity of {check.id} is {check.severity!r}, which is none.")
    for postmortem in (empty(), sample(), hostile(), broken(), *postmortems):
        reading: Reading = reading_of(postmortem)
        findings = unaltered(
            postmortem,
            lambda: same_twice(
                lambda: tuple(check.findings(reading)),  # noqa: B023
                f"What {check.id} finds",
            ),
            f"Checking {check.id}",
        )
        check_findings(check.id, postmortem, findings)
        for finding in findings:
            if finding.rule != check.id:
                fail(f"The check {check.id} gives a finding of the rule {finding.rule}.")
