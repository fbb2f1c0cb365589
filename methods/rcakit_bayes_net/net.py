"""A Bayesian network of causes: what states each has, and what it depends on how.

It is made of the causal graph and the notes, and knows neither. The engine's tables are worked
out from it by `expansion`, its hidden noise is spelled out by `structure`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from rcakit.model import Gate
from rcakit_bayes_net.joining import Joining

TRUE, FALSE = "true", "false"


@attrs.frozen
class Number:
    """A probability that results hang on.

    Attributes:
        value: The number.
        who: Who says so; "" where nobody is named.
        assumed: Whether nobody has said it, so that a default stands for it.
    """

    value: float
    who: str = ""
    assumed: bool = False


@attrs.frozen
class Root:
    """Depends on nothing: it is so with some probability."""

    chance: Number
    behind: tuple[str, ...] = ()


@attrs.frozen
class Join:
    """Comes of its becauses by a gate: noisy-OR, noisy-AND and the like, with leak.

    It is so if the gate is met by those becauses that are so and came through, and that was not
    in vain, or if the leak made it so. All these chances are independent of each other.

    Attributes:
        gate, needed: How they combine.
        behind: The becauses.
        strengths: For each, the probability that it comes through.
        together: The probability that the gate is not met in vain.
        leak: The probability that it is so whatever the becauses are.
    """

    gate: Gate
    needed: int
    behind: tuple[str, ...]
    strengths: tuple[Number, ...]
    together: Number
    leak: Number

    @property
    def joining(self) -> Joining:
        """The gate as a machine."""
        return Joining(self.gate, len(self.behind), self.needed)


@attrs.frozen
class Full:
    """Comes of its becauses by a table.

    Attributes:
        behind: The becauses.
        rows: For each combination of their states, the last changing fastest, the probability of
            each own state.
        who: Who says so.
        assumed: Whether nobody has said it.
    """

    behind: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    who: str = ""
    assumed: bool = False

    @property
    def certain(self) -> bool:
        """Whether its state follows from theirs without any chance."""
        return all(value in (0.0, 1.0) for row in self.rows for value in row)


Mechanism = Root | Join | Full


@attrs.frozen
class Thing:
    """A variable.

    Attributes:
        states: Its states by name.
        so: Those in which the cause is so; () where nobody has said.
        mechanism: What it depends on, and how.
    """

    states: tuple[str, ...]
    so: tuple[str, ...]
    mechanism: Mechanism

    @property
    def truths(self) -> tuple[bool, ...]:
        """State by state, whether the cause is so in it."""
        return tuple(state in self.so for state in self.states)


@attrs.frozen
class Net:
    """All variables by the ids of their causes, in file order."""

    things: Mapping[str, Thing]

    @property
    def roots(self) -> tuple[str, ...]:
        """The causes that depend on nothing."""
        return tuple(name for name, one in self.things.items() if not one.mechanism.behind)

    def effects(self) -> dict[str, list[str]]:
        """For each cause those that depend on it directly."""
        found: dict[str, list[str]] = {name: [] for name in self.things}
        for name, one in self.things.items():
            for behind in one.mechanism.behind:
                found[behind].append(name)
        return found

    def order(self) -> list[str]:
        """The causes, each after those it depends on; the network has no circle."""
        below, found = self.effects(), list(self.roots)
        waiting = {name: len(one.mechanism.behind) for name, one in self.things.items()}
        for name in found:
            for effect in below[name]:
                waiting[effect] -= 1
                if not waiting[effect]:
                    found.append(effect)
        return found

    def numbers(self, name: str) -> Iterator[Number]:
        """The numbers of one cause; those of a table come as one."""
        own = self.things[name].mechanism
        if isinstance(own, Root):
            yield own.chance
        elif isinstance(own, Join):
            yield from (*own.strengths, own.together, own.leak)
        else:
            yield Number(1.0, own.who, own.assumed)
