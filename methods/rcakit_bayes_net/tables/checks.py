"""What to look at next."""

from __future__ import annotations

import attrs

from rcakit import Column, Table
from rcakit_bayes_net import calibration
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.results.checks import Check, checks, targets
from rcakit_bayes_net.tables.cells import JENSEN, SHANNON, explained, frequency
from rcakit_bayes_net.words import counted, named

COLUMNS = (
    Column("cause", "Look whether it was so", about=True, meaning="A cause nobody has looked at."),
    Column(
        "gain",
        "Worth",
        unit="bits",
        meaning="How much less uncertain you can expect to be, after looking, about the root "
        "causes that are still open. One bit is the answer to one even question.",
        formula="Σ over open root causes of (H(root | observed) - E[H(root | observed, answer)])",
        source=JENSEN,
    ),
    Column(
        "uncertainty",
        "Uncertain",
        unit="bits",
        meaning="How uncertain the cause itself is: 1 bit at even odds, 0 where it is known.",
        formula="H = -Σ p log2 p",
        source=SHANNON,
    ),
    Column(
        "posterior",
        "So now",
        bar=True,
        meaning="How likely it is that it was so, given what was observed.",
        formula="P(cause | observed)",
        source=JENSEN,
    ),
    Column(
        "tells_of",
        "Tells most about",
        about=True,
        meaning="The other open root cause that the answer says most about.",
        formula="the root with the largest I(cause; root | observed)",
        source=SHANNON,
    ),
)
FEWEST = 1e-9
Row = tuple[str, float, float, float | None, str | None]


def next_checks(look: Look, case: Case) -> Table:
    """The open causes, that which is worth most first."""
    problem = look.postmortem.problem
    found, left = checks(case, [name for name in case.open if name != problem])
    rows = tuple(_row(case, one) for one in found)
    return Table(
        name="checks",
        title="What to look at next",
        columns=COLUMNS,
        rows=rows,
        about=tuple(one.cause for one in found),
        marks=calibration.marks(case, [one.cause for one in found]),
        explain=explained(COLUMNS, _Words(look, found, rows, len(targets(case)))),
        note=_note(found, left),
    )


def _row(case: Case, one: Check) -> Row:
    best = max(one.others, key=one.others.__getitem__, default=None)
    if best is not None and one.others[best] < FEWEST:
        best = None
    return one.cause, one.gain, one.uncertainty, case.so(case.posterior, one.cause), best


def _note(found: list[Check], left: int) -> str:
    said = []
    if not found and not left:
        said.append("Nothing is open whose answer could still tell something.")
    if left:
        said.append(
            f"{counted(left, 'cause', 'causes')} less uncertain than these were not weighed."
        )
    return " ".join(said)


@attrs.frozen(eq=False)
class _Words:
    """What each cell says, by the name of its column."""

    look: Look
    found: list[Check]
    rows: tuple[Row, ...]
    targets: int

    def cause(self, row: int) -> str:
        return f"Find out whether {self._named(row)} was so."

    def gain(self, row: int) -> str:
        one = self.found[row]
        if one.gain < FEWEST:
            return f"Knowing whether {self._named(row)} was so would tell nothing about the roots."
        own = one.gain - sum(one.others.values())
        apart = f", {own:.2g} of them about itself" if own > FEWEST else ""
        return (
            f"Knowing whether {self._named(row)} was so would leave the {self.targets} open root "
            f"causes {one.gain:.3g} bits less uncertain{apart}, on average over the answers."
        )

    def uncertainty(self, row: int) -> str:
        return (
            f"It is so with {frequency(self.rows[row][3])}: {self.found[row].uncertainty:.3g} bits."
        )

    def posterior(self, row: int) -> str:
        return f"The chance that {self._named(row)} was so is {frequency(self.rows[row][3])}."

    def tells_of(self, row: int) -> str:
        best = self.rows[row][4]
        if best is None:
            return "The answer says nothing about another open root cause."
        bits = self.found[row].others[best]
        return f"The answer says most about {named(self.look.postmortem, best)}: {bits:.2g} bits."

    def _named(self, row: int) -> str:
        return named(self.look.postmortem, self.found[row].cause)
