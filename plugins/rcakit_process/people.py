"""Who took part, who owns the review, and who leads it."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Finding, Postmortem, Question, Severity, Text, TextOrOption, about, change
from rcakit_process.answers import add_person, give_role, in_role, people, quoted


def people_questions(postmortem: Postmortem) -> Iterator[Question]:
    """Everybody who took part, then the two roles that a review needs."""
    question = "incident/people"
    yield Question(
        id=question,
        ask="Which people took part, and as what?",
        kind=Text(hint="Ada, responder; “-” if that is all"),
        answer=lambda words: add_person(postmortem, words),
        done=question in postmortem.skipped,
        current=", ".join(person.name for person in postmortem.people.values()),
        help="One at a time, a name or an alias and then roles: responder, on call, reporter, "
        "reviewer. They are the people to ask; nobody is judged by this list.",
        nothing=change.Skip(question, "that is all"),
    )
    yield _role(
        postmortem,
        "owner",
        "Which one person sees this postmortem through to its end?",
        "The owner writes little alone, but nothing is forgotten.",
    )
    yield _role(
        postmortem,
        "facilitator",
        "Which person leads the meeting?",
        "Best somebody who did not respond to the incident and does not own the review.",
    )


def _role(postmortem: Postmortem, role: str, ask: str, why: str) -> Question:
    question = f"incident/{role}"
    holders = in_role(postmortem, role)
    return Question(
        id=question,
        ask=ask,
        kind=TextOrOption(people(postmortem), hint="a name"),
        answer=lambda who: give_role(postmortem, who, role),
        done=bool(holders),
        current=", ".join(postmortem.people[name].name for name in holders),
        help=why,
        about=tuple(about(postmortem, "person", name) for name in holders),
        nothing=change.Skip(question, "nobody yet"),
    )


def people_findings(postmortem: Postmortem) -> Iterator[Finding]:
    """No single owner; a meeting led by somebody who is a party to it."""
    owners, leaders = in_role(postmortem, "owner"), in_role(postmortem, "facilitator")
    if len(owners) != 1:
        yield Finding(
            rule="incident/one-owner",
            severity=Severity.WARNING,
            text="Nobody owns this postmortem."
            if not owners
            else f"{len(owners)} people own this postmortem.",
            mend="Name one person who sees it through.",
            about=tuple(about(postmortem, "person", name) for name in owners),
        )
    for name in leaders:
        also = [
            words
            for role, words in (("owner", "owns the review"), ("responder", "responded"))
            if name in in_role(postmortem, role)
        ]
        if also:
            yield Finding(
                rule="incident/facilitator-is-party",
                severity=Severity.WARNING,
                text=f"{quoted(postmortem.people[name].name)} leads the meeting and also "
                f"{' and '.join(also)}.",
                mend="Ask somebody who was not there to lead it.",
                about=(about(postmortem, "person", name),),
                field="roles",
            )
