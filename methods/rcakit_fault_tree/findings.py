"""What a careful analyst would point out about the tree and its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rcakit import Finding, Severity, finding, graph, listed, model, text
from rcakit_fault_tree.as_it_was import confirmed
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.notes import ID
from rcakit_fault_tree.tree import FaultTree, holding

MOST = 10
"""Findings of one sort made one by one, and things named in one that is about many."""


def findings(look: Look) -> Iterator[Finding]:
    """All findings; the rules are named `fault-tree/...`."""
    if look.trouble:
        yield finding(
            f"{ID}/not-worked-out",
            Severity.ERROR,
            look.trouble,
            "Mend it in methods/fault-tree.toml, or answer the question again.",
        )
    if look.tree is None:
        return
    yield from _gates(look)
    yield from _numbers(look)
    yield from _top(look)
    yield from _common(look, look.tree)


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
    mattering = look.shape.mattering if look.shape is not None else ()
    unknown = [name for name in mattering if name in look.chances and look.chances[name] is None]
    for names in _some(unknown):
        yield finding(
            f"{ID}/probability-unknown",
            Severity.HINT,
            f"Nobody has said how likely {_said(look, names)} is, so what hangs on it stays "
            "unknown.",
            "Count how often it was so, or estimate it and say who did.",
            *names[:MOST],
            field="probability",
        )
    for names in _some(look.calibration.bare):
        yield finding(
            f"{ID}/uncalibrated",
            Severity.HINT,
            f"Nothing says where the probability of {_said(look, names)} is from; all that is "
            "worked out from it is uncalibrated.",
            "Name a query, a count, or who estimated it.",
            *names[:MOST],
            field="probability_source",
        )


def _some(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """One by one, or where there are many the first of them so and all others in one."""
    singly = len(names) if len(names) <= MOST else MOST - 1
    yield from ((name,) for name in names[:singly])
    if names[singly:]:
        yield names[singly:]


def _said(look: Look, names: Sequence[str]) -> str:
    if len(names) == 1:
        return text.quoted(look.postmortem.causes[names[0]].text)
    return f"{text.quoted(look.postmortem.causes[names[0]].text)} or {len(names) - 1:,} others"


def _top(look: Look) -> Iterator[Finding]:
    causes, tree, top = look.postmortem.causes, look.tree, look.postmortem.problem
    if look.shape is None or tree is None or top is None:
        return
    before = look.postmortem.incident.kind is model.Kind.PREMORTEM
    if look.shape.constant is False:
        could = "cannot happen" if before else "could not have happened"
        was = "is" if before else "was"
        blocking = _blocking(look, tree, [name for name, so in tree.houses.items() if not so])[:5]
        first = next((one for one in blocking if one in _needed(tree)), None)
        said = "something" if first is None else text.quoted(causes[first].text, 60)
        yield finding(
            f"{ID}/cannot-happen",
            Severity.WARNING,
            f"By this tree {text.quoted(causes[top].text)} {could}: {said} {was} said to be "
            "needed, and is ruled out or taken as not so.",
            f"If it {was} not needed, take it out from behind its effect (L in the app). Else look "
            f"again at whether it {was} really ruled out.",
            top,
            *blocking,
        )
    elif not before:
        yield from _explained(look, tree, top)
    if not look.shape.coherent:
        yield finding(
            f"{ID}/not-coherent",
            Severity.HINT,
            "Something in the tree helps by not being so. The sets listed are those of its "
            "coherent hull, with what must not be so left out.",
            "Read the sets as what has to be so at least.",
            top,
        )


def _blocking(look: Look, tree: FaultTree, out: list[str]) -> list[str]:
    """Of what is not so, what all of something was said to need, before the rest."""
    needed = _needed(tree)
    found = [name for name in out if name in look.postmortem.causes]
    return sorted(found, key=lambda name: name not in needed)


def _needed(tree: FaultTree) -> set[str]:
    """What all of something was said to need."""
    return {
        arg
        for branch in tree.gates.values()
        if branch.gate in (model.Gate.ALL, model.Gate.INHIBIT)
        for arg in branch.args
    }


def _explained(look: Look, tree: FaultTree, top: str) -> Iterator[Finding]:
    """Whether what is confirmed is enough for what happened; asked once something is."""
    so = confirmed(look.postmortem)
    if not any(name in so for name in tree.events) or top in holding(tree, so):
        return
    if look.postmortem.incident.kind is not model.Kind.INCIDENT:
        return
    open_ = [
        name
        for name in tree.events
        if look.postmortem.causes[name].status is model.Status.HYPOTHESIS
    ]
    yield finding(
        f"{ID}/not-explained",
        Severity.HINT,
        f"By this tree what is confirmed so far is not enough for "
        f"{text.quoted(look.postmortem.causes[top].text)}.",
        "Confirm or rule out what is open, or look for what is still missing."
        if open_
        else "Look for what is still missing, or say anew how the causes combine.",
        top,
        *open_[:5],
    )


def _common(look: Look, tree: FaultTree) -> Iterator[Finding]:
    """Confirmed causes of one category that were needed together and are reckoned independent."""
    causes = look.postmortem.causes
    grouped = {member for group in tree.groups.values() for member in group.members}
    so = confirmed(look.postmortem)
    for branch in tree.gates.values():
        if branch.gate not in (model.Gate.ALL, model.Gate.AT_LEAST):
            continue
        alike: dict[str, list[str]] = {}
        for arg in branch.args:
            category = causes[arg].category
            end = arg in tree.events and not graph.becauses(causes, arg)
            reckoned = look.chances.get(arg) is not None and arg not in grouped
            if category and end and reckoned and arg in so:
                alike.setdefault(category, []).append(arg)
        for category, ends in alike.items():
            if len(ends) > 1:
                yield finding(
                    f"{ID}/common-cause",
                    Severity.HINT,
                    f"{look.names.listed(ends)} are of the category {text.quoted(category, 40)} "
                    "and reckoned with as if they had nothing to do with each other.",
                    "Ask whether one thing could bring about both; if so, name it behind each.",
                    *ends,
                )
