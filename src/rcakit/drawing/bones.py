"""Which cause hangs on which bone of a fishbone, and what hangs under it."""

from __future__ import annotations

import attrs

from rcakit.diagram import Diagram
from rcakit.drawing.outline import Entry, Links, Sort, outline, tops

_LOOSE = "Not on a bone"


@attrs.frozen
class Bone:
    """A bone with its twigs; each twig is the outline of one cause and its sub-causes."""

    title: str
    twigs: tuple[tuple[Entry, ...], ...]


def bones(diagram: Diagram) -> tuple[Bone, ...]:
    """The bones in the order of the diagram's groups; causes in no group come last.

    A sub-cause hangs under its cause, on whatever bone that is; where it belongs to another
    group, its own bone points at it. A cause in a group that is only a sub-cause of causes in
    no group hangs on its own bone.
    """
    titles = {group.id: group.title for group in diagram.groups}
    links = _without(Links.of(diagram), diagram.root)
    group = {i: n.group if n.group in titles else "" for i, n in links.nodes.items()}
    grouped = [i for i in links.nodes if group[i]]
    loose = [i for i in links.nodes if not group[i]]

    met: set[str] = set()
    twigs: dict[str, list[tuple[Entry, ...]]] = {group_id: [] for group_id in titles}
    held: dict[str, str] = {}

    def hang(node_id: str, bone: str) -> None:
        if node_id not in met:
            entries = outline(links, [node_id], met, joins=False)
            twigs.setdefault(bone, []).append(tuple(entries))
            held.update((e.node.id, bone) for e in entries if e.node and e.sort is Sort.NODE)

    for node_id in [i for i in grouped if not links.effects[i]]:
        hang(node_id, group[node_id])
    for node_id in tops(links, [i for i in grouped if i not in met]):
        hang(node_id, group[node_id])
    for node_id in tops(links, [i for i in loose if i not in met]):
        hang(node_id, "")
    for node_id in grouped:
        if held[node_id] != group[node_id]:
            pointer = Entry(Sort.REPEAT, 0, True, links.nodes[node_id])
            twigs[group[node_id]].append((pointer,))

    found = [Bone(title, tuple(twigs[group_id])) for group_id, title in titles.items()]
    if "" in twigs and "" not in titles:
        found.append(Bone(_LOOSE, tuple(twigs[""])))
    return tuple(found)


def _without(links: Links, node_id: str) -> Links:
    """The links without one node: the problem is the head, and hangs on no bone."""
    return attrs.evolve(
        links,
        nodes={i: node for i, node in links.nodes.items() if i != node_id},
        causes={
            i: {cause: label for cause, label in causes.items() if cause != node_id}
            for i, causes in links.causes.items()
            if i != node_id
        },
        effects={
            i: [effect for effect in effects if effect != node_id]
            for i, effects in links.effects.items()
            if i != node_id
        },
    )
