"""How far each observation moved each cause."""

from __future__ import annotations

from collections import Counter

import attrs

from rcakit import Column, Table, chance_words
from rcakit_bayes_net import calibration
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.results.moves import Move, moves
from rcakit_bayes_net.tables.cells import GOOD, JENSEN, explained, frequency, turned
from rcakit_bayes_net.words import being, counted, named, seen

MOST, FEWEST = 1000, 5
"""Moves listed in all, and at least of each observation."""
COLUMNS = (
    Column(
        "observation",
        "What was observed",
        meaning="One thing that was seen, or one piece of evidence and what it says.",
    ),
    Column("cause", "Cause", about=True, meaning="A cause it moved."),
    Column("state", "State", meaning="The state of the cause this is about."),
    Column(
        "without",
        "Without it",
        bar=True,
        meaning="How likely this would be had this one thing not been observed, and all else had.",
        formula="P(state | all other observations)",
        source=JENSEN,
    ),
    Column(
        "posterior",
        "With it",
        bar=True,
        meaning="How likely it is given everything that was observed.",
        formula="P(state | all observations)",
        source=JENSEN,
    ),
    Column(
        "bits",
        "Moved",
        unit="bits",
        meaning="How far this one observation moved it, given all the others. Each bit doubles the "
        "odds; bits below 0 speak against it; infinite where it settles the matter.",
        formula="log2 odds(with) - log2 odds(without)",
        source=GOOD,
    ),
)


def moved(look: Look, case: Case) -> Table:
    """Observation by observation, what moved farthest first."""
    every = list(moves(case))
    found = _farthest(every, max(MOST // max(len(case.observed), 1), FEWEST))
    left = len(every) - len(found)
    things = case.net.things
    told = [seen(look.postmortem, things[one.observation.cause], one.observation) for one in found]
    rows = tuple(
        (
            words,
            one.cause,
            things[one.cause].states[one.state],
            one.without,
            one.posterior,
            one.bits,
        )
        for words, one in zip(told, found, strict=True)
    )
    return Table(
        name="moved",
        title="What moved what",
        columns=COLUMNS,
        rows=rows,
        about=tuple(one.cause for one in found),
        marks=calibration.marks(case, [one.cause for one in found]),
        explain=explained(COLUMNS, _Words(look, case, found, told)),
        note=_note(case, found, left),
    )


def _farthest(every: list[Move], most: int) -> list[Move]:
    """Of each observation the moves that went farthest, at most so many."""
    taken: Counter[int] = Counter()
    found = []
    for one in every:
        taken[id(one.observation)] += 1
        if taken[id(one.observation)] <= most:
            found.append(one)
    return found


def _note(case: Case, found: list[Move], left: int) -> str:
    said = ["Each is taken away alone; what several say together does not add up."]
    if not case.observed:
        said = ["Nothing has been observed yet."]
    elif not found:
        said = ["No one observation is needed: without any one of them the rest says the same."]
    out = len(case.observed) - case.affordable(1, len(case.observed))
    if out:
        some = counted(out, "observation was", "observations were")
        said.append(f"The network is dense; {some} not taken away.")
    if left:
        said.append(f"{counted(left, 'lesser move is', 'lesser moves are')} left out.")
    return " ".join(said)


@attrs.frozen(eq=False)
class _Words:
    """What each cell says, by the name of its column."""

    look: Look
    case: Case
    found: list[Move]
    told: list[str]

    def observation(self, row: int) -> str:
        return f"{self.told[row]}."

    def cause(self, row: int) -> str:
        return f"This observation moved {self._named(row)}."

    def state(self, row: int) -> str:
        return f"This is about {self._it(row)}."

    def without(self, row: int) -> str:
        return (
            f"Had this not been observed ({self.told[row]}), {self._it(row)} would be "
            f"{frequency(self.found[row].without)}."
        )

    def posterior(self, row: int) -> str:
        now = frequency(self.found[row].posterior)
        return f"With all that was observed, {self._it(row)} is {now}."

    def bits(self, row: int) -> str:
        one = self.found[row]
        return (
            f"It moved {self._named(row)} from {chance_words(one.without)} to "
            f"{chance_words(one.posterior)}{turned(one.bits)}."
        )

    def _named(self, row: int) -> str:
        return named(self.look.postmortem, self.found[row].cause)

    def _it(self, row: int) -> str:
        one = self.found[row]
        state = self.case.net.things[one.cause].states[one.state]
        return f"the chance that {self._named(row)} {being(state)}"
