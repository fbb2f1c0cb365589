"""The most probable ways to the top of a module that is too large to be solved, and what is left.

The module is taken apart from the top down, as J. Fussell and W. Vesely do ("A new methodology for
obtaining cut sets for fault trees", Transactions of the American Nuclear Society 15, 1972), but the
most probable part first. A part is a product of literals and of gates not yet taken apart; all
parts together are the module. So at any time the parts not yet done bound what is left out: no
more than the sum of their probabilities, of which each is at most that of those of its factors
that share no event.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from math import prod

import attrs

from rcakit import working
from rcakit_fault_tree.engine.formula import Formula, Literal, Op

STEPS = 60_000
"""Parts that are taken apart at most."""
WAITING = 100_000
"""Parts that wait at most; of more the least probable are left out."""
_REMEMBERED = 200_000
"""Parts that are known again when they are met a second time."""
_OFTEN = 0x3F
_SHORT = 2
"""A part is compared with ways of so many literals or fewer that were found before."""

Product = frozenset[Literal]


@attrs.frozen
class Found:
    """What was found of a module.

    Attributes:
        products: Ways to the top, the most probable first: literals that are enough together.
        chances: The probability of each.
        missed: A bound of the probability that the top happens by none of them.
        most: A bound of the probability of the top whatever was found.
    """

    products: tuple[Product, ...]
    chances: tuple[float, ...]
    missed: float
    most: float


def likeliest(formula: Formula, chances: Mapping[Literal, float], steps: int = STEPS) -> Found:
    """The most probable products of a formula of AND and OR gates.

    Args:
        formula: No gate is negated.
        chances: A bound of the probability of each literal, negated ones too.
        steps: How many parts are taken apart at most.
    """
    if isinstance(formula.root, bool):
        return Found((frozenset(),) * formula.root, (1.0,) * formula.root, 0.0, float(formula.root))
    return _Search(formula, chances).found(steps)


_Part = tuple[Product, tuple[int, ...]]
"""Literals, and gates that are not yet taken apart."""


class _Waiting:
    """The parts not yet done, the most probable first, each once."""

    def __init__(self) -> None:
        self.queue: list[tuple[float, int, _Part]] = []
        self.dropped = 0.0
        """A bound of the probability of those that there was no room for."""
        self._ticket = count()
        self._seen: set[_Part] = set()

    def put(self, chance: float, part: _Part) -> None:
        """Put in a part, unless it was there before."""
        if part in self._seen or chance <= 0.0:
            return
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen.add(part)
        heapq.heappush(self.queue, (-chance, next(self._ticket), part))
        if len(self.queue) > WAITING:
            self.queue.sort()
            half = len(self.queue) // 2
            self.dropped -= sum(one[0] for one in self.queue[half:])
            del self.queue[half:]

    def take(self) -> tuple[float, _Part]:
        """The most probable, and a bound of its probability."""
        chance, _, part = heapq.heappop(self.queue)
        return -chance, part

    def left(self) -> Iterator[tuple[float, _Part]]:
        """Those that are left."""
        return ((-chance, part) for chance, _, part in self.queue)


class _Search:
    def __init__(self, formula: Formula, chances: Mapping[Literal, float]) -> None:
        assert not isinstance(formula.root, bool)
        self._formula = formula
        self._root = formula.root
        self._chances = dict(chances)
        self._supports = {
            sign * event: 1 << event for event in range(1, formula.events + 1) for sign in (1, -1)
        }
        order = formula.topological()
        self._coherent = not any(arg < 0 for number in order for arg in formula.gates[number].args)
        for number in order:
            gate = formula.gates[number]
            support = 0
            for arg in gate.args:
                support |= self._supports[arg]
            self._supports[number] = support
            self._chances[number] = self._most(gate.op, gate.args)
        self._short: set[Product] = set()

    def _most(self, op: Op, args: Sequence[Literal]) -> float:
        """A bound of the probability of a gate.

        What more failures never make less likely is associated, so that OR is at most as likely
        as if its arguments were independent: R. Barlow and F. Proschan, "Statistical Theory of
        Reliability and Life Testing", 1975.
        """
        if op is Op.AND:
            return self._together(args)
        each = [self._chances[arg] for arg in args]
        if self._coherent:
            return min(1.0, 1.0 - prod(1.0 - chance for chance in each))
        return min(1.0, sum(each))

    def _together(self, args: Sequence[Literal]) -> float:
        """A bound of the probability that all are so, by those that share no event."""
        found, support = 1.0, 0
        for arg in sorted(args, key=self._chances.__getitem__):
            if not support & self._supports[arg]:
                support |= self._supports[arg]
                found *= self._chances[arg]
        return found

    def found(self, steps: int) -> Found:
        """What so many steps find."""
        start = self._part(frozenset(), (self._root,))
        if start is None:
            # What it takes cannot all be so.
            return Found((), (), 0.0, 0.0)
        waiting = _Waiting()
        waiting.put(self._chances[self._root], start)
        products: list[Product] = []
        chances: list[float] = []
        step = 0
        while waiting.queue and step < steps:
            step += 1
            if not step & _OFTEN:
                working.tell("looking for the most probable cut sets", step / steps)
            chance, (literals, gates) = waiting.take()
            if self._known(literals):
                continue
            if gates:
                for part in self._taken_apart(literals, gates):
                    waiting.put(self._together((*part[0], *part[1])), part)
                continue
            products.append(literals)
            chances.append(chance)
            if len(literals) <= _SHORT:
                self._short.add(literals)
        missed = waiting.dropped
        missed += sum(chance for chance, part in waiting.left() if not self._known(part[0]))
        most = self._chances[self._root]
        return Found(tuple(products), tuple(chances), min(missed, 1.0), most)

    def _taken_apart(self, literals: Product, gates: tuple[int, ...]) -> Iterator[_Part]:
        """The parts that one gate of a part comes to, the one with the fewest arguments."""
        chosen = min(gates, key=lambda one: len(self._formula.gates[one].args))
        rest = tuple(one for one in gates if one != chosen)
        for arg in self._formula.gates[chosen].args:
            part = self._part(literals, (*rest, arg))
            if part is not None:
                yield part

    def _part(self, literals: Product, args: tuple[Literal, ...]) -> _Part | None:
        """A product with AND gates taken apart; None where it cannot be."""
        held = set(literals)
        gates: set[int] = set()
        stack = list(args)
        while stack:
            arg = stack.pop()
            gate = self._formula.gates.get(arg)
            if gate is None:
                if -arg in held:
                    return None
                held.add(arg)
            elif gate.op is Op.AND or len(gate.args) == 1:
                stack.extend(gate.args)
            else:
                gates.add(arg)
        open_ = tuple(
            sorted(gate for gate in gates if held.isdisjoint(self._formula.gates[gate].args))
        )
        return frozenset(held), open_

    def _known(self, literals: Product) -> bool:
        """Whether a short way that was found is in a part, which then adds nothing."""
        if not self._short:
            return False
        listed = tuple(literals)
        for place, one in enumerate(listed):
            if frozenset((one,)) in self._short:
                return True
            for other in listed[:place]:
                if frozenset((one, other)) in self._short:
                    return True
        return False
