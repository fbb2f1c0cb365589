"""First step: what happened, how bad it was, and who took part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rcakit import (
    BadAnswer,
    Choice,
    Finding,
    Guide,
    Option,
    Postmortem,
    Question,
    Text,
    change,
    model,
    shipped,
    text,
    times,
)
from rcakit_process.answers import listed, nothing, options, said
from rcakit_process.impact import impact_findings, impact_questions
from rcakit_process.people import people_findings, people_questions

_KINDS = {
    model.Kind.INCIDENT: "people were hurt, or could no longer do what they came for",
    model.Kind.NEAR_MISS: "it nearly happened; ask what held",
    model.Kind.DRILL: "it was made to happen, to learn from it",
    model.Kind.PREMORTEM: "it has not happened; suppose that it did",
}
_SEVERITIES = (
    Option("SEV1", "SEV1", "most people cannot do what they came for, or data is lost"),
    Option("SEV2", "SEV2", "many people are hurt, or an important part does not work"),
    Option("SEV3", "SEV3", "some people are hurt, or there is a way round"),
    Option("SEV4", "SEV4", "hardly anybody noticed"),
    Option("SEV5", "SEV5", "nobody was hurt; worth telling all the same"),
)


class IncidentStep(Guide):
    """What happened, to whom, how badly."""

    id = "incident"
    title = "Incident"
    summary = "What happened, how bad it was, who took part"
    text: ClassVar[str] = shipped(__package__, "guides/incident.md")

    def questions(self, postmortem: Postmortem, notes: object) -> Iterable[Question]:
        """Title, kind, severity, services, zone, summary, impact, people."""
        del notes
        yield _title(postmortem)
        yield _kind(postmortem)
        yield _severity(postmortem)
        yield _services(postmortem)
        yield _timezone(postmortem)
        yield _summary(postmortem)
        yield from impact_questions(postmortem)
        yield from people_questions(postmortem)

    def findings(self, postmortem: Postmortem, notes: object) -> Iterable[Finding]:
        """No impact in numbers; nobody to own the review; one person in two minds."""
        del notes
        yield from impact_findings(postmortem)
        yield from people_findings(postmortem)


def _title(postmortem: Postmortem) -> Question:
    return Question(
        id="incident/title",
        ask="What happened, in one line that a stranger understands?",
        kind=Text(),
        answer=lambda words: change.SetIncident({"title": text.one_line(words)}),
        done=bool(postmortem.incident.title.strip()),
        current=postmortem.incident.title,
        start=postmortem.incident.title,
        help="Say what people experienced, not what was broken: “Checkout answered 5xx for 47 "
        "minutes” rather than “Connection pool bug”.",
        about=("title",),
    )


def _kind(postmortem: Postmortem) -> Question:
    question = "incident/kind"
    kind = postmortem.incident.kind
    done = kind is not model.Kind.INCIDENT or question in postmortem.skipped
    return Question(
        id=question,
        ask="What kind of thing is this about?",
        kind=Choice(options(_KINDS)),
        answer=lambda value: said(question, value, change.SetIncident({"kind": model.Kind(value)})),
        done=done,
        current=kind if done else "",
        help="Near misses and drills teach as much as incidents, at no cost to anybody.",
        about=("kind",),
    )


def _severity(postmortem: Postmortem) -> Question:
    question = "incident/severity"
    return Question(
        id=question,
        ask="How severe was it?",
        kind=Choice(_SEVERITIES),
        answer=lambda value: change.SetIncident({"severity": value}),
        done=postmortem.incident.severity is not None,
        current=postmortem.incident.severity or "",
        help="Judge by what people felt, not by how hard it was to repair.",
        about=("severity",),
        nothing=nothing(
            question,
            "no severity",
            postmortem.incident.severity,
            change.SetIncident({"severity": None}),
        ),
    )


def _services(postmortem: Postmortem) -> Question:
    question = "incident/services"

    def answer(words: str) -> change.Change:
        names = listed(words)
        if not names:
            raise BadAnswer("Name at least one service.")
        return change.SetIncident({"services": names})

    return Question(
        id=question,
        ask="Which services did people find affected?",
        kind=Text(hint="checkout, search"),
        answer=answer,
        done=bool(postmortem.incident.services),
        current=", ".join(postmortem.incident.services),
        start=", ".join(postmortem.incident.services),
        help="By the names people know them by, with commas between them.",
        about=("services",),
        nothing=nothing(
            question, "none", postmortem.incident.services, change.SetIncident({"services": ()})
        ),
    )


def _timezone(postmortem: Postmortem) -> Question:
    question = "incident/timezone"
    zone = postmortem.incident.timezone
    done = zone not in ("", "UTC") or question in postmortem.skipped

    def answer(words: str) -> change.Change:
        name = times.zone_of(words.strip()).key
        return said(question, name, change.SetIncident({"timezone": name}))

    return Question(
        id=question,
        ask="In which time zone shall times be entered and shown?",
        kind=Text(hint="Europe/Berlin, or UTC"),
        answer=answer,
        done=done,
        current=zone if done else "",
        help=f"Times that name no zone are taken to be in this one. “-” keeps {zone or 'UTC'}.",
        about=("timezone",),
        nothing=change.Skip(question, zone or "UTC"),
    )


def _summary(postmortem: Postmortem) -> Question:
    question = "incident/summary"
    return Question(
        id=question,
        ask="What happened, in a few sentences?",
        kind=Text(long=True),
        answer=lambda words: change.SetIncident({"summary": words}),
        done=bool(postmortem.incident.summary.strip()),
        current=text.shorten(postmortem.incident.summary, 200),
        start=postmortem.incident.summary,
        help="What people experienced, how long, what brought it about as far as is known now, "
        "and what ended it. “-” to write it when the analysis is done.",
        about=("summary",),
        nothing=nothing(
            question,
            "written with the report",
            postmortem.incident.summary,
            change.SetIncident({"summary": ""}),
        ),
    )
