"""Had this not been so."""

from __future__ import annotations

import attrs

from rcakit import Column, Table
from rcakit_bayes_net import calibration
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.results.counterfactual import Without, counterfactuals
from rcakit_bayes_net.tables.cells import NECESSITY, PEARL_2009, explained, frequency
from rcakit_bayes_net.words import counted, named

COLUMNS = (
    Column(
        "cause", "Had this not been so", about=True, meaning="A cause that leads to the problem."
    ),
    Column(
        "seen",
        "It was",
        meaning="Whether it was seen to be so, or is only taken as so for this question.",
    ),
    Column(
        "still",
        "Happened all the same",
        bar=True,
        meaning="How likely the problem would have happened without it, with everything else as it "
        "was in this incident. It is more than taking it for not observed: whatever led to it, it "
        "is kept from being so.",
        formula="P(problem had the cause not been so | what was observed)",
        source=PEARL_2009,
    ),
    Column(
        "needed",
        "Was needed",
        bar=True,
        meaning="How likely the problem would not have happened without it: the probability that "
        "the cause was necessary.",
        formula="1 - P(problem had the cause not been so | what was observed)",
        source=NECESSITY,
    ),
)
Row = tuple[str, str, float | None, float | None]


def without(look: Look, case: Case, problem: str) -> Table:
    """What was seen to be so first, that which was needed most before the rest."""
    found, left = counterfactuals(case, problem)
    rows = tuple(
        (
            one.cause,
            "so" if one.seen else "taken as so",
            one.still,
            None if one.still is None else 1.0 - one.still,
        )
        for one in found
    )
    return Table(
        name="counterfactual",
        title="Had this not been so",
        columns=COLUMNS,
        rows=rows,
        about=tuple(one.cause for one in found),
        marks=calibration.marks(case, [one.cause for one in found]),
        explain=explained(COLUMNS, _Words(look, found, problem)),
        note=_note(look, found, left),
    )


def _note(look: Look, found: list[Without], left: int) -> str:
    said = []
    if not found and not left:
        said.append("No cause that leads to the problem was or may have been so.")
    reasons = dict.fromkeys(_refusal(look, one) for one in found if one.still is None)
    said += list(reasons)[:3]
    if left:
        more = counted(left, "more cause is", "more causes are")
        said.append(f"{more} left out: the network is too large to try each.")
    return " ".join(said)


def _refusal(look: Look, one: Without) -> str:
    """Why nothing can be said, a sentence."""
    words = named(look.postmortem, one.cause)
    if one.refused == "states":
        return f"What {words} would have been instead has to be said: it has several states."
    if one.refused == "large":
        return f"For {words} the two worlds together are too large to be worked out."
    return (
        f"What would have been without {words} does not follow: "
        f"{named(look.postmortem, one.refused)} comes about by a table, which says how often and "
        "not how. With a gate and links in its place it can be worked out."
    )


@attrs.frozen(eq=False)
class _Words:
    """What each cell says, by the name of its column."""

    look: Look
    found: list[Without]
    problem: str

    def cause(self, row: int) -> str:
        return f"Suppose {self._named(row)} had not been so, and all else as it was."

    def seen(self, row: int) -> str:
        if self.found[row].seen:
            return f"{self._named(row)} was seen to be so."
        return f"Nobody has confirmed {self._named(row)}; this asks what if it was so."

    def still(self, row: int) -> str:
        one = self.found[row]
        if one.still is None:
            return _refusal(self.look, one)
        return (
            f"The chance that {named(self.look.postmortem, self.problem)} would have happened all "
            f"the same without {self._named(row)} is {frequency(one.still)}."
        )

    def needed(self, row: int) -> str:
        one = self.found[row]
        if one.still is None:
            return _refusal(self.look, one)
        return (
            f"The chance that {named(self.look.postmortem, self.problem)} would not have happened "
            "without "
            f"{self._named(row)} is {frequency(1.0 - one.still)}."
        )

    def _named(self, row: int) -> str:
        return named(self.look.postmortem, self.found[row].cause)
