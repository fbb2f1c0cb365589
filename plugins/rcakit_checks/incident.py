"""What the head of a postmortem has."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import BadAnswer, Check, Finding, Reading, Severity, about, milestones, times


class SeverityMissing(Check):
    """How bad it was is said."""

    id = "severity-missing"
    severity = Severity.WARNING
    title = "The incident has a severity."
    source = "PagerDuty, Atlassian: policies depend on it"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One where nothing is said, unless somebody said that it has none."""
        postmortem = reading.postmortem
        if not postmortem.incident.severity and "incident/severity" not in postmortem.skipped:
            yield self.finding(
                "The incident has no severity.",
                "severity",
                mend='Judge by what people felt, such as severity = "SEV2".',
            )


class ZoneUnknown(Check):
    """Times are shown in a zone that exists."""

    id = "timezone-unknown"
    severity = Severity.ERROR
    title = "The time zone has a name that is known."
    source = "IANA time zone database"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One where nobody knows the zone; times are then shown in UTC."""
        zone = reading.postmortem.incident.timezone
        try:
            times.zone_of(zone)
        except BadAnswer as error:
            yield self.finding(str(error), "timezone", mend="Name one such as Europe/Berlin.")


class MilestoneOrder(Check):
    """Milestones come in their order."""

    id = "milestone-order"
    severity = Severity.ERROR
    title = "Impact, detection, declaration, mitigation and resolution come in this order."
    source = "FireHydrant and FireFighter refuse milestones out of order"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each pair in the wrong order."""
        postmortem = reading.postmortem
        zone = postmortem.incident.timezone
        for pair in milestones.swapped(postmortem):
            yield self.finding(
                f"“{milestones.title(pair.then)}” ({times.show(pair.then_at, zone)}) comes before "
                f"“{milestones.title(pair.first)}” ({times.show(pair.first_at, zone)}).",
                *(
                    about(postmortem, "event", postmortem.milestones[name])
                    for name in (pair.then, pair.first)
                ),
                mend="Point one of them at another event, or mend the time of the event.",
                field="at",
            )
