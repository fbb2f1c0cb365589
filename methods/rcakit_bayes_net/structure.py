"""The chances inside a network spelled out as variables of their own, for what might have been.

An effect is then a function of its becauses and of its noise: whether each link came through,
whether the gate was met in vain, whether the leak made it so. With the noise as it was, one can
ask what would have been had a cause not been so: the network is doubled below that cause, and
both halves share the noise. J. Pearl, "Causality" (2nd ed. 2009), 7.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

import attrs

from rcakit_bayes_net.engine.network import Variable
from rcakit_bayes_net.expansion import HIDDEN, variables
from rcakit_bayes_net.net import Full, Join, Net, Number, Thing

OTHER = "~"
"""What ends the name of a variable in the world that might have been."""
CAME = ("came", "failed")


class NotStructural(Exception):
    """What might have been does not follow: a cause comes about by a table with chances in it.

    Attributes:
        name: The cause.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@attrs.frozen
class Noise:
    """One chance inside a join.

    Attributes:
        variable: Its name as a variable; its first state is that it came true.
        cause: The effect of the join.
        behind: The because whose link it is; "" for others.
        number: The probability.
        part: "strength", "together" or "leak".
    """

    variable: str
    cause: str
    behind: str
    number: Number
    part: str


def noises(net: Net) -> Iterator[Noise]:
    """Every chance inside the joins of a network that is neither certain nor impossible."""
    for name, thing in net.things.items():
        if isinstance(thing.mechanism, Join):
            yield from _noises(name, thing.mechanism)


def spelled_out(net: Net) -> list[Variable]:
    """The tables of a network with the noise of every join as variables."""
    found: list[Variable] = []
    for name, thing in net.things.items():
        if isinstance(thing.mechanism, Join):
            found += map(_noise_variable, _noises(name, thing.mechanism))
            found += _function(name, thing, thing.mechanism, net.things, {})
        else:
            found += variables(name, thing, net.things)
    return found


def twins(net: Net, name: str, state: int, effect: str) -> list[Variable]:
    """Two worlds with the same noise, of which in the other one a cause is in another state.

    Args:
        net: The network.
        name: The cause.
        state: The place of the state it is in, in the other world.
        effect: What is asked about in the other world, as `effect` + `OTHER`.

    Raises:
        NotStructural: Something between the two comes about by a table with chances in it.
    """
    touched = between(net, name, effect)
    names = {one: one + OTHER for one in (name, *touched)}
    states = net.things[name].states
    forced = tuple(float(place == state) for place in range(len(states)))
    found = [Variable(names[name], states, (), forced)]
    for one, thing in net.things.items():
        own = thing.mechanism
        if one not in touched:
            found += variables(one, thing, net.things)
        elif isinstance(own, Join):
            found += map(_noise_variable, _noises(one, own))
            found += _function(one, thing, own, net.things, {})
            found += _function(one, thing, own, net.things, names)
        elif isinstance(own, Full) and own.certain:
            (same,) = variables(one, thing, net.things)
            parents = tuple(names.get(parent, parent) for parent in same.parents)
            found += [same, attrs.evolve(same, name=names[one], parents=parents)]
        else:
            raise NotStructural(one)
    return found


def between(net: Net, name: str, effect: str) -> list[str]:
    """What a cause leads to, and what leads to `effect`: the causes on the way, `effect` too."""
    below = net.effects()
    down = _reached(name, below.__getitem__)
    up = ancestors(net, effect)
    return [one for one in net.things if one in down and one in up and one != name]


def ancestors(net: Net, effect: str) -> dict[str, None]:
    """A cause and all that leads to it."""
    return _reached(effect, lambda one: net.things[one].mechanism.behind)


def _reached(start: str, further: Callable[[str], Iterable[str]]) -> dict[str, None]:
    found = {start: None}
    for one in (waiting := [start]):
        fresh = [other for other in dict.fromkeys(further(one)) if other not in found]
        found.update(dict.fromkeys(fresh))
        waiting += fresh
    return found


def _noises(name: str, own: Join) -> Iterator[Noise]:
    for place, (behind, number) in enumerate(zip(own.behind, own.strengths, strict=True)):
        if 0.0 < number.value < 1.0:
            yield Noise(f"{name}{HIDDEN}s{place}", name, behind, number, "strength")
    for part in ("together", "leak"):
        number = getattr(own, part)
        if 0.0 < number.value < 1.0:
            yield Noise(f"{name}{HIDDEN}{part}", name, "", number, part)


def _noise_variable(noise: Noise) -> Variable:
    value = noise.number.value
    return Variable(noise.variable, CAME, (), (value, 1.0 - value))


def _function(
    name: str, thing: Thing, own: Join, things: Mapping[str, Thing], names: Mapping[str, str]
) -> Iterator[Variable]:
    """An effect as a function of its becauses and its noise, one because after another.

    Args:
        name: The effect.
        thing: What it is.
        own: How it comes about.
        things: All causes.
        names: What those are called that differ in the other world.
    """
    machine = own.joining
    noise = {(one.part, one.behind): one.variable for one in _noises(name, own)}
    states = tuple(str(state) for state in range(machine.size))
    this, before = names.get(name, name), ""
    for place, behind in enumerate(own.behind):
        last = place == len(own.behind) - 1
        link = noise.get(("strength", behind), "")
        ends = [noise.get((part, ""), "") for part in ("together", "leak")] if last else ["", ""]
        parents = (before, names.get(behind, behind), link, *ends)
        truths = (
            range(machine.size) if before else (machine.start,),
            things[behind].truths,
            *(
                (True, False) if one else (bool(number.value),)
                for one, number in zip(
                    (link, *ends),
                    (own.strengths[place], own.together, own.leak),
                    strict=True,
                )
            ),
        )
        table: list[float] = []
        for state, so, came, sound, leaked in product(*truths):
            after = machine.moved(int(state), place, bool(so and came))
            if last:
                is_so = (machine.met(after) and sound) or leaked
                table += [float(one is bool(is_so)) for one in thing.truths]
            else:
                table += [float(one == after) for one in range(machine.size)]
        before = this if last else f"{this}{HIDDEN}{place}"
        given = tuple(one for one in parents if one)
        yield Variable(before, thing.states if last else states, given, tuple(table))
