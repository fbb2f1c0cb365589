"""What the engine asks of decision diagrams of truth functions, whoever holds them."""

from __future__ import annotations

from typing import Any, Protocol

from rcakit_fault_tree.engine.listed import Diagram

Function = Any
"""A truth function; two that are equal are the same and may be keys."""


class TooLargeError(Exception):
    """A diagram has outgrown the room it was given."""


FEWEST_CACHED, NODES_A_RESULT = 1 << 14, 2
"""Results a compiled manager remembers: one for so many nodes, and not fewer than that."""


class Functions(Protocol):
    """Sets of states over variables 0 to n - 1, variable 0 at the top.

    Every method that makes one may raise `TooLargeError`.
    """

    room: int
    """How many nodes there may be; at most as many as it was made for."""
    empty: Function
    """No state."""
    all: Function
    """Every state."""

    def holding(self, variable: int) -> Function:
        """Every state in which this variable is so."""

    def union(self, one: Function, other: Function) -> Function:
        """The states of either."""

    def intersection(self, one: Function, other: Function) -> Function:
        """The states of both."""

    def difference(self, one: Function, other: Function) -> Function:
        """The states of `one` that are not of `other`."""

    def top(self, function: Function) -> Any:
        """The uppermost variable, an int; None where there is none."""

    def nodes(self, function: Function) -> int:
        """How many nodes it takes."""

    def made(self) -> int:
        """How many nodes there are, about, those that are not needed any more among them."""

    def function(self, function: Function) -> Diagram:
        """The nodes as plain lists, to be read as a truth function."""
