"""Causes, events and numbers in the words of a sentence."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rcakit import Postmortem, text
from rcakit_fault_tree.likelihood import shown

_LONGEST = 70
_LISTED = 4


def together(event: str) -> tuple[str, ...]:
    """The causes an event is made of: itself, or those that fail by one common cause."""
    return tuple(event[1:-1].split(" ")) if event.startswith("[") else (event,)


@attrs.frozen
class Names:
    """The words of a postmortem's causes.

    Attributes:
        postmortem: The postmortem.
        period: What its probabilities are about, in words; "" where nobody has said.
    """

    postmortem: Postmortem
    period: str = ""

    def name(self, event: str) -> str:
        """An event in quotation marks; several that fail together are said so."""
        if not event.startswith("["):
            return self._one(event)
        members = together(event)
        said = _and([self._one(one) for one in members])
        return f"{said} by one common cause" if len(members) > 1 else f"{said} on its own"

    def listed(self, events: Iterable[str], most: int = _LISTED) -> str:
        """Several events: “A”, “B” and “C”; of many the first and how many more."""
        named = [self.name(event) for event in events]
        if len(named) > most:
            named = [*named[: most - 1], f"{len(named) - most + 1} more"]
        return _and(named)

    @property
    def top(self) -> str:
        """The problem in quotation marks; where a sentence need not name it, “the problem”."""
        return self._one(self.postmortem.problem or "")

    @property
    def within(self) -> str:
        """The time or occasion probabilities are about, as the end of a sentence; or ""."""
        return f" within {text.shorten(self.period, 40)}" if self.period else ""

    def _one(self, event: str) -> str:
        cause = self.postmortem.causes.get(event)
        return text.quoted(event if cause is None else cause.text, _LONGEST)


def one_in(value: float) -> str:
    """How often that is: “1.2 %, about 1 in 85”."""
    if 0.0 < value < 0.5:
        return f"{shown(value)}, about 1 in {about(1.0 / value)}"
    return shown(value)


def number(value: float) -> str:
    """A number to three digits, or a whole one with commas."""
    if 1000.0 <= abs(value) < 1e15:
        digits = len(str(int(abs(value))))
        return f"{round(value, 3 - digits):,.0f}"
    return f"{value:.3g}"


def about(value: float) -> str:
    """A number to two digits: “1.9”, “66”, “83,000”."""
    if value < 10.0:
        return f"{value:.2g}"
    return f"{round(value, 2 - len(str(int(value)))):,.0f}" if value < 1e15 else f"{value:.1e}"


def several(count: int, one: str, more: str = "") -> str:
    """“1 set”, “4,805 sets”."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
