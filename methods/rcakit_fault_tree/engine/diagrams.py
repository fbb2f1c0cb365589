"""What the engine asks of decision diagrams, whoever holds them.

A zero-suppressed binary decision diagram (S. Minato, Design Automation Conference 1993) stands
for a family of sets of variables. The same kind of diagram serves twice: for the states in which
the top happens (a set is what failed; all other things work), and for the minimal cut sets.

With families, what is minimal is a difference. Let F be the states of a coherent top event over
variables from x down, F1 those with x taken out of the sets that hold it, F0 those without x. A
minimal state with x is x and a minimal state of F1 that is not in F0, so

    minimal(F) = (x, minimal(F1) - F0, minimal(F0))

and the "without" operator of A. Rauzy ("New algorithms for fault trees analysis", Reliability
Engineering and System Safety 40, 1993) is not needed.
"""

from __future__ import annotations

from typing import Any, Protocol

from rcakit_fault_tree.engine.listed import Diagram

Family = Any
"""A family of sets; two that are equal are the same and may be keys."""

class TooLargeError(Exception):
    """A diagram has outgrown the room it was given."""


class Diagrams(Protocol):
    """Diagrams over variables 0 to n - 1, variable 0 at the top.

    Every method that makes a family may raise `TooLargeError`.
    """

    room: int
    """How many nodes there may be; at most as many as the diagrams were made for."""
    empty: Family
    """No set."""
    base: Family
    """Just the empty set."""
    all: Family
    """Every set."""

    def holding(self, variable: int) -> Family:
        """Every set with this variable in it."""

    def union(self, one: Family, other: Family) -> Family:
        """Sets of either."""

    def intersection(self, one: Family, other: Family) -> Family:
        """Sets of both."""

    def difference(self, one: Family, other: Family) -> Family:
        """Sets of `one` that are not in `other`."""

    def node(self, variable: int, high: Family, low: Family) -> Family:
        """The sets of `low`, and those of `high` with `variable` put in; both lie below it."""

    def top(self, family: Family) -> Any:
        """The uppermost variable in any set, an int; None for `empty` and `base`."""

    def parts(self, family: Family) -> tuple[Family, Family]:
        """The sets with the top variable, without it, and the sets that do not hold it."""

    def made(self) -> int:
        """How many nodes there are, about, those that are not needed any more among them."""

    def nodes(self, family: Family) -> int:
        """How many nodes a family takes."""

    def listed(self, family: Family) -> Diagram:
        """The nodes of a family as plain lists."""
