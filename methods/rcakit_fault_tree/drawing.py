"""The drawing: gates between an effect and its causes, a probability beside each event."""

from __future__ import annotations

from rcakit import Diagram, DiagramKind, Edge, cause_node, graph, model
from rcakit_fault_tree.graph_tree import given
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look

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


def diagram(look: Look) -> Diagram | None:
    """The tree below the problem; None until there is one."""
    tree, causes = look.tree, look.postmortem.causes
    if tree is None:
        return None
    order = [name for name in graph.below(causes, tree.top) if name in _reached(look)]
    return Diagram(
        kind=DiagramKind.GATES,
        nodes=tuple(cause_node(look.postmortem, name, _note(look, name)) for name in order),
        edges=tuple(
            Edge(name, behind)
            for name in order
            if name in tree.gates
            for behind in dict.fromkeys(tree.gates[name].args)
        ),
        root=tree.top,
        joins=tuple((name, _join(look, name)) for name in order if name in tree.gates),
    )


def _reached(look: Look) -> set[str]:
    tree = look.tree
    assert tree is not None
    return {*tree.gates, *tree.events, *tree.houses}


def _join(look: Look, name: str) -> str:
    """The sign of a gate and its words; a single cause needs none."""
    assert look.tree is not None
    branch = look.tree.gates[name]
    said = look.postmortem.causes[name].gate
    if len(branch.args) == 1 and branch.gate is not model.Gate.NOT:
        return ""
    sign = f"≥{branch.needed}" if branch.gate is model.Gate.AT_LEAST else _SYMBOLS[said]
    unsaid = ", taken for any" if said is None else ""
    words = model.gate_words(branch.gate, branch.needed, len(branch.args))
    return f"[{sign}] {words}{unsaid}"


def _note(look: Look, name: str) -> str:
    """What stands beside an event: its probability, or that it is taken as so or not so."""
    tree, held = look.tree, look.postmortem.causes[name]
    assert tree is not None
    if name in tree.houses:
        return "taken as so" if tree.houses[name] else "ruled out"
    solution = look.solution
    if name == tree.top and solution is not None and solution.evaluated is not None:
        return f"p {shown(solution.evaluated.top)}"
    if name in tree.events and given(held, name, look.notes):
        number = _mean(look, name)
        return f"p {shown(number)}" + ("" if held.probability_source else " ?")
    return "p unknown" if name in tree.events else ""


def _mean(look: Look, name: str) -> float | None:
    solution = look.solution
    if solution is None or name not in solution.names:
        return look.postmortem.causes[name].probability
    return solution.chances[solution.names.index(name) + 1]
