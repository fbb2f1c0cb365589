"""What a careful analyst would point out about the network, its numbers and what was observed.

Nothing here does inference, so that nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Finding, Severity, chance_words, finding, graph, listed, model
from rcakit_bayes_net import calibration
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.graph_net import ends, given, house
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.net import Join, Net
from rcakit_bayes_net.notes import ID
from rcakit_bayes_net.words import named

SAME = 1e-9


def findings(look: Look) -> Iterator[Finding]:
    """All findings; the rules are named `bayes-net/...`."""
    if look.trouble:
        yield finding(
            f"{ID}/not-worked-out",
            Severity.ERROR,
            look.trouble,
            "Mend it in methods/bayes-net.toml, or in the causes.",
        )
    if look.net is None or look.case is None:
        return
    yield from _contradiction(look)
    for name in look.order:
        yield from _gate(look, look.net, name)
        yield from _prior(look, name)
        yield from _state(look, look.net, name)
    yield from _numbers(look, look.case)


def _contradiction(look: Look) -> Iterator[Finding]:
    found = look.plain_clash
    if found:
        yield finding(
            f"{ID}/contradiction",
            Severity.ERROR,
            look.contradiction(found),
            "Look at which of them is wrong; or say that a link can fail, or how likely the effect "
            "is without any cause that is known.",
            *dict.fromkeys(one.cause for one in found),
        )


def _gate(look: Look, net: Net, name: str) -> Iterator[Finding]:
    causes = look.postmortem.causes
    behind = graph.standing(causes, name)
    if not isinstance(net.things[name].mechanism, Join) or len(behind) < 2:
        return
    if graph.said_gate(causes, name) is None:
        yield finding(
            f"{ID}/gate-not-said",
            Severity.WARNING,
            f"Nobody has said how {listed(look.postmortem, behind)} combine; the network takes any "
            "one of them for enough.",
            "Say whether any one, all, or at least some of them were needed.",
            name,
            field="gate",
        )


def _prior(look: Look, name: str) -> Iterator[Finding]:
    postmortem, kept = look.postmortem, look.notes.prior.get(name)
    now = given(postmortem, look.notes, name)
    words = named(postmortem, name)
    if now is None or name in look.notes.table or name in house(postmortem):
        return
    if kept is not None and abs(kept.value - now.value) > SAME:
        yield finding(
            f"{ID}/prior-changed",
            Severity.WARNING,
            f"Before the evidence was shown, {words} was said to have {chance_words(kept.value)}; "
            f"now it has {chance_words(now.value)}.",
            "A prior that is altered because of the evidence counts the evidence twice; go back, "
            "or say what was wrong with the first number.",
            name,
            field="probability",
        )
    root = ends(postmortem, look.notes, name)
    if now.value in (0.0, 1.0) and root and name != postmortem.problem:
        yield finding(
            f"{ID}/prior-certain",
            Severity.HINT,
            f"{words} was said to have {chance_words(now.value)}, so that nothing anybody observes "
            "can ever change it.",
            "Say a small chance rather than none, unless it is impossible by its nature.",
            name,
            field="probability",
        )
    if not root and graph.becauses(postmortem.causes, name):
        yield finding(
            f"{ID}/probability-not-used",
            Severity.HINT,
            f"{words} has a probability of its own, which is not reckoned with: something is said "
            "of the links to what is behind it.",
            "Take away one of the two.",
            name,
            field="probability",
        )


def _state(look: Look, net: Net, name: str) -> Iterator[Finding]:
    cause, thing = look.postmortem.causes[name], net.things[name]
    if cause.status is model.Status.HYPOTHESIS or thing.so or name in look.notes.observed:
        return
    yield finding(
        f"{ID}/state-not-said",
        Severity.HINT,
        f"{named(look.postmortem, name)} is {cause.status.value}, and nobody has said which of its "
        "states that is, so that it counts as not observed.",
        "Say in which state it was seen.",
        name,
    )


def _numbers(look: Look, case: Case) -> Iterator[Finding]:
    for name in calibration.assumed(case.net):
        if name == look.postmortem.problem:
            continue
        yield finding(
            f"{ID}/prior-assumed",
            Severity.HINT,
            f"Nobody has said how likely {named(look.postmortem, name)} was before anything was "
            f"observed; {chance_words(look.notes.assumed)} is assumed.",
            "Count how often it was so, or estimate it and say who did.",
            name,
            field="probability",
        )
    for name in calibration.bare(case):
        yield finding(
            f"{ID}/uncalibrated",
            Severity.HINT,
            f"Nothing says where a number of {named(look.postmortem, name)} is from; all that is "
            "worked out from it is uncalibrated.",
            "Name a query, a count, or who estimated it.",
            name,
        )
