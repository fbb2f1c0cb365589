"""The lines of the summary about the probability of the top: exact, estimated, and bounded."""

from __future__ import annotations

import attrs

from rcakit import Meaning
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import number, one_in, several
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import HANDBOOK, Cell, unknown

_ESARY = "J. D. Esary and F. Proschan, Technometrics 5 (1963)"


@attrs.frozen
class Line:
    """One quantity: its value, and what it means."""

    name: str
    value: Cell
    meaning: Meaning
    marked: bool = False


def estimates(look: Look, solution: Solution) -> tuple[Line, ...]:
    """The exact probability and the two that come close to it, None where they are not known."""
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
        Line(
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
        Line(
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
        Line(
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


def between(look: Look, solution: Solution) -> tuple[Line, ...]:
    """What a tree that is too large still tells; nothing of any other."""
    if solution.whole:
        return ()
    bounds, doubt = solution.bounds, look.calibration.sentence(look.names)
    words = unknown(look.names, solution.unknown)
    if bounds is not None:
        words = (
            f"{look.names.top} has a probability from {shown(bounds.low)} to "
            f"{shown(bounds.high)}{look.names.within}.{doubt}"
        )
    low = "What the sets that were found come to, exactly; the others can only add to it."
    high = "What was left out can matter no more than that."
    found = Meaning(
        f"The {several(solution.count, 'most probable set was', 'most probable sets were')} found.",
        "How many minimal cut sets were found; there are more.",
    )
    return (
        Line("lower_bound", None if bounds is None else bounds.low, Meaning(words, low), True),
        Line("upper_bound", None if bounds is None else bounds.high, Meaning(words, high), True),
        Line("cut_sets_found", solution.count, found),
    )
