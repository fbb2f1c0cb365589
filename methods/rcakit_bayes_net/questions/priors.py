"""How likely each cause was before anybody looked, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import CHANCE_HINT, BadAnswer, Question, Text, chance_words, change, text
from rcakit_bayes_net.graph_net import given, so_states, states_of
from rcakit_bayes_net.notes import ID
from rcakit_bayes_net.questions.asking import Asking, as_typed, said

_PERIOD = (
    "A probability means nothing without the time or the occasion it is about: a year, a deploy, "
    "one night of traffic. Take one in which each cause could come about afresh, and keep to it."
)
_PRIOR = (
    "Think of an ordinary time, as if nothing had been found out yet. How often has it been so, "
    "out of how often it could have been? It is kept as you say it now, before the evidence is "
    "shown, because whoever has seen the evidence finds everything likely that fits it. Name who "
    "says so after a semicolon. “-” if nobody can say; even odds are then assumed, and marked."
)
_SOURCE = (
    "A number without a source is marked uncalibrated, and what is worked out from it too. A "
    "query, a count, a colleague's guess: say which. “-” if there is none."
)


def period(asking: Asking) -> Question:
    """What the probabilities are about."""

    def answer(typed: str) -> change.Change:
        if not any(letter.isalpha() for letter in typed):
            raise BadAnswer(f"{text.quoted(typed, 20)} of what? Say it like a year, or one deploy.")
        return asking.keep(
            attrs.evolve(asking.notes, period=text.one_line(typed)),
            "say what the probabilities are about",
        )

    return Question(
        id=f"{ID}/period",
        ask="Within what time, or on what occasion, shall “how likely” count?",
        kind=Text(hint="a year, one deploy, one night"),
        answer=answer,
        done=bool(asking.period),
        current=asking.period,
        start=asking.period,
        help=_PERIOD,
    )


def priors(asking: Asking) -> Iterator[Question]:
    """For each root cause how likely it was, then who says so."""
    for name in asking.order:
        two = len(states_of(asking.notes, name)) == 2 and len(so_states(asking.notes, name)) == 1
        end = not asking.links[name] and name != asking.postmortem.problem
        if end and name not in asking.notes.table and two:
            yield _likely(asking, name)
            if given(asking.postmortem, asking.notes, name) is not None:
                yield _source(asking, name)


def _likely(asking: Asking, name: str) -> Question:
    question = f"{ID}/prior/{name}"
    now = given(asking.postmortem, asking.notes, name)
    within = f" within {asking.period}" if asking.period else ""

    def answer(typed: str) -> change.Change:
        one, title = said(typed), f"say how likely {asking.words(name, 40)} was"
        fields: dict[str, object] = {"probability": one.value}
        if one.who:
            fields["probability_source"] = one.who
        edit = change.Edit("cause", name, fields, title)
        if name in asking.notes.prior:
            return edit
        kept = {**asking.notes.prior, name: one}
        return change.Several(
            title, (edit, asking.keep(attrs.evolve(asking.notes, prior=kept), title))
        )

    start = as_typed(asking.notes.prior.get(name)) if now is None else f"{now.value:g}"
    return Question(
        id=question,
        ask=f"How likely is it{within} that {asking.words(name)}?"
        if asking.before
        else f"Before you think of what was found out: how likely was it{within} that "
        f"{asking.words(name)}?",
        kind=Text(hint=f"{CHANCE_HINT}; then “; Ann's count”; “-” if nobody can say"),
        answer=answer,
        done=now is not None,
        current="" if now is None else chance_words(now.value),
        start=start,
        help=_PRIOR,
        about=(name,),
        nothing=change.Skip(question, "nobody can say"),
    )


def _source(asking: Asking, name: str) -> Question:
    question = f"{ID}/source/{name}"
    now = given(asking.postmortem, asking.notes, name)
    who = now.who if now is not None else ""

    def answer(typed: str) -> change.Change:
        title, clean = "say where a probability is from", text.one_line(typed)
        edit = change.Edit("cause", name, {"probability_source": clean}, title)
        kept = asking.notes.prior.get(name)
        if kept is None or kept.who:
            return edit
        notes = attrs.evolve(
            asking.notes, prior={**asking.notes.prior, name: attrs.evolve(kept, who=clean)}
        )
        return change.Several(title, (edit, asking.keep(notes, title)))

    return Question(
        id=question,
        ask=f"Who says that {asking.words(name)} {'is' if asking.before else 'was'} that likely, "
        "or what shows it?",
        kind=Text(hint="3 of 150 deploys since January; Ann's guess"),
        answer=answer,
        done=bool(who),
        current=text.one_line(who),
        start=who,
        help=_SOURCE,
        about=(name,),
        nothing=change.Skip(question, "no source"),
    )
