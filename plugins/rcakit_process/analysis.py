"""Fourth step: how it came about. The methods ask that; this step looks after what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rcakit import (
    Choice,
    Finding,
    Guide,
    Option,
    Postmortem,
    Question,
    SeveralOf,
    Severity,
    change,
    graph,
    model,
    problem_question,
    shipped,
    text,
    wording,
)
from rcakit_process.answers import nothing, said

_JUDGED = (
    Option(model.Status.CONFIRMED, "Confirmed", "something shows it"),
    Option(model.Status.RULED_OUT, "Ruled out", "something shows that it was not so"),
    Option(model.Status.HYPOTHESIS, "Still a hypothesis", "nobody can say yet"),
)


class Analysis(Guide):
    """The problem, and whether each cause is known or guessed."""

    id = "analysis"
    title = "Analysis"
    summary = "How it came about, seen through one or more methods"
    text: ClassVar[str] = shipped(__package__, "guides/analysis.md")

    def questions(self, postmortem: Postmortem, notes: object) -> Iterable[Question]:
        """The problem; for each cause behind it, whether it is so and what shows it."""
        del notes
        yield problem_question(postmortem, "analysis")
        for name in _behind(postmortem):
            yield _status(postmortem, name)
            if postmortem.causes[name].status is not model.Status.HYPOTHESIS:
                yield from _evidence(postmortem, name)

    def findings(self, postmortem: Postmortem, notes: object) -> Iterable[Finding]:
        """No problem, one look only, one cause only, and words that judge."""
        del notes
        yield from _looks(postmortem)
        yield from _wording(postmortem)


def _behind(postmortem: Postmortem) -> list[str]:
    """The causes behind the problem, in walking order.

    What is behind a ruled-out cause only came to nothing, so there is nothing to ask of it.
    """
    return graph.standing_below(postmortem.causes, postmortem.problem or "")[1:]


def _status(postmortem: Postmortem, name: str) -> Question:
    question = f"analysis/status/{name}"
    cause = postmortem.causes[name]

    def answer(value: str) -> change.Change:
        status = model.Status(value)
        judged = change.Judge(name, status)
        if status is not model.Status.HYPOTHESIS:
            return judged
        return said(question, "still a hypothesis", judged)

    return Question(
        id=question,
        ask=f"Is it known that {text.quoted(cause.text)}, or is it a guess yet?",
        kind=Choice(_JUDGED),
        answer=answer,
        done=cause.status is not model.Status.HYPOTHESIS,
        current=cause.status if cause.status is not model.Status.HYPOTHESIS else "",
        help="Ask what would show the opposite, and whether anybody has looked for it. What is "
        "ruled out stays, so that nobody has to rule it out again.",
        about=(name, *cause.evidence),
        nothing=nothing(
            question,
            "still a hypothesis",
            cause.status is not model.Status.HYPOTHESIS,
            change.Judge(name, model.Status.HYPOTHESIS),
        ),
    )


def _evidence(postmortem: Postmortem, name: str) -> Iterator[Question]:
    if not postmortem.evidence:
        return
    question = f"analysis/evidence/{name}"
    cause = postmortem.causes[name]
    shows = "shows that it was not so" if cause.status is model.Status.RULED_OUT else "shows it"
    yield Question(
        id=question,
        ask=f"What {shows}: {text.quoted(cause.text)}?",
        kind=SeveralOf(
            tuple(
                Option(key, text.one_line(piece.title))
                for key, piece in postmortem.evidence.items()
            )
        ),
        answer=lambda names: _shown_by(name, names),
        done=bool(cause.evidence),
        current=", ".join(
            text.shorten(postmortem.evidence[key].title, 60)
            for key in cause.evidence
            if key in postmortem.evidence
        ),
        help="Numbers or ids of the evidence, with commas between them. “-” if nothing does.",
        about=(name,),
        nothing=nothing(question, "nothing does", cause.evidence, _shown_by(name, ())),
    )


def _shown_by(name: str, names: tuple[str, ...]) -> change.Change:
    return change.Edit("cause", name, {"evidence": names}, "say what shows a cause")


def _looks(postmortem: Postmortem) -> Iterator[Finding]:
    standing = graph.tree(postmortem.causes, postmortem.problem or "")[1:]
    if postmortem.problem not in postmortem.causes:
        yield Finding(
            rule="analysis/no-problem",
            severity=Severity.WARNING,
            text="No problem is named, so there is nothing to ask from.",
            mend="Say what people experienced that should not have been so.",
            about=("problem",),
        )
    elif not standing:
        yield Finding(
            rule="analysis/no-causes",
            severity=Severity.WARNING,
            text="Nothing says yet how the problem came about.",
            mend="Begin with Five Whys: how did it come that it was so?",
            about=(str(postmortem.problem),),
        )
    elif len(standing) == 1:
        yield Finding(
            rule="analysis/one-cause",
            severity=Severity.WARNING,
            text="There is one cause only; incidents seldom have a single one.",
            mend="Ask what else had to be so.",
            about=(standing[0],),
        )
    if standing and len(postmortem.notes) == 1:
        yield Finding(
            rule="analysis/one-method",
            severity=Severity.HINT,
            text="One method has been used; another asks what this one cannot.",
            mend="Look at the same causes as a fishbone, or as Five Whys.",
        )


def _wording(postmortem: Postmortem) -> Iterator[Finding]:
    for name, cause in postmortem.causes.items():
        for words, severity, mend in (
            (
                wording.counterfactual(cause.text),
                Severity.WARNING,
                "Say what was so instead: a past that did not happen caused nothing.",
            ),
            (
                wording.judgement(cause.text),
                Severity.WARNING,
                "Say the fact behind the judgement, such as a number or what was not there.",
            ),
            (
                wording.one_root(cause.text),
                Severity.HINT,
                "Speak of causes or contributing factors; there is seldom one root.",
            ),
        ):
            if words:
                yield Finding(
                    rule="analysis/wording",
                    severity=severity,
                    text=f"“{words}” in {text.quoted(cause.text)} is no fact one could check.",
                    mend=mend,
                    about=(name,),
                    field="text",
                )
