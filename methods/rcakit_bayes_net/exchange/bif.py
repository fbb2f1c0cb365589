"""The Bayesian Interchange Format in, in the dialects programs write it in.

F. G. Cozman, "The Interchange Format for Bayesian Networks" (1998), and what the repositories of
networks made of it.
"""

from __future__ import annotations

from rcakit import working
from rcakit_bayes_net.exchange.bif_tables import Entries, numbers
from rcakit_bayes_net.exchange.document import BrokenNetwork, Declared, Defined, Document, Draft
from rcakit_bayes_net.exchange.tokens import Tokens


def read(text: str) -> Document:
    """What a text says.

    Raises:
        BrokenNetwork: It is no BIF, or a network that cannot be.
    """
    draft, tokens = Draft(), Tokens(text)
    while tokens.peek():
        line = tokens.line()
        working.tell("Reading the network", tokens.place / len(text))
        word = tokens.next().casefold()
        if tokens.quoted:
            raise BrokenNetwork(line, f"“{word[:40]}” begins no block.")
        if word == "network":
            _network(tokens, draft)
        elif word == "variable":
            draft.declare(_variable(tokens, line))
        elif word == "probability":
            draft.define(_probability(tokens, line, draft))
        elif word == "property":
            draft.properties.append(tokens.until_semicolon())
        elif word != ";":
            raise BrokenNetwork(line, f"“{word[:40]}” begins no block.")
    return draft.document()


def _network(tokens: Tokens, draft: Draft) -> None:
    if tokens.peek() != "{":
        draft.name = tokens.name()
    tokens.expect("{")
    while not tokens.accept("}"):
        if tokens.next().casefold() == "property":
            draft.properties.append(tokens.until_semicolon())
        else:
            tokens.until_semicolon()


def _variable(tokens: Tokens, line: int) -> Declared:
    name = tokens.name()
    tokens.expect("{")
    states: tuple[str, ...] | None = None
    noted = []
    while not tokens.accept("}"):
        word = tokens.next().casefold()
        if word == "type":
            states = _states(tokens, name)
        elif word == "property":
            noted.append(tokens.until_semicolon())
        elif word != ";":
            tokens.until_semicolon()
    return Declared(name, line, states or (), tuple(noted))


def _states(tokens: Tokens, name: str) -> tuple[str, ...]:
    kind = tokens.name().casefold()
    if kind != "discrete":
        raise BrokenNetwork(
            tokens.line(), f"{name} is {kind[:40]}; only variables with a few states are read."
        )
    tokens.expect("[")
    line = tokens.line()
    said = tokens.name()
    tokens.expect("]")
    tokens.expect("{")
    states = tuple(tokens.listed("}"))
    tokens.accept(";")
    if said != str(len(states)):
        raise BrokenNetwork(
            line, f"{name} is said to have {said[:40]} states, and {len(states)} are named."
        )
    return states


def _probability(tokens: Tokens, line: int, draft: Draft) -> Defined:
    tokens.expect("(")
    # Some programs write a comma or nothing where others write the bar.
    name = tokens.name()
    tokens.accept("|")
    parents = tuple(tokens.listed(")"))
    entries = Entries(name, parents, line, draft.remarks)
    noted = []
    tokens.expect("{")
    while not tokens.accept("}"):
        at = tokens.line()
        if tokens.accept("("):
            entries.rows.append((tokens.listed(")"), numbers(tokens, name), at))
            continue
        word = tokens.next().casefold()
        if word == "table":
            entries.table = (numbers(tokens, name), at)
        elif word == "default":
            entries.default = (numbers(tokens, name), at)
        elif word == "property":
            noted.append(tokens.until_semicolon())
        elif word != ";":
            raise BrokenNetwork(at, f"“{word[:40]}” begins no entry of the table of {name}.")
    return Defined(name, line, parents, entries.whole, tuple(noted))
