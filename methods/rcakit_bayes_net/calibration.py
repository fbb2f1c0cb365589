"""Which numbers stand on nothing: nobody said them, or nobody says where they are from."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rcakit_bayes_net.net import Net, Number
from rcakit_bayes_net.structure import ancestors

ASSUMED, UNCALIBRATED = "assumed", "uncalibrated"


def assumed(net: Net) -> list[str]:
    """The causes for whose probability a default stands."""
    return [
        name
        for name, thing in net.things.items()
        if not thing.mechanism.behind and any(one.assumed for one in net.numbers(name))
    ]


def bare(net: Net) -> list[str]:
    """The causes of which a number was said, and not by whom."""
    return [name for name in net.things if any(map(_bare, net.numbers(name)))]


def marks(net: Net, names: Iterable[str], settled: Collection[str] = ()) -> tuple[str, ...]:
    """For rows about causes: whether what they say hangs on numbers that stand on nothing.

    A certain link or an impossible leak that nobody has spoken of is no such number: that is what
    the gate says.

    Args:
        net: The network.
        names: The causes of the rows.
        settled: Causes that were seen, of which only what leads to them tells anything.
    """
    own = set(assumed(net))
    shaky = {*own, *bare(net)}
    found = []
    for name in names:
        hangs = not shaky.isdisjoint(ancestors(net, name)) if name in settled else bool(shaky)
        found.append(ASSUMED if name in own else UNCALIBRATED if hangs else "")
    return tuple(found)


def certain_links(net: Net) -> int:
    """How many links are taken for certain because nobody has said how strong they are."""
    return sum(
        sum(one.assumed for one in getattr(thing.mechanism, "strengths", ()))
        for thing in net.things.values()
    )


def _bare(number: Number) -> bool:
    return not number.assumed and not number.who
