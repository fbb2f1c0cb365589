"""Minimal cut sets one after another, the most probable or the smallest first."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from itertools import count

import attrs

from rcakit import working
from rcakit_fault_tree.engine.listed import BASE
from rcakit_fault_tree.engine.solving import Solved

CutSet = tuple[int, ...]
Cost = tuple[float, float]
"""What is smaller comes first; costs of members add up."""
_IMPOSSIBLE = 1e6
_OFTEN = 0xFF
_DIGITS = 11


@attrs.frozen
class Limits:
    """Which cut sets are listed.

    Attributes:
        order: The most events of one; None for any number.
        chance: The least probability of one; None for any.
    """

    order: int | None = None
    chance: float | None = None


ALL = Limits()


def most_probable(
    parts: Sequence[Solved], given: Sequence[float], limits: Limits = ALL
) -> Iterator[tuple[float, CutSet]]:
    """Every minimal cut set with its probability, the most probable first.

    Of equal ones the smaller comes first. Impossible ones come last.
    """
    rare = [min(_rareness(chance), _IMPOSSIBLE) for chance in given]
    size = [1.0] * len(given)
    for events in _best_first(parts, (rare, size), _bounds(limits)):
        yield math.prod(given[event] for event in events), events


def smallest(
    parts: Sequence[Solved], given: Sequence[float], limits: Limits = ALL
) -> Iterator[tuple[float, CutSet]]:
    """Every minimal cut set with its probability, those of low order first."""
    rare = [min(_rareness(chance), _IMPOSSIBLE) for chance in given]
    size = [1.0] * len(given)
    for events in _best_first(parts, (size, rare), _bounds(limits)[::-1]):
        yield math.prod(given[event] for event in events), events


def _rareness(chance: float) -> float:
    """What is less probable has more of it; that of a set is the sum."""
    return -math.log(chance) if chance > 0.0 else math.inf


def _bounds(limits: Limits) -> tuple[float, float]:
    """The most rareness, with room for rounding, and the most events."""
    rare = math.inf if limits.chance is None else _rareness(limits.chance) * (1 + 1e-12) + 1e-12
    return rare, math.inf if limits.order is None else float(limits.order)


@attrs.frozen
class _Rest:
    """Nodes that still have to be walked to their ends, as a linked list."""

    part: int
    node: int
    after: _Rest | None


@attrs.frozen
class _Path:
    """A way into the diagrams.

    Attributes:
        second: What it costs at least of the second cost, whatever of the first.
        chosen: The events chosen.
        rest: What is left to be walked; None at the end.
    """

    second: float
    chosen: CutSet
    rest: _Rest | None


def _path(second: float, chosen: CutSet, rest: _Rest | None) -> _Path:
    """A path that has gone past the ends it has come to."""
    while rest is not None and rest.node == BASE:
        rest = rest.after
    return _Path(second, chosen, rest)


def _best_first(
    parts: Sequence[Solved], costs: tuple[list[float], list[float]], most: tuple[float, float]
) -> Iterator[CutSet]:
    """The sets in order of cost: a search in which what is left is known to the number (A*).

    Args:
        parts: All modules, each after those below it.
        costs: What each event costs, by its number; of equal sets that with the less of the
            second comes first.
        most: What a set may cost of both. A path that cannot end within it is left.
    """
    ways = _Ways(parts, costs)
    # Of equal paths that found last is followed to its end; there may be as many as there are sets.
    ticket = count(0, -1)
    queue: list[tuple[Cost, int, Cost, _Path]] = []
    for cost, path in ways.begun():
        queue.append((_rounded(cost), next(ticket), cost, path))
    step = 0
    while queue:
        step += 1
        if not step & _OFTEN:
            working.tell()
        _, _, bound, path = heapq.heappop(queue)
        if bound[0] > most[0]:
            return
        if path.second > most[1]:
            continue
        if path.rest is None:
            yield tuple(sorted(path.chosen))
            continue
        for cost, onward in ways.onward(bound, path):
            heapq.heappush(queue, (_rounded(cost), next(ticket), cost, onward))


def _rounded(cost: Cost) -> Cost:
    """Costs that differ by rounding alone are equal."""
    return round(cost[0], _DIGITS), round(cost[1], _DIGITS)


class _Ways:
    """The diagrams of all modules, walked from the top down.

    A path is taken up where it could end cheapest; a member that is a module is a second diagram
    to be walked beside the first.
    """

    def __init__(self, parts: Sequence[Solved], costs: tuple[list[float], list[float]]) -> None:
        self._parts = parts
        self._events = len(costs[0]) - 1
        self._place = {part.module.number: index for index, part in enumerate(parts)}
        self._known, self._ends, self._least = _cheapest(parts, costs)

    def begun(self) -> Iterator[tuple[Cost, _Path]]:
        """The path that has chosen nothing, if it ends anywhere."""
        last = len(self._parts) - 1
        root = self._parts[last].cut_sets.root
        cost = self._ends[last][root]
        if cost[0] < math.inf:
            yield cost, _path(self._least[last][root], (), _Rest(last, root, None))

    def onward(self, bound: Cost, path: _Path) -> Iterator[tuple[Cost, _Path]]:
        """The path without the event or module at hand, and with it."""
        rest = path.rest
        assert rest is not None
        part, ends, least = self._parts[rest.part], self._ends[rest.part], self._least[rest.part]
        diagram = part.cut_sets
        leaf = part.order[diagram.variables[rest.node]]
        high, low = diagram.highs[rest.node], diagram.lows[rest.node]
        done = bound[0] - ends[rest.node][0], bound[1] - ends[rest.node][1]
        second = path.second - least[rest.node]
        if ends[low][0] < math.inf:
            after = _Rest(rest.part, low, rest.after)
            yield (
                (done[0] + ends[low][0], done[1] + ends[low][1]),
                _path(second + least[low], path.chosen, after),
            )
        cost, other = self._known[leaf]
        if ends[high][0] + cost[0] < math.inf:
            second += other + least[high]
            after = _Rest(rest.part, high, rest.after)
            chosen = path.chosen
            if leaf <= self._events:
                chosen = (*chosen, leaf)
            else:
                inside = self._place[leaf]
                after = _Rest(inside, self._parts[inside].cut_sets.root, after)
            yield (
                (done[0] + cost[0] + ends[high][0], done[1] + cost[1] + ends[high][1]),
                _path(second, chosen, after),
            )


def _cheapest(
    parts: Sequence[Solved], costs: tuple[list[float], list[float]]
) -> tuple[dict[int, tuple[Cost, float]], list[list[Cost]], list[list[float]]]:
    """What each event and module costs at least, and each node to its end.

    Beside the cheapest way, the least of the second cost alone.
    """
    known: dict[int, tuple[Cost, float]] = {
        event: (cost, cost[1]) for event, cost in enumerate(zip(*costs, strict=True))
    }
    ends: list[list[Cost]] = []
    least: list[list[float]] = []
    for part in parts:
        diagram = part.cut_sets
        members = [known[leaf] for leaf in part.order]
        values: list[Cost] = [(math.inf, math.inf)] * len(diagram)
        seconds = [math.inf] * len(diagram)
        values[BASE], seconds[BASE] = (0.0, 0.0), 0.0
        for node in range(BASE + 1, len(diagram)):
            (first, second), other = members[diagram.variables[node]]
            high, low = diagram.highs[node], diagram.lows[node]
            way = values[high]
            values[node] = min((way[0] + first, way[1] + second), values[low])
            seconds[node] = min(seconds[high] + other, seconds[low])
        known[part.module.number] = values[diagram.root], seconds[diagram.root]
        ends.append(values)
        least.append(seconds)
    return known, ends, least
