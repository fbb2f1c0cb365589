"""The quantities of the whole tree, one a row."""

from __future__ import annotations

from rcakit import Column, Meaning, Table, text
from rcakit_fault_tree.look import TOO_LARGE, Look
from rcakit_fault_tree.names import several
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tables.top import Line, between, estimates
from rcakit_fault_tree.told import HANDBOOK

_COLUMNS = (Column("quantity", "Quantity"), Column("value", "Value"))
_FIRST = (
    "top_probability",
    "rare_event",
    "min_cut_upper_bound",
    "minimal_cut_sets",
    "single_points_of_failure",
)


def summary(look: Look, solution: Solution) -> Table:
    """The whole tree in numbers; None where a probability is unknown."""
    lines = (
        *estimates(look, solution),
        *_counts(look, solution),
        *between(look, solution),
        *_basis(look, solution),
    )
    mark = look.calibration.mark()
    return Table(
        name="summary",
        title="The whole tree",
        columns=_COLUMNS,
        rows=tuple((line.name, line.value) for line in lines),
        about=tuple(look.postmortem.problem or "" for _ in lines),
        marks=tuple(mark if line.marked and line.value is not None else "" for line in lines),
        explain=lambda row, _: lines[row].meaning,
        note=" ".join(
            filter(
                None,
                (
                    _unfinished(solution),
                    "" if solution.coherent else _HULL,
                    _IMPOSSIBLE if solution.whole and not solution.count else "",
                ),
            )
        ),
    )


_HULL = (
    "Something in the tree helps by not being so. The sets counted are those of its coherent hull, "
    "with what must not be so left out of them."
)

_IMPOSSIBLE = (
    "By this tree it cannot come about: something that was said to be needed is ruled out, or is "
    "taken as not so. The findings name it."
)


def _unfinished(solution: Solution) -> str:
    """What holds for a tree that could not be worked out in full."""
    return "" if solution.whole else f"{TOO_LARGE} The most probable sets were found."


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


def _counts(look: Look, solution: Solution) -> tuple[Line, ...]:
    names, single = look.names, solution.single_points
    if not solution.whole:
        ways = f"{TOO_LARGE} {several(solution.count, 'way')} to the problem were found, of more."
    elif not solution.count:
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
        Line(
            "minimal_cut_sets",
            solution.count if solution.whole else None,
            Meaning(
                ways,
                "A minimal cut set is a set of causes that are enough together, and of which none "
                "can be left out. The incident was one of them; the others have not happened yet.",
                "",
                HANDBOOK,
            ),
        ),
        Line(
            "single_points_of_failure",
            len(single) if solution.whole else None,
            Meaning(
                alone,
                "Causes that bring the problem about without any other: the minimal cut sets of "
                "one cause.",
                "",
                HANDBOOK,
            ),
        ),
    )


def _basis(look: Look, solution: Solution) -> tuple[Line, ...]:
    names, bare = look.names, look.calibration.bare
    matter = len(look.shape.mattering) if look.shape is not None else 0
    period = text.one_line(look.notes.period)
    sourced = not bare if not solution.unknown and matter else None
    said = look.calibration.sentence(names)[1:] or (
        "No number is behind it yet." if sourced is None else "Every number says where it is from."
    )
    return (
        Line(
            "period",
            period or None,
            Meaning(
                f"The probabilities are about this: {period}."
                if period
                else "Nobody has said yet what time or occasion the probabilities are about.",
                "A probability means nothing without the time or the occasion it is about.",
            ),
        ),
        Line(
            "events",
            matter,
            Meaning(
                f"{names.top} hangs on {several(matter, 'cause')} at the ends of the tree; "
                f"{several(len(solution.unknown), 'of them has', 'of them have')} no probability.",
                "Ends of the tree whose being so can make a difference.",
            ),
        ),
        Line(
            "calibrated",
            sourced,
            Meaning(
                said,
                "Whether every number that the result hangs on says where it is from. If not, all "
                "that is worked out from it is marked.",
            ),
        ),
    )
