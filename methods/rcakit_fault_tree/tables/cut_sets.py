"""The minimal cut sets: what is enough together."""

from __future__ import annotations

from rcakit import Column, Table, model
from rcakit_fault_tree.cut_sets import listing
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import one_in, several, together
from rcakit_fault_tree.solution import CutSet, Solution
from rcakit_fault_tree.told import HANDBOOK, told, unknown

HAPPENED = "this happened"
FITS = "fits what happened"
ALL_SO = "all of it is so"

_COLUMNS = (
    Column(
        "order",
        "Order",
        meaning="How many causes the set has. A set of one is a single point of failure.",
        source=HANDBOOK,
    ),
    Column(
        "probability",
        "Probability",
        meaning="How likely it is that all causes of the set are so.",
        formula="Π P(cause)",
        source=HANDBOOK,
    ),
    Column(
        "events",
        "Causes",
        about=True,
        meaning="A minimal cut set: causes that are enough together, and of which none can be left "
        "out.",
        source=HANDBOOK,
    ),
)


def cut_sets(look: Look, solution: Solution) -> Table:
    """The minimal cut sets the notes ask for, with the one that happened marked."""
    found = listing(solution, look.notes)
    shown_ = found.shown
    table = Table(
        name="cut-sets",
        title="Enough together",
        columns=_COLUMNS,
        rows=tuple((len(one.events), one.probability, one.events) for one in shown_),
        about=tuple(together(one.events[0])[0] if one.events else "" for one in shown_),
        marks=tuple(_marks(look, one) for one in shown_),
        note=found.note,
    )
    return told(table, lambda row, column: _words(look, solution, shown_[row], column))


def _marks(look: Look, one: CutSet) -> str:
    marks = []
    if happened(look, one.events):
        premortem = look.postmortem.incident.kind is model.Kind.PREMORTEM
        shared = any(len(together(name)) > 1 for name in one.events)
        marks.append(ALL_SO if premortem else FITS if shared else HAPPENED)
    if one.probability is not None:
        marks.append(look.calibration.mark(one.events))
    return ", ".join(filter(None, marks))


def happened(look: Look, events: tuple[str, ...]) -> bool:
    """Whether every cause of a set is confirmed."""
    causes = look.postmortem.causes
    return bool(events) and all(
        name in causes and causes[name].status is model.Status.CONFIRMED
        for event in events
        for name in together(event)
    )


def _words(look: Look, solution: Solution, one: CutSet, column: str) -> str:
    names = look.names
    if not one.events:
        return "The problem is so whatever happens: what it takes is taken as so."
    if column == "order":
        if len(one.events) == 1:
            return f"A single point of failure: {names.name(one.events[0])} is enough alone."
        return f"{several(len(one.events), 'cause')} have to come together here."
    if column == "probability":
        if one.probability is None:
            return unknown(names, tuple(name for name in one.events if name in solution.unknown))
        doubt = look.calibration.sentence(names, one.events)
        share = _share(look, solution, one)
        return f"All of it is so with a probability of {one_in(one.probability)}{share}.{doubt}"
    listed = names.listed(one.events, most=12)
    if len(one.events) == 1:
        words = f"{listed} is enough alone to bring the problem about."
    else:
        words = f"{listed} are enough together to bring the problem about; none can be missing."
    if happened(look, one.events):
        return f"{words} {'Each' if len(one.events) > 1 else 'It'} is confirmed."
    return words


def _share(look: Look, solution: Solution, one: CutSet) -> str:
    top = 0.0 if solution.evaluated is None else solution.evaluated.top
    if not top or one.probability is None or not solution.coherent:
        return look.names.within
    part = min(one.probability / top, 1.0)
    return f"{look.names.within}; {shown(part)} of all cases of the problem have all of it"
