"""The rules of `rcakit check`: what a good postmortem has, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Check, hookimpl


@hookimpl
def rcakit_checks() -> Iterable[Check]:
    """Every rule, imported only by commands that check."""
    from rcakit_checks.actions import WithoutDue, WithoutOwner, WithoutReason
    from rcakit_checks.causes import EndsAtPerson, WithoutAction, WithoutEvidence
    from rcakit_checks.circles import Circle
    from rcakit_checks.incident import MilestoneOrder, SeverityMissing, ZoneUnknown
    from rcakit_checks.laws import CannotBe
    from rcakit_checks.references import NamesNothing

    return [
        NamesNothing(),
        Circle(),
        CannotBe(),
        SeverityMissing(),
        ZoneUnknown(),
        MilestoneOrder(),
        EndsAtPerson(),
        WithoutEvidence(),
        WithoutAction(),
        WithoutOwner(),
        WithoutDue(),
        WithoutReason(),
    ]
