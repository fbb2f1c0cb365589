"""What is still unknown, said out loud: a report that hides its gaps teaches the wrong thing.

One bullet for each kind of gap, with a count and the names where they are few. What the header,
the metrics or the list of causes without an action already say in full is not said again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rcakit import Finding, Postmortem, Reading, Severity, graph, model, text
from rcakit_report.doing import taken_on, unaddressed
from rcakit_report.labels import milestone_title
from rcakit_report.markdown import bullets, inline, nested, quoted

FEW = 4
"""Names and findings of one kind up to which they are listed and not only counted."""
_NAME = 80
"""Characters of a name."""

_SAID_ELSEWHERE = ("action-without-owner", "cause-without-action", "severity-missing")
"""Rules whose findings the report says in words of its own."""
_OF_THE_FILES = ("unknown-key", "notes", "timezone-unknown")
"""Rules about how the files are written, which no reader of a report can act on."""

_COUNTED = {
    "action-without-due": ("action has no due date", "actions have no due date"),
    "wont-do-without-reason": (
        "action will not be done, and nothing says why",
        "actions will not be done, and nothing says why",
    ),
    "chain-ends-at-a-person": (
        "chain of causes ends at a person",
        "chains of causes end at a person",
    ),
}
"""Rule to what its findings are called, one and many."""


def unknown(reading: Reading) -> str:
    """The section on gaps; "" where there is none."""
    lines = [
        *_not_written(reading.postmortem),
        *_impacts(reading.postmortem),
        *_milestones(reading.postmortem),
        *_causes(reading.postmortem),
        *_owners(reading.postmortem),
        *_findings(reading),
        *_questions(reading.postmortem),
    ]
    return "## What is still unknown\n\n" + bullets(lines) if lines else ""


def _not_written(postmortem: Postmortem) -> Iterator[str]:
    missing = [
        part
        for part, there in (
            ("summary", postmortem.incident.summary.strip()),
            ("timeline", postmortem.events),
            ("causes", postmortem.causes),
            ("actions", postmortem.actions or unaddressed(postmortem)),
        )
        if not there
    ]
    if missing:
        yield f"Not written yet: {', '.join(missing)}."


def _impacts(postmortem: Postmortem) -> Iterator[str]:
    bare = [
        one.metric
        for one in postmortem.impacts.values()
        if one.value is None or isinstance(one.value, str)
    ]
    if bare:
        yield _counted(bare, "impact has no number", "impacts have no number")


def _milestones(postmortem: Postmortem) -> Iterator[str]:
    known = postmortem.milestones
    unset = [one.title.lower() for one in model.MILESTONES if one.id not in known]
    if unset:
        yield f"Not set: {', '.join(unset)}."
    lost = [
        milestone_title(name) for name, event in known.items() if event not in postmortem.events
    ]
    if lost:
        yield f"Set to an event that is not there: {', '.join(lost)}."


def _causes(postmortem: Postmortem) -> Iterator[str]:
    causes = postmortem.causes
    if causes and postmortem.problem is None:
        yield "No cause has been said to be the problem that all others lead to."
    # No step asks whether the problem is so: it is what people saw.
    others = [one for name, one in causes.items() if name != postmortem.problem]
    open_ = [one.text for one in others if one.status is model.Status.HYPOTHESIS]
    if len(open_) == len(others) > 1:
        yield f"All {len(others)} causes are still hypotheses."
    elif open_:
        yield _counted(open_, "cause is still a hypothesis", "causes are still hypotheses")
    loose = [
        one.text
        for name, one in causes.items()
        if graph.said_gate(causes, name) is None
        and one.status is not model.Status.RULED_OUT
        and len(graph.standing(causes, name)) > 1
    ]
    if loose:
        yield _counted(
            loose,
            "cause has several behind it, and nobody has said whether all were needed",
            "causes have several behind them, and nobody has said whether all were needed",
        )


def _owners(postmortem: Postmortem) -> Iterator[str]:
    taken = taken_on(postmortem)
    missing, count = sum(not one.owner.strip() for one in taken), len(taken)
    if missing:
        of = f"{missing} of {count} actions" if count > 1 else "The one action"
        if count < len(postmortem.actions):
            of += f" that {'were' if count > 1 else 'was'} taken on"
        yield f"{of} {'has' if missing == 1 else 'have'} no owner yet."


def _questions(postmortem: Postmortem) -> Iterator[str]:
    asked = [inline(one.text) for one in postmortem.questions.values() if not one.answer.strip()]
    if len(asked) == 1:
        yield f"1 question is open: {asked[0]}"
    elif asked:
        yield nested(f"{len(asked)} questions are open:", asked)


def _findings(reading: Reading) -> Iterator[str]:
    told: dict[str, list[Finding]] = {}
    for finding in reading.findings:
        if finding.severity is not Severity.HINT:
            told.setdefault(finding.rule, []).append(finding)
    for rule, found in told.items():
        if rule in _COUNTED:
            yield _counted([_name(reading.postmortem, one) for one in found], *_COUNTED[rule])
        elif rule not in _SAID_ELSEWHERE + _OF_THE_FILES:
            yield _pointed_out(rule, [inline(one.text) for one in found])


def _name(postmortem: Postmortem, finding: Finding) -> str:
    return model.says(postmortem, finding.about[0]) if finding.about else finding.text


def _pointed_out(rule: str, texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    shown = list(texts[:FEW])
    if len(texts) > FEW:
        shown.append(f"and {len(texts) - FEW} more")
    return nested(f"{len(texts)} findings of the check {inline(rule)}:", shown)


def _counted(names: Sequence[str], one: str, many: str) -> str:
    """How many there are, and which, where they are few."""
    count = f"{len(names)} {one if len(names) == 1 else many}"
    return f"{count}: {_listed(names)}." if len(names) <= FEW else f"{count}."


def _listed(names: Iterable[str]) -> str:
    return ", ".join(quoted(text.shorten(name, _NAME)) for name in names)
