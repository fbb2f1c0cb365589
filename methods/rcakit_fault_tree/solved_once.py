"""Trees that were just solved, so that the tables and the drawing of one postmortem solve one.

A tree and what it comes to are values, so what is kept here can be seen by nothing but a clock.
"""

from __future__ import annotations

from collections import deque
from threading import Lock

from rcakit import working
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import FaultTree

_MOST = 16
_MOST_NODES = 1_000_000
"""Nodes of the diagrams that are kept; of larger trees only the last."""

_lock = Lock()
_kept: deque[tuple[FaultTree, Solution]] = deque(maxlen=_MOST)


def solution_of(tree: FaultTree) -> Solution:
    """What a tree comes to, with its probabilities worked out.

    Raises:
        WrongGroup: A group of common cause cannot be worked with.
        WrongValue: An expression has no value.
    """
    with _lock:
        known = next((item for item in _kept if item[0] == tree), None)
    if known is None:
        working.tell("Working out the tree")
        known = (tree, _solved(tree))
        with _lock:
            _kept.append(known)
            while len(_kept) > 1 and sum(_nodes(one) for _, one in _kept) > _MOST_NODES:
                _kept.popleft()
    return known[1]


def _solved(tree: FaultTree) -> Solution:
    solution = Solution.of(tree)
    _ = solution.evaluated
    return solution


def _nodes(solution: Solution) -> int:
    return sum(len(part.states) + len(part.cut_sets) for part in solution.parts)
