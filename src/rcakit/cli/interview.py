"""The guided questions in plain text: one question, one line, saved at once.

It runs the same from a keyboard and from a file of answers: what is typed is read from stdin,
and everything said goes to stderr.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from rcakit.change import Change
from rcakit.cli.committing import commit
from rcakit.cli.output import say
from rcakit.errors import BadAnswer, Refused
from rcakit.guide import (
    Choice,
    Option,
    Question,
    Several,
    TextOrOption,
    YesNo,
    answered,
    at_hand,
)
from rcakit.guide.answers import NOTHING
from rcakit.plugins import AnswerFailed, Owned
from rcakit.reading import Reader
from rcakit.session import Session
from rcakit.text import one_line, shorten

SHOWN = 20
"""How many options are listed; of more, a person types the start of one."""
HELP = "?"
UNDO = ("<", "undo")
_KEYS = "Enter skips, - is nothing (more), < undoes, ? explains, ctrl-d ends."


@attrs.frozen
class Talk:
    """One exchange: a question, what was typed, and what became of it.

    Attributes:
        question: The question's id.
        ask: Its words.
        answer: What was typed; None where a question was not answered, or at too great a length.
        outcome: "answered", "nothing", "skipped", "undone" or "refused".
        said: The sentence about a refusal; "" otherwise.
    """

    question: str
    ask: str
    answer: str | None
    outcome: str
    said: str = ""


@attrs.define
class Interview:
    """Asks the questions of one guide until there are none, or no more answers.

    Attributes:
        reader: Where the questions come from.
        guide: The step or method.
        session: The postmortem; saved after each answer.
        talks: What was asked and answered, in order.
        skipped: Questions passed over in this run.
    """

    reader: Reader
    guide: Owned[Any]
    session: Session
    talks: list[Talk] = attrs.field(factory=list)
    skipped: list[str] = attrs.field(factory=list)
    _depths: list[int] = attrs.field(factory=list, init=False)

    def run(self, lines: Iterator[str | BadAnswer]) -> None:
        """Ask until all is answered or skipped, or `lines` end; a line may be a refusal of one."""
        say(f"{self.guide.thing.title}. {_KEYS}")
        shown = ""
        while (question := self.at_hand()) is not None:
            if question.id != shown:
                self._show(question)
                shown = question.id
            if sys.stdin.isatty():
                sys.stderr.write("> ")
                sys.stderr.flush()
            typed = next(lines, None)
            if typed is None:
                return
            if isinstance(typed, BadAnswer):
                self._refuse(question, None, typed)
            elif self._take(question, typed.strip()):
                shown = ""

    def at_hand(self) -> Question | None:
        """The next question; what was skipped for good in the files is passed over too."""
        now = self.session.now
        return at_hand(self.reader.questions(self.guide, now), (*self.skipped, *now.skipped))

    def left(self) -> list[Question]:
        """Questions that are still open, skipped or not."""
        now = self.session.now
        questions = self.reader.questions(self.guide, now)
        return [one for one in questions if not one.done and one.id not in now.skipped]

    def answers(self) -> int:
        """How many answers were stored and not undone."""
        return len(self._depths)

    def _show(self, question: Question) -> None:
        say("")
        say(one_line(question.ask))
        if question.current:
            say(f"  so far: {shorten(question.current, 200)}")
        options = options_of(question)
        for number, option in enumerate(options[:SHOWN], 1):
            mark = f"#{number}" if isinstance(question.kind, TextOrOption) else f"{number}"
            remark = f"  ({one_line(option.help)})" if option.help else ""
            say(f"  {mark:>3} {one_line(option.label)}{remark}")
        if len(options) > SHOWN:
            say(f"  … and {len(options) - SHOWN} more; type the beginning of one, or its id")
        if question.kind.hint:
            say(f"  ({question.kind.hint})")

    def _take(self, question: Question, typed: str) -> bool:
        """Do what was typed; whether a question must be shown anew."""
        if typed == HELP:
            say(question.help or "There is no more to say about this question.")
            return False
        if typed.casefold() in UNDO:
            return self._undo()
        if not typed:
            self.skipped.append(question.id)
            self.talks.append(Talk(question.id, question.ask, None, "skipped"))
            return True
        try:
            outcome = self._answer(question, typed)
        except (BadAnswer, Refused) as error:
            self._refuse(question, typed, error)
            return False
        self.talks.append(Talk(question.id, question.ask, typed, outcome))
        return True

    def _refuse(self, question: Question, typed: str | None, error: BadAnswer | Refused) -> None:
        say(str(error))
        self.talks.append(Talk(question.id, question.ask, typed, "refused", str(error)))

    def _answer(self, question: Question, typed: str) -> str:
        if typed in NOTHING:
            if question.nothing is None:
                raise BadAnswer("“Nothing” is no answer to this question; Enter skips it.")
            nothing = question.nothing
            self._store(self._guarded(lambda: nothing))
            return "nothing"
        change = self._guarded(lambda: question.answer(read_answer(question, typed)))
        self._store(answered(question, change, self.session.now))
        return "answered"

    def _guarded(self, call: Callable[[], Change]) -> Change:
        """The change a plugin makes of an answer; what it refuses is the person's to hear."""
        try:
            change = call()
            # Tried on a value, so that a fault in it is told as one of the answer.
            change(self.session.now)
        except AnswerFailed:
            raise BadAnswer(
                "The plugin could not take this answer; Enter skips the question."
            ) from None
        return change

    def _store(self, change: Change) -> None:
        """Make a change and save it."""

        def make() -> None:
            if not self.session.apply(change):
                raise BadAnswer(
                    "That changes nothing; answer otherwise, or Enter skips the question."
                )

        commit(self.session, make, self.reader.plugins.saved)
        self._depths.append(len(self.session.done))
        say(f"  saved: {self.session.done[-1].title}")

    def _undo(self) -> bool:
        """Take back the last answer of this run; not what somebody else has saved since."""

        def back() -> str | None:
            here = self._depths and self._depths[-1] == len(self.session.done)
            return self.session.undo() if here else None

        title = commit(self.session, back, self.reader.plugins.saved)
        if title is None:
            say("There is no answer of this run that can be undone.")
            return False
        self._depths.pop()
        say(f"Undone: {title}")
        self.talks.append(Talk("", "", None, "undone", title))
        return True


def options_of(question: Question) -> Sequence[Option]:
    """What can be picked; () where the kind of answer has no options."""
    kind = question.kind
    if isinstance(kind, Choice | Several | TextOrOption):
        return kind.options
    return () if isinstance(kind, YesNo) else getattr(kind, "options", ())


def read_answer(question: Question, typed: str) -> Any:
    """The value of what was typed.

    For an answer that may be new text, `#3` picks the third thing that is there already.

    Raises:
        BadAnswer: It is not of the kind the question asks for.
    """
    kind = question.kind
    if isinstance(kind, TextOrOption) and typed.startswith("#") and typed[1:].isdecimal():
        number = int(typed[1:])
        if not 1 <= number <= len(kind.options):
            raise BadAnswer(f"There is no {typed}; the last is #{len(kind.options)}.")
        return kind.options[number - 1]
    return kind.read(typed)
