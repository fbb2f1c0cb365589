"""One look at the postmortem as a fault tree, shared by its tables, drawing and findings.

What is cheap is told without solving the tree, since findings and questions are asked for between
two keys. Solving it is left to tables and the drawing.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from rcakit import Postmortem, text
from rcakit_fault_tree.calibration import Calibration
from rcakit_fault_tree.common_cause import WrongGroup, shares
from rcakit_fault_tree.expressions import Number, WrongValue
from rcakit_fault_tree.graph_tree import WrongNotes, fault_tree
from rcakit_fault_tree.names import Names
from rcakit_fault_tree.notes import Notes
from rcakit_fault_tree.shape import Shape, shape
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.solved_once import solution_of
from rcakit_fault_tree.tree import FaultTree
from rcakit_fault_tree.uncertainty import Spread, affordable, run, uncertain

TOO_LARGE = "The tree is too large to be worked out exactly."


@attrs.frozen(slots=False, eq=False)
class Look:
    """The postmortem, the notes, and what the tree comes to.

    Attributes:
        postmortem: The postmortem.
        notes: What the fault tree keeps.
    """

    postmortem: Postmortem
    notes: Notes

    @cached_property
    def _made(self) -> tuple[FaultTree | None, str]:
        tree = None
        try:
            # Without the notes that may not be readable there is still a tree to be drawn.
            bare = attrs.evolve(self.notes, expression={}, parameter={}, group={})
            tree = fault_tree(self.postmortem, bare)
            tree = fault_tree(self.postmortem, self.notes)
            for group in tree.groups.values() if tree is not None else ():
                shares(group)
            _ = {} if tree is None else means(tree)
        except (WrongNotes, WrongGroup, WrongValue) as error:
            said = text.one_line(str(error))
            return tree, f"{said[:1].upper()}{said[1:]}."
        return tree, ""

    @property
    def tree(self) -> FaultTree | None:
        """The tree; None without a problem, or where the graph goes in a circle."""
        return self._made[0]

    @property
    def trouble(self) -> str:
        """Why the tree's numbers cannot be worked with, a sentence; "" where nothing is wrong."""
        return self._made[1]

    @cached_property
    def shape(self) -> Shape | None:
        """What the gates alone say; None where there is no tree."""
        return None if self.tree is None else shape(self.tree)

    @cached_property
    def chances(self) -> dict[str, float | None]:
        """The probability of each event, None where nobody has said; {} where there is trouble."""
        return {} if self.tree is None or self.trouble else means(self.tree)

    @cached_property
    def calibration(self) -> Calibration:
        """Which numbers have no source."""
        return Calibration.of(self.postmortem, self.notes, self.tree, self.shape)

    @cached_property
    def names(self) -> Names:
        """The words of everything."""
        return Names(self.postmortem, self.notes.period)

    @cached_property
    def solution(self) -> Solution | None:
        """What the tree comes to; None where there is none or it cannot be worked out."""
        if self.tree is None or self.trouble:
            return None
        try:
            return solution_of(self.tree)
        except (WrongGroup, WrongValue):
            return None

    @cached_property
    def spread(self) -> Spread | None:
        """What the trials of uncertain numbers come to; None where none is uncertain or known."""
        solution = self.solution
        if solution is None or solution.evaluated is None or not solution.parts:
            return None
        if not uncertain(solution):
            return None
        wanted = self.notes.trials
        try:
            return run(
                solution, affordable(solution) if wanted is None else wanted, self.notes.seed
            )
        except WrongValue:
            return None


def means(tree: FaultTree) -> dict[str, float | None]:
    """The probability of each event of a tree, of a member of a group that of the group.

    Raises:
        WrongValue: An expression has none.
    """
    mean = tree.model.mean
    found = {
        name: one.value if isinstance(one, Number) else None if one is None else mean(one)
        for name, one in tree.events.items()
    }
    for group in tree.groups.values():
        chance = mean(group.probability)
        found.update((member, chance) for member in group.members if member in found)
    return found
