"""What a lens draws, as plain values: nodes, edges, groups and the kind of drawing.

A diagram knows no screen and no file format. `rcakit.drawing` turns it into lines of text,
the terminal app lets one move about in it, and the exporters write it as SVG, Mermaid and so on.
"""

from __future__ import annotations

from enum import StrEnum

import attrs


class DiagramKind(StrEnum):
    """How a diagram is laid out."""

    TREE = "tree"
    FISHBONE = "fishbone"
    GATES = "gates"
    NETWORK = "network"
    TIMELINE = "timeline"
    MATRIX = "matrix"


class Tone(StrEnum):
    """What a node or a piece of a drawing says at a glance; hosts choose the colour."""

    PLAIN = "plain"
    PROBLEM = "problem"
    CONFIRMED = "confirmed"
    HYPOTHESIS = "hypothesis"
    RULED_OUT = "ruled-out"
    GATE = "gate"
    GROUP = "group"
    LINE = "line"
    MUTED = "muted"
    WARNING = "warning"


@attrs.frozen
class Node:
    """One box, leaf or bone end.

    Attributes:
        id: Unique in the diagram. Where the node is a thing of the postmortem, the thing's id,
            so that a host can open it.
        text: What it says; user text, never markup.
        tone: Its state at a glance.
        mark: A short sign before the text, such as "✓" or "?".
        note: A short remark after the text, such as "ev 2" or "0.03".
        group: The id of the group it belongs to, such as a bone of the fishbone.
        part: How likely it is, or how much of something it makes out, from 0 to 1; drawn as a
            short bar before the note. None for none.
    """

    id: str
    text: str
    tone: Tone = Tone.PLAIN
    mark: str = ""
    note: str = ""
    group: str = ""
    part: float | None = None


@attrs.frozen
class Edge:
    """`source` happened because of `target`; drawn from the effect to the cause."""

    source: str
    target: str
    label: str = ""


@attrs.frozen
class Group:
    """A named set of nodes: a bone, a lane, a cluster. An empty group is drawn too."""

    id: str
    title: str


@attrs.frozen
class Diagram:
    """Nodes, edges and groups, and how they are meant to be laid out.

    Attributes:
        kind: The kind of drawing.
        nodes: In the order they should be met.
        edges: From effect to cause. A node with several incoming edges is shared, not copied.
        groups: In drawing order.
        root: The id of the node at the top or at the head; "" where there is none.
        joins: For a node with several causes, how they combine in words, such as "all of these".
    """

    kind: DiagramKind
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    root: str = ""
    joins: tuple[tuple[str, str], ...] = ()

    def node(self, node_id: str) -> Node:
        """The node with this id; KeyError where there is none."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
