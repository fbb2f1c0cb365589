"""Kinds of answer a question may ask for, each able to read what a person typed.

A kind knows nothing of a screen: the terminal app shows a choice as a list and the plain-text
interview as numbered lines, and both hand what was typed or picked to `read`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite
from typing import Any

import attrs

from rcakit import times
from rcakit.errors import BadAnswer
from rcakit.text import normal, shorten

NOTHING = ("-", "--", "–", "—")
"""What people type to say that there is nothing (more) to say."""


@attrs.frozen
class Option:
    """One thing to choose.

    Attributes:
        value: What the answer will be.
        label: What is shown; user text is allowed.
        help: A remark beside it.
    """

    value: str
    label: str
    help: str = ""


class AnswerKind:
    """The root of all kinds of answer."""

    hint: str = ""
    """What to type, in a few words, shown under the question."""

    def read(self, text: str) -> Any:
        """The value of what was typed; `BadAnswer` with a sentence where it is none."""
        raise NotImplementedError


@attrs.frozen
class Text(AnswerKind):
    """Free text; `read` gives it tidied. `long` asks for a text area."""

    long: bool = False
    hint: str = ""

    def read(self, text: str) -> str:
        """The text, which must not be empty."""
        clean = normal(text)
        if not clean:
            raise BadAnswer("Type an answer.")
        return clean


@attrs.frozen
class TextOrOption(AnswerKind):
    """New text, or one of the things that are there already.

    `read` gives the `Option` when the text is its label, its value or its number from 1
    ("3" or "#3"), else the text. Where a bare number may itself be the answer, `numbered` is
    False and options are not picked by number.
    """

    options: tuple[Option, ...] = ()
    hint: str = ""
    numbered: bool = True

    def read(self, text: str) -> str | Option:
        """The option meant, or the new text."""
        clean = normal(text)
        if not clean:
            raise BadAnswer("Type an answer.")
        folded = clean.casefold()
        for option in self.options:
            if folded in (option.label.casefold(), option.value.casefold()):
                return option
        number = folded.removeprefix("#")
        if self.numbered and number.isdecimal() and 1 <= int(number) <= len(self.options):
            return self.options[int(number) - 1]
        return clean


_NAMED = 8
"""How many options a complaint names."""


def pick(text: str, options: Sequence[Option]) -> Option:
    """The option that `text` means: its value, its label, its number from 1, or part of one.

    Raises:
        BadAnswer: None or several of them could be meant.
    """
    folded = normal(text).casefold()
    for option in options:
        if folded in (option.value.casefold(), option.label.casefold()):
            return option
    if folded.isdecimal() and 1 <= int(folded) <= len(options):
        return options[int(folded) - 1]
    starts = [
        option
        for option in options
        if option.label.casefold().startswith(folded) or option.value.casefold().startswith(folded)
    ]
    parts = folded.split()
    holding = [one for one in options if all(part in one.label.casefold() for part in parts)]
    for matching in (starts, holding):
        if parts and len(matching) == 1:
            return matching[0]
    listed = ", ".join(shorten(option.label, 30) for option in options[:_NAMED])
    more = " …" if len(options) > _NAMED else ""
    raise BadAnswer(f"“{shorten(text, 40)}” is none of: {listed}{more}.")


@attrs.frozen
class Choice(AnswerKind):
    """One of several; `read` gives the option's value.

    Where a bare number could be taken for another option than the one it counts to, such as 1
    for "P1", `numbered` is False and a number means the option that ends with it.
    """

    options: tuple[Option, ...]
    hint: str = ""
    numbered: bool = True

    def read(self, text: str) -> str:
        """The value of the option meant."""
        number = normal(text)
        if not self.numbered and number.isdecimal():
            for option in self.options:
                if option.label.endswith(number):
                    return option.value
        return pick(text, self.options).value


@attrs.frozen
class Several(AnswerKind):
    """Any number of several, separated by commas; `read` gives a tuple of values."""

    options: tuple[Option, ...]
    hint: str = "several, separated by commas"

    def read(self, text: str) -> tuple[str, ...]:
        """The values of the options meant, each once."""
        parts = [part for part in text.split(",") if part.strip()]
        if not parts:
            raise BadAnswer("Name at least one.")
        return tuple(dict.fromkeys(pick(part, self.options).value for part in parts))


@attrs.frozen
class YesNo(AnswerKind):
    """Yes or no; `read` gives a bool."""

    hint: str = "yes or no"
    options: tuple[Option, ...] = (Option("yes", "Yes"), Option("no", "No"))

    def read(self, text: str) -> bool:
        """True for yes."""
        return pick(text, self.options).value == "yes"


@attrs.frozen
class Moment(AnswerKind):
    """A moment in time.

    Attributes:
        zone: IANA name of the zone that a time without one is in.
        base: The moment that "+5m" counts from and that gives a bare "14:32" its day.
    """

    zone: str
    base: datetime | None = None
    hint: str = "14:32, +5m, yesterday 15:00, 2026-03-01 14:32"

    def read(self, text: str) -> datetime:
        """The moment, with its offset."""
        return times.read_moment(text, zone=self.zone, base=self.base)


@attrs.frozen
class Day(AnswerKind):
    """A day."""

    today: date | None = None
    hint: str = "2026-03-31, +14d, friday"

    def read(self, text: str) -> date:
        """The day."""
        return times.read_day(text, today=self.today)


@attrs.frozen
class Number(AnswerKind):
    """A number within bounds; `read` gives a float, or an int where it is whole."""

    low: float | None = None
    high: float | None = None
    hint: str = "a number"

    def read(self, text: str) -> float | int:
        """The number."""
        try:
            value = float(text.strip().replace(" ", ""))
        except ValueError:
            raise BadAnswer(f"“{shorten(text, 30)}” is not a number.") from None
        if not isfinite(value):
            raise BadAnswer("The number must be finite; where it is not known, leave it out.")
        if not (self.low is None or value >= self.low) or not (
            self.high is None or value <= self.high
        ):
            raise BadAnswer(f"The number must lie between {self.low} and {self.high}.")
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
