"""What the answer hangs on."""

from __future__ import annotations

import attrs

from rcakit import Column, Table, chance_words, text
from rcakit_bayes_net.calibration import ASSUMED, UNCALIBRATED
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.ratios import times
from rcakit_bayes_net.results.bar import Bar
from rcakit_bayes_net.results.tornado import tornado
from rcakit_bayes_net.tables.cells import CASTILLO, JENSEN, explained
from rcakit_bayes_net.words import being, counted, listed, named

COLUMNS = (
    Column("number", "Number", meaning="One number somebody gave, or that is assumed."),
    Column("cause", "Of", about=True, meaning="The cause whose number it is."),
    Column("value", "Value", meaning="What the number is now."),
    Column(
        "low",
        "If a third",
        bar=True,
        meaning="What the answer would be if the odds of the number were a third of what they are.",
        formula="P(target | observed), linear over linear in the number",
        source=CASTILLO,
    ),
    Column(
        "high",
        "If three times",
        bar=True,
        meaning="What the answer would be if the odds of the number were three times as high.",
        formula="P(target | observed), linear over linear in the number",
        source=CASTILLO,
    ),
    Column(
        "swing",
        "Reach",
        meaning="How far apart the two answers are. Where it is small, a rough number will do; "
        "where it is large, find out more.",
        formula="|answer if three times - answer if a third|",
        source=JENSEN,
    ),
    Column(
        "slope",
        "Slope",
        meaning="How fast the answer grows with the number where it is now.",
        formula="d P(target | observed) / d number",
        source=CASTILLO,
    ),
)
STILL = 1e-9
"""Answers that lie no farther apart are the same."""


def target(look: Look, case: Case) -> str | None:
    """The cause the tornado is about: the one that was asked for, else the likeliest open root.

    Where the problem itself is not observed, as in a premortem, it is the problem.
    """
    asked = look.notes.target
    if asked in case.net.things:
        return asked
    problem = look.postmortem.problem
    if problem in case.net.things and problem not in case.settled:
        return problem
    roots = [
        (chance, name)
        for name in case.net.roots
        if name not in case.settled
        for chance in [case.so(case.posterior, name)]
        if chance is not None and 0.0 < chance < 1.0
    ]
    return max(roots, key=lambda one: one[0])[1] if roots else None


def sensitivity(look: Look, case: Case, name: str) -> Table:
    """The numbers, that which moves the answer most first."""
    thing = case.net.things[name]
    place = case.told(name)[0]
    answer = f"the chance that {named(look.postmortem, name)} {being(thing.states[place])}"
    found, left = tornado(case, name, place)
    still = sum(one.swing <= STILL for one in found)
    found = [one for one in found if one.swing > STILL]
    told = [_number(look, case, one) for one in found]
    rows = tuple(
        (words, one.cause, one.number.value, one.low, one.high, one.swing, one.slope)
        for words, one in zip(told, found, strict=True)
    )
    now = chance_words(case.posterior[name][place])
    said = [f"Now {answer} is {now}. Certain links and what never leaks are left out."]
    if still:
        said.append(f"{counted(still, 'more number does', 'more numbers do')} not move it.")
    if left:
        said.append(f"The {left} numbers of full tables are too many to be gone through.")
    return Table(
        name="sensitivity",
        title=f"What it hangs on: {answer}",
        columns=COLUMNS,
        rows=rows,
        about=tuple(one.cause for one in found),
        marks=tuple(_mark(one) for one in found),
        explain=explained(COLUMNS, _Words(look, found, told, answer, now)),
        note=" ".join(said),
    )


def _mark(one: Bar) -> str:
    if one.number.assumed:
        return ASSUMED
    return "" if one.number.who else UNCALIBRATED


def _number(look: Look, case: Case, one: Bar) -> str:
    """What a number is, in words."""
    words = named(look.postmortem, one.cause)
    if one.part == "strength":
        return f"how often {named(look.postmortem, one.behind)} brings about {words}"
    if one.part == "likelihood":
        evidence = look.postmortem.evidence.get(one.behind)
        title = text.quoted(one.behind if evidence is None else evidence.title, 70)
        return f"how much more likely {title} is if {words} is so"
    if one.part == "table" and one.row is not None:
        return _row_words(look, case, one, one.row)
    return {
        "prior": f"how likely {words} was before",
        "together": f"how often the gate brings about {words}",
        "leak": f"how likely {words} is without any known cause",
    }[one.part]


def _row_words(look: Look, case: Case, one: Bar, row: tuple[int, int]) -> str:
    thing, left = case.net.things[one.cause], row[0]
    given = []
    for behind in reversed(thing.mechanism.behind):
        states = case.net.things[behind].states
        left, place = divmod(left, len(states))
        given.append(f"{named(look.postmortem, behind, 40)} {being(states[place])}")
    state = f"{named(look.postmortem, one.cause, 40)} {being(thing.states[row[1]])}"
    return f"that {state}, where {listed(given[::-1])}" if given else f"that {state}"


@attrs.frozen(eq=False)
class _Words:
    """What each cell says, by the name of its column."""

    look: Look
    found: list[Bar]
    told: list[str]
    answer: str
    now: str

    def number(self, row: int) -> str:
        return f"This is {self.told[row]}: {self._shown(row)}."

    def cause(self, row: int) -> str:
        return f"The number is one of {named(self.look.postmortem, self.found[row].cause)}."

    def value(self, row: int) -> str:
        one = self.found[row].number
        if one.assumed:
            return f"It is {self._shown(row)}, assumed because nobody has said it."
        who = text.unstopped(text.one_line(one.who))
        source = f"source: {who}" if who else "nobody says where it is from"
        return f"It is {self._shown(row)}; {source}."

    def low(self, row: int) -> str:
        return self._if(row, "a third of what", self.found[row].low)

    def high(self, row: int) -> str:
        return self._if(row, "three times what", self.found[row].high)

    def swing(self, row: int) -> str:
        one = self.found[row]
        low, high = chance_words(one.low), chance_words(one.high)
        return f"Between the two, {self.answer} goes from {low} to {high}."

    def slope(self, row: int) -> str:
        one = self.found[row]
        way, step = (
            "grows" if one.slope >= 0.0 else "falls",
            1.0 if one.number.value > 1.0 else 0.01,
        )
        return (
            f"Where the number grows by {step:g}, {self.answer} {way} by about "
            f"{abs(one.slope) * step:.2g}."
        )

    def _if(self, row: int, much: str, then: float) -> str:
        ratio = self.found[row].part == "likelihood"
        what, now = ("it were", "it is") if ratio else ("its odds were", "they are")
        return (
            f"If {what} {much} {now}, {self.answer} would be {chance_words(then)} in place of "
            f"{self.now}."
        )

    def _shown(self, row: int) -> str:
        one = self.found[row]
        value = one.number.value
        return times(value) if one.part == "likelihood" else chance_words(value)
