"""How much each event matters, in the measures reliability engineers use."""

from __future__ import annotations

from math import isinf

import attrs

from rcakit import Column, Table, model, text
from rcakit_fault_tree.engine.importance import Importance
from rcakit_fault_tree.engine.importance import importance as measured
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import number, together
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import MEASURES, change, told, unknown

_COLUMNS = (
    Column("event", "Cause", about=True, meaning="A cause at an end of the tree."),
    Column(
        "probability",
        "Probability",
        meaning="How likely the cause itself is, in the time the tree is about.",
        formula="q = P(cause)",
    ),
    Column(
        "birnbaum",
        "Birnbaum",
        meaning="How much the probability of the top rises when the cause goes from impossible to "
        "certain. It does not say how likely the cause is: it shows where one is vulnerable.",
        formula="P(top | cause) - P(top | not cause)",
        source="Z. W. Birnbaum, On the importance of different components in a multicomponent "
        "system, Multivariate Analysis II (1969)",
    ),
    Column(
        "criticality",
        "Criticality",
        bar=True,
        meaning="Of all cases in which the top comes about, the part in which it hung on this "
        "cause.",
        formula="(P(top | cause) - P(top | not cause)) q / P(top)",
        source="H. E. Lambert, Measures of importance of events and cut sets in fault trees, "
        "Reliability and Fault Tree Analysis, SIAM (1975)",
    ),
    Column(
        "fussell_vesely",
        "Fussell-Vesely",
        bar=True,
        meaning="Of all cases in which the top comes about, the part in which a minimal cut set "
        "with this cause has come about: the cause contributed, though others may have been "
        "enough.",
        formula="P(some cut set with the cause) / P(top)",
        source="J. Fussell, IEEE Transactions on Reliability 24 (1975)",
    ),
    Column(
        "raw",
        "RAW",
        meaning="Risk achievement worth: how many times as likely the top is once the cause is "
        "certain. Large values say what must not be let slip.",
        formula="P(top | cause) / P(top)",
        source=MEASURES,
    ),
    Column(
        "rrw",
        "RRW",
        meaning="Risk reduction worth: by what factor the top gets less likely if the cause is "
        "made impossible. Large values say where an action buys most; infinite means that nothing "
        "happens without it.",
        formula="P(top) / P(top | not cause)",
        source=MEASURES,
    ),
    Column(
        "fussell_vesely_rare",
        "by sums",
        bar=True,
        meaning="Fussell-Vesely by sums of cut-set probabilities, as many programs report it. "
        "Close to the exact one where causes are rare.",
        formula="Σ P(cut sets with the cause) / Σ P(cut sets)",
        source=MEASURES,
    ),
)


@attrs.frozen
class _Event:
    """One event: its probability, and its measures; None where one is not known."""

    name: str
    chance: float | None
    one: Importance | None


def importance(look: Look, solution: Solution) -> Table:
    """The measures of each event that matters, the most important first."""
    events = _events(solution)
    mark = look.calibration.mark()
    table = Table(
        name="importance",
        title="What matters most",
        columns=_COLUMNS,
        rows=tuple(_row(solution, event) for event in events),
        about=tuple(together(event.name)[0] for event in events),
        marks=tuple(mark if event.one is not None else "" for event in events),
        note="" if solution.evaluated is not None else unknown(look.names, solution.unknown),
    )
    return told(table, lambda row, column: _words(look, solution, events[row], column))


def _events(solution: Solution) -> list[_Event]:
    exact = solution.evaluated
    mattering = {leaf for part in solution.parts for leaf in part.order}
    found = []
    for place, name in enumerate(solution.names, 1):
        if place in mattering:
            chance, one = solution.chances[place], None
            if exact is not None:
                one = measured(exact.top, chance or 0.0, exact.birnbaum.get(place, 0.0))
            found.append(_Event(name, chance, one))
    return sorted(found, key=lambda item: -abs(item.one.birnbaum) if item.one else 0.0)


def _row(solution: Solution, event: _Event) -> tuple[str | float | None, ...]:
    one = event.one
    if one is None:
        return event.name, event.chance, *([None] * 6)
    return (
        event.name,
        one.probability,
        one.birnbaum,
        None if one.criticality is None else min(one.criticality, 1.0),
        solution.fussell_vesely.get(event.name),
        one.raw,
        one.rrw,
        solution.fussell_vesely_rare.get(event.name),
    )


def _words(look: Look, solution: Solution, event: _Event, column: str) -> str:
    names, exact, one = look.names, solution.evaluated, event.one
    said = names.name(event.name)
    if column == "event":
        return f"{said} is an end of the tree. {_state(look, event.name)}"
    if column == "probability":
        return _chance(look, event)
    if one is None or exact is None:
        return unknown(names, solution.unknown)
    doubt = look.calibration.sentence(names)
    if column == "birnbaum":
        way = "rise" if one.birnbaum >= 0 else "fall"
        return (
            f"If {said} were certain rather than impossible, the probability of the problem would "
            f"{way} by {number(100.0 * abs(one.birnbaum))} percentage points.{doubt}"
        )
    top = exact.top
    if not top:
        return "The problem cannot come about, so there is nothing to compare with."
    if column == "raw":
        after = top + (1.0 - one.probability) * one.birnbaum
        return change(top, after, f"If {said} were certain") + doubt
    if column == "rrw":
        after = 0.0 if one.rrw is None or isinf(one.rrw) else top / one.rrw
        return change(top, after, f"If {said} could not happen") + doubt
    return _part(look, solution, event, column) + doubt


def _part(look: Look, solution: Solution, event: _Event, column: str) -> str:
    said = look.names.name(event.name)
    if column == "criticality":
        part = (event.one.criticality if event.one is not None else None) or 0.0
        if part < 0:
            return f"{said} protects: more of it makes the problem less likely."
        return (
            f"In {shown(part)} of the cases in which the problem comes about it hangs on {said}: "
            "without that it would not have come about."
        )
    exact = column == "fussell_vesely"
    found = solution.fussell_vesely if exact else solution.fussell_vesely_rare
    if event.name not in found:
        return (
            "Not worked out: that needs a tree in which nothing helps by not being so, and one "
            "that is not too large."
        )
    if not exact:
        return f"The sets with {said} make up {shown(found[event.name])} of the sum over all sets."
    return (
        f"In {shown(found[event.name])} of the cases in which the problem comes about, a set with "
        f"{said} has come about."
    )


def _chance(look: Look, event: _Event) -> str:
    said = look.names.name(event.name)
    if event.chance is None:
        return f"Nobody has said how likely {said} is."
    cause = look.postmortem.causes.get(event.name)
    source = cause.probability_source if cause is not None else ""
    from_ = f" Source: {text.unstopped(text.shorten(source, 160))}." if source.strip() else ""
    doubt = look.calibration.sentence(look.names, (event.name,))
    within = look.names.within
    return f"{said} has a probability of {shown(event.chance)}{within}.{from_}{doubt}"


def _state(look: Look, name: str) -> str:
    cause = look.postmortem.causes.get(name)
    if cause is None:
        return "It stands for several that fail together."
    return {
        model.Status.CONFIRMED: "It was so: it is confirmed.",
        model.Status.HYPOTHESIS: "Whether it was so is still open.",
        model.Status.RULED_OUT: "It was ruled out.",
    }[cause.status]
