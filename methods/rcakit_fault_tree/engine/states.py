"""The states in which a module fails, as a truth function in a decision diagram."""

from __future__ import annotations

from collections.abc import Sequence

from rcakit_fault_tree.engine.diagrams import Function, Functions
from rcakit_fault_tree.engine.formula import Formula, Gate, Op
from rcakit_fault_tree.engine.modules import Module
from rcakit_fault_tree.engine.orders import Order


class States:
    """Builds the states of one module in one order, gate by gate.

    Args:
        diagrams: Empty diagrams with as many variables as the order has leaves.
        formula: The formula the module is part of.
        order: The leaves of the module; the first is variable 0.
    """

    def __init__(self, diagrams: Functions, formula: Formula, order: Order) -> None:
        self._diagrams = diagrams
        self._formula = formula
        self._functions: dict[int, Function] = {}
        self._order = order
        self.done = 0
        """How many gates have been built."""

    def built(self, module: Module) -> Function:
        """The states in which the module's gate is so.

        Raises:
            TooLargeError: It does not fit into the diagrams.
        """
        diagrams = self._diagrams
        for variable, leaf in enumerate(self._order):
            self._functions[leaf] = diagrams.holding(variable)
        left = self._uses(module)
        for number in module.gates:
            gate = self._formula.gates[number]
            self._functions[number] = self._combined(gate)
            for arg in gate.args:
                left[abs(arg)] -= 1
                if not left[abs(arg)]:
                    del self._functions[abs(arg)]
            self.done += 1
        return self._functions[module.number]

    def _uses(self, module: Module) -> dict[int, int]:
        left: dict[int, int] = {}
        for number in module.gates:
            for arg in self._formula.gates[number].args:
                left[abs(arg)] = left.get(abs(arg), 0) + 1
        return left

    def _combined(self, gate: Gate) -> Function:
        diagrams = self._diagrams
        args = [self._literal(arg) for arg in gate.args]
        # What lies deep in the diagram is cheap to join, and what comes of it lies deep again.
        args.sort(key=self._depth, reverse=True)
        if gate.op is Op.AT_LEAST:
            return self._at_least(gate.needed, args)
        found = args[0]
        for arg in args[1:]:
            if gate.op is Op.AND:
                found = diagrams.intersection(found, arg)
            elif gate.op is Op.OR:
                found = diagrams.union(found, arg)
            else:
                found = diagrams.union(
                    diagrams.difference(found, arg), diagrams.difference(arg, found)
                )
        return found

    def _literal(self, literal: int) -> Function:
        function = self._functions[abs(literal)]
        return self._diagrams.difference(self._diagrams.all, function) if literal < 0 else function

    def _depth(self, function: Function) -> int:
        top = self._diagrams.top(function)
        return len(self._order) if top is None else top

    def _at_least(self, needed: int, args: Sequence[Function]) -> Function:
        """`needed` or more of the arguments, by how many of the first ones are so."""
        diagrams = self._diagrams
        reached = [diagrams.all] + [diagrams.empty] * needed
        for count, arg in enumerate(args, 1):
            for so_far in range(min(needed, count), 0, -1):
                more = diagrams.intersection(arg, reached[so_far - 1])
                reached[so_far] = diagrams.union(reached[so_far], more)
        return reached[needed]
