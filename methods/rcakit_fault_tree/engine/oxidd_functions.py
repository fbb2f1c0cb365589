"""Truth functions held by OxiDD, for modules that are not coherent and outgrow plain Python.

A diagram with complemented edges negates at no cost, and a function takes fewer nodes than the
family of states in which it is so. Imported only when such a module is met.
"""

from __future__ import annotations

from oxidd.bcdd import BCDDFunction, BCDDManager
from oxidd.util import DDMemoryError

from rcakit import working
from rcakit_fault_tree.engine.diagrams import FEWEST_CACHED, NODES_A_RESULT, TooLargeError
from rcakit_fault_tree.engine.listed import BASE, EMPTY, Diagram
from rcakit_fault_tree.engine.oxidd_export import exported


class OxiddFunctions:
    """`Functions` held by OxiDD.

    Args:
        variables: How many variables there are.
        room: Nodes at most.
    """

    def __init__(self, variables: int, room: int) -> None:
        self._manager = BCDDManager(room, max(FEWEST_CACHED, room // NODES_A_RESULT), 1)
        self._manager.add_vars(variables)
        self.room = room
        self.all = self._manager.true()
        self.empty = self._manager.false()

    def holding(self, variable: int) -> BCDDFunction:
        """The states in which a variable is so."""
        return self._manager.var(variable)

    def union(self, one: BCDDFunction, other: BCDDFunction) -> BCDDFunction:
        """The states of either."""
        return self._made(one, "__or__", other)

    def intersection(self, one: BCDDFunction, other: BCDDFunction) -> BCDDFunction:
        """The states of both."""
        return self._made(one, "__and__", other)

    def difference(self, one: BCDDFunction, other: BCDDFunction) -> BCDDFunction:
        """The states of `one` that are not of `other`."""
        return self._made(one, "__and__", ~other)

    def top(self, function: BCDDFunction) -> int | None:
        """The uppermost variable that matters."""
        level: int | None = function.node_level()
        return level

    def nodes(self, function: BCDDFunction) -> int:
        """How many nodes a function takes."""
        count: int = function.node_count()
        return count

    def made(self) -> int:
        """How many nodes there are, about, those that are not needed any more among them."""
        count: int = self._manager.approx_num_inner_nodes()
        return count

    def function(self, function: BCDDFunction) -> Diagram:
        """The nodes as plain lists; what is led to both ways is there twice."""
        found = exported(self._manager, function)
        size = len(found.variables) + 2
        # The first node is "true"; edges are numbered twice their node, one more if complemented.
        reached = bytearray(2 * size)
        root = _edge(found.root)
        reached[root] = 1
        for place in range(len(found.variables) - 1, -1, -1):
            for sign in (0, 1):
                if reached[2 * (place + 2) + sign]:
                    reached[_edge(found.thens[place]) ^ sign] = 1
                    reached[_edge(found.elses[place]) ^ sign] = 1
        places = [EMPTY] * (2 * size)
        places[2], places[3] = BASE, EMPTY
        variables, highs, lows = [-1, -1], [EMPTY, EMPTY], [EMPTY, EMPTY]
        for place, variable in enumerate(found.variables):
            for sign in (0, 1):
                edge = 2 * (place + 2) + sign
                if reached[edge]:
                    places[edge] = len(variables)
                    variables.append(variable)
                    highs.append(places[_edge(found.thens[place]) ^ sign])
                    lows.append(places[_edge(found.elses[place]) ^ sign])
        return Diagram(variables, highs, lows, places[root])

    def _made(self, one: BCDDFunction, operation: str, other: BCDDFunction) -> BCDDFunction:
        working.tell()
        try:
            found: BCDDFunction = getattr(one, operation)(other)
        except DDMemoryError:
            raise TooLargeError from None
        if self._manager.approx_num_inner_nodes() > self.room:
            raise TooLargeError
        return found


def _edge(number: int) -> int:
    return 2 * number if number > 0 else 1 - 2 * number
