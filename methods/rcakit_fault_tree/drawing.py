"""The drawing: gates between an effect and its causes, a probability beside each event."""

from __future__ import annotations

from rcakit import Diagram, DiagramKind, Edge, cause_node, graph, model
from rcakit_fault_tree.graph_tree import given
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.tree import FaultTree

_SYMBOLS = {
    None: "≥1",
    model.Gate.ANY: "≥1",
    model.Gate.ALL: "&",
    model.Gate.NOT: "1○",
    model.Gate.XOR: "=1",
    model.Gate.NAND: "&○",
    model.Gate.NOR: "≥1○",
    model.Gate.IFF: "=",
    model.Gate.IMPLY: "→",
    model.Gate.INHIBIT: "& if",
}
"""The signs of IEC 60617-12, which fault trees of IEC 61025 are drawn with; ○ negates."""

UNDEVELOPED = "◇"
"""The diamond of an event that is not followed further, though something is known behind it."""


def diagram(look: Look) -> Diagram | None:
    """The tree below the problem with the top's probability; None until there is one."""
    exact = None if look.solution is None else look.solution.evaluated
    return _drawn(look, None if exact is None else exact.top)


def sketch(look: Look) -> Diagram | None:
    """The same without what has to be worked out."""
    return _drawn(look, None)


def _drawn(look: Look, top: float | None) -> Diagram | None:
    tree, causes = look.tree, look.postmortem.causes
    if tree is None:
        return None
    reached = {*tree.gates, *tree.events, *tree.houses}
    order = [name for name in graph.below(causes, tree.top) if name in reached]
    return Diagram(
        kind=DiagramKind.GATES,
        nodes=tuple(
            cause_node(look.postmortem, name, _note(look, tree, name, top)) for name in order
        ),
        edges=tuple(
            Edge(name, behind)
            for name in order
            if name in tree.gates
            for behind in dict.fromkeys(tree.gates[name].args)
        ),
        root=tree.top,
        joins=tuple((name, _join(look, tree, name)) for name in order if name in tree.gates),
    )


def _join(look: Look, tree: FaultTree, name: str) -> str:
    """The sign of a gate and its words; a single cause needs none."""
    branch = tree.gates[name]
    said = look.postmortem.causes[name].gate
    if len(branch.args) == 1 and branch.gate is not model.Gate.NOT:
        return ""
    sign = f"≥{branch.needed}" if branch.gate is model.Gate.AT_LEAST else _SYMBOLS[said]
    unsaid = ", taken for any" if said is None else ""
    words = model.gate_words(branch.gate, branch.needed, len(branch.args))
    return f"[{sign}] {words}{unsaid}"


def _note(look: Look, tree: FaultTree, name: str, top: float | None) -> str:
    """What stands beside an event: its probability, or that it is taken as so or not so."""
    if name in tree.houses:
        return _house(look, name, so=tree.houses[name])
    if name == tree.top and top is not None:
        return f"p {shown(top)}{' ?' if look.calibration.bare else ''}"
    if name not in tree.events:
        return ""
    sign = f"{UNDEVELOPED} " if graph.becauses(look.postmortem.causes, name) else ""
    chance = look.chances.get(name)
    if chance is None and not given(look.postmortem.causes[name], name, look.notes):
        return f"{sign}p unknown"
    return f"{sign}p {shown(chance)}{' ?' if name in look.calibration.unsourced else ''}"


def _house(look: Look, name: str, *, so: bool) -> str:
    if name in look.notes.what_if:
        return "what if so" if so else "what if not so"
    if name in look.notes.house:
        return "taken as so" if so else "taken as not so"
    return "ruled out"
