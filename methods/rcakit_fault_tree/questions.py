"""What the fault tree asks: how causes combine, how likely each is, what actions leave of it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import (
    Choice,
    Option,
    Postmortem,
    Question,
    TextOrOption,
    cause_options,
    change,
    graph,
    join_question,
    model,
    name_because,
    problem_question,
    text,
)
from rcakit_fault_tree.gains import lessens
from rcakit_fault_tree.graph_tree import given
from rcakit_fault_tree.notes import ID, Notes
from rcakit_fault_tree.number_questions import Keep, left, likely, period, source
from rcakit_fault_tree.premortem_questions import could_be

_BECAUSE = (
    "What is enough to bring it about, or is needed for it? Name one; further ones join it in the "
    "Five Whys or on the fishbone, and here you say how they combine."
)
_OFFERED = 30
"""Causes that are there already and may be picked as what is behind another."""
_DRAWN = (
    Option(model.Gate.INHIBIT.value, "All of them, one being a condition", "an inhibit gate"),
    Option(model.Gate.XOR.value, "Just one of them, or an odd number", "an exclusive or"),
    Option(model.Gate.NAND.value, "What matters is that not all are so", "a nand gate"),
    Option(model.Gate.NOR.value, "What matters is that none is so", "a nor gate"),
)
"""Gates that are rarer than any, all and at least; the others come with imported trees."""


def questions(postmortem: Postmortem, notes: Notes, keep: Keep) -> Iterator[Question]:
    """All questions, done and open: how causes combine, how likely each is, what actions leave.

    What has causes behind it is asked about only where nobody can say how likely one of these is.
    """
    yield problem_question(postmortem, ID)
    causes, top = postmortem.causes, postmortem.problem
    if top is None or top not in causes:
        return
    walked = _walked(postmortem, notes)
    before = postmortem.incident.kind is model.Kind.PREMORTEM
    if len(walked) == 1 and not before:
        yield _because(postmortem, top)
    offered = cause_options(postmortem, walked[1:], _OFFERED) if before else ()
    grouped = {member for group in notes.group.values() for member in group.members}
    unknown = _unknown(postmortem, notes, walked, grouped)
    for name in walked:
        if name != top and given(causes[name], name, notes):
            continue
        if before:
            yield could_be(postmortem, notes, keep, name, offered)
        if len(graph.standing(causes, name)) > 1:
            yield _join(postmortem, name)
    yield period(notes, keep)
    # What a group says of its members is said, and what is taken as so is not asked about.
    for name in walked[1:]:
        if name in grouped:
            continue
        said = given(causes[name], name, notes)
        yield likely(postmortem, notes, keep, name, known=not said and name not in unknown)
        if said:
            yield source(postmortem, name)
    yield from _actions(postmortem, notes, keep, walked)


def _walked(postmortem: Postmortem, notes: Notes) -> list[str]:
    """The problem and the causes that stand, level by level, no further down than the tree."""
    causes = postmortem.causes
    found = dict.fromkeys([postmortem.problem or ""])
    for name in (level := list(found)):
        if name == postmortem.problem or not given(causes[name], name, notes):
            fresh = [
                one
                for one in graph.standing(causes, name)
                if one not in found and one not in notes.house
            ]
            found.update(dict.fromkeys(fresh))
            level.extend(fresh)
    return list(found)


def _unknown(
    postmortem: Postmortem, notes: Notes, walked: list[str], grouped: set[str]
) -> set[str]:
    """The ends whose probability nobody has said, and what hangs on those nobody can say it of."""
    causes = postmortem.causes
    above: dict[str, list[str]] = {}
    found: set[str] = set()
    for name in walked:
        if name in grouped or given(causes[name], name, notes):
            continue
        behind = graph.standing(causes, name)
        if not behind:
            found.add(name)
        for one in behind:
            above.setdefault(one, []).append(name)
    waiting = [name for name in found if f"{ID}/likely/{name}" in postmortem.skipped]
    while waiting:
        fresh = [name for name in above.get(waiting.pop(), ()) if name not in found]
        found.update(fresh)
        waiting += fresh
    return found


def _because(postmortem: Postmortem, top: str) -> Question:
    """What is behind the problem, while nobody has named anything."""
    said = text.quoted(postmortem.causes[top].text, 160)
    others = [name for name in graph.tops(postmortem.causes) if name != top]
    question = f"{ID}/because/{top}"
    return Question(
        id=question,
        ask=f"How did it come that {said}?",
        kind=TextOrOption(
            cause_options(postmortem, others), hint="what brought it about, or was needed"
        ),
        answer=lambda named: name_because(postmortem, top, named),
        help=_BECAUSE,
        about=(top,),
        nothing=change.Skip(question, "nothing is known yet"),
    )


def _join(postmortem: Postmortem, name: str) -> Question:
    """How causes combine, with the gates that other methods have no use for."""
    question = join_question(postmortem, name, ID)
    assert isinstance(question.kind, Choice)
    gate = postmortem.causes[name].gate
    more = list(_DRAWN)
    if gate is not None and all(gate.value != one.value for one in (*question.kind.options, *more)):
        count = len(graph.standing(postmortem.causes, name))
        words = model.gate_words(gate, postmortem.causes[name].needed, count)
        if gate is not model.Gate.AT_LEAST:
            more.append(Option(gate.value, f"As it is: {words}"))
    kind = attrs.evolve(question.kind, options=(*question.kind.options, *more))
    return attrs.evolve(question, kind=kind)


def _actions(
    postmortem: Postmortem, notes: Notes, keep: Keep, walked: list[str]
) -> Iterator[Question]:
    """What each action that acts on the tree leaves, once there is a number it could lessen."""
    causes = postmortem.causes
    if not any(given(causes[name], name, notes) for name in walked[1:]):
        return
    reached = set(walked)
    for name, action in postmortem.actions.items():
        acts = lessens(action, name in notes.left)
        if acts and any(one in reached for one in action.addresses):
            yield left(postmortem, notes, keep, name)
