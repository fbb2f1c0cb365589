"""What a careful reader would point out about a timeline."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Finding, Postmortem, Severity, about, milestones, model, text, times, wording

_NAMED = 5


def timeline_findings(postmortem: Postmortem) -> Iterator[Finding]:
    """All findings; the rules are named `timeline/...`."""
    if not postmortem.events:
        yield Finding(
            rule="timeline/empty",
            severity=Severity.WARNING,
            text="The timeline is empty.",
            mend="Import a file with “rcakit import”, or type the first event.",
        )
        return
    yield from _starts_late(postmortem)
    yield from _order(postmortem)
    yield from _unknown(postmortem)
    yield from _cannot_be_checked(postmortem)
    yield from _decisions(postmortem)
    yield from _wording(postmortem)


def _starts_late(postmortem: Postmortem) -> Iterator[Finding]:
    """PagerDuty's postmortem guide: begin the timeline before the incident."""
    started = milestones.moment(postmortem, "impact-started")
    first = next((event.at for _, event in model.in_order(postmortem.events) if event.at), None)
    if started is not None and first is not None and first >= started:
        yield Finding(
            rule="timeline/starts-late",
            severity=Severity.WARNING,
            text="The timeline begins where the impact begins.",
            mend="Add what came before: the change, the quiet signs, the normal state.",
            about=(about(postmortem, "event", postmortem.milestones["impact-started"]),),
        )


def _order(postmortem: Postmortem) -> Iterator[Finding]:
    zone = postmortem.incident.timezone
    for pair in milestones.swapped(postmortem):
        yield Finding(
            rule="timeline/milestone-order",
            severity=Severity.ERROR,
            text=f"“{milestones.title(pair.then)}” ({times.show(pair.then_at, zone)}) comes "
            f"before “{milestones.title(pair.first)}” ({times.show(pair.first_at, zone)}).",
            mend="Point one of them at another event, or mend the time of the event.",
            about=(about(postmortem, "event", postmortem.milestones[pair.then]),),
            field="at",
        )


def _unknown(postmortem: Postmortem) -> Iterator[Finding]:
    wanting = [
        milestone.title
        for milestone in model.MILESTONES
        if milestone.id not in postmortem.milestones
        and f"timeline/milestone/{milestone.id}" not in postmortem.skipped
    ]
    if wanting:
        yield Finding(
            rule="timeline/milestone-missing",
            severity=Severity.HINT,
            text=f"Not set yet: {', '.join(wanting)}.",
            mend="Say which event each one is, or that it is not known.",
            about=("milestone",),
        )


def _cannot_be_checked(postmortem: Postmortem) -> Iterator[Finding]:
    bare = [
        name
        for name, event in model.in_order(postmortem.events)
        if not event.evidence
        and event.source is None
        and event.relevance is not model.Relevance.ARCHIVE
    ]
    if bare:
        several = len(bare) > 1
        yield Finding(
            rule="timeline/event-without-evidence",
            severity=Severity.HINT,
            text=f"{len(bare)} events name no evidence and no source."
            if several
            else "One event names no evidence and no source.",
            mend="Name a graph, a page or a message for each, or accept it as remembered.",
            about=tuple(about(postmortem, "event", name) for name in bare[:_NAMED]),
            field="evidence",
        )


def _decisions(postmortem: Postmortem) -> Iterator[Finding]:
    for name, event in model.in_order(postmortem.events):
        if (
            event.kind is model.EventKind.DECISION
            and not event.known_then
            and f"timeline/known/{name}" not in postmortem.skipped
        ):
            yield Finding(
                rule="timeline/known-then-missing",
                severity=Severity.HINT,
                text="Nothing says what people knew when it was decided: "
                f"{text.quoted(event.text)}.",
                mend="Write down what they saw and were told at that moment.",
                about=(about(postmortem, "event", name),),
                field="known_then",
            )


def _wording(postmortem: Postmortem) -> Iterator[Finding]:
    for name, event in model.in_order(postmortem.events):
        words = wording.counterfactual(event.text) or wording.judgement(event.text)
        if words:
            yield Finding(
                rule="timeline/not-a-fact",
                severity=Severity.WARNING,
                text=f"“{words}” tells of what did not happen, or judges, in "
                f"{text.quoted(event.text)}.",
                mend="Say what was done or seen instead, and what made it sensible then.",
                about=(about(postmortem, "event", name),),
                field="text",
            )
