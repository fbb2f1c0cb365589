"""Which numbers stand on nothing: nobody said them, or nobody says where they are from."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit_bayes_net.net import Net, Number, Root

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


def marks(net: Net, names: Iterable[str]) -> tuple[str, ...]:
    """For rows about causes: whether what they say hangs on numbers that stand on nothing.

    A certain link or an impossible leak that nobody has spoken of is no such number: that is what
    the gate says.
    """
    own, shaky = set(assumed(net)), bool(assumed(net) or bare(net))
    otherwise = UNCALIBRATED if shaky else ""
    return tuple(ASSUMED if name in own else otherwise for name in names)


def certain_links(net: Net) -> int:
    """How many links are taken for certain because nobody has said how strong they are."""
    return sum(
        sum(one.assumed for one in getattr(thing.mechanism, "strengths", ()))
        for thing in net.things.values()
    )


def prior_of(net: Net, name: str) -> Number | None:
    """The probability of a root cause as a number; None for others."""
    own = net.things[name].mechanism
    return own.chance if isinstance(own, Root) else None


def _bare(number: Number) -> bool:
    return not number.assumed and not number.who
