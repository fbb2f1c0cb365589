"""What the file of a network says, and how that becomes a network or a fault with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod

import attrs

from rcakit import text
from rcakit_bayes_net.engine.network import Network, Variable, WrongNetwork

MOST_NUMBERS = 5_000_000
"""Numbers in all tables of one file; the largest published networks have a tenth of that."""


class BrokenNetwork(Exception):
    """A text that is no network, or a network that cannot be; says at which line and why."""

    def __init__(self, line: int | None, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason)


@attrs.frozen
class Document:
    """A network, and what a file says of it that has no part in computing.

    Attributes:
        network: The network.
        name: What the file calls it.
        properties: What the file notes of the network, each as it stands there.
        of: What it notes of variables, by their names.
        lines: Where each variable begins in the file.
        remarks: What was odd, each with its line.
    """

    network: Network
    name: str = ""
    properties: tuple[str, ...] = ()
    of: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    lines: Mapping[str, int] = attrs.field(factory=dict)
    remarks: tuple[tuple[str, int], ...] = ()


@attrs.frozen
class Declared:
    """A variable as a file declares it: its name, where, its states, and what is noted of it."""

    name: str
    line: int
    states: tuple[str, ...]
    properties: tuple[str, ...] = ()


@attrs.frozen
class Defined:
    """The table of a variable as a file gives it.

    Attributes:
        name: The variable.
        line: Where it begins.
        parents: What the variable depends on.
        numbers: Makes the whole table, once all variables are known, the states of the variable
            changing fastest; with it the line of each row, or fewer where all are in one.
        properties: What is noted of it.
    """

    name: str
    line: int
    parents: tuple[str, ...]
    numbers: Callable[[Mapping[str, tuple[str, ...]]], tuple[Sequence[float], Sequence[int]]]
    properties: tuple[str, ...] = ()


@attrs.define(eq=False)
class Draft:
    """What was read so far.

    Attributes:
        name: What the file calls the network.
        properties: What it notes of the network.
        declared: The variables.
        defined: Their tables.
        remarks: What was odd, each with its line.
    """

    name: str = ""
    properties: list[str] = attrs.field(factory=list)
    declared: dict[str, Declared] = attrs.field(factory=dict)
    defined: dict[str, Defined] = attrs.field(factory=dict)
    remarks: list[tuple[str, int]] = attrs.field(factory=list)

    def declare(self, one: Declared) -> None:
        """Take in a variable.

        Raises:
            BrokenNetwork: It has no name, no states, or one of them twice, or is there already.
        """
        if not one.name.strip():
            raise BrokenNetwork(one.line, "A variable has no name.")
        if one.name in self.declared:
            first = self.declared[one.name].line
            raise BrokenNetwork(one.line, f"The variable {one.name} is in line {first} already.")
        if not one.states:
            raise BrokenNetwork(one.line, f"The variable {one.name} has no states.")
        seen: set[str] = set()
        for state in one.states:
            if not state.strip():
                raise BrokenNetwork(one.line, f"A state of {one.name} has no name.")
            if state in seen:
                raise BrokenNetwork(one.line, f"{one.name} has the state {state} twice.")
            seen.add(state)
        self.declared[one.name] = one

    def define(self, one: Defined) -> None:
        """Take in a table.

        Raises:
            BrokenNetwork: The variable has one already.
        """
        if one.name in self.defined:
            first = self.defined[one.name].line
            raise BrokenNetwork(one.line, f"{one.name} has its table in line {first} already.")
        self.defined[one.name] = one

    def document(self) -> Document:
        """The network.

        Raises:
            BrokenNetwork: It cannot be.
        """
        if not self.declared:
            raise BrokenNetwork(None, "It declares no variable.")
        self._check_names()
        states = {name: one.states for name, one in self.declared.items()}
        self._check_sizes(states)
        variables, lines = [], {}
        for name, one in self.declared.items():
            defined = self.defined[name]
            numbers, lines[name] = defined.numbers(states)
            variables.append(Variable(name, one.states, defined.parents, tuple(numbers)))
        try:
            network = Network.of(variables)
        except WrongNetwork as error:
            rows = lines.get(error.name, ())
            at = rows[min(error.row, len(rows) - 1)] if rows and error.row is not None else None
            line = self.defined[error.name].line if at is None else at
            raise BrokenNetwork(line, str(error)) from None
        self._remark_rounded(network, lines)
        return Document(
            network,
            self.name,
            tuple(self.properties),
            {
                name: noted
                for name, one in self.declared.items()
                if (noted := (*one.properties, *self.defined[name].properties))
            },
            {name: one.line for name, one in self.declared.items()},
            tuple(self.remarks),
        )

    def _check_names(self) -> None:
        """Every variable has a table, and every table is about variables."""
        for defined in self.defined.values():
            for name in (defined.name, *defined.parents):
                if name not in self.declared:
                    raise BrokenNetwork(
                        defined.line,
                        f"There is a table about {name}, which is declared nowhere."
                        if name == defined.name
                        else f"{defined.name} depends on {name}, which is declared nowhere.",
                    )
        for name, declared in self.declared.items():
            if name not in self.defined:
                raise BrokenNetwork(declared.line, f"The variable {name} has no table.")

    def _check_sizes(self, states: Mapping[str, tuple[str, ...]]) -> None:
        """All tables together are bounded, before any of them is made."""
        whole = 0
        for defined in self.defined.values():
            size = prod(len(states[one]) for one in (defined.name, *defined.parents))
            whole += size
            if whole > MOST_NUMBERS:
                raise BrokenNetwork(
                    defined.line,
                    f"With the table of {defined.name} there are more than the {MOST_NUMBERS:,} "
                    "numbers that are read from one file.",
                )

    def _remark_rounded(self, network: Network, lines: Mapping[str, Sequence[int]]) -> None:
        for name in network.rounded:
            line = lines[name][0] if lines[name] else self.defined[name].line
            self.remarks.append(
                (
                    f"Rows of {name} miss the sum 1 by rounding; the numbers are kept as they are.",
                    line,
                )
            )


def said(word: str) -> str:
    """A name or note as it is kept: on one line, as TOML files keep text."""
    return text.one_line(text.normal(word))


def number(word: str, line: int, whose: str) -> float:
    """A number as it is written in a file.

    Raises:
        BrokenNetwork: It is none, or no probability.
    """
    try:
        value = float(word) if word.isascii() and "_" not in word else None
    except ValueError:
        value = None
    if value is None:
        raise BrokenNetwork(line, f"“{word[:40]}” in the table of {whose} is no number.")
    if not 0.0 <= value <= 1.0:
        raise BrokenNetwork(line, f"{word[:40]} in the table of {whose} is no probability.")
    return value


def all_numbers(words: Iterable[str], line: int, whose: str) -> list[float]:
    """Numbers as they are written in a file.

    Raises:
        BrokenNetwork: One is none, or no probability.
    """
    return [number(word, line, whose) for word in words]
