"""What happened when: the timeline, and the metrics taken from its milestones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rcakit import Reading, metrics, model, text
from rcakit_report.labels import Labels, milestone_title
from rcakit_report.markdown import cell, inline, leads_somewhere, link, table

LONG = 60
"""Events from which on those of low relevance are left out."""

_Timed = tuple[str, model.Event]


def timeline(reading: Reading, labels: Labels) -> str:
    """The timeline with its milestones marked; what is left out is counted."""
    events = model.in_order(reading.postmortem.events)
    if not events:
        return ""
    marks = _milestones(reading.postmortem.milestones)
    shown = [item for item in events if item[0] in marks or _shown(item[1], len(events))]
    parts = ["## Timeline", labels.zone_words()]
    if shown:
        headings = ("Time", "Kind", "What happened", "Source and evidence")
        rows = list(_rows(shown, marks, labels))
        width = len(headings) if any(row[-1] for row in rows) else len(headings) - 1
        parts.append(table(headings[:width], (row[:width] for row in rows)))
    if len(shown) < len(events):
        left = len(events) - len(shown)
        is_are = "entry is" if left == 1 else "entries are"
        parts.append(f"{left} {is_are} left out here, being archived or of low relevance.")
    return "\n\n".join(parts)


def _milestones(milestones: Mapping[str, str]) -> dict[str, list[str]]:
    marks: dict[str, list[str]] = {}
    for milestone, event in milestones.items():
        marks.setdefault(event, []).append(milestone_title(milestone))
    return marks


def _shown(event: model.Event, count: int) -> bool:
    if event.relevance is model.Relevance.ARCHIVE:
        return False
    return count <= LONG or event.relevance is not model.Relevance.LOW


def _rows(
    events: list[_Timed], marks: Mapping[str, list[str]], labels: Labels
) -> Iterator[tuple[str, str, str, str]]:
    day = ""
    for name, event in events:
        today = labels.day(event.moment) if event.moment is not None else "No time known"
        if today != day:
            day = today
            yield f"**{day}**", "", "", ""
        yield (
            _time(event, labels),
            event.kind.value,
            _what(event, marks.get(name, [])),
            _origin(event, labels),
        )


def _time(event: model.Event, labels: Labels) -> str:
    if event.at is not None:
        start = _start(event, labels)
        if event.until is None:
            return start
        return f"{start} to {_end(event, labels)}"
    if event.earliest is not None and event.latest is not None:
        first = labels.clock(event.earliest)
        last = labels.clock(event.latest)
        if labels.day(event.earliest) != labels.day(event.latest):
            last = labels.full(event.latest)
        return f"between {first} and {last}"
    if event.earliest is not None:
        return f"after {labels.clock(event.earliest)}"
    return f"before {labels.clock(event.latest)}" if event.latest is not None else ""


def _start(event: model.Event, labels: Labels) -> str:
    assert event.at is not None
    if event.precision is model.Precision.DAY:
        return "during the day"
    if event.precision is model.Precision.HOUR:
        return f"about {labels.clock(event.at, seconds=False)}"
    exact = {model.Precision.MINUTE: False, model.Precision.SECOND: True}
    seconds = exact[event.precision] if event.precision is not None else None
    return labels.clock(event.at, seconds=seconds)


def _end(event: model.Event, labels: Labels) -> str:
    assert event.at is not None
    assert event.until is not None
    if labels.day(event.at) == labels.day(event.until):
        return labels.clock(event.until)
    return labels.full(event.until)


def _what(event: model.Event, milestones: list[str]) -> str:
    mark = f"**{', '.join(milestones)}.** " if milestones else ""
    who = "" if _named(event) else f" ({inline(event.who)})"
    lines = [mark + cell(event.text) + who]
    if event.known_then:
        lines.append(f"*Known then:* {cell(event.known_then)}")
    if event.known_now:
        lines.append(f"*Known now:* {cell(event.known_now)}")
    return "<br>".join(lines)


def _named(event: model.Event) -> bool:
    """Whether the text names who it was; “Ed” is not named by “restarted”."""
    who = text.one_line(event.who).casefold()
    said = text.one_line(event.text).casefold()
    return not who or re.search(rf"(?<!\w){re.escape(who)}(?!\w)", said) is not None


def _origin(event: model.Event, labels: Labels) -> str:
    """Where a reader can look it up; the mere name of an importer leads nowhere."""
    parts = []
    if event.source is not None and leads_somewhere(event.source.url):
        parts.append(link(event.source.kind, event.source.url))
    if event.evidence:
        parts.append(labels.cited(event.evidence))
    return ", ".join(parts)


def measured(reading: Reading, labels: Labels) -> str:
    """Every metric with the milestones it runs between, known or not."""
    if not reading.metrics:
        return ""
    rows = [
        (
            inline(one.metric.name.replace("-", " ")),
            _end_of_metric(one.metric.start, one, labels),
            _end_of_metric(one.metric.end, one, labels),
            _value(one),
        )
        for one in reading.metrics
    ]
    return "## Metrics\n\n" + table(("Metric", "From", "To", "Value"), rows)


def _end_of_metric(milestone: str, one: metrics.Measured, labels: Labels) -> str:
    moment = one.start if milestone == one.metric.start else one.end
    title = milestone_title(milestone)
    return title if moment is None else f"{title}, {labels.full(moment)}"


def _value(one: metrics.Measured) -> str:
    if one.seconds is None:
        return f"unknown: {inline(one.why)}" if one.why else "unknown"
    hours = ", business hours" if one.metric.calendar is metrics.Calendar.BUSINESS_HOURS else ""
    return metrics.words(one.seconds) + hours
