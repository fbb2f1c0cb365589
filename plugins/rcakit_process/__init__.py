"""The steps of the process, from the incident to the check that the actions worked."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Guide, hookimpl


@hookimpl
def rcakit_steps() -> Iterable[Guide]:
    """The seven steps in their order, imported only by commands that use them."""
    from rcakit_process.actions import Actions
    from rcakit_process.analysis import Analysis
    from rcakit_process.evidence import EvidenceStep
    from rcakit_process.follow_up import FollowUp
    from rcakit_process.incident import IncidentStep
    from rcakit_process.report import Report
    from rcakit_process.timeline import Timeline

    return [
        IncidentStep(),
        EvidenceStep(),
        Timeline(),
        Analysis(),
        Actions(),
        Report(),
        FollowUp(),
    ]
