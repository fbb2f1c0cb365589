"""Who took part, who owns the review, and who leads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rcakit import (
    BadAnswer,
    Finding,
    Option,
    Postmortem,
    Question,
    Severity,
    Text,
    TextOrOption,
    about,
    change,
    model,
    new_id,
    text,
)
from rcakit_process.answers import listed, nothing


def people_questions(postmortem: Postmortem) -> Iterator[Question]:
    """Everybody who took part, then the two roles that a review needs."""
    question = "incident/people"
    yield Question(
        id=question,
        ask="Which people took part, and as what?",
        kind=Text(hint="Ada, responder; “-” if that is all"),
        answer=lambda words: _add(postmortem, words),
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
    holders = _in_role(postmortem, role)
    return Question(
        id=question,
        ask=ask,
        kind=TextOrOption(people(postmortem), hint="a name"),
        answer=lambda who: _give_role(postmortem, who, role),
        done=bool(holders),
        current=", ".join(postmortem.people[name].name for name in holders),
        help=why,
        about=tuple(about(postmortem, "person", name) for name in holders),
        nothing=nothing(question, "nobody yet", holders, _take_role(postmortem, role)),
    )


def people(postmortem: Postmortem) -> tuple[Option, ...]:
    """The people of the postmortem, by id."""
    return tuple(
        Option(name, person.name, ", ".join(person.roles))
        for name, person in postmortem.people.items()
    )


def _in_role(postmortem: Postmortem, role: str) -> list[str]:
    """Ids of the people who have a role."""
    return [
        name
        for name, person in postmortem.people.items()
        if _without(person.roles, role) != person.roles
    ]


def _give_role(postmortem: Postmortem, who: str | Option, role: str) -> change.Change:
    """The change that gives somebody a role, adding them where they are not listed."""
    known = who.value if isinstance(who, Option) else _named(postmortem, who)
    if known is not None and known in postmortem.people:
        roles = _united(postmortem.people[known].roles, (role,))
        return change.Edit("person", known, {"roles": roles}, f"name the {role}")
    name = who.label if isinstance(who, Option) else who
    return change.Put("person", new_id(postmortem, name), model.Person(name=name, roles=(role,)))


def _take_role(postmortem: Postmortem, role: str) -> change.Change:
    """The change that leaves a role to nobody; whoever had it stays listed."""
    edits = (
        change.Edit("person", name, {"roles": _without(postmortem.people[name].roles, role)})
        for name in _in_role(postmortem, role)
    )
    return change.Several(f"name no {role}", tuple(edits))


def _add(postmortem: Postmortem, words: str) -> change.Change:
    """The change when somebody says "Ada, responder, scribe": a name, then roles."""
    name, *roles = listed(words) or ("",)
    if not name:
        raise BadAnswer("Type a name, then what they were: Ada, responder.")
    known = _named(postmortem, name)
    if known is not None:
        merged = _united(postmortem.people[known].roles, roles)
        return change.Edit("person", known, {"roles": merged}, f"change the roles of {name}")
    person = model.Person(name=name, roles=tuple(roles))
    return change.Put("person", new_id(postmortem, name), person)


def _named(postmortem: Postmortem, name: str) -> str | None:
    wanted = text.one_line(name).casefold()
    return next(
        (
            known
            for known, person in postmortem.people.items()
            if text.one_line(person.name).casefold() == wanted
        ),
        None,
    )


def _united(roles: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*roles, *others)))


def _without(roles: Iterable[str], role: str) -> tuple[str, ...]:
    return tuple(one for one in roles if one.casefold() != role.casefold())


def people_findings(postmortem: Postmortem) -> Iterator[Finding]:
    """No single owner; a meeting led by somebody who is a party to it."""
    owners, leaders = _in_role(postmortem, "owner"), _in_role(postmortem, "facilitator")
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
            if name in _in_role(postmortem, role)
        ]
        if also:
            yield Finding(
                rule="incident/facilitator-is-party",
                severity=Severity.WARNING,
                text=f"{text.quoted(postmortem.people[name].name)} leads the meeting and also "
                f"{' and '.join(also)}.",
                mend="Ask somebody who was not there to lead it.",
                about=(about(postmortem, "person", name),),
                field="roles",
            )
