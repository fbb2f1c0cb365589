"""Third step: what happened when, and what people knew then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rcakit import (
    Choice,
    Finding,
    Guide,
    Moment,
    Option,
    Postmortem,
    Question,
    Text,
    YesNo,
    about,
    change,
    model,
    shipped,
    text,
)
from rcakit_process.answers import nothing
from rcakit_process.moments import add_event, event_options, last_moment
from rcakit_process.timeline_findings import timeline_findings

NOT_AGREED = "timeline-not-agreed"
"""The id of the open question that stands for a timeline the room does not agree on."""


class Timeline(Guide):
    """Facts in order, before anybody explains them."""

    id = "timeline"
    title = "Timeline"
    summary = "What happened when, and what people knew then"
    text: ClassVar[str] = shipped(__package__, "guides/timeline.md")

    def questions(self, postmortem: Postmortem, notes: object) -> Iterable[Question]:
        """Events, their times, the milestones, what was known, and whether all agree."""
        del notes
        yield _event(postmortem)
        yield from _undated(postmortem)
        if not postmortem.events:
            return
        options = event_options(postmortem)
        for milestone in model.MILESTONES:
            yield _milestone(postmortem, milestone, options)
        yield from _known_then(postmortem)
        yield _agreed(postmortem)

    def findings(self, postmortem: Postmortem, notes: object) -> Iterable[Finding]:
        """Where the timeline starts late, breaks its order, judges, or cannot be checked."""
        del notes
        return timeline_findings(postmortem)


def _event(postmortem: Postmortem) -> Question:
    question = "timeline/event"
    count = len(postmortem.events)
    return Question(
        id=question,
        ask="What else happened, and when?" if count else "What happened first, and when?",
        kind=Text(hint="14:32 We have no nodes; “-” if that is all"),
        answer=lambda line: add_event(postmortem, line),
        done=question in postmortem.skipped,
        current=f"{count} events" if count > 1 else "one event" if count else "",
        help="Begin before the incident: what changed, what was quiet and then was not. Whole "
        "files come in with “rcakit import”: pages, chats, alerts, documents. “-” if that is all.",
        nothing=change.Skip(question, "that is all" if count else "no events"),
    )


def _undated(postmortem: Postmortem) -> Iterator[Question]:
    base = last_moment(postmortem)
    for name, event in postmortem.events.items():
        question = f"timeline/when/{name}"
        if event.moment is None:
            yield Question(
                id=question,
                ask=f"When was it: {text.quoted(event.text)}?",
                kind=Moment(postmortem.incident.timezone, base),
                answer=lambda at, name=name: change.Edit(  # type: ignore[misc]
                    "event", name, {"at": at}, "say when an event was"
                ),
                help="“-” if nobody knows; it then stands at the end of the timeline.",
                about=(about(postmortem, "event", name),),
                nothing=change.Skip(question, "not known"),
            )


def _milestone(
    postmortem: Postmortem, milestone: model.Milestone, options: tuple[Option, ...]
) -> Question:
    question = f"timeline/milestone/{milestone.id}"
    event = postmortem.milestones.get(milestone.id, "")
    found = postmortem.events.get(event)
    return Question(
        id=question,
        ask=milestone.ask,
        kind=Choice(options, hint="one of the events; “-” if it is not known"),
        answer=lambda name: change.SetMilestone(milestone.id, name),
        done=found is not None,
        current=text.one_line(found.text) if found is not None else "",
        help=f"This sets the milestone “{milestone.title}”. Metrics are computed from "
        "milestones; where one is not known, the metric stays unknown.",
        about=(about(postmortem, "event", event),) if found is not None else (),
        nothing=nothing(question, "not known", event, change.SetMilestone(milestone.id, None)),
    )


def _known_then(postmortem: Postmortem) -> Iterator[Question]:
    for name, event in model.in_order(postmortem.events):
        if event.kind is not model.EventKind.DECISION:
            continue
        question = f"timeline/known/{name}"
        yield Question(
            id=question,
            ask=f"What did people know and see when it was decided: {text.quoted(event.text)}?",
            kind=Text(long=True, hint="what they saw then, not what is known now"),
            answer=lambda words, name=name: _knew(name, words),  # type: ignore[misc]
            done=bool(event.known_then),
            current=text.shorten(event.known_then, 200),
            start=event.known_then,
            help="Which cues, which goals, which other ways were there? A decision that made "
            "sense then is explained by what was seen then.",
            about=(about(postmortem, "event", name),),
            nothing=nothing(question, "not known any more", event.known_then, _knew(name, "")),
        )


def _knew(name: str, words: str) -> change.Change:
    return change.Edit("event", name, {"known_then": words}, "say what people knew then")


def _agreed(postmortem: Postmortem) -> Question:
    question = "timeline/agreed"
    doubt = postmortem.questions.get(NOT_AGREED)

    def answer(yes: bool) -> change.Change:
        skip = change.Skip(question, "yes" if yes else "no")
        if yes and doubt is not None and not doubt.answer:
            return change.Several("agree on the timeline", (*_settled(), skip))
        if not yes and doubt is None:
            new = model.OpenQuestion(text="What about the timeline is not agreed, or missing?")
            return change.Several(
                "note that the timeline is not agreed",
                (change.Put("question", NOT_AGREED, new), skip),
            )
        return skip

    return Question(
        id=question,
        ask="Do the people who were there agree on this timeline?",
        kind=YesNo(),
        answer=answer,
        done=question in postmortem.skipped,
        current=postmortem.skipped.get(question, ""),
        help="Agree on what happened before asking how it came about; most of the meeting is "
        "well spent here. “No” makes it an open question and goes on.",
        nothing=change.Skip(question, "not asked"),
    )


def _settled() -> tuple[change.Change, ...]:
    """The open question goes, and that it stays open too: a later doubt has the same id."""
    return change.Drop("question", NOT_AGREED), change.Skip(f"report/question/{NOT_AGREED}", None)
