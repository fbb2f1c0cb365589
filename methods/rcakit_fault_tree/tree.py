"""A fault tree by names: what gates join, which events are at its ends, and how likely they are.

It comes from the causal graph or from a file, and knows neither. Gates may share what is below
them, and several events may fail by one common cause.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

from rcakit import model
from rcakit_fault_tree.common_cause import Group
from rcakit_fault_tree.engine.building import Builder, Value, negated
from rcakit_fault_tree.engine.formula import Formula
from rcakit_fault_tree.expressions import Expression, Model


@attrs.frozen
class Branch:
    """A gate: how its arguments combine, the k of at-least, and their names."""

    gate: model.Gate
    args: tuple[str, ...]
    needed: int = 1


@attrs.frozen
class FaultTree:
    """A whole tree. Every name an argument bears is in exactly one of the three tables.

    Attributes:
        top: The name of the event at the top.
        gates: The gates by name.
        events: The basic events in their order, each with its probability; None if unknown.
        houses: Events that are taken as so or not so.
        groups: Groups of events that may fail together, by name.
        model: The parameters that probabilities are worked out with.
    """

    top: str
    gates: Mapping[str, Branch]
    events: Mapping[str, Expression | None]
    houses: Mapping[str, bool] = attrs.field(factory=dict)
    groups: Mapping[str, Group] = attrs.field(factory=dict)
    model: Model = attrs.field(factory=Model)


def formula(tree: FaultTree, names: tuple[str, ...]) -> Formula:
    """The tree as a formula over the events `names`, of which the first is number 1.

    Raises:
        KeyError: It names what is not there.
    """
    builder = Builder(len(names))
    values: dict[str, Value] = {name: number for number, name in enumerate(names, 1)}
    values.update(tree.houses)
    for name in order(tree):
        branch = tree.gates[name]
        values[name] = _joined(builder, branch, [values[arg] for arg in branch.args])
    return builder.finished(values[tree.top])


def holding(tree: FaultTree, so: Collection[str]) -> set[str]:
    """The gates that are so when just these events are, beside what is taken as so."""
    builder = Builder(0)
    values: dict[str, Value] = {name: name in so for name in tree.events}
    values.update(tree.houses)
    for name in order(tree):
        branch = tree.gates[name]
        values[name] = _joined(builder, branch, [values[arg] for arg in branch.args])
    return {name for name in tree.gates if values.get(name) is True}


def order(tree: FaultTree) -> list[str]:
    """The gates below the top, each after those it joins, depth first as written."""
    found: list[str] = []
    seen = {tree.top}
    stack = [(tree.top, iter(_args(tree, tree.top)))] if tree.top in tree.gates else []
    while stack:
        name, rest = stack[-1]
        for arg in rest:
            if arg in tree.gates and arg not in seen:
                seen.add(arg)
                stack.append((arg, iter(_args(tree, arg))))
                break
        else:
            found.append(name)
            stack.pop()
    return found


def _args(tree: FaultTree, name: str) -> tuple[str, ...]:
    return tree.gates[name].args


def _joined(builder: Builder, branch: Branch, args: list[Value]) -> Value:
    gate = branch.gate
    if gate in (model.Gate.ALL, model.Gate.INHIBIT):
        return builder.all_of(args)
    if gate is model.Gate.AT_LEAST:
        return builder.at_least(branch.needed, args)
    if gate is model.Gate.XOR:
        return builder.odd_of(args)
    if gate is model.Gate.IFF:
        return builder.alike(args)
    if gate is model.Gate.NAND:
        return negated(builder.all_of(args))
    if gate is model.Gate.IMPLY:
        return builder.any_of([*(negated(arg) for arg in args[:-1]), args[-1]])
    found = builder.any_of(args)
    return negated(found) if gate in (model.Gate.NOT, model.Gate.NOR) else found
