"""The most probable explanation."""

from __future__ import annotations

from math import inf

import attrs

from rcakit import Column, Table, chance_words
from rcakit_bayes_net import calibration
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.expansion import TooManyBecauses
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.net import FALSE
from rcakit_bayes_net.results.best import TIE, Explanation, explanation
from rcakit_bayes_net.tables.cells import PEARL_1988, explained, frequency
from rcakit_bayes_net.words import being, listed, named

TITLE = "The most probable explanation"
COLUMNS = (
    Column("cause", "Cause", about=True, meaning="A cause of the network."),
    Column(
        "state",
        "State",
        meaning="The state it is in, in the one story of everything together that is likeliest. "
        "It may differ from what is likeliest of the cause by itself.",
        formula="argmax over all states of everything of P(everything, observed)",
        source=PEARL_1988,
    ),
    Column(
        "posterior",
        "By itself",
        bar=True,
        meaning="How likely this state is by itself, over all stories.",
        formula="P(state | observed)",
        source=PEARL_1988,
    ),
    Column(
        "margin",
        "Likelier than otherwise",
        unit="times",
        meaning="How many times likelier this story is than the best one in which this cause is in "
        "another state. 1 is a tie; infinite where it can be in no other.",
        formula="max P(everything) / max P(everything in which this is otherwise)",
        source=PEARL_1988,
    ),
)
Row = tuple[str, str, float, float]


def best(look: Look, case: Case) -> Table:
    """The likeliest story: what is so in it first."""
    try:
        found = explanation(case)
    except TooManyBecauses as error:
        note = (
            f"{named(look.postmortem, error.name)} comes of {error.count} causes by links that can "
            "fail; that is too many for this to be worked out."
        )
        return Table("explanation", TITLE, COLUMNS, (), note=note)
    names = sorted(look.order, key=lambda name: not _so(case, name, found))
    rows = tuple(_row(case, name, found) for name in names)
    return Table(
        name="explanation",
        title=TITLE,
        columns=COLUMNS,
        rows=rows,
        about=tuple(names),
        marks=calibration.marks(case, names),
        explain=explained(COLUMNS, _Words(look, rows, found)),
        note=_note(look, found),
    )


def _so(case: Case, name: str, found: Explanation) -> bool:
    thing = case.net.things[name]
    return found.states[name] in thing.so or not thing.so


def _row(case: Case, name: str, found: Explanation) -> Row:
    state = found.states[name]
    place = case.net.things[name].states.index(state)
    return name, state, case.posterior[name][place], found.margins[name]


def _note(look: Look, found: Explanation) -> str:
    said = f"Given what was observed, just this story has {chance_words(found.chance)}."
    ties = [named(look.postmortem, name) for name in found.ties]
    if ties:
        more = f" and {len(ties) - 5} more" if len(ties) > 5 else ""
        said += f" It is not the only one: as likely is one in which {listed(ties[:5])}{more} "
        said += "is otherwise." if len(ties) == 1 else "are otherwise, each in one of them."
    return said


@attrs.frozen(eq=False)
class _Words:
    """What each cell says, by the name of its column."""

    look: Look
    rows: tuple[Row, ...]
    found: Explanation

    def cause(self, row: int) -> str:
        name, state, *_ = self.rows[row]
        part = "is no part of" if state == FALSE else "is part of"
        return f"{named(self.look.postmortem, name)} {part} the likeliest story."

    def state(self, row: int) -> str:
        return (
            f"In the likeliest story, {self._named(row)} {being(self.rows[row][1])}. The whole "
            f"story has {chance_words(self.found.chance)}."
        )

    def posterior(self, row: int) -> str:
        _, state, alone, _ = self.rows[row]
        return (
            f"By itself, the chance that {self._named(row)} {being(state)} is {frequency(alone)}."
        )

    def margin(self, row: int) -> str:
        margin = self.rows[row][3]
        if margin == inf:
            return f"{self._named(row)} can be in no other state, given what was observed."
        if margin <= 1.0 + TIE:
            return f"As likely is a story in which {self._named(row)} is otherwise."
        return (
            f"The best story in which {self._named(row)} is otherwise is {margin:.3g} times less "
            "likely."
        )

    def _named(self, row: int) -> str:
        return named(self.look.postmortem, self.rows[row][0])
