"""What a careful analyst would point out about the tree and its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Finding, Severity, finding, graph, listed, model, text
from rcakit_fault_tree.graph_tree import given
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.notes import ID


def findings(look: Look) -> Iterator[Finding]:
    """All findings; the rules are named `fault-tree/...`."""
    if look.trouble:
        yield finding(
            f"{ID}/not-worked-out",
            Severity.WARNING,
            look.trouble,
            "Mend it in methods/fault-tree.toml, or answer the question again.",
        )
    if look.tree is None:
        return
    yield from _gates(look)
    yield from _numbers(look)
    yield from _top(look)


def _gates(look: Look) -> Iterator[Finding]:
    causes = look.postmortem.causes
    for name in look.tree.gates if look.tree is not None else ():
        behind = graph.standing(causes, name)
        if len(behind) > 1 and graph.said_gate(causes, name) is None:
            yield finding(
                f"{ID}/gate-not-said",
                Severity.WARNING,
                f"Nobody has said how {listed(look.postmortem, behind)} combine; the tree takes "
                "any one of them for enough.",
                "Say whether any one, all, or at least some of them were needed.",
                name,
                field="gate",
            )


def _numbers(look: Look) -> Iterator[Finding]:
    causes, solution = look.postmortem.causes, look.solution
    if solution is None:
        return
    for name in solution.unknown:
        if name in causes:
            yield finding(
                f"{ID}/probability-unknown",
                Severity.HINT,
                f"Nobody has said how likely {text.quoted(causes[name].text)} is, so what hangs "
                "on it stays unknown.",
                "Count how often it was so, or estimate it and say who did.",
                name,
                field="probability",
            )
    bare = [name for name in uncalibrated(look) if name in causes]
    for name in bare:
        yield finding(
            f"{ID}/uncalibrated",
            Severity.HINT,
            f"Nothing says where the probability of {text.quoted(causes[name].text)} is from; "
            "all that is worked out from it is uncalibrated.",
            "Name a query, a count, or who estimated it.",
            name,
            field="probability_source",
        )


def uncalibrated(look: Look) -> tuple[str, ...]:
    """The events whose probability has no source."""
    causes = look.postmortem.causes
    return tuple(
        name
        for name in (look.solution.names if look.solution is not None else ())
        if name in causes
        and given(causes[name], name, look.notes)
        and not causes[name].probability_source.strip()
    )


def _top(look: Look) -> Iterator[Finding]:
    causes, solution = look.postmortem.causes, look.solution
    top = look.postmortem.problem
    if solution is None or top is None:
        return
    if solution.constant is False:
        out = [name for name in graph.below(causes, top) if _struck(causes[name])]
        yield finding(
            f"{ID}/cannot-happen",
            Severity.WARNING,
            f"By this tree {text.quoted(causes[top].text)} could not have happened: something "
            "that was needed is ruled out.",
            "Look at what was ruled out, and at whether all of it was really needed.",
            top,
            *out[:5],
        )
    if not solution.coherent:
        yield finding(
            f"{ID}/not-coherent",
            Severity.HINT,
            "Something in the tree helps by not being so. The sets listed are those of its "
            "coherent hull, with what must not be so left out.",
            "Read the sets as what has to be so at least.",
            top,
        )


def _struck(cause: model.Cause) -> bool:
    return cause.status is model.Status.RULED_OUT
