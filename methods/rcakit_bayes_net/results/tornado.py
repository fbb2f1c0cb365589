"""How much the answer hangs on each number.

With everything else fixed, the probability of what was observed is linear in each chance of the
network, so that a posterior is one linear function of it over another. From the posteriors of the
hidden chances, once with and once without the thing asked about, follow all these functions.
E. Castillo, J. M. Gutierrez and A. S. Hadi, "Sensitivity analysis in discrete Bayesian networks",
IEEE Trans. SMC 27 (1997); A. Darwiche, "A differential approach to inference in Bayesian
networks", J. ACM 50 (2003).
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import working
from rcakit_bayes_net.case import Beliefs, Case, posteriors
from rcakit_bayes_net.engine.inference import Impossible
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.net import Number, Root
from rcakit_bayes_net.observations import Kind, Observation, vectors
from rcakit_bayes_net.results.bar import TIMES, Bar, scaled
from rcakit_bayes_net.results.rows import rows
from rcakit_bayes_net.structure import noises, spelled_out


@attrs.frozen
class _Chance:
    """A chance of the network: the state of a variable in which it comes true, and what it is."""

    variable: str
    place: int
    cause: str
    part: str
    behind: str
    number: Number


def tornado(case: Case, target: str, state: int) -> tuple[list[Bar], int]:
    """What the posterior of one state of a cause hangs on, the most telling number first.

    Args:
        case: The network with what was observed.
        target: The cause.
        state: The place of the state.

    Returns:
        The bars, and how many numbers of tables were left out because there are too many.

    Raises:
        rcakit_bayes_net.engine.inference.Impossible: What was observed cannot all be so.
    """
    working.tell("Trying each number smaller and larger")
    network = Network.of(spelled_out(case.net))
    evidence = vectors(case.observed)
    size = len(case.net.things[target].states)
    before = evidence.get(target, (1.0,) * size)
    asked = tuple(value * (place == state) for place, value in enumerate(before))
    given = posteriors(network, evidence)
    answer = given[target][state]
    try:
        then = posteriors(network, {**evidence, target: asked})
    except Impossible:
        return [], 0
    found = [
        _bar(one, answer, given[one.variable][one.place], then[one.variable][one.place])
        for one in _chances(case)
    ]
    found += [
        _likelihood(case, one, answer, given, then)
        for one in case.observed
        if one.kind is Kind.EVIDENCE and one.by_ratio
    ]
    of_tables, left = rows(case, target, state)
    found += of_tables
    found.sort(key=lambda bar: -bar.swing)
    return found, left


def _chances(case: Case) -> Iterator[_Chance]:
    for name, thing in case.net.things.items():
        own = thing.mechanism
        if isinstance(own, Root) and 0.0 < own.chance.value < 1.0:
            yield _Chance(name, thing.truths.index(True), name, "prior", "", own.chance)
    for one in noises(case.net):
        yield _Chance(one.variable, 0, one.cause, one.part, one.behind, one.number)


def _bar(chance: _Chance, answer: float, without: float, also: float) -> Bar:
    """The bar of a chance, from how likely it came true, without and with what is asked about."""
    value = chance.number.value

    def at(x: float) -> float:
        up, down = x / value, (1.0 - x) / (1.0 - value)
        whole = without * up + (1.0 - without) * down
        return answer * (also * up + (1.0 - also) * down) / whole if whole > 0.0 else answer

    return Bar(
        chance.cause,
        chance.part,
        chance.number,
        at(scaled(value, 1.0 / TIMES)),
        at(scaled(value, TIMES)),
        answer * (also - without) / (value * (1.0 - value)),
        chance.behind,
    )


def _likelihood(case: Case, one: Observation, answer: float, given: Beliefs, then: Beliefs) -> Bar:
    """The bar of a likelihood: its ratio is a factor on the states in which the cause is so."""
    truths = case.net.things[one.cause].truths
    ratio = one.vector[truths.index(True)] / one.vector[truths.index(False)]
    without, also = case.so(given, one.cause) or 0.0, case.so(then, one.cause) or 0.0

    def at(times: float) -> float:
        whole = without * times + 1.0 - without
        return answer * (also * times + 1.0 - also) / whole

    return Bar(
        one.cause,
        "likelihood",
        Number(ratio, one.who),
        at(1.0 / TIMES),
        at(TIMES),
        answer * (also - without) / ratio,
        one.evidence,
    )
