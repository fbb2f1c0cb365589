"""Predicted against observed: what a premortem thought could happen, and what did."""

from __future__ import annotations

from collections import Counter

from rcakit import Column, Table, text
from rcakit_fault_tree.calibration import UNCALIBRATED
from rcakit_fault_tree.compared import Compared, Outcome, compared
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import number, several
from rcakit_fault_tree.notes import Predicted
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import Row, told

_COLUMNS = (
    Column("outcome", "What became of it", meaning="What was observed of a predicted set here."),
    Column(
        "probability",
        "Predicted",
        meaning="How likely the set was thought to be, all of it together.",
        formula="Π P(cause)",
    ),
    Column(
        "events",
        "Causes",
        about=True,
        meaning="A minimal cut set of the earlier postmortem; or a cause that was so here and that "
        "none of its sets names.",
    ),
    Column(
        "missing",
        "Not so here",
        about=True,
        meaning="Those of its causes that were looked at here and were not so.",
    ),
)


def comparison(look: Look, solution: Solution) -> Table | None:
    """One row for each predicted set, and for each cause nobody predicted; None without one."""
    del solution
    predicted = look.notes.predicted
    if predicted is None or look.tree is None:
        return None
    every = compared(look.postmortem, look.notes, look.tree, predicted)
    found = every[: max(look.notes.most, 0)]
    rows: tuple[Row, ...] = tuple(
        (one.outcome.value, one.probability, one.causes, one.missing) for one in found
    )
    causes = look.postmortem.causes
    table = Table(
        name="comparison",
        title="Predicted and observed",
        columns=_COLUMNS,
        rows=rows,
        about=tuple(next((name for name in one.causes if name in causes), "") for one in found),
        marks=tuple(
            UNCALIBRATED if one.unsourced and one.probability is not None else "" for one in found
        ),
        note=_note(predicted, every, len(found)),
    )
    return told(table, lambda row, column: _words(look, predicted, found[row], column))


def _note(predicted: Predicted, every: list[Compared], shown_: int) -> str:
    counts = Counter(one.outcome for one in every)
    sets = len(every) - counts[Outcome.NOT_PREDICTED]
    title = text.quoted(predicted.title, 80) if predicted.title else "The earlier postmortem"
    within = f" within {text.shorten(predicted.period, 40)}" if predicted.period else ""
    top = (
        f"thought what it was about {shown(predicted.top)} likely{within} and "
        if predicted.top is not None
        else ""
    )
    outcomes = (
        f"{counts[Outcome.HAPPENED]:,} happened, {counts[Outcome.NEARLY]:,} nearly did, "
        f"{counts[Outcome.OPEN]:,} are open, {counts[Outcome.NOT]:,} did not"
    )
    said = [f"{title} {top}foresaw {several(sets + predicted.left_out, 'way')} to it: {outcomes}."]
    if counts[Outcome.NOT_PREDICTED]:
        many = counts[Outcome.NOT_PREDICTED]
        verb = "was" if many == 1 else "were"
        said.append(f"{several(many, 'cause')} that {verb} so here {verb} in none of them.")
    if predicted.left_out:
        said.append(f"{predicted.left_out:,} of its sets were not kept and are not compared.")
    if shown_ < len(every):
        said.append(f"These are the first {shown_:,} of {len(every):,} rows.")
    return " ".join(said)


def _words(look: Look, predicted: Predicted, one: Compared, column: str) -> str:
    names = look.names
    said = names.listed(one.causes, most=8)
    if column == "probability":
        if one.outcome is Outcome.NOT_PREDICTED:
            return f"{said} is in no predicted set, so it has no predicted probability."
        if one.probability is None:
            return f"How likely {said} would come together was not said."
        doubt = (
            f" Uncalibrated: nothing says where the number of {names.listed(one.unsourced)} was "
            "from."
            if one.unsourced
            else ""
        )
        return (
            f"{said} was predicted with a probability of {shown(one.probability)}."
            f"{_share(predicted, one)}{doubt}"
        )
    if column == "missing":
        if not one.missing:
            return f"Nothing of {said} was found not to be so."
        return f"{names.listed(one.missing)} was looked at here and was not so."
    return {
        Outcome.HAPPENED: f"This was predicted and happened: {said}.",
        Outcome.NEARLY: f"This nearly happened: all of {said} was so but for "
        f"{names.listed(one.missing)}.",
        Outcome.OPEN: f"Nobody has said here whether {names.listed(one.open)} was so, so it is "
        "open whether this predicted set came about.",
        Outcome.NOT: f"Of {said}, {names.listed(one.missing)} was not so here, so this did not "
        "happen.",
        Outcome.NOT_PREDICTED: f"{said} was so, and no predicted set names it. What would have had "
        "to be asked for it to be thought of?",
    }[one.outcome]


def _share(predicted: Predicted, one: Compared) -> str:
    if not predicted.top or not one.probability:
        return ""
    part = number(100.0 * min(one.probability / predicted.top, 1.0))
    return f" That is {part} % of what was predicted in all."
