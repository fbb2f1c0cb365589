"""A module in terms of AND and OR alone, negated nowhere but at its leaves."""

from __future__ import annotations

from collections.abc import Sequence

from rcakit_fault_tree.engine.building import Builder, Value, negated
from rcakit_fault_tree.engine.formula import Formula, Literal, Op
from rcakit_fault_tree.engine.modules import Module
from rcakit_fault_tree.engine.simplify import simplified


def and_or(formula: Formula, module: Module) -> Formula:
    """What a module says, as a formula over its leaves, of which the first is event 1."""
    builder = Builder(len(module.leaves))
    values: dict[int, Value] = {leaf: number for number, leaf in enumerate(module.leaves, 1)}

    def value(literal: Literal) -> Value:
        return values[literal] if literal > 0 else negated(values[-literal])

    for number in module.gates:
        gate = formula.gates[number]
        args = [value(arg) for arg in gate.args]
        if gate.op is Op.AND:
            values[number] = builder.all_of(args)
        elif gate.op is Op.OR:
            values[number] = builder.any_of(args)
        elif gate.op is Op.XOR:
            values[number] = _odd(builder, args)
        else:
            values[number] = _at_least(builder, gate.needed, args)
    return simplified(builder.finished(values[module.number]))


def without_negations(formula: Formula) -> Formula:
    """A formula of AND and OR gates with every negated event taken as so.

    It is so in all states in which the formula is, and in others.
    """
    if isinstance(formula.root, bool):
        return formula
    builder = Builder(formula.events)
    values: dict[int, Value] = {event: event for event in range(1, formula.events + 1)}
    for number in formula.topological():
        gate = formula.gates[number]
        args = [True if arg < 0 else values[arg] for arg in gate.args]
        values[number] = builder.all_of(args) if gate.op is Op.AND else builder.any_of(args)
    return simplified(builder.finished(values[formula.root]))


def _odd(builder: Builder, args: Sequence[Value]) -> Value:
    found = args[0]
    for arg in args[1:]:
        one = builder.all_of((found, negated(arg)))
        other = builder.all_of((negated(found), arg))
        found = builder.any_of((one, other))
    return found


def _at_least(builder: Builder, needed: int, args: Sequence[Value]) -> Value:
    """`needed` or more of the arguments, by how many of the first ones are so."""
    reached: list[Value] = [True, *(False for _ in range(needed))]
    for count, arg in enumerate(args, 1):
        for so_far in range(min(needed, count), 0, -1):
            more = builder.all_of((arg, reached[so_far - 1]))
            reached[so_far] = builder.any_of((reached[so_far], more))
    return reached[needed]
