"""Fifth step: what will change, who does it, and how one will know that it worked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rcakit import (
    Finding,
    Guide,
    Option,
    Postmortem,
    Question,
    Text,
    TextOrOption,
    cause_options,
    change,
    coverage,
    model,
    new_id,
    shipped,
    text,
)
from rcakit_process.action_fields import (
    addresses,
    due,
    kind,
    measure,
    owner,
    priority,
    reason,
    strength,
    verify_by,
)
from rcakit_process.action_findings import action_findings


class Actions(Guide):
    """For every cause an action, or a reason to leave it; for every action an owner."""

    id = "actions"
    title = "Actions"
    summary = "What will change, who does it, by when, and how one will know"
    text: ClassVar[str] = shipped(__package__, "guides/actions.md")

    def questions(self, postmortem: Postmortem, notes: object) -> Iterable[Question]:
        """What is wanting of each action, one at a time, then each cause without one."""
        del notes
        # The problem comes last: what acts on it alone makes it hurt less and prevents nothing.
        order = sorted(postmortem.causes, key=lambda name: name == postmortem.problem)
        options = cause_options(postmortem, order)
        for name, action in postmortem.actions.items():
            yield from _of_one(postmortem, name, action, options)
        known = _open_actions(postmortem)
        for cause in coverage.uncovered(postmortem):
            if not cause.behind:
                yield _for_cause(postmortem, cause.cause, known)
        yield _one_more(postmortem)

    def findings(self, postmortem: Postmortem, notes: object) -> Iterable[Finding]:
        """No actions, vague ones, ones that address nothing, and only weak ones."""
        del notes
        return action_findings(postmortem)


def _of_one(
    postmortem: Postmortem, name: str, action: model.Action, options: tuple[Option, ...]
) -> Iterator[Question]:
    """What to ask of one action, by how far it is: an idea needs no owner, a done one no day."""
    if action.status is model.ActionStatus.WONT_DO:
        yield reason(postmortem, name, action, "actions")
        return
    if options:
        yield addresses(postmortem, name, action, options)
    yield kind(postmortem, name, action)
    yield strength(postmortem, name, action)
    if action.status is model.ActionStatus.IDEA:
        return
    yield owner(postmortem, name, action)
    if action.status is model.ActionStatus.DONE:
        return
    yield due(postmortem, name, action)
    yield priority(postmortem, name, action)
    yield measure(postmortem, name, action)
    yield verify_by(postmortem, name, action)


def _open_actions(postmortem: Postmortem) -> tuple[Option, ...]:
    return tuple(
        Option(name, action.title)
        for name, action in postmortem.actions.items()
        if action.status is not model.ActionStatus.WONT_DO
    )


def _for_cause(postmortem: Postmortem, cause: str, known: tuple[Option, ...]) -> Question:
    question = f"actions/cause/{cause}"

    def answer(said: str | Option) -> change.Change:
        if isinstance(said, Option) and said.value in postmortem.actions:
            named = postmortem.actions[said.value].addresses
            return change.Edit(
                "action", said.value, {"addresses": (*named, cause)}, "say what an action addresses"
            )
        title = said.label if isinstance(said, Option) else said
        action = model.Action(title=title, addresses=(cause,))
        return change.Put("action", new_id(postmortem, title), action)

    return Question(
        id=question,
        ask="What would make it not happen again, be noticed sooner, or hurt less: "
        f"{text.quoted(postmortem.causes[cause].text)}?",
        kind=TextOrOption(known, hint="an action; “-” if it is left as it is"),
        answer=answer,
        help="Begin with a verb and end with something one can see. Not every cause needs an "
        "action, and every change may add a risk: “-” accepts it as it is.",
        about=(cause,),
        nothing=change.Skip(question, "accepted as it is"),
    )


def _one_more(postmortem: Postmortem) -> Question:
    question = "actions/more"
    count = len(postmortem.actions)
    return Question(
        id=question,
        ask="What else shall change?" if count else "What shall change?",
        kind=Text(hint="an action; “-” if that is all"),
        answer=lambda title: change.Put(
            "action", new_id(postmortem, title), model.Action(title=title)
        ),
        done=question in postmortem.skipped,
        current=f"{count} actions" if count > 1 else "one action" if count else "",
        help="Also what would have helped the response, and what is worth doing although it "
        "acts on no cause.",
        nothing=change.Skip(question, "that is all" if count else "nothing"),
    )
