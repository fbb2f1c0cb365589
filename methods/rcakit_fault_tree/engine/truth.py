"""The truth of a formula in one state, read from its gates."""

from __future__ import annotations

from collections.abc import Container

from rcakit_fault_tree.engine.formula import Formula, Op


def holds(formula: Formula, happened: Container[int]) -> bool:
    """Whether the root is so when just these events have happened."""
    if isinstance(formula.root, bool):
        return formula.root
    truth: dict[int, bool] = {}

    def value(literal: int) -> bool:
        one = abs(literal)
        so = truth[one] if formula.is_gate(one) else one in happened
        return so is (literal > 0)

    for number in formula.topological():
        gate = formula.gates[number]
        count = sum(value(arg) for arg in gate.args)
        if gate.op is Op.AND:
            truth[number] = count == len(gate.args)
        elif gate.op is Op.OR:
            truth[number] = count > 0
        elif gate.op is Op.AT_LEAST:
            truth[number] = count >= gate.needed
        else:
            truth[number] = count % 2 == 1
    return value(formula.root)
