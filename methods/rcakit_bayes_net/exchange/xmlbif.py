"""XMLBIF 0.3 in: a Bayesian network as XML.

F. G. Cozman, "The Interchange Format for Bayesian Networks" (1998). In contrast to BIF the states
of the variable itself change fastest in its table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import prod

from rcakit_bayes_net.exchange.document import (
    BrokenNetwork,
    Declared,
    Defined,
    Document,
    Draft,
    all_numbers,
)
from rcakit_bayes_net.exchange.elements import Element, parse

States = Mapping[str, tuple[str, ...]]


def read(data: bytes) -> Document:
    """What a file says.

    Raises:
        BrokenNetwork: It is no XMLBIF, or a network that cannot be.
    """
    root = parse(data)
    if root.tag != "BIF":
        raise BrokenNetwork(root.line, f"It is no XMLBIF: its root is <{root.tag[:40]}>.")
    networks = root.all("NETWORK")
    if len(networks) != 1:
        raise BrokenNetwork(
            root.line if not networks else networks[1].line,
            f"It has {len(networks)} networks; a file of one is read.",
        )
    draft = Draft()
    for part in networks[0].children:
        if part.tag == "NAME":
            draft.name = part.text
        elif part.tag == "PROPERTY":
            draft.properties.append(part.text)
        elif part.tag == "VARIABLE":
            draft.declare(_variable(part))
        elif part.tag in ("DEFINITION", "PROBABILITY"):
            draft.define(_definition(part))
        else:
            raise BrokenNetwork(part.line, f"<{part.tag[:40]}> is no part of a network.")
    return draft.document()


def _variable(element: Element) -> Declared:
    name = _one(element, "NAME").text
    kind = element.attributes.get("TYPE", "nature").casefold()
    if kind not in ("nature", "discrete"):
        raise BrokenNetwork(
            element.line,
            f"The variable {name} is of the type {kind[:40]}; only those of nature are read.",
        )
    states = tuple(one.text for one in element.all("OUTCOME", "VALUE"))
    noted = tuple(one.text for one in element.all("PROPERTY"))
    return Declared(name, element.line, states, noted)


def _definition(element: Element) -> Defined:
    name = _one(element, "FOR").text
    parents = tuple(one.text for one in element.all("GIVEN"))
    table = _one(element, "TABLE")
    noted = tuple(one.text for one in element.all("PROPERTY"))
    return Defined(name, element.line, parents, partial(_numbers, name, parents, table), noted)


def _numbers(
    name: str, parents: tuple[str, ...], table: Element, states: States
) -> tuple[Sequence[float], Sequence[int]]:
    found = all_numbers("".join(table.words).replace(",", " ").split(), table.line, name)
    wanted = prod(len(states[one]) for one in (name, *parents))
    if len(found) != wanted:
        raise BrokenNetwork(
            table.line,
            f"The table of {name} has {len(found):,} numbers where {wanted:,} are wanted.",
        )
    return found, (table.line,)


def _one(element: Element, tag: str) -> Element:
    found = element.all(tag)
    if len(found) != 1:
        raise BrokenNetwork(
            element.line if not found else found[1].line,
            f"A <{element.tag}> has {len(found)} <{tag}>; it needs one.",
        )
    return found[0]
