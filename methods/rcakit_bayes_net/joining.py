"""How the becauses of one cause join, read one after another.

Each gate is a small machine: it begins in a state, moves with each because that is so or not so,
and says at the end whether the gate is met. So a gate with many becauses needs no table over all
of them, and noise on a link is a move that may fail to be made.
"""

from __future__ import annotations

import attrs

from rcakit.model import Gate

_NEGATED = frozenset({Gate.NOT, Gate.NOR, Gate.NAND})
_ALL = frozenset({Gate.ALL, Gate.INHIBIT, Gate.NAND})
_UNREAD, _ALL_SO, _NONE_SO, _MIXED = range(4)


@attrs.frozen
class Joining:
    """A gate over so many becauses.

    Attributes:
        gate: How they combine.
        count: How many they are.
        needed: For at-least, how many of them are needed.
    """

    gate: Gate
    count: int
    needed: int = 1

    @property
    def start(self) -> int:
        """The state before anything is read."""
        return 1 if self.gate in _ALL else 0

    @property
    def size(self) -> int:
        """How many states there are."""
        if self.gate is Gate.AT_LEAST:
            return max(min(self.needed, self.count), 0) + 1
        return 4 if self.gate is Gate.IFF else 2

    def moved(self, state: int, place: int, so: bool) -> int:
        """The state after the because at `place` was read."""
        gate = self.gate
        if gate is Gate.AT_LEAST:
            return min(state + so, self.size - 1)
        if gate is Gate.XOR:
            return state ^ so
        if gate in _ALL:
            return state & so
        if gate is Gate.IFF:
            return _alike(state, so)
        if gate is Gate.IMPLY and place < self.count - 1:
            return state | (not so)
        return state | so

    def met(self, state: int) -> bool:
        """Whether the gate is met once all have been read."""
        if self.gate is Gate.AT_LEAST:
            return state >= self.needed
        if self.gate is Gate.IFF:
            return state != _MIXED
        return bool(state) is not (self.gate in _NEGATED)


def _alike(state: int, so: bool) -> int:
    now = _ALL_SO if so else _NONE_SO
    return now if state in (_UNREAD, now) else _MIXED
