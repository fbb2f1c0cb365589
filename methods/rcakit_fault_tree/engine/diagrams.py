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


FEWEST_CACHED, NODES_A_RESULT = 1 << 14, 8
"""Results a compiled manager remembers: one for so many nodes, and not fewer than that."""


class Functions(Protocol):
    """Sets of states over variables 0 to n - 1, variable 0 at the top.

    Every method that makes one may raise `TooLargeError`.
    """

    room: int
    """How many nodes there may be; at most as many as it was made for."""
    empty: Family
    """No state."""
    all: Family
    """Every state."""

    def holding(self, variable: int) -> Family:
        """Every state in which this variable is so."""

    def union(self, one: Family, other: Family) -> Family:
        """The states of either."""

    def intersection(self, one: Family, other: Family) -> Family:
        """The states of both."""

    def difference(self, one: Family, other: Family) -> Family:
        """The states of `one` that are not of `other`."""

    def top(self, family: Family) -> Any:
        """The uppermost variable, an int; None where there is none."""

    def nodes(self, family: Family) -> int:
        """How many nodes it takes."""

    def made(self) -> int:
        """How many nodes there are, about, those that are not needed any more among them."""

    def function(self, family: Family) -> Diagram:
        """The nodes as plain lists, to be read as a truth function."""


class Diagrams(Functions, Protocol):
    """States as families of sets of what is so."""

    base: Family
    """Just the empty set."""

    def node(self, variable: int, high: Family, low: Family) -> Family:
        """The sets of `low`, and those of `high` with `variable` put in; both lie below it."""

    def listed(self, family: Family) -> Diagram:
        """The nodes as plain lists, to be read as sets."""
