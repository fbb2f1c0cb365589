"""Answers left half written, until their question is asked again."""

from __future__ import annotations

import attrs


@attrs.frozen
class Draft:
    """What was written, and the options ticked."""

    text: str
    ticked: tuple[str, ...]


@attrs.define
class Drafts:
    """At most one draft for each question, by the question's id."""

    _kept: dict[str, Draft] = attrs.field(factory=dict)

    def keep(self, question: str, draft: Draft) -> None:
        """Keep a draft in place of the one there was."""
        self._kept[question] = draft

    def take(self, question: str) -> Draft | None:
        """The draft of a question, which is not kept any more."""
        return self._kept.pop(question, None)
