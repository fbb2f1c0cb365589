"""How much the answer hangs on each number of the full tables: the network again with it changed.

The other numbers of the row keep their proportions.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import working
from rcakit_bayes_net.case import Case, alone, probability
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.net import Full, Number
from rcakit_bayes_net.observations import Vector, vectors
from rcakit_bayes_net.results.bar import TIMES, Bar, scaled

MOST = 120
"""Numbers of tables that are looked at at most; of more, none is."""


def rows(case: Case, target: str, state: int) -> tuple[list[Bar], int]:
    """One for each number of a table, and how many were left out because there are too many."""
    places = list(_places(case))
    if len(places) > case.affordable(4, MOST):
        return [], len(places)
    found = []
    for done, (name, row, place, own) in enumerate(places):
        working.tell("Trying each number smaller and larger", done / len(places))
        value = own.rows[row][place]
        answers = _Answers(case, target, state, name, (row, place))
        low, high = scaled(value, 1.0 / TIMES), scaled(value, TIMES)
        number = Number(value, own.who, own.assumed)
        with alone():
            at_low, at_high = answers.at(low), answers.at(high)
            slope = answers.slope(value, low, high)
        found.append(Bar(name, "table", number, at_low, at_high, slope, row=(row, place)))
    return found, 0


def _places(case: Case) -> Iterator[tuple[str, int, int, Full]]:
    """Every number of a table that is a chance; of two states, one each row."""
    for name, thing in case.net.things.items():
        own = thing.mechanism
        if isinstance(own, Full):
            told = case.told(name)
            for row, values in enumerate(own.rows):
                for place in told if len(values) > 2 else told[:1]:
                    if 0.0 < values[place] < 1.0:
                        yield name, row, place, own


@attrs.frozen(eq=False)
class _Answers:
    """The answer as a function of one number of a table."""

    case: Case
    target: str
    state: int
    name: str
    at_place: tuple[int, int]

    def both(self, x: float) -> tuple[float, float]:
        """The probability of what was observed, without and with what is asked about."""
        network = self._with(x)
        evidence: dict[str, Vector] = vectors(self.case.observed)
        size = len(self.case.net.things[self.target].states)
        before = evidence.get(self.target, (1.0,) * size)
        asked = tuple(value * (place == self.state) for place, value in enumerate(before))
        return probability(network, evidence), probability(
            network, {**evidence, self.target: asked}
        )

    def at(self, x: float) -> float:
        """The answer."""
        whole, part = self.both(x)
        return part / whole if whole > 0.0 else 0.0

    def slope(self, value: float, low: float, high: float) -> float:
        """Its slope: both probabilities are linear in the number."""
        (whole, part), (far_whole, far_part) = self.both(low), self.both(high)
        whole_slope = (far_whole - whole) / (high - low)
        part_slope = (far_part - part) / (high - low)
        here, part_here = whole + whole_slope * (value - low), part + part_slope * (value - low)
        return (part_slope * here - part_here * whole_slope) / here**2

    def _with(self, x: float) -> Network:
        row, place = self.at_place
        known = self.case.network.variables
        own = known[self.name]
        size = len(own.states)
        first = row * size
        before = own.table[first + place]
        rest = (1.0 - x) / (1.0 - before)
        changed = [
            x if number == place else value * rest
            for number, value in enumerate(own.table[first : first + size])
        ]
        table = (*own.table[:first], *changed, *own.table[first + size :])
        return Network({**known, self.name: attrs.evolve(own, table=table)})
