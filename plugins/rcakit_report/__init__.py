"""The report a team publishes: the whole postmortem as one Markdown document."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Exporter, hookimpl


@hookimpl
def rcakit_exporters() -> Iterable[Exporter]:
    """The exporter with the id `markdown`, imported only by commands that export."""
    from rcakit_report.report import MarkdownReport

    return (MarkdownReport(),)
