"""The drawing: the fish with its bones."""

from __future__ import annotations

from rcakit import Diagram, DiagramKind, Edge, Group, Node, cause_node, graph, model
from rcakit_fishbone.fish import Fish


def diagram(fish: Fish) -> Diagram | None:
    """The fish with its bones; None until there is a cause.

    A cause hangs under its effect where both are on one bone. Where the effect is on another
    bone the cause is a twig of its own there, since that is where one looks for it.
    """
    causes = fish.postmortem.causes
    if not causes:
        return None
    order = dict.fromkeys([*graph.below(causes, fish.problem or ""), *causes])
    return Diagram(
        kind=DiagramKind.FISHBONE,
        nodes=tuple(_node(fish, name) for name in order),
        edges=tuple(
            Edge(name, behind)
            for name in order
            for behind in graph.becauses(causes, name)
            if name == fish.problem or fish.placed.get(name) == fish.placed.get(behind)
        ),
        groups=tuple(Group(bone.name, bone.name) for bone in fish.bones),
        root=fish.problem or "",
    )


def _node(fish: Fish, name: str) -> Node:
    cause = fish.postmortem.causes[name]
    note = "ruled out" if cause.status is model.Status.RULED_OUT else ""
    return cause_node(fish.postmortem, name, note, fish.placed.get(name, ""))
