"""Which numbers stand on nothing: nobody said them, or nobody says where they are from."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rcakit_bayes_net.case import Case
from rcakit_bayes_net.net import Net, Number
from rcakit_bayes_net.observations import Kind
from rcakit_bayes_net.structure import ancestors

ASSUMED, UNCALIBRATED = "assumed", "uncalibrated"


def assumed(net: Net) -> list[str]:
    """The causes for whose probability a default stands."""
    return [
        name
        for name, thing in net.things.items()
        if not thing.mechanism.behind and any(one.assumed for one in net.numbers(name))
    ]


def bare(case: Case) -> list[str]:
    """The causes of which a number was said, or what evidence says of them, and not by whom."""
    weighed = {one.cause for one in case.observed if one.kind is Kind.EVIDENCE and not one.who}
    return [
        name
        for name in case.net.things
        if name in weighed or any(map(_bare, case.net.numbers(name)))
    ]


def marks(case: Case, names: Iterable[str], seen: Collection[str] = ()) -> tuple[str, ...]:
    """For rows about causes: whether what they say hangs on numbers that stand on nothing.

    A certain link or an impossible leak that nobody has spoken of is no such number: that is what
    the gate says.

    Args:
        case: The network with what was observed.
        names: The causes of the rows.
        seen: Causes of which only what leads to them tells anything in these rows.
    """
    own = set(assumed(case.net))
    shaky = {*own, *bare(case)}
    found = []
    for name in names:
        hangs = not shaky.isdisjoint(ancestors(case.net, name)) if name in seen else bool(shaky)
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
