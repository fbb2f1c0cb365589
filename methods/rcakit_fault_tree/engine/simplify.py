"""A formula made smaller and easier to take apart, without changing what it says.

Negations are pushed down to the events, gates of one kind that stand alone under each other are
joined, and arguments that always come together become one gate of their own, which is then a
module. See Niemela, "On simplification of large fault trees", Reliability Engineering and System
Safety 44 (1994), for the steps.
"""

from __future__ import annotations

from collections import defaultdict

from rcakit_fault_tree.engine.building import Builder, Value, negated
from rcakit_fault_tree.engine.formula import Formula, Gate, Literal, Op

_ROUNDS = 6


def simplified(formula: Formula) -> Formula:
    """An equivalent formula in which no gate is negated but XOR, and the root is no negation.

    Where the root depends on anything it is a gate, if need be one with a single argument.
    """
    formula = _pushed_down(formula)
    before = _size(formula)
    for _ in range(_ROUNDS):
        formula = _grouped(_joined(formula))
        after = _size(formula)
        if after == before:
            break
        before = after
    return _crowned(formula)


def _crowned(formula: Formula) -> Formula:
    root = formula.root
    if isinstance(root, bool) or (formula.is_gate(root) and root > 0):
        return formula
    number = max(formula.gates, default=formula.events) + 1
    return Formula(formula.events, {**formula.gates, number: Gate(Op.AND, (root,))}, number)


def _size(formula: Formula) -> tuple[int, int]:
    order = formula.topological()
    return len(order), sum(len(formula.gates[gate].args) for gate in order)


def _pushed_down(formula: Formula) -> Formula:
    """Negations moved to the events by De Morgan's laws; a gate met both ways is made twice."""
    if isinstance(formula.root, bool):
        return formula
    wanted = _signs(formula, formula.root)
    builder = Builder(formula.events)
    made: dict[Literal, Value] = {}

    def value(literal: Literal) -> Value:
        return made[literal] if formula.is_gate(literal) else literal

    for number in formula.topological():
        gate = formula.gates[number]
        if gate.op is Op.XOR:
            odd = builder.odd_of(value(abs(arg)) for arg in gate.args)
            flipped = sum(arg < 0 for arg in gate.args) % 2
            made[number] = negated(odd) if flipped else odd
            made[-number] = negated(made[number])
            continue
        for sign in (1, -1):
            if sign * number in wanted:
                args = [value(sign * arg) for arg in gate.args]
                made[sign * number] = _combined(builder, gate, sign, args)
    return builder.finished(value(formula.root))


def _signs(formula: Formula, root: Literal) -> set[Literal]:
    """The literals that are needed once every negation stands as far down as it goes."""
    wanted = {root}
    for number in reversed(formula.topological()):
        gate = formula.gates[number]
        for sign in (1, -1):
            if sign * number in wanted:
                odd = gate.op is Op.XOR
                wanted.update(abs(arg) if odd else sign * arg for arg in gate.args)
    return wanted


def _combined(builder: Builder, gate: Gate, sign: int, args: list[Value]) -> Value:
    """What a gate, or for `sign` -1 its negation, makes of arguments that bear that sign."""
    if gate.op is Op.AT_LEAST:
        return builder.at_least(gate.needed if sign > 0 else len(args) - gate.needed + 1, args)
    conjunction = (gate.op is Op.AND) is (sign > 0)
    return builder.all_of(args) if conjunction else builder.any_of(args)


def _joined(formula: Formula) -> Formula:
    """Gates under a gate of their own kind, and under no other, become part of it."""
    uses = formula.uses()
    builder = Builder(formula.events)
    made: dict[int, Value] = {}

    def value(literal: Literal) -> Value:
        if not formula.is_gate(literal):
            return literal
        return made[literal] if literal > 0 else negated(made[-literal])

    def spread(op: Op, arg: Literal) -> tuple[Value, ...]:
        found = value(arg)
        below = builder.formula.gates.get(found) if not isinstance(found, bool) else None
        alone = formula.is_gate(arg) and uses[abs(arg)] == 1
        return below.args if below is not None and below.op is op and alone else (found,)

    for number in formula.topological():
        gate = formula.gates[number]
        if gate.op in (Op.AND, Op.OR):
            args: list[Value] = [one for arg in gate.args for one in spread(gate.op, arg)]
        else:
            args = [value(arg) for arg in gate.args]
        if gate.op is Op.XOR:
            made[number] = builder.odd_of(args)
        else:
            made[number] = _combined(builder, gate, 1, args)
    root = formula.root
    return builder.finished(root if isinstance(root, bool) else value(root))


def _grouped(formula: Formula) -> Formula:
    """Events that are always arguments of the same gates, all of one kind, become one gate.

    Such a gate shares nothing with the rest, so it is solved alone.
    """
    together: dict[tuple[Op, tuple[int, ...]], list[Literal]] = defaultdict(list)
    for literal, above in _parents(formula).items():
        kinds = {formula.gates[gate].op for gate in above}
        if kinds in ({Op.AND}, {Op.OR}):
            together[kinds.pop(), tuple(above)].append(literal)
    gates = dict(formula.gates)
    number = max(gates, default=formula.events)
    for (op, parents), group in together.items():
        if len(group) < 2 or any(len(gates[one].args) == len(group) for one in parents):
            continue
        number += 1
        gates[number] = Gate(op, tuple(group))
        gone = set(group)
        for parent in parents:
            kept = tuple(arg for arg in gates[parent].args if arg not in gone)
            gates[parent] = Gate(op, (*kept, number))
    return Formula(formula.events, gates, formula.root)


def _parents(formula: Formula) -> dict[Literal, list[int]]:
    """The gates that each event literal is an argument of, without events met both ways."""
    found: dict[Literal, list[int]] = defaultdict(list)
    for number in formula.topological():
        for arg in formula.gates[number].args:
            if not formula.is_gate(arg):
                found[arg].append(number)
    return {literal: gates for literal, gates in found.items() if -literal not in found}
