"""BIF and XMLBIF out, so that what is read back is the same to the last digit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from xml.sax.saxutils import escape

import attrs

from rcakit import text
from rcakit_bayes_net.engine.network import Network, Variable
from rcakit_bayes_net.exchange.document import Document

_BARE = re.compile(r"[A-Za-z0-9_.+<>=%-](?:[A-Za-z0-9_.+<>=%-]|/(?![/*]))*")
_WORDS = frozenset({"network", "variable", "probability", "property", "type", "table", "default"})


def bif(document: Document) -> str:
    """The network in the Bayesian Interchange Format; names are quoted where they have to be."""
    return "".join(line + "\n" for line in _bif(_without_quotes(document)))


def xmlbif(document: Document) -> str:
    """The network as XMLBIF 0.3.

    Without the document type that its inventors put before it: programs that read it do not need
    it, and some stumble over it.
    """
    return "".join(line + "\n" for line in _xmlbif(document))


def _without_quotes(document: Document) -> Document:
    """The same with other names where they hold quotation marks, which BIF has no sign for."""
    variables = document.network.variables
    if '"' not in "".join(word for one in variables.values() for word in (one.name, *one.states)):
        return document
    names = _renamed(variables)
    renamed = []
    for one in variables.values():
        states = tuple(_renamed(one.states).values())
        parents = tuple(names[parent] for parent in one.parents)
        renamed.append(attrs.evolve(one, name=names[one.name], states=states, parents=parents))
    return attrs.evolve(
        document,
        network=Network.of(renamed),
        of={names[name]: noted for name, noted in document.of.items()},
    )


def _renamed(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken = {name for name in names if '"' not in name}
    for name in names:
        other = name.replace('"', "'")
        while '"' in name and other in taken:
            other += "'"
        taken.add(other)
        found[name] = other
    return found


def _bif(document: Document) -> Iterator[str]:
    network = document.network
    yield f"network {_word(document.name or 'unknown')} {{"
    yield from _noted(document.properties)
    yield "}"
    for name, one in network.variables.items():
        yield f"variable {_word(name)} {{"
        yield f"  type discrete [ {len(one.states)} ] {{ {_words(one.states)} }};"
        yield from _noted(document.of.get(name, ()))
        yield "}"
    for name, one in network.variables.items():
        if not one.parents:
            yield f"probability ( {_word(name)} ) {{"
            yield f"  table {_numbers(one.table)};"
        else:
            yield f"probability ( {_word(name)} | {_words(one.parents)} ) {{"
            for key, row in _rows(one, network):
                yield f"  ({_words(key)}) {_numbers(row)};"
        yield "}"


def _noted(properties: Iterable[str]) -> Iterator[str]:
    """Properties as they stood; one that would end early is quoted."""
    for one in properties:
        line = text.one_line(one)
        if not line or ";" in line or line.count('"') % 2:
            line = _quoted(line)
        yield f"  property {line};"


def _rows(one: Variable, network: Network) -> Iterator[tuple[tuple[str, ...], tuple[float, ...]]]:
    size = len(one.states)
    keys = product(*(network.variables[parent].states for parent in one.parents))
    for place, key in enumerate(keys):
        yield key, one.table[place * size : (place + 1) * size]


def _words(names: Iterable[str]) -> str:
    return ", ".join(map(_word, names))


def _word(name: str) -> str:
    bare = _BARE.fullmatch(name) and name.casefold() not in _WORDS
    return name if bare else _quoted(name)


def _quoted(name: str) -> str:
    return '"' + text.one_line(name).replace('"', "'") + '"'


def _numbers(values: Iterable[float]) -> str:
    return ", ".join(map(repr, values))


def _xmlbif(document: Document) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<BIF VERSION="0.3">'
    yield "<NETWORK>"
    yield _element("NAME", document.name or "unknown")
    yield from (_element("PROPERTY", one) for one in document.properties)
    for name, one in document.network.variables.items():
        yield '<VARIABLE TYPE="nature">'
        yield _element("NAME", name)
        yield from (_element("OUTCOME", state) for state in one.states)
        yield from (_element("PROPERTY", noted) for noted in document.of.get(name, ()))
        yield "</VARIABLE>"
    for name, one in document.network.variables.items():
        yield "<DEFINITION>"
        yield _element("FOR", name)
        yield from (_element("GIVEN", parent) for parent in one.parents)
        size = len(one.states)
        rows = (one.table[at : at + size] for at in range(0, len(one.table), size))
        yield f"  <TABLE>{chr(10).join(' '.join(map(repr, row)) for row in rows)}</TABLE>"
        yield "</DEFINITION>"
    yield "</NETWORK>"
    yield "</BIF>"


def _element(tag: str, words: str) -> str:
    return f"  <{tag}>{escape(text.one_line(words))}</{tag}>"
