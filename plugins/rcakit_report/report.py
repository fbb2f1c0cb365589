"""The sections of the report in the order a reader wants them."""

from __future__ import annotations

from rcakit import Exporter, Reading
from rcakit_report.behind import behind
from rcakit_report.doing import actions
from rcakit_report.happened import measured, timeline
from rcakit_report.heading import at_a_glance, impact, summary, title
from rcakit_report.labels import Labels
from rcakit_report.learned import answered, evidence, lessons
from rcakit_report.unknown import unknown

FOOT = (
    "---\n\n*Made by rcakit from the files of this postmortem. To mend the report, mend the files.*"
)


class MarkdownReport(Exporter):
    """One Markdown document; sections with nothing in them are left out, gaps are named."""

    id = "markdown"
    title = "Markdown report"
    suffix = ".md"

    def export(self, reading: Reading) -> str:
        """The whole report, ending in a line feed."""
        labels = Labels.of(reading.postmortem)
        sections = (
            title(reading),
            at_a_glance(reading, labels),
            summary(reading),
            impact(reading, labels),
            timeline(reading, labels),
            measured(reading, labels),
            behind(reading, labels),
            actions(reading),
            lessons(reading),
            answered(reading),
            unknown(reading),
            evidence(reading, labels),
            FOOT,
        )
        return "\n\n".join(filter(None, sections)) + "\n"
