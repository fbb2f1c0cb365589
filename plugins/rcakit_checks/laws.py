"""What no change lets a cause say, and a hand edit can."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Check, Finding, Reading, Severity, about, model, text


class CannotBe(Check):
    """A cause says nothing that cannot be so."""

    id = "cause-cannot-be"
    severity = Severity.ERROR
    title = "A cause has words, names each because once, and its numbers are possible."
    source = "the law of the model; what is computed from such a number is wrong"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each key that holds what cannot be so."""
        postmortem = reading.postmortem
        for name, cause in postmortem.causes.items():
            for field, words, mend in _wrong(cause):
                yield self.finding(words, about(postmortem, "cause", name), mend=mend, field=field)


def _wrong(cause: model.Cause) -> Iterable[tuple[str, str, str]]:
    """The key, what it says, and how to mend it."""
    words = text.quoted(cause.text)
    if not cause.text.strip():
        yield "text", "A cause has no words.", "Say what was so, or take the cause out."
    said = {
        "because": ("{} names “{}” twice.", "Name it once."),
        "probability": ("{} has the probability {}.", "Give one from 0 to 1."),
        "needed": ("{} needs {} of its causes.", "Say how many were needed, at least 1."),
    }
    for field, what in model.impossible(cause):
        sentence, mend = said[field]
        yield field, sentence.format(words, text.shorten(what, 64)), mend
