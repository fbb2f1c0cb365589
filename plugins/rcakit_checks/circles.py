"""Causes that lead back to themselves."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Check, Finding, Reading, Severity, graph, text

_MOST = 6


class Circle(Check):
    """No cause is its own cause, over however many others."""

    id = "cycle"
    severity = Severity.ERROR
    title = "No cause leads back to itself."
    source = "the law of the model; what comes back to itself explains nothing"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each circle, naming the causes on it."""
        causes = reading.postmortem.causes
        for loop in graph.cycles(causes):
            words = [text.quoted(causes[name].text, 60) for name in loop[:_MOST]]
            more = f" and {len(loop) - _MOST} more" if len(loop) > _MOST else ""
            yield self.finding(
                f"{words[0]} is named as its own cause."
                if len(loop) == 1
                else f"These causes lead back to themselves: {', '.join(words)}{more}.",
                *loop,
                mend="Take one of the links out: which of them was not so?",
                field="because",
            )
