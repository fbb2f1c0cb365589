"""Random networks of causes, and what they come to by trying every fall of every chance."""

from __future__ import annotations

from itertools import product
from math import fsum

from hypothesis import strategies as st

from rcakit.model import Gate
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.net import Full, Join, Net, Number, Root, Thing
from rcakit_bayes_net.observations import Kind, Observation

BOOLEAN = ("true", "false"), ("true",)
CHANCES = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0])


def met(gate, needed, values):
    """Whether a gate is met, by its definition."""
    count = sum(values)
    return {
        Gate.ANY: any(values),
        Gate.ALL: all(values),
        Gate.INHIBIT: all(values),
        Gate.AT_LEAST: count >= needed,
        Gate.NOT: not any(values),
        Gate.NOR: not any(values),
        Gate.NAND: not all(values),
        Gate.XOR: count % 2 == 1,
        Gate.IFF: count in (0, len(values)),
        Gate.IMPLY: values[-1] or not all(values[:-1]),
    }[gate]


@st.composite
def nets(draw, *, tables=True, most=5, chances=10):
    """A network of up to `most` causes with at most `chances` noisy numbers."""
    things = {}
    left = chances

    def number(certain):
        nonlocal left
        value = draw(CHANCES) if left > 0 else certain
        left -= 0.0 < value < 1.0
        return Number(value)

    for place in range(draw(st.integers(2, most))):
        known = list(things)
        behind = tuple(draw(st.permutations(known)))[: draw(st.integers(0, min(7, len(known))))]
        if not behind:
            things[f"c{place}"] = Thing(*BOOLEAN, Root(number(0.5)))
        elif tables and draw(st.integers(0, 3)) == 0:
            rows = []
            for _ in range(2 ** len(behind)):
                one = draw(CHANCES)
                rows.append((one, 1.0 - one))
            things[f"c{place}"] = Thing(*BOOLEAN, Full(behind, tuple(rows)))
        else:
            gate = draw(st.sampled_from(list(Gate)))
            needed = draw(st.integers(1, 3))
            strengths = tuple(number(1.0) for _ in behind)
            own = Join(gate, needed, behind, strengths, number(1.0), number(0.0))
            things[f"c{place}"] = Thing(*BOOLEAN, own)
    return Net(things)


@st.composite
def cases(draw, **kinds):
    """A network with observations of some of its causes."""
    net = draw(nets(**kinds))
    names = draw(st.lists(st.sampled_from(sorted(net.things)), unique=True, max_size=3))
    observed = []
    for name in names:
        if draw(st.booleans()):
            so = draw(st.booleans())
            vector = (float(so), float(not so))
            kind = Kind.CONFIRMED if so else Kind.RULED_OUT
            observed.append(Observation(name, kind, vector))
        else:
            vector = draw(st.sampled_from([(1.0, 0.25), (0.2, 1.0), (1.0, 1.0)]))
            observed.append(Observation(name, Kind.EVIDENCE, vector, f"e-{name}", by_ratio=True))
    return Case(net, tuple(observed))


def chances_of(net):
    """Every chance of a network but those of full tables, by a key."""
    for name, thing in net.things.items():
        own = thing.mechanism
        if isinstance(own, Root):
            yield (name, "prior", ""), own.chance.value
        elif isinstance(own, Join):
            for behind, one in zip(own.behind, own.strengths, strict=True):
                yield (name, "strength", behind), one.value
            yield (name, "together", ""), own.together.value
            yield (name, "leak", ""), own.leak.value


def falls(net):
    """Every way the chances may fall that can be, with its probability."""
    keys = list(chances_of(net))
    options = [[(True, v), (False, 1.0 - v)] for _, v in keys]
    for chosen in product(*([one for one in option if one[1] > 0.0] for option in options)):
        weight = 1.0
        for _, value in chosen:
            weight *= value
        yield {key: fell for (key, _), (fell, _) in zip(keys, chosen, strict=True)}, weight


def worlds(net, fallen, forced=None):
    """What causes are so, given how the chances fell: one world, or several by full tables."""
    found = [({}, 1.0)]
    for name in net.order():
        own = net.things[name].mechanism
        after = []
        for world, weight in found:
            if forced and name in forced:
                options = [(forced[name], 1.0)]
            elif isinstance(own, Root):
                options = [(fallen[name, "prior", ""], 1.0)]
            elif isinstance(own, Full):
                row = 0
                for parent in own.behind:
                    row = row * 2 + (not world[parent])
                options = [(True, own.rows[row][0]), (False, own.rows[row][1])]
            else:
                came = [world[one] and fallen[name, "strength", one] for one in own.behind]
                sound = met(own.gate, own.needed, came) and fallen[name, "together", ""]
                options = [(bool(sound or fallen[name, "leak", ""]), 1.0)]
            after += [({**world, name: so}, weight * chance) for so, chance in options if chance]
        found = after
    return found


def joint(net):
    """Every world with its probability, those that are alike together."""
    found = {}
    for fallen, weight in falls(net):
        for world, part in worlds(net, fallen):
            key = tuple(world[name] for name in net.things)
            found[key] = found.get(key, 0.0) + weight * part
    return found


def weighed(net, table, observed):
    """The same, times how likely the observations are in each."""
    names = list(net.things)
    found = {}
    for key, chance in table.items():
        fitting = chance
        for one in observed:
            fitting *= one.vector[0 if key[names.index(one.cause)] else 1]
        found[key] = fitting
    return found


def so(net, table, name):
    """The probability that a cause is so; None where nothing is possible."""
    place, total = list(net.things).index(name), fsum(table.values())
    return fsum(c for key, c in table.items() if key[place]) / total if total > 0.0 else None
