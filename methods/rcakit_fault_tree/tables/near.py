"""What nearly happened."""

from __future__ import annotations

from rcakit import Column, Table, model
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import one_in
from rcakit_fault_tree.near import NearMiss, near_misses
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import told

_COLUMNS = (
    Column(
        "missing",
        "Only this was missing",
        about=True,
        meaning="The one cause of the set that was looked at and was not so.",
    ),
    Column(
        "present",
        "All of this was there",
        about=True,
        meaning="The other causes of the set, each of which is confirmed.",
    ),
    Column(
        "probability",
        "Probability",
        meaning="How likely the whole set is, missing cause and all.",
        formula="Π P(cause)",
    ),
)


def near(look: Look, solution: Solution) -> Table | None:
    """The minimal cut sets of which one cause was missing and all others were confirmed."""
    del solution
    every = near_misses(look.postmortem, look.notes)
    found = every[: max(look.notes.most, 0)]
    table = Table(
        name="near-misses",
        title="Nearly happened",
        columns=_COLUMNS,
        rows=tuple((one.missing, one.present, one.probability) for one in found),
        about=tuple(one.missing for one in found),
        marks=tuple(_mark(look, one) for one in found),
        note=f"The first {len(found):,} of {len(every):,}." if len(found) < len(every) else "",
    )
    return told(table, lambda row, column: _words(look, found[row], column))


def _mark(look: Look, one: NearMiss) -> str:
    if one.probability is None:
        return ""
    return look.calibration.mark((one.missing, *one.present))


def _words(look: Look, one: NearMiss, column: str) -> str:
    names = look.names
    missing, present = names.name(one.missing), names.listed(one.present, most=8)
    were = "were" if len(one.present) > 1 else "was"
    if column == "probability":
        if one.probability is None:
            return f"Nobody has said how likely each of {missing} and {present} is."
        doubt = look.calibration.sentence(names, (one.missing, *one.present))
        return (
            f"{missing} comes together with {present} with a probability of "
            f"{one_in(one.probability)}{names.within}.{doubt}"
        )
    if column == "present":
        return f"{present} {were} there; with {missing} beside it the problem follows."
    so = look.postmortem.incident.kind is model.Kind.INCIDENT
    return (
        f"All else was there: {present}. Only {missing} was not so, and nothing but that kept the "
        f"problem from coming about{' in this way too' if so else ''}. What kept it from being so, "
        "and can one rely on that?"
    )
