"""Taking a formula apart into modules: parts that share no event with the rest.

A module is solved alone and counts as one event above. They are found in linear time by the dates
of first and last visits of a depth-first walk: Y. Dutuit and A. Rauzy, "A linear-time algorithm
to find modules of fault trees", IEEE Transactions on Reliability 45 (1996).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import attrs

from rcakit_fault_tree.engine.formula import Formula, Gate, Op


@attrs.frozen
class Module:
    """A gate that shares nothing with what is outside it.

    Attributes:
        number: The gate; as an argument of other modules it stands for the whole module.
        gates: The gates inside, down to the modules below; arguments first, the gate itself last.
        leaves: The events and modules its gates are about, as they are met depth first.
        coherent: Whether nothing inside is negated, so that more failures never help.
    """

    number: int
    gates: tuple[int, ...]
    leaves: tuple[int, ...]
    coherent: bool


def modules(formula: Formula) -> list[Module]:
    """The modules of a simplified formula, each after those below it; the root is the last.

    A part that is not coherent and is needed both ways is left in what surrounds it: its minimal
    cut sets would not be those of its negation.
    """
    if isinstance(formula.root, bool):
        return []
    _split(formula)
    order = formula.topological()
    incoherent = _incoherent(formula, order)
    negative = _negative(formula, order)
    alone = {one for one in _alone(formula, order) if not (one in incoherent and one in negative)}
    alone.add(formula.root)
    return [_module(formula, one, alone, incoherent) for one in order if one in alone]


def _alone(formula: Formula, order: list[int]) -> set[int]:
    """The gates below which nothing is also used elsewhere."""
    first, second, last = _dates(formula)
    lowest: dict[int, int] = {}
    highest: dict[int, int] = {}
    found = set()
    for gate in order:
        below = [abs(arg) for arg in formula.gates[gate].args]
        lowest[gate] = min(min(first[one], lowest.get(one, first[one])) for one in below)
        highest[gate] = max(max(last[one], highest.get(one, last[one])) for one in below)
        if lowest[gate] > first[gate] and highest[gate] < second[gate]:
            found.add(gate)
    return found


def _dates(formula: Formula) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """When a depth-first walk first met each event and gate, left it, and met it last."""
    first: dict[int, int] = {}
    second: dict[int, int] = {}
    last: dict[int, int] = {}
    date = 0
    stack = [(formula.root, False)]
    while stack:
        one, leaving = stack.pop()
        date += 1
        last[one] = date
        if leaving:
            second[one] = date
        elif one not in first:
            first[one] = second[one] = date
            if formula.is_gate(one):
                stack.append((one, True))
                stack.extend((abs(arg), False) for arg in reversed(formula.gates[one].args))
    return first, second, last


def _incoherent(formula: Formula, order: list[int]) -> set[int]:
    """The gates inside which something is negated."""
    found: set[int] = set()
    for gate in order:
        held = formula.gates[gate]
        if held.op is Op.XOR or any(arg < 0 or arg in found for arg in held.args):
            found.add(gate)
    return found


def _negative(formula: Formula, order: list[int]) -> set[int]:
    """The gates whose not being so can lead to the top: below XOR, or a negated XOR."""
    found: set[int] = set()
    for gate in reversed(order):
        held = formula.gates[gate]
        for arg in held.args:
            if arg < 0 or held.op is Op.XOR or gate in found:
                found.add(abs(arg))
    return found


def _module(formula: Formula, number: int, alone: set[int], incoherent: set[int]) -> Module:
    gates: list[int] = []
    leaves: dict[int, None] = {}
    seen = {number}
    stack = [(number, iter(formula.gates[number].args))]
    while stack:
        gate, rest = stack[-1]
        for arg in rest:
            below = abs(arg)
            if not formula.is_gate(below) or below in alone:
                leaves[below] = None
            elif below not in seen:
                seen.add(below)
                stack.append((below, iter(formula.gates[below].args)))
                break
        else:
            gates.append(gate)
            stack.pop()
    coherent = number not in incoherent or not any(
        _incoherent_here(formula.gates[gate]) for gate in gates
    )
    return Module(number, tuple(gates), tuple(leaves), coherent)


def _incoherent_here(gate: Gate) -> bool:
    return gate.op is Op.XOR or any(arg < 0 for arg in gate.args)


def _split(formula: Formula) -> None:
    """Give arguments of one gate that share events among themselves alone a gate of their own.

    In a module T = A + B + C where only B and C share events, B + C is a module too.
    """
    order = formula.topological()
    alone = _alone(formula, order)
    number = max(formula.gates)
    for gate in order:
        held = formula.gates[gate]
        if gate not in alone or held.op not in (Op.AND, Op.OR):
            continue
        parts = list(_parts(formula, held, alone))
        if len(parts) < 2 or len(parts) == len(held.args):
            continue
        args = []
        for part in parts:
            if len(part) == 1:
                args.append(part[0])
                continue
            number += 1
            formula.gates[number] = Gate(held.op, tuple(part))
            args.append(number)
        formula.gates[gate] = Gate(held.op, tuple(args))


def _parts(formula: Formula, gate: Gate, alone: set[int]) -> Iterator[list[int]]:
    """The arguments of a gate in groups that share no event with each other."""
    owner: dict[int, int] = {}
    joined = list(range(len(gate.args)))

    def head(index: int) -> int:
        while joined[index] != index:
            joined[index] = joined[joined[index]]
            index = joined[index]
        return index

    for index, arg in enumerate(gate.args):
        for leaf in _leaves(formula, abs(arg), alone):
            joined[head(index)] = head(owner.setdefault(leaf, index))
    groups: dict[int, list[int]] = defaultdict(list)
    for index, arg in enumerate(gate.args):
        groups[head(index)].append(arg)
    yield from groups.values()


def _leaves(formula: Formula, start: int, alone: set[int]) -> set[int]:
    """The events and modules below an argument, each module as one."""
    found: set[int] = set()
    seen = {start}
    stack = [start]
    while stack:
        one = stack.pop()
        if not formula.is_gate(one) or one in alone:
            found.add(one)
            continue
        for arg in formula.gates[one].args:
            if abs(arg) not in seen:
                seen.add(abs(arg))
                stack.append(abs(arg))
    return found
