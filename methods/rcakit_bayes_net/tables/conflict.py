"""Whether the observations fit together."""

from __future__ import annotations

import attrs

from rcakit import Column, Table
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.results.conflict import Conflict, conflicts
from rcakit_bayes_net.tables.cells import CONFLICT, explained
from rcakit_bayes_net.words import counted, seen

SLIGHT, STRONG = 0.05, 3.0
COLUMNS = (
    Column("observation", "What was observed", meaning="All of it, or one thing against the rest."),
    Column(
        "bits",
        "Conflict",
        unit="bits",
        meaning="Above 0 the observations are less likely together than apart: they speak against "
        "each other. Below 0 they speak for each other, as effects of one cause do.",
        formula="log2 (Π P(each) / P(all together))",
        source=CONFLICT,
    ),
    Column(
        "reading",
        "That is",
        meaning="The number in words. A strong conflict may be a wrong observation, something that "
        "is missing in the network, or a rare case.",
    ),
)


def conflict(look: Look, case: Case) -> Table:
    """The whole first, then what fits worst."""
    found = sorted(conflicts(case), key=_worst)
    told = [_words(look, case, one) for one in found]
    return Table(
        name="conflict",
        title="Does it fit together",
        columns=COLUMNS,
        rows=tuple(
            (words, one.bits, reading(one.bits)) for words, one in zip(told, found, strict=True)
        ),
        about=tuple("" if one.observation is None else one.observation.cause for one in found),
        explain=explained(COLUMNS, _Words(found, told)),
        note=_note(case, found),
    )


def _note(case: Case, found: list[Conflict]) -> str:
    if not found:
        return "It takes two observations to be in conflict."
    out = len(case.observed) - (len(found) - 1)
    some = counted(out, "observation was", "observations were")
    return f"The network is dense; {some} not compared." if out else ""


def reading(bits: float) -> str:
    """What a measure of conflict says, in words."""
    if bits >= STRONG:
        return "they speak strongly against each other"
    if bits > SLIGHT:
        return "they speak against each other"
    return "they speak for each other" if bits < -SLIGHT else "they say nothing of each other"


def _worst(one: Conflict) -> tuple[bool, float]:
    return one.observation is not None, -one.bits


def _words(look: Look, case: Case, one: Conflict) -> str:
    if one.observation is None:
        return "everything"
    return seen(look.postmortem, case.net.things[one.observation.cause], one.observation)


@attrs.frozen(eq=False)
class _Words:
    """What each cell says, by the name of its column."""

    found: list[Conflict]
    told: list[str]

    def observation(self, row: int) -> str:
        if self.found[row].observation is None:
            return "All observations against each other."
        return f"This against all the rest: {self.told[row]}."

    def bits(self, row: int) -> str:
        bits = self.found[row].bits
        factor = f"{2.0 ** min(abs(bits), 1000.0):.3g} times"
        than = "as likely apart as together" if bits > 0.0 else "as likely together as apart"
        who = "They" if self.found[row].observation is None else "It and the rest"
        if abs(bits) <= SLIGHT:
            return f"{who} are as likely together as apart."
        return f"{who} are {factor} {than}: {reading(bits)}."

    def reading(self, row: int) -> str:
        return self.bits(row)
