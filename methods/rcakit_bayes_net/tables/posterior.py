"""How likely each cause is, before and after what was observed."""

from __future__ import annotations

import attrs

from rcakit import Column, Table, chance_words, model, text
from rcakit_bayes_net import calibration
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.net import Full, Join, Root
from rcakit_bayes_net.results.bits import moved
from rcakit_bayes_net.tables.cells import (
    GOOD,
    HENRION,
    PEARL_1988,
    explained,
    frequency,
    turned,
)
from rcakit_bayes_net.words import being, counted, listed, named, seen

COLUMNS = (
    Column(
        "cause",
        "Cause",
        about=True,
        meaning="What may have been so. Each cause is a variable of the network and depends on "
        "the causes behind it.",
    ),
    Column("state", "State", meaning="One of the states the cause may be in."),
    Column(
        "prior",
        "Before",
        bar=True,
        meaning="How likely this was before anything was observed, as it follows from the numbers "
        "people gave.",
        formula="P(state) = Σ over all else of Π P(each cause | the causes behind it)",
        source=PEARL_1988,
    ),
    Column(
        "posterior",
        "After",
        bar=True,
        meaning="How likely this is given everything that was observed, worked out exactly.",
        formula="P(state | observed) = P(state, observed) / P(observed)",
        source=PEARL_1988,
    ),
    Column(
        "bits",
        "Moved",
        unit="bits",
        meaning="How far all observations together moved it. Each bit doubles the odds, and each "
        "bit below 0 halves them; infinite where the matter is settled.",
        formula="log2 odds(after) - log2 odds(before), odds = p / (1 - p)",
        source=GOOD,
    ),
    Column(
        "first_said",
        "First said",
        meaning="What somebody said before the evidence was shown. It is kept, so that a prior "
        "which was altered afterwards shows.",
    ),
    Column("observed", "Observed", meaning="What was observed of this cause itself."),
)
_GATES = {
    model.Gate.ANY: "1 - (1 - leak) × Π over those that are so of (1 - strength)",
    model.Gate.ALL: "leak + (1 - leak) × together × Π strength if all are so, else leak",
}


def posterior(look: Look) -> Table:
    """The table; without rows and with a note where nothing can be worked out."""
    if look.failure or look.case is None:
        return Table("posterior", "How likely each cause is", COLUMNS, (), note=look.failure)
    case = look.case
    keys = [
        (name, place) for name in look.order for place in range(len(case.net.things[name].states))
    ]
    rows = tuple(_row(look, case, *key) for key in keys)
    return Table(
        name="posterior",
        title="Before and after",
        columns=COLUMNS,
        rows=rows,
        about=tuple(name for name, _ in keys),
        marks=calibration.marks(case, [name for name, _ in keys], case.settled),
        explain=explained(COLUMNS, _Words(look, case, rows)),
        note=_note(look, case),
    )


Row = tuple[str, str, float, float, float, float | None, str]


def _row(look: Look, case: Case, name: str, place: int) -> Row:
    thing = case.net.things[name]
    before, after = case.prior[name][place], case.posterior[name][place]
    return (
        name,
        thing.states[place],
        before,
        after,
        moved(before, after),
        _first_said(look, case, name, place),
        "; ".join(seen(look.postmortem, thing, one) for one in case.observed if one.cause == name),
    )


def _first_said(look: Look, case: Case, name: str, place: int) -> float | None:
    kept, own = look.notes.prior.get(name), case.net.things[name]
    if kept is None or not isinstance(own.mechanism, Root):
        return None
    return kept.value if own.truths[place] else 1.0 - kept.value


def _note(look: Look, case: Case) -> str:
    said = []
    if not case.observed:
        said.append("Nothing has been observed yet, so that nothing has moved.")
    guessed = calibration.assumed(case.net)
    if guessed:
        said.append(
            f"Of {counted(len(guessed), 'cause', 'causes')} nobody has said how likely it is; "
            f"{chance_words(look.notes.assumed)} is assumed."
        )
    certain = calibration.certain_links(case.net)
    if certain:
        links = counted(certain, "link is", "links are")
        said.append(f"{links} taken for certain, as the gates say.")
    if case.network.rounded:
        said.append("Some tables miss 1 by rounding and are worked with as they are.")
    return " ".join(said)


@attrs.frozen(eq=False)
class _Words:
    """What each cell says, by the name of its column."""

    look: Look
    case: Case
    rows: tuple[Row, ...]

    def cause(self, row: int) -> str:
        return _comes_of(self.look, self.case, self.rows[row][0])

    def state(self, row: int) -> str:
        return f"This is about {self._it(row)}."

    def prior(self, row: int) -> str:
        return (
            f"Before anything was observed, {self._it(row)} was {frequency(self.rows[row][2])}. "
            f"{self.cause(row)}"
        )

    def posterior(self, row: int) -> str:
        now = frequency(self.rows[row][3])
        if not self.case.observed:
            return f"Nothing was observed yet: it is as it was before, {now}."
        return f"With all that was observed, {self._it(row)} is {now}."

    def bits(self, row: int) -> str:
        _, _, before, after, far, *_ = self.rows[row]
        moved_it = f"from {chance_words(before)} to {chance_words(after)}"
        return f"What was observed moved it {moved_it}{turned(far)}."

    def first_said(self, row: int) -> str:
        kept, value = self.look.notes.prior.get(self.rows[row][0]), self.rows[row][5]
        if kept is None or value is None:
            return "Nothing was said of it here before the evidence was shown."
        who = f" ({text.one_line(kept.who)})" if kept.who else ""
        at = f" on {kept.at.isoformat()}" if kept.at else ""
        return f"It was said to be {chance_words(value)}{at}{who}, before the evidence was shown."

    def observed(self, row: int) -> str:
        said = self.rows[row][6]
        return f"{said}." if said else "Nothing was observed of it itself."

    def formula(self, row: int, column: str) -> tuple[str, str] | None:
        own = self.case.net.things[self.rows[row][0]].mechanism
        if column == "prior" and isinstance(own, Join) and own.gate in _GATES:
            return f"P(effect | causes behind it) = {_GATES[own.gate]}", HENRION
        return None

    def _it(self, row: int) -> str:
        name, state = self.rows[row][:2]
        return f"the chance that {named(self.look.postmortem, name)} {being(state)}"


def _comes_of(look: Look, case: Case, name: str) -> str:
    """How a cause comes about in the network, a sentence."""
    postmortem, own = look.postmortem, case.net.things[name].mechanism
    behind = listed([named(postmortem, one) for one in own.behind]) if own.behind else ""
    if isinstance(own, Root):
        number = own.chance
        if number.assumed:
            return f"Nobody has said how likely it is; {chance_words(number.value)} is assumed."
        who = text.unstopped(text.one_line(number.who))
        source = f"source: {who}" if who else "nobody says where that is from"
        return f"Nothing is behind it, and it was given {chance_words(number.value)}; {source}."
    if isinstance(own, Full):
        return f"It comes of {behind} by a table." if behind else "Its table says how likely it is."
    words = model.gate_words(own.gate, own.needed, len(own.behind))
    strengths = ", ".join(chance_words(one.value) for one in own.strengths)
    said = f"It comes of {behind}{f' by the gate “{words}”' if words else ''}"
    said += f"; strength of the links {strengths}"
    if own.together.value < 1.0:
        said += f"; once the gate is met, it comes about with {chance_words(own.together.value)}"
    return f"{said}; without any of them {chance_words(own.leak.value)}."
