"""The top of the report: the title, the facts at a glance, the summary and the impact."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Postmortem, Reading, metrics, milestones, model
from rcakit_report.labels import Labels
from rcakit_report.markdown import cell, inline, sentence, table
from rcakit_report.prose import prose

UNSAID = "*not said yet*"
_NONE_NAMED = ("nothing that can be counted", "nothing more")
"""What the step on impact keeps for “that is all”; no reason, so it is not told as one."""


def title(reading: Reading) -> str:
    """The heading of the document."""
    return f"# {inline(reading.postmortem.incident.title) or 'Untitled postmortem'}"


def at_a_glance(reading: Reading, labels: Labels) -> str:
    """The facts a reader looks for first; what nobody has said is said to be unsaid."""
    first, *rest = _facts(reading.postmortem, labels)
    return table(first, rest)


def _facts(postmortem: Postmortem, labels: Labels) -> Iterator[tuple[str, str]]:
    incident = postmortem.incident
    yield "Severity", cell(incident.severity) if incident.severity else UNSAID
    yield "Kind", cell(incident.kind.value)
    yield "Review", _review(postmortem, labels)
    if incident.services:
        yield "Services", cell(", ".join(incident.services))
    yield "When", _when(postmortem, labels)
    if incident.detected_by:
        yield "Noticed by", cell(incident.detected_by)
    yield "Owner", _people(postmortem, "owner") or "**nobody yet**"
    for role in _roles(postmortem):
        yield inline(role.capitalize()), _people(postmortem, role)
    if others := _people(postmortem, None):
        yield "Took part", others
    if incident.tags:
        yield "Tags", cell(", ".join(incident.tags))
    if incident.related:
        yield "Related", "<br>".join(cell(one) for one in incident.related)


def _review(postmortem: Postmortem, labels: Labels) -> str:
    review = postmortem.review
    parts = [review.state.value.replace("-", " ")]
    if review.meeting is not None:
        parts.append(f"meeting {labels.full(review.meeting)}")
    parts += [
        f"approved by {inline(one.by)}" + (f" on {labels.day(one.at)}" if one.at else "")
        for one in review.approval.values()
    ]
    return "; ".join(parts)


def _when(postmortem: Postmortem, labels: Labels) -> str:
    start, end = (milestones.moment(postmortem, name) for name in ("impact-started", "resolved"))
    if start is None:
        return "*the start of the impact is not known*"
    if end is None:
        return f"from {labels.full(start)}; *the end is not known*"
    same_day = labels.day(start) == labels.day(end)
    until = labels.clock(end, seconds=False) if same_day else labels.full(end)
    if end < start:
        return f"{labels.full(start)} to {until}; *the end is before the start*"
    return f"{labels.full(start)} to {until} ({metrics.words((end - start).total_seconds())})"


def _people(postmortem: Postmortem, role: str | None) -> str:
    """Everybody with a role, or with None those without any."""
    return ", ".join(
        inline(person.name) + (f" ({inline(person.team)})" if person.team else "")
        for person in postmortem.people.values()
        if (_has(person, role) if role is not None else not person.roles)
    )


def _has(person: model.Person, role: str) -> bool:
    return role.casefold() in {one.casefold() for one in person.roles}


def _roles(postmortem: Postmortem) -> list[str]:
    """Each role but the owner's once, as it was first written."""
    found: dict[str, str] = {}
    for person in postmortem.people.values():
        for role in person.roles:
            found.setdefault(role.casefold(), role)
    return [role for folded, role in found.items() if folded != "owner"]


def summary(reading: Reading) -> str:
    """The summary; "" where there is none."""
    words = reading.postmortem.incident.summary
    return f"## Summary\n\n{prose(words)}" if words.strip() else ""


def impact(reading: Reading, labels: Labels) -> str:
    """What was hurt, in numbers; an unknown number is said to be unknown."""
    impacts = reading.postmortem.impacts.values()
    if not impacts:
        return f"## Impact\n\n{_no_impact(reading.postmortem)}"
    rows = [
        (cell(one.metric), _amount(one), cell(one.measured), labels.cited(one.evidence))
        for one in impacts
    ]
    return "## Impact\n\n" + table(("What", "How much", "How it was measured", "Evidence"), rows)


def _no_impact(postmortem: Postmortem) -> str:
    reason = inline(postmortem.skipped.get("incident/impact", ""))
    if reason in _NONE_NAMED:
        return "Nothing was named that can be counted."
    if not reason:
        return "Nobody has put a number on it yet."
    return sentence(f"Nothing was counted: {reason}")


def _amount(impact: model.Impact) -> str:
    if impact.value is None:
        return UNSAID
    if isinstance(impact.value, str):
        return f"**unknown** ({inline(impact.unit)})" if impact.unit else "**unknown**"
    return f"{impact.value:,} {inline(impact.unit)}".strip()
