"""What every cause has: an action, something that shows it, and no person at its end."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rcakit import (
    Check,
    Finding,
    Postmortem,
    Reading,
    Severity,
    coverage,
    graph,
    model,
    text,
    wording,
)


def _quoted(postmortem: Postmortem, name: str) -> str:
    return text.quoted(postmortem.causes[name].text)


class WithoutAction(Check):
    """Each cause is acted on, or left as it is on purpose."""

    id = "cause-without-action"
    severity = Severity.WARNING
    title = "Every cause has an action, or a reason to leave it as it is."
    source = "Cause Mapping: each cause of the map is a place for a solution"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each standing cause that no action names.

        Only a hint where everything behind the cause is acted on, or where somebody said that
        it is left as it is.
        """
        postmortem = reading.postmortem
        for cause in coverage.uncovered(postmortem):
            words = _quoted(postmortem, cause.cause)
            left = postmortem.skipped.get(f"actions/cause/{cause.cause}")
            if left is not None:
                yield self._hint(f"No action addresses {words}; it is left: {left}.", cause.cause)
            elif cause.behind:
                yield self._hint(
                    f"No action addresses {words} itself, only everything behind it.", cause.cause
                )
            else:
                yield self.finding(
                    f"No action addresses {words}.",
                    cause.cause,
                    mend="Add an action that prevents it, shows it sooner or makes it hurt less, "
                    "or say why it is left as it is.",
                )

    def _hint(self, words: str, cause: str) -> Finding:
        found = self.finding(words, cause, mend="Look whether that is enough.")
        return attrs.evolve(found, severity=Severity.HINT)


class WithoutEvidence(Check):
    """What is called confirmed can be checked."""

    id = "cause-without-evidence"
    severity = Severity.HINT
    title = "A confirmed cause names what shows it."
    source = "Sologic and Cause Mapping: evidence for each cause"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each confirmed cause that names neither evidence nor an event."""
        postmortem = reading.postmortem
        for name, cause in postmortem.causes.items():
            if (
                cause.status is model.Status.CONFIRMED
                and not cause.evidence
                and not cause.events
                and f"analysis/evidence/{name}" not in postmortem.skipped
            ):
                yield self.finding(
                    f"{_quoted(postmortem, name)} is confirmed, and nothing shows it.",
                    name,
                    mend="Name the evidence, or make it a hypothesis again.",
                    field="evidence",
                )


class EndsAtPerson(Check):
    """No chain of causes ends at a person."""

    id = "chain-ends-at-a-person"
    severity = Severity.WARNING
    title = "A person's act has a cause behind it."
    source = "Five Rules of Causation, rule 3 (VA National Center for Patient Safety)"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each last cause of a chain whose words name a person."""
        postmortem = reading.postmortem
        names = tuple(person.name for person in postmortem.people.values())
        for name, cause in postmortem.causes.items():
            ends = (
                name != postmortem.problem
                and cause.status is not model.Status.RULED_OUT
                and not graph.standing(postmortem.causes, name)
            )
            words = wording.person(cause.text, names) if ends else ""
            if words:
                yield self.finding(
                    f"The chain ends at a person (“{words}”) in {_quoted(postmortem, name)}.",
                    name,
                    mend="Ask what made it sensible or possible at that moment.",
                    field="text",
                )
