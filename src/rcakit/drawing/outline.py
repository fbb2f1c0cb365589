"""A diagram's graph walked into an outline: what is drawn under what, and each node once.

The walk keeps its own stack, so that its depth is bounded by memory and not by Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from rcakit.diagram import Diagram, Node


class Sort(StrEnum):
    """What an entry of an outline is."""

    NODE = "node"
    REPEAT = "repeat"
    LOOP = "loop"
    JOIN = "join"
    HEADING = "heading"


@attrs.frozen
class Entry:
    """One entry of an outline.

    Attributes:
        sort: A node in full, a node that is drawn elsewhere, a node that leads back to itself,
            how the entries under it combine, or a heading.
        depth: 0 for what hangs on nothing.
        last: No sibling follows.
        node: The node; None for a join or a heading.
        label: The words of a join or a heading; for a node those of the edge that leads to it.
        parent: The id of the node it hangs under; "" where it hangs under none.
    """

    sort: Sort
    depth: int
    last: bool
    node: Node | None = None
    label: str = ""
    parent: str = ""


@attrs.frozen
class Links:
    """The edges of a diagram by their ends, without doubles and without ends that do not exist.

    Attributes:
        nodes: By id, in the diagram's order.
        causes: For each node id what it happened because of, with the labels of the edges.
        effects: For each node id what happened because of it.
        joins: How the causes of a node combine, in words.
    """

    nodes: dict[str, Node]
    causes: dict[str, dict[str, str]]
    effects: dict[str, list[str]]
    joins: dict[str, str]

    @classmethod
    def of(cls, diagram: Diagram) -> Links:
        """The links of `diagram`; where an id occurs twice the first node counts."""
        nodes: dict[str, Node] = {}
        for node in diagram.nodes:
            nodes.setdefault(node.id, node)
        causes: dict[str, dict[str, str]] = {node_id: {} for node_id in nodes}
        effects: dict[str, list[str]] = {node_id: [] for node_id in nodes}
        for edge in diagram.edges:
            if edge.source not in nodes or edge.target not in nodes:
                continue
            if edge.target not in causes[edge.source]:
                causes[edge.source][edge.target] = edge.label
                effects[edge.target].append(edge.source)
        return cls(nodes, causes, effects, dict(diagram.joins))


def outline(
    links: Links, starts: Iterable[str], met: set[str], *, joins: bool, depth: int = 0
) -> list[Entry]:
    """What hangs under `starts`, in the order in which it is drawn.

    Args:
        links: The graph.
        starts: Ids of nodes that hang on nothing here.
        met: Ids drawn in full so far; the walk adds to it, and draws no node twice.
        joins: Whether the words that say how causes combine get an entry of their own.
        depth: The depth of `starts`.
    """
    entries: list[Entry] = []
    above: set[str] = set()
    first = list(starts)
    # (id, depth, last, edge label, parent); an id to leave again has depth -1
    stack = [(s, depth, i == len(first) - 1, "", "") for i, s in enumerate(first)]
    stack.reverse()
    while stack:
        node_id, level, last, label, parent = stack.pop()
        if level < 0:
            above.discard(node_id)
            continue
        node = links.nodes[node_id]
        if node_id in met:
            sort = Sort.LOOP if node_id in above else Sort.REPEAT
            entries.append(Entry(sort, level, last, node, label, parent))
            continue
        met.add(node_id)
        above.add(node_id)
        entries.append(Entry(Sort.NODE, level, last, node, label, parent))
        stack.append((node_id, -1, False, "", ""))
        causes = links.causes[node_id]
        join = links.joins.get(node_id, "") if joins and causes else ""
        if join:
            level += 1
            entries.append(Entry(Sort.JOIN, level, True, label=join, parent=node_id))
        end = len(causes) - 1
        stack.extend(
            (cause, level + 1, i == end, causes[cause], node_id)
            for i, cause in reversed(list(enumerate(causes)))
        )
    return entries


def tops(links: Links, among: Iterable[str]) -> list[str]:
    """The fewest of `among` from which all of it can be reached, in its order.

    These are the nodes that are nobody's cause and, for each loop left over, its first node.
    """
    wanted = list(among)
    found = [node_id for node_id in wanted if not links.effects[node_id]]
    seen = reach(links, found, set())
    for node_id in wanted:
        if node_id not in seen:
            found.append(node_id)
            reach(links, [node_id], seen)
    return found


def reach(links: Links, starts: Iterable[str], seen: set[str]) -> set[str]:
    """`seen`, with all that can be reached from `starts` added to it."""
    stack = list(starts)
    while stack:
        node_id = stack.pop()
        if node_id not in seen:
            seen.add(node_id)
            stack.extend(links.causes[node_id])
    return seen
