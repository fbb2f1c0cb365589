"""The Bayesian Interchange Format, as the usual repositories of networks write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import prod

import attrs

from rcakit_bayes_net.engine.network import Network, Variable, WrongNetwork

_TOKEN = re.compile(
    r"\s+|//[^\n]*|/\*.*?\*/|(?P<mark>[{}()\[\],;|])|\"(?P<quoted>[^\"\n]*)\"|(?P<word>[^\s{}()\[\],;|\"]+)",
    re.DOTALL,
)


class BrokenBif(Exception):
    """A text that is no BIF, or a network that cannot be; says at which line and why."""

    def __init__(self, line: int | None, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason)


@attrs.frozen
class _Token:
    text: str
    line: int
    mark: bool = False


def read(text: str) -> Network:
    """The network a text describes.

    Raises:
        BrokenBif: It is none.
    """
    reader = _Reader(list(_tokens(text)))
    try:
        return Network.of(reader.variables())
    except WrongNetwork as error:
        raise BrokenBif(None, str(error)) from None


def _tokens(text: str) -> Iterator[_Token]:
    place, line = 0, 1
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise BrokenBif(line, f"“{text[place : place + 20]}” is not expected.")
        if found.lastgroup is not None:
            yield _Token(found[found.lastgroup], line, found.lastgroup == "mark")
        line += found[0].count("\n")
        place = found.end()


@attrs.define
class _Reader:
    tokens: list[_Token]
    place: int = 0
    states: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    tables: dict[str, tuple[tuple[str, ...], tuple[float, ...]]] = attrs.field(factory=dict)

    def variables(self) -> list[Variable]:
        """Everything that is defined."""
        while self.place < len(self.tokens):
            token = self._next()
            if token.text == "network":
                self._skip_block()
            elif token.text == "variable":
                self._variable()
            elif token.text == "probability":
                self._probability()
            else:
                raise BrokenBif(token.line, f"“{token.text[:40]}” begins no block.")
        found = []
        for name, states in self.states.items():
            if name not in self.tables:
                raise BrokenBif(None, f"{name} has no table.")
            parents, table = self.tables[name]
            found.append(Variable(name, states, parents, table))
        return found

    def _variable(self) -> None:
        name = self._name()
        self._expect("{")
        while not self._at("}"):
            if self._next().text != "type":
                self._skip_line()
                continue
            self._expect("discrete")
            self._expect("[")
            token = self._next()
            self._expect("]")
            self._expect("{")
            states = tuple(self._listed("}"))
            self._expect(";")
            if not token.text.isdecimal() or int(token.text) != len(states):
                raise BrokenBif(
                    token.line, f"{name} is said to have {token.text} states and has {len(states)}."
                )
            self.states[name] = states
        self._expect("}")
        if name not in self.states:
            raise BrokenBif(self._line(), f"{name} has no states.")

    def _probability(self) -> None:
        self._expect("(")
        line = self._line()
        name = self._name()
        parents: tuple[str, ...] = ()
        if self._at("|"):
            self._next()
            parents = tuple(self._listed(")"))
        else:
            self._expect(")")
        for one in (name, *parents):
            if one not in self.states:
                raise BrokenBif(line, f"{one} is not defined.")
        rows = self._rows(name, parents)
        self.tables[name] = (parents, rows)

    def _rows(self, name: str, parents: tuple[str, ...]) -> tuple[float, ...]:
        size = len(self.states[name])
        keys = list(product(*(self.states[parent] for parent in parents)))
        rows: dict[tuple[str, ...], list[float]] = {}
        default: list[float] | None = None
        self._expect("{")
        while not self._at("}"):
            token = self._next()
            if token.text == "table":
                values = self._numbers()
                if len(values) != size * len(keys):
                    raise BrokenBif(token.line, f"The table of {name} has {len(values)} numbers.")
                # A whole table has the states of the variable outermost.
                for place, key in enumerate(keys):
                    rows[key] = values[place :: len(keys)]
            elif token.text == "default":
                default = self._numbers()
            elif token.text == "(":
                key = tuple(self._listed(")"))
                if len(key) != len(parents) or any(
                    state not in self.states[parent]
                    for state, parent in zip(key, parents, strict=False)
                ):
                    raise BrokenBif(token.line, f"{name} has a row for states there are not.")
                rows[key] = self._numbers()
            else:
                self._skip_line()
        self._expect("}")
        missing = [key for key in keys if key not in rows]
        if missing and default is None:
            raise BrokenBif(self._line(), f"{name} has no row for {', '.join(missing[0])}.")
        whole = [value for key in keys for value in rows.get(key, default or [])]
        if len(whole) != size * prod(len(self.states[parent]) for parent in parents):
            raise BrokenBif(self._line(), f"A row of {name} has the wrong number of numbers.")
        return tuple(whole)

    def _numbers(self) -> list[float]:
        found = []
        while not self._at(";"):
            token = self._next()
            if token.text == ",":
                continue
            try:
                found.append(float(token.text))
            except ValueError:
                raise BrokenBif(token.line, f"“{token.text[:40]}” is no number.") from None
        self._expect(";")
        return found

    def _listed(self, end: str) -> Iterator[str]:
        while not self._at(end):
            token = self._next()
            if not (token.mark and token.text == ","):
                yield token.text
        self._expect(end)

    def _skip_block(self) -> None:
        while not self._at("{"):
            self._next()
        depth = 0
        while True:
            token = self._next()
            depth += (token.mark and token.text == "{") - (token.mark and token.text == "}")
            if not depth:
                return

    def _skip_line(self) -> None:
        while self._next().text != ";":
            pass

    def _name(self) -> str:
        token = self._next()
        if token.mark:
            raise BrokenBif(token.line, f"A name is wanted, not “{token.text}”.")
        return token.text

    def _at(self, text: str) -> bool:
        if self.place >= len(self.tokens):
            raise BrokenBif(self._line(), "The text ends in the middle.")
        return self.tokens[self.place].text == text

    def _expect(self, text: str) -> None:
        token = self._next()
        if token.text != text:
            raise BrokenBif(token.line, f"“{text}” is wanted, not “{token.text[:40]}”.")

    def _next(self) -> _Token:
        if self.place >= len(self.tokens):
            raise BrokenBif(self._line(), "The text ends in the middle.")
        self.place += 1
        return self.tokens[self.place - 1]

    def _line(self) -> int | None:
        place = min(self.place, len(self.tokens) - 1)
        return self.tokens[place].line if self.tokens else None
