"""The causal graph read as a fault tree.

A cause with causes behind it is a gate, and how they combine is its connective; nobody having
said so is read as "any". A cause with nothing behind it is a basic event, and so is one whose
probability somebody has given: the tree goes no further down there. A ruled-out cause is a house
event that is not so.
"""

from __future__ import annotations

from collections.abc import Collection

from rcakit import Postmortem, graph, model
from rcakit_fault_tree.common_cause import Group
from rcakit_fault_tree.expressions import Expression, Model, Number
from rcakit_fault_tree.expressions.written import NotAnExpression, read
from rcakit_fault_tree.notes import GroupNotes, Notes
from rcakit_fault_tree.tree import Branch, FaultTree


class WrongNotes(Exception):
    """The notes hold something that cannot be worked with; says what and where."""


def fault_tree(
    postmortem: Postmortem, notes: Notes, ends: Collection[str] = ()
) -> FaultTree | None:
    """The tree below the problem; None where there is none, or the graph goes in a circle.

    Args:
        postmortem: The postmortem.
        notes: What the fault tree keeps.
        ends: Causes that are events whatever stands behind them, and whether they are so or not.

    Raises:
        WrongNotes: An expression in the notes cannot be read.
    """
    top = postmortem.problem
    if top is None or top not in postmortem.causes or graph.cycles(postmortem.causes):
        return None
    return _below(postmortem, notes, [top], ends)


def _out(cause: model.Cause) -> bool:
    return cause.status is model.Status.RULED_OUT


def whole_tree(postmortem: Postmortem, notes: Notes) -> FaultTree | None:
    """All causes as one model, those that do not lead to the problem too.

    Raises:
        WrongNotes: An expression in the notes cannot be read.
    """
    tops = graph.tops(postmortem.causes)
    if not tops or graph.cycles(postmortem.causes):
        return None
    first = postmortem.problem if postmortem.problem in tops else tops[0]
    others = [top for top in tops if top != first]
    return _below(postmortem, notes, [first, *others])


def _below(
    postmortem: Postmortem, notes: Notes, starts: list[str], ends: Collection[str] = ()
) -> FaultTree:
    """What lies below some causes, of which the first is the top; `ends` are events."""
    causes = postmortem.causes
    gates: dict[str, Branch] = {}
    events: dict[str, Expression | None] = {}
    houses: dict[str, bool] = {}
    stack = starts[::-1]
    while stack:
        name = stack.pop()
        if name in gates or name in events or name in houses:
            continue
        settled = None if name in ends else _settled(causes[name], name, notes)
        behind = graph.becauses(causes, name)
        if settled is not None:
            houses[name] = settled
        elif not behind or name in ends or given(causes[name], name, notes):
            events[name] = probability(causes[name], name, notes)
        else:
            held = causes[name]
            gates[name] = Branch(held.gate or model.Gate.ANY, behind, held.needed or 1)
            stack.extend(reversed(behind))
    groups = {
        name: _group(name, group)
        for name, group in notes.group.items()
        if all(member in causes for member in group.members)
        and any(member in events or member in gates for member in group.members)
    }
    return FaultTree(starts[0], gates, events, houses, groups, parameters(notes))


def _settled(cause: model.Cause, name: str, notes: Notes) -> bool | None:
    """Whether a cause is taken as so or not so; None where it may be either."""
    if name in notes.what_if:
        return notes.what_if[name]
    if name in notes.house:
        return notes.house[name]
    return False if _out(cause) else None


def given(cause: model.Cause, name: str, notes: Notes) -> bool:
    """Whether somebody has given the probability of a cause."""
    return cause.probability is not None or name in notes.expression


def probability(cause: model.Cause, name: str, notes: Notes) -> Expression | None:
    """The probability of a cause; None where nobody has given one.

    Raises:
        WrongNotes: Its expression cannot be read.
    """
    if name in notes.expression:
        return _read(notes.expression[name], f"the expression of {name}")
    return None if cause.probability is None else Number(cause.probability)


def parameters(notes: Notes) -> Model:
    """The parameters of the notes.

    Raises:
        WrongNotes: One cannot be read.
    """
    return Model(
        {name: _read(text, f"the parameter {name}") for name, text in notes.parameter.items()},
        1.0 if notes.mission_time is None else notes.mission_time,
    )


def _group(name: str, group: GroupNotes) -> Group:
    factors = {}
    for level, text in group.factors.items():
        if not level.isdecimal():
            raise WrongNotes(f"the group {name} has a factor of the level {level!r}")
        factors[int(level)] = _read(text, f"a factor of the group {name}")
    chance = _read(group.probability, f"the probability of the group {name}")
    return Group(group.sharing, group.members, chance, factors)


def _read(text: str, what: str) -> Expression:
    try:
        return read(text)
    except NotAnExpression as error:
        raise WrongNotes(f"{what} cannot be read: {error}") from None
