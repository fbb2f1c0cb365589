"""What a careful facilitator would point out about a tree of whys."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Finding, Severity, finding, graph, model, wording
from rcakit_five_whys.chains import names
from rcakit_five_whys.notes import ID, Stop
from rcakit_five_whys.walk import Walk

SHORTEST = 3
"""Whys a chain has before its end needs a reason."""


def findings(walk: Walk) -> Iterator[Finding]:
    """All findings; the rules are named `five-whys/...`."""
    yield from _loops(walk)
    if walk.problem is None:
        if walk.postmortem.causes:
            yield finding(
                f"{ID}/no-problem",
                Severity.WARNING,
                "No problem is named, so nothing leads anywhere yet.",
                "Name what people experienced, or pick the cause that says it.",
            )
        return
    depths = graph.depths(walk.postmortem.causes, walk.problem)
    for cause in walk.tree[1:]:
        if not walk.behind(cause):
            yield from _end(walk, cause, depths[cause])
    yield from _single(walk)
    yield from _past_control(walk)
    yield from _joins(walk)
    yield from _loose(walk)


def _end(walk: Walk, cause: str, depth: int) -> Iterator[Finding]:
    held = walk.postmortem.causes[cause]
    stop = walk.notes.stop.get(cause)
    words = wording.person(held.text, names(walk))
    if words:
        yield finding(
            f"{ID}/ends-at-a-person",
            Severity.WARNING,
            f"The chain ends at a person (“{words}”) in {walk.words(cause)}.",
            "Ask what made it sensible or possible at that moment.",
            cause,
        )
    if stop is Stop.OPEN:
        yield finding(
            f"{ID}/open-end",
            Severity.HINT,
            f"There is more to find out behind {walk.words(cause)}.",
            "Find it out, or add an action that does.",
            cause,
        )
    elif held.status is model.Status.HYPOTHESIS:
        yield finding(
            f"{ID}/ends-at-a-hypothesis",
            Severity.HINT,
            f"The chain ends at {walk.words(cause)}, which nobody has confirmed.",
            "Confirm it with evidence, or rule it out.",
            cause,
        )
    if depth < SHORTEST and stop is None:
        whys = "one why" if depth == 1 else f"{depth} whys"
        yield finding(
            f"{ID}/ends-early",
            Severity.WARNING,
            f"The chain ends at {walk.words(cause)} after {whys}, and nobody has said why there.",
            "Ask how it came to be, or say why the chain ends.",
            cause,
        )


def _single(walk: Walk) -> Iterator[Finding]:
    if len(walk.tree) > 1 and all(len(walk.behind(cause)) <= 1 for cause in walk.tree):
        yield finding(
            f"{ID}/single-chain",
            Severity.WARNING,
            "There is one chain only; an incident seldom has a single line of causes.",
            "Ask at each cause what else had to be so.",
            walk.tree[0],
        )


def _past_control(walk: Walk) -> Iterator[Finding]:
    for cause in walk.tree:
        if walk.notes.stop.get(cause) is not Stop.BOUNDARY:
            continue
        further = [deep for first in walk.behind(cause) for deep in walk.behind(first)]
        if further:
            yield finding(
                f"{ID}/past-control",
                Severity.WARNING,
                f"{walk.words(cause)} was said to be beyond the team's control, and more than "
                "one why was asked past it.",
                "Ask instead what the team can do to be hurt less when it happens.",
                cause,
                further[0],
            )


def _joins(walk: Walk) -> Iterator[Finding]:
    for cause in walk.tree:
        behind = walk.behind(cause)
        if len(behind) > 1 and walk.gate(cause) is None:
            yield finding(
                f"{ID}/join-not-said",
                Severity.WARNING,
                f"Nobody has said whether the {len(behind)} causes of {walk.words(cause)} were "
                "needed together.",
                "Say whether any one, all, or at least some of them were needed.",
                cause,
                field="gate",
            )
        if behind and walk.follows(cause) is False:
            yield finding(
                f"{ID}/does-not-follow",
                Severity.HINT,
                f"{walk.words(cause)} need not have followed from what is named behind it.",
                "Name what else was needed, or keep it as an open question.",
                cause,
            )


def _loose(walk: Walk) -> Iterator[Finding]:
    aside = set(walk.notes.aside)
    for cause in walk.loose_tops:
        left = cause in aside
        yield finding(
            f"{ID}/loose",
            Severity.HINT if left else Severity.WARNING,
            f"{walk.words(cause)} was left beside the tree."
            if left
            else f"{walk.words(cause)} is a cause of nothing yet.",
            "Say what it led to, or rule it out.",
            cause,
        )


def _loops(walk: Walk) -> Iterator[Finding]:
    for loop in graph.cycles(walk.postmortem.causes):
        yield finding(
            f"{ID}/loop",
            Severity.ERROR,
            f"{walk.listed(loop)} lead back to each other."
            if len(loop) > 1
            else f"{walk.words(loop[0])} is its own cause.",
            "Take one of the links out.",
            *loop,
            field="because",
        )
