"""Imports PagerDuty exports: log entries, incidents, notes, alerts, changes, webhooks."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Importer, hookimpl


@hookimpl
def rcakit_importers() -> Iterable[Importer]:
    """The importer of PagerDuty's JSON."""
    from rcakit_pagerduty.importer import PagerDutyImporter

    return (PagerDutyImporter(),)
