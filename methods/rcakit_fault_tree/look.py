"""One look at the postmortem as a fault tree, shared by its tables, drawing and findings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from rcakit import Postmortem
from rcakit_fault_tree.common_cause import WrongGroup
from rcakit_fault_tree.engine.solving import NotSolvedError
from rcakit_fault_tree.expressions import WrongValue
from rcakit_fault_tree.graph_tree import WrongNotes, fault_tree
from rcakit_fault_tree.notes import Notes
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import FaultTree


@attrs.frozen(slots=False, eq=False)
class Look:
    """The postmortem, the notes, and what the tree comes to.

    Attributes:
        postmortem: The postmortem.
        notes: What the fault tree keeps.
        supposed: Causes that are taken as so or not so, to see what then.
    """

    postmortem: Postmortem
    notes: Notes
    supposed: Mapping[str, bool] = attrs.field(factory=dict)

    @cached_property
    def _made(self) -> tuple[FaultTree | None, Solution | None, str]:
        tree = None
        try:
            tree = fault_tree(self.postmortem, self.notes, self.supposed)
            if tree is None:
                return None, None, ""
            solution = Solution.of(tree)
            _ = solution.evaluated
        except (WrongNotes, WrongGroup, WrongValue) as error:
            return tree, None, f"{str(error)[:1].upper()}{str(error)[1:]}."
        except NotSolvedError:
            return tree, None, "The tree is too large to be worked out exactly."
        return tree, solution, ""

    @property
    def tree(self) -> FaultTree | None:
        """The tree; None without a problem, or where the graph goes in a circle."""
        return self._made[0]

    @property
    def solution(self) -> Solution | None:
        """What it comes to; None where there is no tree or it cannot be worked out."""
        return self._made[1]

    @property
    def trouble(self) -> str:
        """Why it cannot be worked out, a sentence; "" where nothing is wrong."""
        return self._made[2]
