"""What was observed: of each cause nobody has judged, and what each piece of evidence says."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import Choice, Option, Question, Text, change, model, text
from rcakit_bayes_net.graph_net import so_states, states_of
from rcakit_bayes_net.notes import ID, Likelihood
from rcakit_bayes_net.questions.asking import Asking
from rcakit_bayes_net.ratios import RATIO_HINT, ratio, times, with_source

_SEEN = (
    "Only what somebody saw or measured counts here. What you hold for likely is what the network "
    "works out. “-” if nobody knows yet; the tables then say whether it is worth finding out."
)
_STATE = "In which of its states was it seen? “-” if nobody knows yet."
_LIKELIHOOD = (
    "Picture this twice: once the cause is so, once it is not. In how many cases of each would you "
    "have seen this? If it shows 9 times in 10 with the cause and once in 10 without, it is 9 "
    "times more likely. 1 says nothing either way; below 1 speaks against the cause. Name who says "
    "so after a semicolon. “-” if nobody can say; it then counts for nothing."
)


def observed(asking: Asking) -> Iterator[Question]:
    """For each open cause whether it was so, and what the evidence on it says."""
    for name in asking.order:
        if name == asking.postmortem.problem:
            continue
        states, so = states_of(asking.notes, name), so_states(asking.notes, name)
        plain = len(states) == 2 and len(so) == 1
        yield _so(asking, name) if plain else _state(asking, name, states)
        cause = asking.postmortem.causes[name]
        judged = cause.status is not model.Status.HYPOTHESIS or name in asking.notes.observed
        if judged or not so:
            continue
        for evidence in dict.fromkeys(cause.evidence):
            if evidence in asking.postmortem.evidence:
                yield _likelihood(asking, name, evidence)


def _so(asking: Asking, name: str) -> Question:
    question = f"{ID}/seen/{name}"
    status = asking.postmortem.causes[name].status
    open_, was = status is model.Status.HYPOTHESIS, "is" if asking.before else "was"
    return Question(
        id=question,
        ask=f"Has anybody seen by now whether it {was} so that {asking.words(name)}?",
        kind=Choice(
            (
                Option(model.Status.CONFIRMED, f"Yes, it {was} so"),
                Option(model.Status.RULED_OUT, f"Yes, and it {was} not so"),
            )
        ),
        answer=lambda value: change.Judge(name, model.Status(value)),
        done=not open_ or name in asking.notes.observed,
        current="" if open_ else status.value,
        help=_SEEN,
        about=(name, *asking.postmortem.causes[name].evidence),
        nothing=change.Skip(question, "nobody knows yet"),
    )


def _state(asking: Asking, name: str, states: tuple[str, ...]) -> Question:
    question = f"{ID}/seen/{name}"
    now = asking.notes.observed.get(name)

    def answer(value: str) -> change.Change:
        kept = {**asking.notes.observed, name: value}
        return asking.keep(attrs.evolve(asking.notes, observed=kept), "say what was observed")

    status = asking.postmortem.causes[name].status
    said = status is not model.Status.HYPOTHESIS and bool(so_states(asking.notes, name))
    return Question(
        id=question,
        ask=f"In which state was {asking.words(name)} seen?",
        kind=Choice(tuple(Option(state, text.one_line(state)) for state in states)),
        answer=answer,
        done=now is not None or said,
        current="" if now is None else text.one_line(str(now)),
        help=_STATE,
        about=(name,),
        nothing=change.Skip(question, "nobody knows yet"),
    )


def _likelihood(asking: Asking, name: str, evidence: str) -> Question:
    question = f"{ID}/likelihood/{name}/{evidence}"
    own = asking.notes.likelihood.get(name, {})
    now = own.get(evidence)

    def answer(typed: str) -> change.Change:
        number, who = with_source(typed)
        inner = {**own, evidence: Likelihood(ratio=ratio(number), who=who)}
        notes = attrs.evolve(asking.notes, likelihood={**asking.notes.likelihood, name: inner})
        return asking.keep(notes, "say what a piece of evidence says")

    who = "" if now is None or not now.who else f"; {now.who}"
    was = "is" if asking.before else "was"
    title = text.quoted(asking.postmortem.evidence[evidence].title, 160)
    return Question(
        id=question,
        ask=f"How many times more likely is it to see {title} if it {was} so that "
        f"{asking.words(name)} than if it {was} not?",
        kind=Text(hint=f"{RATIO_HINT}; “-” if nobody can say"),
        answer=answer,
        done=now is not None,
        current="" if now is None else times(now.ratio) + text.one_line(who),
        start="" if now is None else f"{now.ratio:g}{who}",
        help=_LIKELIHOOD,
        about=(name, evidence),
        nothing=change.Skip(question, "nobody can say"),
    )
