"""The quantities of the whole tree, one a row."""

from __future__ import annotations

import attrs

from rcakit import Column, Meaning, Table
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import TOO_LARGE, Look
from rcakit_fault_tree.names import number, one_in, several
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import HANDBOOK, Cell, unknown

_COLUMNS = (Column("quantity", "Quantity"), Column("value", "Value"))
_FIRST = (
    "top_probability",
    "rare_event",
    "min_cut_upper_bound",
    "minimal_cut_sets",
    "single_points_of_failure",
)
_ESARY = "J. D. Esary and F. Proschan, Technometrics 5 (1963)"


@attrs.frozen
class _Line:
    """One quantity: its value, and what it means."""

    name: str
    value: Cell
    meaning: Meaning
    marked: bool = False


def summary(look: Look, solution: Solution) -> Table:
    """The whole tree in numbers; None where a probability is unknown."""
    lines = (*_numbers(look, solution), *_counts(look, solution), *_basis(look, solution))
    mark = look.calibration.mark()
    return Table(
        name="summary",
        title="The whole tree",
        columns=_COLUMNS,
        rows=tuple((line.name, line.value) for line in lines),
        about=tuple(look.postmortem.problem or "" for _ in lines),
        marks=tuple(mark if line.marked and line.value is not None else "" for line in lines),
        explain=lambda row, _: lines[row].meaning,
        note="" if solution.coherent else _HULL,
    )


_HULL = (
    "Something in the tree helps by not being so. The sets counted are those of its coherent hull, "
    "with what must not be so left out of them."
)


def unsolved(look: Look) -> Table:
    """The table of a tree that could not be worked out, and why."""
    reason = look.trouble or TOO_LARGE
    return Table(
        name="summary",
        title="The whole tree",
        columns=_COLUMNS,
        rows=tuple((name, None) for name in _FIRST),
        explain=lambda _, __: Meaning(reason),
        note=reason,
    )


def _numbers(look: Look, solution: Solution) -> tuple[_Line, ...]:
    names, exact = look.names, solution.evaluated
    top = None if exact is None else exact.top
    rare, bound = solution.rare_event, solution.upper_bound
    why = unknown(names, solution.unknown)
    source = look.calibration.sentence(names)
    sets = several(solution.count, "set")
    passes = " It passes 1, so it is no probability any more." if rare and rare > 1.0 else ""
    above = (
        "it is never below the exact one"
        if solution.coherent
        else "with something in the tree that helps by not being so, that need not be near it"
    )
    return (
        _Line(
            "top_probability",
            top,
            Meaning(
                why
                if top is None
                else f"{names.top} comes about with a probability of {one_in(top)}"
                f"{names.within}.{source}",
                "How likely the problem is, worked out exactly: a cause that hangs below several "
                "gates counts once, and sets that overlap are not counted twice.",
                "P(top)",
                "R. E. Bryant, IEEE Transactions on Computers 35 (1986); A. Rauzy, Reliability "
                "Engineering and System Safety 40 (1993)",
            ),
            marked=True,
        ),
        _Line(
            "rare_event",
            rare,
            Meaning(
                why
                if rare is None
                else f"The probabilities of {sets} add up to {number(rare)}; {above}.{passes}"
                f"{source}",
                "The sum over all minimal cut sets. Where causes are rare it is close to the exact "
                "probability; where they are not it says too much.",
                "Σ P(cut set)",
                HANDBOOK,
            ),
            marked=True,
        ),
        _Line(
            "min_cut_upper_bound",
            bound,
            Meaning(
                why
                if bound is None
                else f"As if its sets had nothing in common, {names.top} would come about with a "
                f"probability of {shown(bound)}; {above}.{source}",
                "The probability that at least one minimal cut set comes about if they were "
                "independent. An upper bound wherever nothing in the tree helps by not being so.",
                "1 - Π (1 - P(cut set))",
                _ESARY,
            ),
            marked=True,
        ),
    )


def _counts(look: Look, solution: Solution) -> tuple[_Line, ...]:
    names, single = look.names, solution.single_points
    if not solution.count:
        ways = f"By this tree nothing brings {names.top} about."
    elif solution.constant:
        ways = f"By this tree {names.top} is so whatever happens: what it takes is taken as so."
    else:
        ways = (
            f"There {'is' if solution.count == 1 else 'are'} {several(solution.count, 'way')} in "
            f"which {names.top} can come about, each a set of causes none of which can be missing."
        )
    alone = (
        f"{names.listed(single)} {'are each' if len(single) > 1 else 'is'} enough alone."
        if single
        else f"No cause is enough alone to bring {names.top} about."
    )
    return (
        _Line(
            "minimal_cut_sets",
            solution.count,
            Meaning(
                ways,
                "A minimal cut set is a set of causes that are enough together, and of which none "
                "can be left out. The incident was one of them; the others have not happened yet.",
                "",
                HANDBOOK,
            ),
        ),
        _Line(
            "single_points_of_failure",
            len(single),
            Meaning(
                alone,
                "Causes that bring the problem about without any other: the minimal cut sets of "
                "one cause.",
                "",
                HANDBOOK,
            ),
        ),
    )


def _basis(look: Look, solution: Solution) -> tuple[_Line, ...]:
    names, bare = look.names, look.calibration.bare
    matter = len(look.shape.mattering) if look.shape is not None else 0
    period = look.notes.period
    sourced = not bare if solution.evaluated is not None and matter else None
    said = look.calibration.sentence(names)[1:] or (
        "No number is behind it yet." if sourced is None else "Every number says where it is from."
    )
    return (
        _Line(
            "period",
            period or None,
            Meaning(
                f"The probabilities are about this: {period}."
                if period
                else "Nobody has said yet what time or occasion the probabilities are about.",
                "A probability means nothing without the time or the occasion it is about.",
            ),
        ),
        _Line(
            "events",
            matter,
            Meaning(
                f"{names.top} hangs on {several(matter, 'cause')} at the ends of the tree; "
                f"{several(len(solution.unknown), 'of them has', 'of them have')} no probability.",
                "Ends of the tree whose being so can make a difference.",
            ),
        ),
        _Line(
            "calibrated",
            sourced,
            Meaning(
                said,
                "Whether every number that the result hangs on says where it is from. If not, all "
                "that is worked out from it is marked.",
            ),
        ),
    )
