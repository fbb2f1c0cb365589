"""Answers left half written, until their question is asked again."""

from __future__ import annotations

import attrs

from rcakit.tui.desk import Asked


@attrs.frozen
class Draft:
    """What was written.

    Attributes:
        text: The text.
        ticked: The options ticked.
        ask: The question's words.
        before: What stood there to begin with.
    """

    text: str
    ticked: tuple[str, ...]
    ask: str = ""
    before: str = ""


@attrs.define
class Drafts:
    """At most one draft for each question, by the question's id."""

    _kept: dict[str, Draft] = attrs.field(factory=dict)

    def keep(self, question: str, draft: Draft) -> None:
        """Keep a draft in place of the one there was."""
        self._kept[question] = draft

    def put(self, question: str, draft: Draft | None) -> None:
        """Keep a draft in place of the one there was, or none."""
        self._kept.pop(question, None)
        if draft is not None:
            self.keep(question, draft)

    def take(self, question: str) -> Draft | None:
        """The draft of a question, which is not kept any more."""
        return self._kept.pop(question, None)

    def together(self, asked: Asked | None, draft: Draft | None) -> dict[str, Draft]:
        """Every draft kept, and last the one of the question that is being answered."""
        if asked is None or draft is None:
            return dict(self._kept)  # one of that question may be kept and not be shown yet
        name = asked.question.id
        return {one: other for one, other in self._kept.items() if one != name} | {name: draft}
