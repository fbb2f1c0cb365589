"""A Boolean formula as a graph of gates over numbered events; gates may be shared.

A literal is an integer: 1 to `Formula.events` for events, greater for gates, negative for "not".
The connectives are the four that decision diagrams are built from; `building` turns all others
into these.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

import attrs

Literal = int


class Op(Enum):
    """How the arguments of a gate combine."""

    AND = auto()
    OR = auto()
    AT_LEAST = auto()
    XOR = auto()
    """An odd number of the arguments."""


@attrs.frozen
class Gate:
    """A connective and its arguments; `needed` is the k of AT_LEAST and 0 elsewhere."""

    op: Op
    args: tuple[Literal, ...]
    needed: int = 0


@attrs.define
class Formula:
    """Events 1 to `events`, gates by number, and the literal at the top.

    Attributes:
        events: How many events there are.
        gates: Each gate by its number, which is greater than `events`. No circles.
        root: The literal that says whether the top happens, or a truth value where it does not
            depend on any event.
    """

    events: int
    gates: dict[int, Gate] = attrs.field(factory=dict)
    root: Literal | bool = False

    def is_gate(self, literal: Literal) -> bool:
        """Whether a literal is of a gate and not of an event."""
        return abs(literal) > self.events

    def topological(self) -> list[int]:
        """The gates that the root depends on, each after its arguments. Depth first as written."""
        if isinstance(self.root, bool) or not self.is_gate(self.root):
            return []
        order: list[int] = []
        seen = {abs(self.root)}
        stack = [(abs(self.root), iter(self.gates[abs(self.root)].args))]
        while stack:
            gate, rest = stack[-1]
            for arg in rest:
                below = abs(arg)
                if below > self.events and below not in seen:
                    seen.add(below)
                    stack.append((below, iter(self.gates[below].args)))
                    break
            else:
                order.append(gate)
                stack.pop()
        return order

    def uses(self) -> dict[int, int]:
        """For each event and gate that the root depends on, by how many arguments."""
        counts: dict[int, int] = {}
        for gate in self.topological():
            for arg in self.gates[gate].args:
                counts[abs(arg)] = counts.get(abs(arg), 0) + 1
        return counts

    def used_events(self) -> Iterator[int]:
        """The events that the root depends on, in no order."""
        if isinstance(self.root, bool):
            return
        if not self.is_gate(self.root):
            yield abs(self.root)
        yield from (name for name in self.uses() if name <= self.events)
