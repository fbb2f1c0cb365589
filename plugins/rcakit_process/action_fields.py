"""The questions about one action, field by field."""

from __future__ import annotations

from rcakit import (
    Choice,
    Day,
    Option,
    Postmortem,
    Question,
    SeveralOf,
    Text,
    TextOrOption,
    about,
    change,
    model,
    text,
)
from rcakit_process.answers import nothing, options
from rcakit_process.people import people

_TYPES = {
    model.ActionType.PREVENT: "it cannot happen again, or less often",
    model.ActionType.DETECT: "it is noticed sooner",
    model.ActionType.MITIGATE: "it hurts less or is over sooner",
    model.ActionType.PROCESS: "people work in another way",
    model.ActionType.REPAIR: "what was broken is put right",
    model.ActionType.INVESTIGATE: "something not known is found out",
}
_STRENGTHS = {
    model.Strength.STRONGER: "the system no longer lets it happen: the danger removed, a step "
    "automated, another architecture",
    model.Strength.INTERMEDIATE: "something helps people: redundancy, more capacity, an alert, "
    "a checklist",
    model.Strength.WEAKER: "people have to remember: training, a document, a warning",
}
_PRIORITIES = (
    Option("P0", "P0", "before anything else"),
    Option("P1", "P1", "next"),
    Option("P2", "P2", "planned"),
    Option("P3", "P3", "when there is room"),
)


def addresses(
    postmortem: Postmortem, name: str, action: model.Action, causes: tuple[Option, ...]
) -> Question:
    """Which causes it acts on."""
    question = f"actions/addresses/{name}"
    return Question(
        id=question,
        ask=f"Which causes does {text.quoted(action.title)} act on?",
        kind=SeveralOf(causes, hint="numbers, with commas between them"),
        answer=lambda names: _edit(name, "addresses", names),
        done=bool(action.addresses),
        current=", ".join(
            text.shorten(postmortem.causes[cause].text, 60)
            for cause in action.addresses
            if cause in postmortem.causes
        ),
        help="An action that acts on no cause of this incident may be a good one, and belongs "
        "elsewhere. “-” if so.",
        about=(about(postmortem, "action", name), *action.addresses),
        nothing=nothing(question, "none of them", action.addresses, _edit(name, "addresses", ())),
    )


def kind(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    """What it does about a cause."""
    question = f"actions/type/{name}"
    return Question(
        id=question,
        ask=f"What will {text.quoted(action.title)} do?",
        kind=Choice(options(_TYPES)),
        answer=lambda value: _edit(name, "type", model.ActionType(value)),
        done=action.type is not None,
        current=action.type or "",
        help="Preventing is not all: what cannot be prevented can be noticed sooner or made to "
        "hurt less.",
        about=(about(postmortem, "action", name),),
        nothing=nothing(question, "not said", action.type, _edit(name, "type", None)),
    )


def strength(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    """How far it works although nobody remembers.

    The levels are those of the action hierarchy of the VA National Center for Patient Safety,
    as RCA² (2015) has them.
    """
    question = f"actions/strength/{name}"
    return Question(
        id=question,
        ask=f"How strong is {text.quoted(action.title)}: does it work if nobody thinks of it?",
        kind=Choice(options(_STRENGTHS)),
        answer=lambda value: _edit(name, "strength", model.Strength(value)),
        done=action.strength is not None,
        current=action.strength or "",
        help="What has to be remembered is forgotten in a busy night. Look for at least one "
        "action on each cause that is not a weaker one. “-” if nobody can say yet.",
        about=(about(postmortem, "action", name),),
        nothing=nothing(question, "not said", action.strength, _edit(name, "strength", None)),
    )


def owner(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    """Which one person takes it on."""
    known = tuple(Option(one.label, one.label, one.help) for one in people(postmortem))

    def answer(said: str | Option) -> change.Change:
        person = said.value if isinstance(said, Option) else said
        return _edit(name, "owner", text.one_line(person))

    return Question(
        id=f"actions/owner/{name}",
        ask=f"Which one person takes on {text.quoted(action.title)}?",
        kind=TextOrOption(known, hint="a name"),
        answer=answer,
        done=bool(action.owner),
        current=action.owner,
        start=action.owner,
        help="One person, who has said yes; a team owns nothing. Whoever owns it sees to it and "
        "need not do it alone.",
        about=(about(postmortem, "action", name),),
    )


def due(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    """The day it is to be done."""
    return Question(
        id=f"actions/due/{name}",
        ask=f"By which day is {text.quoted(action.title)} to be done?",
        kind=Day(),
        answer=lambda day: _edit(name, "due", day),
        done=action.due is not None,
        current=action.due.isoformat() if action.due is not None else "",
        help="Common limits are 15 days for the most severe incidents and 30 days for others; "
        "longer ones are better cut into pieces.",
        about=(about(postmortem, "action", name),),
    )


def priority(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    """How urgent it is beside others."""
    question = f"actions/priority/{name}"
    return Question(
        id=question,
        ask=f"How urgent is {text.quoted(action.title)}?",
        kind=Choice(_PRIORITIES, numbered=False),
        answer=lambda value: _edit(name, "priority", value),
        done=bool(action.priority),
        current=action.priority,
        help="Where everything is urgent nothing is: keep the first two for few.",
        about=(about(postmortem, "action", name),),
        nothing=nothing(question, "no priority", action.priority, _edit(name, "priority", "")),
    )


def measure(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    """How one will know that it worked."""
    question = f"actions/measure/{name}"
    return Question(
        id=question,
        ask=f"How will we know that {text.quoted(action.title)} worked?",
        kind=Text(hint="what one would see, and where"),
        answer=lambda words: _edit(name, "measure", words),
        done=bool(action.measure),
        current=action.measure,
        start=action.measure,
        help="Not that it was done, but that it works: a test that fails today, an alert in a "
        "drill, a number that falls.",
        about=(about(postmortem, "action", name),),
        nothing=nothing(question, "cannot be measured", action.measure, _edit(name, "measure", "")),
    )


def verify_by(postmortem: Postmortem, name: str, action: model.Action) -> Question:
    """The day on which one looks whether it worked."""
    question = f"actions/verify-by/{name}"
    return Question(
        id=question,
        ask=f"On which day will somebody look whether {text.quoted(action.title)} worked?",
        kind=Day(),
        answer=lambda day: _edit(name, "verify_by", day),
        done=action.verify_by is not None,
        current=action.verify_by.isoformat() if action.verify_by is not None else "",
        help="Some weeks after it is done, when its effect can be seen.",
        about=(about(postmortem, "action", name),),
        nothing=nothing(
            question, "nobody will look", action.verify_by, _edit(name, "verify_by", None)
        ),
    )


def reason(postmortem: Postmortem, name: str, action: model.Action, step: str) -> Question:
    """Why it will not be done; asked in the step with the id `step`."""
    return Question(
        id=f"{step}/reason/{name}",
        ask=f"What speaks against doing {text.quoted(action.title)}?",
        kind=Text(),
        answer=lambda words: _edit(name, "reason", words),
        done=bool(action.reason),
        current=action.reason,
        start=action.reason,
        help="The risk stays; say why that is acceptable, for whoever has the same idea later.",
        about=(about(postmortem, "action", name),),
    )


def _edit(name: str, field: str, value: object) -> change.Change:
    return change.Edit("action", name, {field: value})
