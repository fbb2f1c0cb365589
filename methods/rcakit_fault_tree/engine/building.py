"""Making a formula gate by gate: every connective in terms of four, constants folded at once.

Equal gates are made once, so that what is the same stays one node of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rcakit_fault_tree.engine.formula import Formula, Gate, Literal, Op

Value = Literal | bool
"""What an argument comes down to: a literal, or a truth value that depends on nothing."""


def negated(value: Value) -> Value:
    """Not `value`."""
    return not value if isinstance(value, bool) else -value


class Builder:
    """Makes the gates of a formula. Values it gives may be arguments of later ones."""

    def __init__(self, events: int) -> None:
        self.formula = Formula(events)
        self._next = events + 1
        self._known: dict[Gate, int] = {}

    def finished(self, root: Value) -> Formula:
        """The formula whose top is `root`."""
        self.formula.root = root
        return self.formula

    def all_of(self, values: Iterable[Value]) -> Value:
        """Whether all are so; true for none."""
        return self._lattice(Op.AND, values, absorbing=False)

    def any_of(self, values: Iterable[Value]) -> Value:
        """Whether at least one is so; false for none."""
        return self._lattice(Op.OR, values, absorbing=True)

    def odd_of(self, values: Iterable[Value]) -> Value:
        """Whether an odd number is so (XOR); false for none."""
        flip = False
        left: dict[int, None] = {}
        for value in values:
            if isinstance(value, bool):
                flip ^= value
                continue
            flip ^= value < 0
            if abs(value) in left:
                del left[abs(value)]
            else:
                left[abs(value)] = None
        args = tuple(left)
        found: Value = (
            False if not args else args[0] if len(args) == 1 else self._gate(Op.XOR, args)
        )
        return negated(found) if flip else found

    def at_least(self, needed: int, values: Sequence[Value]) -> Value:
        """Whether `needed` or more of the values are so; a value given twice counts twice."""
        needed -= sum(value is True for value in values)
        args = [value for value in values if not isinstance(value, bool)]
        if needed <= 0:
            return True
        if needed > len(args):
            return False
        if needed == 1:
            return self.any_of(args)
        if needed == len(args):
            return self.all_of(args)
        if len({abs(arg) for arg in args}) < len(args):
            return self._repeated(needed, args)
        return self._gate(Op.AT_LEAST, tuple(args), needed)

    def between(self, fewest: int, most: int, values: Sequence[Value]) -> Value:
        """Whether at least `fewest` and at most `most` of the values are so."""
        enough = self.at_least(fewest, values)
        too_many = self.at_least(most + 1, values)
        return self.all_of((enough, negated(too_many)))

    def alike(self, values: Sequence[Value]) -> Value:
        """Whether all are so or none is (IFF)."""
        none = self.all_of(negated(value) for value in values)
        return self.any_of((self.all_of(values), none))

    def _repeated(self, needed: int, args: list[Literal]) -> Value:
        """An at-least gate with a value more than once, split on that value.

        The side that needs fewer of the rest holds whenever the other does, so the other need not
        name the value; else what has no negation would get one.
        """
        seen: set[int] = set()
        twice = next(abs(arg) for arg in args if abs(arg) in seen or seen.add(abs(arg)))  # type: ignore[func-returns-value]
        rest: list[Value] = [arg for arg in args if abs(arg) != twice]
        positive, negative = args.count(twice), args.count(-twice)
        with_it = self.at_least(needed - positive, rest)
        without = self.at_least(needed - negative, rest)
        if positive >= negative:
            return self.any_of((self.all_of((twice, with_it)), without))
        return self.any_of((with_it, self.all_of((-twice, without))))

    def _lattice(self, op: Op, values: Iterable[Value], *, absorbing: bool) -> Value:
        args: dict[Literal, None] = {}
        for value in values:
            if isinstance(value, bool):
                if value is absorbing:
                    return absorbing
                continue
            if -value in args:
                return absorbing
            args[value] = None
        dual = Op.OR if op is Op.AND else Op.AND
        kept = tuple(arg for arg in args if not self._absorbed(arg, dual, args))
        if not kept:
            return not absorbing
        return kept[0] if len(kept) == 1 else self._gate(op, kept)

    def _absorbed(self, arg: Literal, dual: Op, beside: dict[Literal, None]) -> bool:
        """Whether `arg` is x + y where x stands beside it, as in x (x + y) = x."""
        gate = self.formula.gates.get(arg)
        return gate is not None and gate.op is dual and any(one in beside for one in gate.args)

    def _gate(self, op: Op, args: tuple[Literal, ...], needed: int = 0) -> Literal:
        key = Gate(op, tuple(sorted(args)), needed)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._next
            self.formula.gates[found] = Gate(op, args, needed)
            self._next += 1
        return found
