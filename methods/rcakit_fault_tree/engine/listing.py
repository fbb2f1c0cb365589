"""Minimal cut sets one after another, the most probable or the smallest first."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import count

import attrs

from rcakit_fault_tree.engine.listed import BASE, EMPTY
from rcakit_fault_tree.engine.solving import Solved

CutSet = tuple[int, ...]
Cost = tuple[float, float]
"""What is smaller comes first; costs of members add up."""


def most_probable(
    parts: Sequence[Solved], given: Sequence[float]
) -> Iterator[tuple[float, CutSet]]:
    """Every minimal cut set with its probability, the most probable first.

    Of equal ones the smaller comes first. Impossible ones are left out.
    """

    def cost(event: int) -> Cost:
        return (-math.log(given[event]) if given[event] > 0.0 else math.inf, 1.0)

    for events in _best_first(parts, cost, len(given) - 1):
        yield math.prod(given[event] for event in events), events


def smallest(parts: Sequence[Solved], given: Sequence[float]) -> Iterator[tuple[float, CutSet]]:
    """Every minimal cut set with its probability, those of low order first."""

    def cost(event: int) -> Cost:
        return (1.0, -math.log(given[event]) if given[event] > 0.0 else 1e6)

    for events in _best_first(parts, cost, len(given) - 1):
        yield math.prod(given[event] for event in events), events


@attrs.frozen
class _Rest:
    """Nodes that still have to be walked to their ends, as a linked list."""

    part: int
    node: int
    after: _Rest | None


def _best_first(
    parts: Sequence[Solved], cost: Callable[[int], Cost], events: int
) -> Iterator[CutSet]:
    """The sets in order of cost: a search in which what is left is known to the number (A*).

    A path is taken up where it could end cheapest; a member that is a module is a second
    diagram to be walked beside the first.
    """
    place = {part.module.number: index for index, part in enumerate(parts)}
    costs, ends = _cheapest(parts, cost, events)
    last = len(parts) - 1
    ticket = count()
    start = _Rest(last, parts[last].cut_sets.root, None)
    begin = ends[last][start.node]
    if begin[0] == math.inf:
        return
    queue: list[tuple[Cost, int, CutSet, _Rest | None]] = [(begin, next(ticket), (), start)]
    while queue:
        bound, _, chosen, rest = heapq.heappop(queue)
        while rest is not None and rest.node == BASE:
            rest = rest.after
        if rest is None:
            yield tuple(sorted(chosen))
            continue
        part = parts[rest.part]
        diagram, here = part.cut_sets, ends[rest.part]
        leaf = part.order[diagram.variables[rest.node]]
        high, low = diagram.highs[rest.node], diagram.lows[rest.node]
        done = _less(bound, here[rest.node])
        without = _more(done, here[low])
        if low != EMPTY and without[0] < math.inf:
            heapq.heappush(
                queue, (without, next(ticket), chosen, _Rest(rest.part, low, rest.after))
            )
        with_it = _more(_more(done, costs[leaf]), here[high])
        if with_it[0] < math.inf:
            after: _Rest | None = _Rest(rest.part, high, rest.after)
            if leaf <= events:
                heapq.heappush(queue, (with_it, next(ticket), (*chosen, leaf), after))
            else:
                inside = _Rest(place[leaf], parts[place[leaf]].cut_sets.root, after)
                heapq.heappush(queue, (with_it, next(ticket), chosen, inside))


def _cheapest(
    parts: Sequence[Solved], cost: Callable[[int], Cost], events: int
) -> tuple[dict[int, Cost], list[list[Cost]]]:
    """What each event and module costs at least, and for each node the cheapest way to its end."""
    costs = {event: cost(event) for event in range(1, events + 1)}
    ends: list[list[Cost]] = []
    for part in parts:
        diagram = part.cut_sets
        values: list[Cost] = [(math.inf, math.inf)] * len(diagram)
        values[BASE] = (0.0, 0.0)
        for node in range(BASE + 1, len(diagram)):
            member = costs[part.order[diagram.variables[node]]]
            values[node] = min(
                _more(member, values[diagram.highs[node]]), values[diagram.lows[node]]
            )
        costs[part.module.number] = values[diagram.root]
        ends.append(values)
    return costs, ends


def _more(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1]


def _less(one: Cost, other: Cost) -> Cost:
    return one[0] - other[0], one[1] - other[1]
