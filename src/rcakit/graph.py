"""The causal graph read as a graph: what is above and below a cause, and where it is broken.

Every walk is iterative and ends on a cycle, because files may be broken by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from rcakit.model import Cause, Gate, Postmortem, Status

Causes = Mapping[str, Cause]


def becauses(causes: Causes, cause_id: str) -> tuple[str, ...]:
    """Ids of the existing causes directly behind one; a dangling id is left out."""
    cause = causes.get(cause_id)
    return () if cause is None else tuple(name for name in cause.because if name in causes)


def effects(causes: Causes) -> dict[str, tuple[str, ...]]:
    """For each cause, the causes it is a because of, in file order."""
    above: dict[str, list[str]] = {name: [] for name in causes}
    for name in causes:
        for behind in becauses(causes, name):
            above[behind].append(name)
    return {name: tuple(found) for name, found in above.items()}


def below(causes: Causes, start: str) -> list[str]:
    """`start` and everything behind it, depth first as the becauses are listed, each once."""
    return _walked([start] if start in causes else [], lambda name: becauses(causes, name))


def standing_below(causes: Causes, start: str) -> list[str]:
    """As `below`, but without what is only behind a ruled-out cause; that one is listed itself."""
    return _standing([start] if start in causes else [], causes)


def tree(causes: Causes, start: str) -> list[str]:
    """`start` and the standing causes behind it over standing ones, depth first."""
    return [
        name
        for name in standing_below(causes, start)
        if name == start or causes[name].status is not Status.RULED_OUT
    ]


def fallen(causes: Causes) -> frozenset[str]:
    """Standing causes that lead to nothing but ruled-out ones, over however many others."""
    upheld = set(_standing(tops(causes), causes))
    return frozenset(
        name
        for name, cause in causes.items()
        if name not in upheld and cause.status is not Status.RULED_OUT
    )


def said_gate(causes: Causes, cause_id: str) -> Gate | None:
    """How the standing becauses of a cause combine; None where that is still to be said.

    That some number of them was needed says nothing any more once fewer of them stand.
    """
    cause = causes[cause_id]
    short = (cause.needed or 0) > len(standing(causes, cause_id))
    return None if cause.gate is Gate.AT_LEAST and short else cause.gate


def above(
    causes: Causes, start: str, upward: Mapping[str, tuple[str, ...]] | None = None
) -> set[str]:
    """Everything that `start` leads to, itself not included unless it is in a cycle.

    Args:
        causes: The graph.
        start: Where to begin; an id that does not exist leads to nothing.
        upward: `effects(causes)`, where somebody has it already.
    """
    upward = effects(causes) if upward is None else upward
    return set(_walked(upward.get(start, ()), upward.__getitem__))


def _standing(starts: Iterable[str], causes: Causes) -> list[str]:
    def further(name: str) -> tuple[str, ...]:
        return () if causes[name].status is Status.RULED_OUT else becauses(causes, name)

    return _walked(starts, further)


def _walked(starts: Iterable[str], further: Callable[[str], tuple[str, ...]]) -> list[str]:
    """`starts` and all that is further on, depth first in the order given, each once."""
    seen: dict[str, None] = {}
    stack = [*starts][::-1]
    while stack:
        name = stack.pop()
        if name not in seen:
            seen[name] = None
            stack.extend(reversed(further(name)))
    return list(seen)


def makes_cycle(causes: Causes, effect: str, because: str) -> bool:
    """Whether `effect` because of `because` would close a circle."""
    return effect == because or effect in below(causes, because)


def leaves(causes: Causes, start: str) -> list[str]:
    """The causes below `start` that have nothing behind them, in walking order."""
    return [name for name in below(causes, start) if not becauses(causes, name)]


def loose(postmortem: Postmortem) -> list[str]:
    """Causes that do not lead to the problem, in file order."""
    if postmortem.problem is None:
        return list(postmortem.causes)
    linked = set(below(postmortem.causes, postmortem.problem))
    return [name for name in postmortem.causes if name not in linked]


def tops(causes: Causes) -> list[str]:
    """Causes that lead to nothing, in file order; in a circle without an entry, its first."""
    upward = effects(causes)
    return [name for name in causes if not upward[name]]


def standing(causes: Causes, cause_id: str) -> tuple[str, ...]:
    """The becauses of a cause that have not been ruled out."""
    return tuple(
        name for name in becauses(causes, cause_id) if causes[name].status is not Status.RULED_OUT
    )


def depths(causes: Causes, start: str) -> dict[str, int]:
    """For each cause below `start`, the length of the shortest chain of becauses to it."""
    found = {start: 0} if start in causes else {}
    level = list(found)
    while level:
        following: list[str] = []
        for name in level:
            for behind in becauses(causes, name):
                if behind not in found:
                    found[behind] = found[name] + 1
                    following.append(behind)
        level = following
    return found


def cycles(causes: Causes) -> list[tuple[str, ...]]:
    """The circles of the graph, each as the causes on it; empty for every graph rcakit made.

    Tarjan's strongly connected components, one circle a component, without recursion.
    """
    finder = _Components(causes)
    return [_circle(causes, part) for part in finder.parts() if _is_circle(causes, part)]


def _is_circle(causes: Causes, part: tuple[str, ...]) -> bool:
    return len(part) > 1 or part[0] in becauses(causes, part[0])


def _circle(causes: Causes, part: tuple[str, ...]) -> tuple[str, ...]:
    """One circle inside a strongly connected part, starting at its first cause in file order."""
    members = set(part)
    start = next(name for name in causes if name in members)
    came: dict[str, str] = {}
    level = [start]
    while level:
        following: list[str] = []
        for name in level:
            for behind in becauses(causes, name):
                if behind == start:
                    path = [name]
                    while path[-1] != start:
                        path.append(came[path[-1]])
                    return tuple(reversed(path))
                if behind in members and behind not in came:
                    came[behind] = name
                    following.append(behind)
        level = following
    return part


@attrs.define
class _Components:
    causes: Causes
    index: dict[str, int] = attrs.field(factory=dict)
    low: dict[str, int] = attrs.field(factory=dict)
    path: list[str] = attrs.field(factory=list)
    on_path: set[str] = attrs.field(factory=set)

    def parts(self) -> Iterator[tuple[str, ...]]:
        for name in self.causes:
            if name not in self.index:
                yield from self._from(name)

    def _open(self, name: str) -> tuple[str, Iterator[str]]:
        self.index[name] = self.low[name] = len(self.index)
        self.path.append(name)
        self.on_path.add(name)
        return name, iter(becauses(self.causes, name))

    def _from(self, start: str) -> Iterator[tuple[str, ...]]:
        stack = [self._open(start)]
        while stack:
            name, rest = stack[-1]
            behind = next(rest, None)
            if behind is None:
                stack.pop()
                if stack:
                    parent = stack[-1][0]
                    self.low[parent] = min(self.low[parent], self.low[name])
                if self.low[name] == self.index[name]:
                    yield self._close(name)
            elif behind not in self.index:
                stack.append(self._open(behind))
            elif behind in self.on_path:
                self.low[name] = min(self.low[name], self.index[behind])

    def _close(self, name: str) -> tuple[str, ...]:
        part: list[str] = []
        while not part or part[-1] != name:
            part.append(self.path.pop())
            self.on_path.discard(part[-1])
        return tuple(part)
