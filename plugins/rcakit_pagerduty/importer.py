"""The importer: PagerDuty's log as events, with the milestones it really shows."""

from __future__ import annotations

from rcakit import Imported, Importer, ImportFile, Remark
from rcakit_pagerduty import payload
from rcakit_pagerduty.events import Reader


class PagerDutyImporter(Importer):
    """Reads what PagerDuty's REST API and webhooks give, saved as files."""

    id = "pagerduty"
    title = "PagerDuty"
    summary = "PagerDuty JSON: log entries, incidents, notes, alerts, change events, v3 webhooks."

    def recognises(self, file: ImportFile) -> float:
        """By the names of its lists and the types of its objects."""
        head = file.head(200)
        if head[:1] not in ("{", "["):
            return 0.0
        text = file.data[:200_000]
        if b"log_entr" in text:
            return 0.95
        if b"pagerduty" in text.lower() and any(
            f'"{name}"'.encode() in text
            for name in ("incident", "incidents", "notes", "alerts", "change_events", "event")
        ):
            return 0.9
        return 0.8 if b'"change_events"' in text or b'"related_change_events"' in text else 0.0

    def read(self, file: ImportFile) -> Imported:
        """Events oldest first, whatever the order of the file.

        Raises:
            UnreadableError: It is no JSON, or holds nothing of PagerDuty's.
        """
        content = payload.read(file)
        reader = Reader(file.zone)
        for thing in content.things:
            reader.take(thing)
        for name in content.incomplete:
            reader.warnings.append(
                Remark(f"PagerDuty says there are more {name.replace('_', ' ')} than this file "
                       "holds; fetch the following pages and import them too.")
            )  # fmt: skip
        if content.other:
            reader.skipped.append(Remark(f"{content.other} objects are of no known sort."))
        return reader.imported()
