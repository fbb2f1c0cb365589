"""A network of causes as tables of the engine.

A gate with few becauses becomes one table; one with many a chain of hidden variables, each of
which says how far the gate is after some of its becauses, so that no table is large.
D. Heckerman and J. S. Breese, "Causal independence for probability assessment and inference using
Bayesian networks", IEEE Trans. SMC 26 (1996).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product

from rcakit_bayes_net.engine.network import Network, Variable
from rcakit_bayes_net.net import Full, Join, Net, Root, Thing

DIRECT = 5
"""The most becauses that are joined in one table, where tables need not be whole."""
WHOLE = 14
"""The most becauses a whole table is made for."""
HIDDEN = "/"
"""What stands in the names of variables that are no causes; ids of causes are without it."""

Spread = dict[int, float]


class TooManyBecauses(Exception):
    """A table over all becauses of one cause would be too large.

    Attributes:
        name: The cause.
        count: How many becauses it has.
    """

    def __init__(self, name: str, count: int) -> None:
        self.name = name
        self.count = count
        super().__init__(
            f"{name} has {count} becauses; a table over more than {WHOLE} is too large to be made."
        )


def network(net: Net, *, whole: bool = False) -> Network:
    """The tables of a network.

    Args:
        net: The network of causes.
        whole: Whether every gate becomes one table, so that there are no hidden variables.

    Raises:
        TooManyBecauses: A whole table would be too large.
        rcakit_bayes_net.engine.network.WrongNetwork: A row of a table does not sum to 1.
    """
    return _made(net, lambda _: whole)


def explaining(net: Net) -> Network:
    """The tables of a network in which hidden variables leave nothing to chance.

    So what is likeliest of everything together is what is likeliest of the causes together.

    Raises:
        TooManyBecauses: A whole table would be too large.
    """
    return _made(net, lambda join: any(one.value not in (0.0, 1.0) for one in join.strengths))


def _made(net: Net, whole: Callable[[Join], bool]) -> Network:
    found: list[Variable] = []
    for name, thing in net.things.items():
        join = thing.mechanism
        at_once = isinstance(join, Join) and whole(join)
        found += variables(name, thing, net.things, whole=at_once)
    return Network.of(found)


def variables(
    name: str, thing: Thing, things: Mapping[str, Thing], *, whole: bool = False
) -> Iterator[Variable]:
    """A cause as a variable of the engine, after hidden ones it may need."""
    own = thing.mechanism
    if isinstance(own, Root):
        yield Variable(name, thing.states, (), _row(thing, own.chance.value))
    elif isinstance(own, Full):
        table = tuple(value for row in own.rows for value in row)
        yield Variable(name, thing.states, own.behind, table)
    elif len(own.behind) <= (WHOLE if whole else DIRECT):
        rows = (chance(own, so) for so in _truths(own.behind, things))
        table = tuple(value for one in rows for value in _row(thing, one))
        yield Variable(name, thing.states, own.behind, table)
    elif whole:
        raise TooManyBecauses(name, len(own.behind))
    else:
        yield from _chain(name, thing, own, things)


def chance(join: Join, so: tuple[bool, ...]) -> float:
    """How likely an effect is, given which of its becauses are so."""
    return finished(join, fed(join, {join.joining.start: 1.0}, 0, so))


def fed(join: Join, spread: Spread, first: int, so: tuple[bool, ...]) -> Spread:
    """How likely the gate is in each of its states after some more becauses.

    Args:
        join: The join.
        spread: The same before.
        first: The place of the first of the becauses.
        so: Whether each of them is so.
    """
    machine = join.joining
    for place, one in enumerate(so, first):
        through = join.strengths[place].value if one else 0.0
        after: Spread = {}
        for state, value in spread.items():
            for came, part in ((True, through), (False, 1.0 - through)):
                if part:
                    moved = machine.moved(state, place, came)
                    after[moved] = after.get(moved, 0.0) + value * part
        spread = after
    return spread


def finished(join: Join, spread: Spread) -> float:
    """How likely the effect is once all becauses are read."""
    met = sum(value for state, value in spread.items() if join.joining.met(state))
    sound = min(join.together.value * met, 1.0)
    return sound + (1.0 - sound) * join.leak.value


def _chain(name: str, thing: Thing, own: Join, things: Mapping[str, Thing]) -> Iterator[Variable]:
    size, last = own.joining.size, len(own.behind) - 1
    states = tuple(str(state) for state in range(size))
    before = ""
    for place in range(1, last):
        read = own.behind[:2] if place == 1 else own.behind[place : place + 1]
        starts = range(size) if before else [own.joining.start]
        table: list[float] = []
        for state, so in product(starts, list(_truths(read, things))):
            spread = fed(own, {state: 1.0}, place + 1 - len(read), so)
            table += [spread.get(one, 0.0) for one in range(size)]
        hidden = f"{name}{HIDDEN}{place}"
        yield Variable(hidden, states, (before, *read) if before else read, tuple(table))
        before = hidden
    table = []
    for state, so in product(range(size), list(_truths(own.behind[last:], things))):
        table += _row(thing, finished(own, fed(own, {state: 1.0}, last, so)))
    yield Variable(name, thing.states, (before, own.behind[last]), tuple(table))


def _truths(names: tuple[str, ...], things: Mapping[str, Thing]) -> Iterator[tuple[bool, ...]]:
    """For each combination of states of some causes, the last changing fastest, which are so."""
    return product(*(things[name].truths for name in names))


def _row(thing: Thing, so: float) -> tuple[float, ...]:
    """The probabilities of two states, of which one is that in which the cause is so."""
    return tuple(so if one else 1.0 - so for one in thing.truths)
