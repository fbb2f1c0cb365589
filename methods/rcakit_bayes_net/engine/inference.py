"""What follows from observations, exactly.

Tables are bounded before any is made: what would need more room than there is goes to the library
of `rcakit[bayes]` where that is installed, or is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from math import fsum, inf, log
from typing import TypeVar

import attrs

from rcakit_bayes_net.engine import library
from rcakit_bayes_net.engine.given import Given, Impossible, given
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.engine.passes import Passes
from rcakit_bayes_net.engine.tree import Plan, plan

__all__ = ["Explanation", "Impossible", "Inference", "TooLarge"]

ROOM = 20_000_000
"""Numbers all tables may hold together where plain Python does the work: some 40 bytes for each.

Up to there the library is no faster, as measured in docs/benchmarks.md."""
T = TypeVar("T")

ALIKE = 1e-9
"""How close two probabilities are, as part of them, to be called the same."""
_UNSAYABLE = 10**15


class TooLarge(Exception):
    """The tables that would have to be made are larger than the room there is.

    Attributes:
        wanted: How many numbers they hold together; at least so many where that is beyond counting.
        largest: How many the largest holds.
    """

    def __init__(self, wanted: int, largest: int, most: int) -> None:
        self.wanted = wanted
        self.largest = largest
        mend = "Fewer causes behind one effect, or more that is observed for certain, help"
        if not library.installed() and wanted <= library.ROOM:
            mend = "With the extra rcakit[bayes] installed it can be"
        super().__init__(
            f"The network is too dense to be worked out exactly: its tables would hold "
            f"{_count(wanted)} numbers, the largest {_count(largest)}, and {most:,} are the most "
            f"there is room for. {mend}."
        )


@attrs.frozen
class Explanation:
    """The likeliest state of everything together.

    Attributes:
        states: The state of each variable.
        probability: Of these states together with the observations.
        posterior: Of these states, given the observations.
        open: The variables that are in another state in an explanation just as likely, with all
            states they are in there.
        margins: For each variable how many times likelier this is than the best explanation in
            which it is in another state; infinite where it can be in no other.
    """

    states: Mapping[str, str]
    probability: float
    posterior: float
    open: Mapping[str, tuple[str, ...]]
    margins: Mapping[str, float]


@attrs.frozen(slots=False, eq=False)
class Inference:
    """A network with observations, and what follows.

    Attributes:
        network: The network.
        evidence: For each variable that was looked at, how likely the observation is in each of
            its states: 1 for what was seen and 0 for the others, or anything between.
    """

    network: Network
    evidence: Mapping[str, tuple[float, ...]] = attrs.field(factory=dict)

    def posteriors(self, names: Collection[str] | None = None) -> dict[str, tuple[float, ...]]:
        """The probability of each state of each variable, given the observations.

        Args:
            names: The variables that are asked for; None for all.

        Raises:
            TooLarge: The network is too dense for this.
            Impossible: The observations contradict the network.
        """
        what = given(self.network, self.evidence, names)
        way = _way(what)
        found: dict[str, Sequence[float]]
        if way.order.wanted > ROOM:
            found = {**_by_library(way, library.posteriors, self.network, self.evidence, names)}
        else:
            passes = Passes(what, way.tree(), sum)
            passes.inward()
            passes.outward()
            found = passes.alone()
        for name, place in what.settled.items():
            size = len(self.network.variables[name].states)
            found[name] = [float(state == place) for state in range(size)]
        asked = self.network.variables if names is None else names
        return {name: _normal(found[name]) for name in asked}

    def probability(self) -> float:
        """The probability of the observations, of likelihoods their expectation.

        It is 0 where they contradict the network.

        Raises:
            TooLarge: The network is too dense for this.
        """
        try:
            what = given(self.network, self.evidence, ())
            way = _way(what)
            if way.order.wanted > ROOM:
                return _by_library(way, library.probability, self.network, self.evidence)
            return self._inward().total.number
        except Impossible:
            return 0.0

    def log_probability(self) -> float:
        """The natural logarithm of `probability`, also where that is too small for a number.

        Raises:
            TooLarge: The network is too dense for this.
            Impossible: The observations contradict the network.
        """
        total = self._inward().total
        return log(total.value) + total.power * log(2.0)

    def _inward(self) -> Passes:
        what = given(self.network, self.evidence, ())
        passes = Passes(what, _way(what, ROOM).tree(), sum)
        passes.inward()
        return passes

    def most_probable(self) -> tuple[dict[str, str], float]:
        """The likeliest state of everything together, and its probability with the observations.

        Raises:
            TooLarge: The network is too dense for this.
            Impossible: The observations contradict the network.
        """
        passes = self._greatest()
        return self._states(passes), passes.total.number

    def explanation(self) -> Explanation:
        """The likeliest state of everything, how likely it is, and where another is as likely.

        Raises:
            TooLarge: The network is too dense for this.
            Impossible: The observations contradict the network.
        """
        passes = self._greatest()
        states, best = self._states(passes), passes.total
        passes.outward()
        ties, margins = {}, dict.fromkeys(self.network.variables, inf)
        for name, values in passes.alone().items():
            *_, second, first = 0.0, *sorted(values)
            margins[name] = first / second if second else inf
            least = max(values) * (1.0 - ALIKE)
            named = self.network.variables[name].states
            alike = tuple(
                state for state, value in zip(named, values, strict=True) if value >= least
            )
            if len(alike) > 1:
                ties[name] = alike
        whole = self._inward().total
        posterior = best.times(1.0 / whole.value, -whole.power).number
        return Explanation(states, best.number, min(posterior, 1.0), ties, margins)

    def _greatest(self) -> Passes:
        what = given(self.network, self.evidence, None)
        passes = Passes(what, _way(what, ROOM).tree(), max)
        passes.inward()
        return passes

    def _states(self, passes: Passes) -> dict[str, str]:
        places = {**passes.best(), **passes.given.settled}
        return {name: one.states[places[name]] for name, one in self.network.variables.items()}


def _way(what: Given, most: int | None = None) -> Plan:
    """The order in which all is worked out, once it is known that there is room.

    Raises:
        TooLarge: There is not.
    """
    way = plan(frozenset(scope for scope, _ in what.factors), tuple(what.sizes.items()))
    if most is None:
        most = library.ROOM if library.installed() else ROOM
    if not way.complete or way.order.wanted > most:
        raise TooLarge(way.order.wanted, way.order.largest, most)
    return way


def _by_library(way: Plan, work: Callable[..., T], *given: object) -> T:
    try:
        return work(*given)
    except MemoryError:
        raise TooLarge(way.order.wanted, way.order.largest, library.ROOM) from None


def _normal(values: Sequence[float]) -> tuple[float, ...]:
    total = fsum(values)
    if not total > 0.0:
        raise Impossible
    return tuple(value / total for value in values)


def _count(number: int) -> str:
    return f"{number:,}" if number < _UNSAYABLE else f"more than {_UNSAYABLE:,}"
