"""The table of one variable in BIF: given whole, row by row, or with a row for all the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import fsum, prod

import attrs

from rcakit_bayes_net.engine.network import slack
from rcakit_bayes_net.exchange.document import BrokenNetwork, all_numbers
from rcakit_bayes_net.exchange.tokens import Tokens

_END = re.compile(r"[;}\"/{]")

States = Mapping[str, tuple[str, ...]]
Row = tuple[list[str], list[float], int]


def numbers(tokens: Tokens, whose: str) -> list[float]:
    """Numbers up to a semicolon, which is passed over, or to the end of the block.

    Raises:
        BrokenNetwork: One is no probability.
    """
    tokens.skip_blank()
    line = tokens.line()
    found = _END.search(tokens.source, tokens.place)
    if found is not None and found[0] in ";}":
        # Nothing but numbers and commas, as nearly always.
        words = tokens.source[tokens.place : found.start()].replace(",", " ").split()
        tokens.place = found.start()
        tokens.accept(";")
        return all_numbers(words, line, whose)
    words = []
    while tokens.peek() not in ("}", ""):
        if tokens.accept(";"):
            break
        if not tokens.accept(","):
            words.append(tokens.next())
    return all_numbers(words, line, whose)


@attrs.define(eq=False)
class Entries:
    """What a block says, before the states of all variables are known.

    Attributes:
        name: The variable.
        parents: What it depends on.
        line: Where the block begins.
        remarks: Takes what is odd, with its line.
        table: The whole table and its line.
        default: The row for all combinations of states that have none, and its line.
        rows: The other rows, each with the states of the parents and its line.
    """

    name: str
    parents: tuple[str, ...]
    line: int
    remarks: list[tuple[str, int]]
    table: tuple[list[float], int] | None = None
    default: tuple[list[float], int] | None = None
    rows: list[Row] = attrs.field(factory=list)

    def whole(self, states: States) -> tuple[Sequence[float], Sequence[int]]:
        """The whole table, the variable's own states changing fastest, and the line of each row.

        Raises:
            BrokenNetwork: Rows are wanting, there twice, too long or too short, or of no states.
        """
        size = len(states[self.name])
        count = prod(len(states[parent]) for parent in self.parents)
        found: list[list[float] | None] = [None] * count
        lines = [self.line] * count
        for place, row, line in self._placed(states):
            if found[place] is not None:
                raise BrokenNetwork(line, f"{self.name} has a second row for the same states.")
            found[place], lines[place] = self._checked(row, size, line), line
        whole, at = self._otherwise(size, count)
        missing = [place for place, row in enumerate(found) if row is None]
        if missing and whole is None:
            said = ", ".join(self._states_of(missing[0], states)) or "its own states"
            raise BrokenNetwork(self.line, f"The table of {self.name} has no row for {said}.")
        for place in missing:
            assert whole is not None
            found[place], lines[place] = whole[place % len(whole)], at
        return [value for row in found for value in row or ()], lines

    def _otherwise(self, size: int, count: int) -> tuple[list[list[float]] | None, int]:
        """The rows of the whole table, or the one for all others; None where there is neither."""
        if self.table is not None:
            values, line = self.table
            if len(values) != size * count:
                raise BrokenNetwork(
                    line,
                    f"The table of {self.name} has {len(values):,} numbers where {size * count:,} "
                    "are wanted.",
                )
            return self._ordered(values, size, count, line), line
        if self.default is not None:
            values, line = self.default
            return [self._checked(values, size, line)], line
        return None, self.line

    def _ordered(self, values: list[float], size: int, count: int, line: int) -> list[list[float]]:
        """A whole table as rows. In BIF the states of the variable itself change slowest.

        Some programs write them to change fastest; where only that gives rows that sum to 1, that
        is what was meant.
        """
        slowest = [values[place::count] for place in range(count)]
        if count == 1 or all(map(_sound, slowest)):
            return slowest
        fastest = [values[at : at + size] for at in range(0, len(values), size)]
        if not all(map(_sound, fastest)):
            return slowest
        self.remarks.append(
            (
                f"The rows of {self.name} sum to 1 only if its own states change fastest; so read.",
                line,
            )
        )
        return fastest

    def _placed(self, states: States) -> Iterator[tuple[int, list[float], int]]:
        """Each row with its number among all combinations of the parents' states."""
        places = [
            {state: place for place, state in enumerate(states[parent])} for parent in self.parents
        ]
        for key, row, line in self.rows:
            if len(key) != len(places):
                raise BrokenNetwork(
                    line,
                    f"A row of {self.name} names {len(key)} states; it depends on {len(places)} "
                    "variables.",
                )
            at = 0
            for parent, state, known in zip(self.parents, key, places, strict=True):
                if state not in known:
                    raise BrokenNetwork(
                        line, f"A row of {self.name} names {state}, which is no state of {parent}."
                    )
                at = at * len(known) + known[state]
            yield at, row, line

    def _checked(self, row: list[float], size: int, line: int) -> list[float]:
        if len(row) != size:
            raise BrokenNetwork(
                line, f"A row of {self.name} has {len(row)} numbers; it has {size} states."
            )
        return row

    def _states_of(self, place: int, states: States) -> list[str]:
        found: list[str] = []
        for parent in reversed(self.parents):
            place, at = divmod(place, len(states[parent]))
            found.insert(0, states[parent][at])
        return found


def _sound(row: Sequence[float]) -> bool:
    total = abs(fsum(row) - 1.0)
    return total <= 1e-12 or total <= slack(row)
