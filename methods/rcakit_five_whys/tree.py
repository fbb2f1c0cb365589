"""The drawing: the problem at the top, every why under its effect, joins in words."""

from __future__ import annotations

from collections import Counter

from rcakit import Diagram, DiagramKind, Edge, cause_node, graph, model
from rcakit_five_whys.notes import STOP_WORDS
from rcakit_five_whys.walk import Walk


def tree(walk: Walk) -> Diagram | None:
    """The whole graph as a tree, ruled-out causes and loose ones too; None without a cause."""
    causes = walk.postmortem.causes
    if not causes:
        return None
    acted_on = Counter(
        name for action in walk.postmortem.actions.values() for name in action.addresses
    )
    order = dict.fromkeys([*graph.below(causes, walk.problem or ""), *causes])
    return Diagram(
        kind=DiagramKind.TREE,
        nodes=tuple(
            cause_node(walk.postmortem, name, _note(walk, name, acted_on[name])) for name in order
        ),
        edges=tuple(
            Edge(name, behind) for name in order for behind in graph.becauses(causes, name)
        ),
        root=walk.problem or "",
        joins=tuple(
            (name, words)
            for name in order
            if (
                words := model.gate_words(
                    walk.gate(name), causes[name].needed, len(walk.behind(name))
                )
            )
        ),
    )


def _note(walk: Walk, name: str, actions: int) -> str:
    """What stands beside a node: "ev 2, act 1", "ruled out, ev 1", "beyond the team's control"."""
    cause = walk.postmortem.causes[name]
    out = "ruled out" if cause.status is model.Status.RULED_OUT else ""
    ends = walk.stop(name)
    stop = STOP_WORDS[ends] if ends is not None else ""
    shown = f"ev {len(cause.evidence)}" if cause.evidence else ""
    acts = f"act {actions}" if actions else ""
    return ", ".join(filter(None, (out, "" if out else stop, shown, acts)))
