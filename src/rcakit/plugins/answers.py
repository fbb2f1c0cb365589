"""Questions of a plugin whose answers can be taken anywhere: what they call is guarded."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from rcakit.change import Change
from rcakit.errors import BadAnswer, RcakitError, Refused
from rcakit.guide import AnswerKind, Option, Question
from rcakit.guide.answers import Choice, Day, Moment, Number, Several, Text, TextOrOption, YesNo
from rcakit.model import Postmortem
from rcakit.plugins.lending import adopted
from rcakit.plugins.sound import listed, text, texts

if TYPE_CHECKING:
    from rcakit.plugins.loading import Plugin
    from rcakit.plugins.registry import Plugins

R = TypeVar("R")
_KINDS = frozenset({Text, TextOrOption, Choice, Several, YesNo, Moment, Day, Number})
_MOST_OPTIONS = 10_000
_TITLE = 300
_RAISED: Any = object()


class AnswerFailed(BadAnswer):
    """The plugin failed at an answer; what went wrong is in its faults."""


@attrs.frozen(eq=False)
class Asker:
    """A guide of a plugin, as one that takes answers.

    Attributes:
        plugins: Calls the plugin, and keeps its faults.
        plugin: The plugin.
        thing: The id of the guide.
    """

    plugins: Plugins
    plugin: Plugin
    thing: str
    _sound: dict[int, object] = attrs.field(factory=dict)

    def question(self, one: Question) -> Question:
        """A question of plain values, whose answer is taken by this.

        Raises:
            TypeError: Something in it is not what it should be; says what.
            ValueError: A text or a list in it is far too long.
        """
        answer, nothing = one.answer, one.nothing
        if not callable(answer):
            raise TypeError(f"the answer of a question is {type(answer).__name__}, not a function")
        return Question(
            id=text(one.id, "the id of a question"),
            ask=text(one.ask, "what a question asks"),
            kind=self._kind(one.kind),
            answer=_Answer(self, answer),
            done=bool(one.done),
            current=text(one.current, "the present answer"),
            start=text(one.start, "the start of an answer"),
            help=text(one.help, "the help of a question"),
            about=texts(one.about, "what a question is about"),
            nothing=None if nothing is None else self.made(nothing),
        )

    def _kind(self, kind: object) -> AnswerKind:
        if not isinstance(kind, AnswerKind):
            raise TypeError(f"the kind of a question is {type(kind).__name__}")
        options = getattr(kind, "options", ())
        # Questions share their options, which may be many.
        if id(options) not in self._sound:
            self._sound[id(options)] = options
            for one in listed(options, "the options of a question", _MOST_OPTIONS):
                _check_option(one)
        if type(kind) in _KINDS:
            text(kind.hint, "the hint of a question")
            return kind
        hint = text(kind.hint, "the hint of a question")
        return _Foreign(hint=hint, asker=self, kind=kind, options=tuple(options))

    def made(self, change: object) -> Change:
        """A change of the plugin as one that can be made anywhere."""
        if not isinstance(change, Change):
            raise TypeError(f"an answer gave {type(change).__name__} where a change is wanted")
        return _Made(self, change, text(change.title, "the title of a change")[:_TITLE])

    def take(self, call: Callable[[], R]) -> R:
        """What a call into the plugin gives.

        Raises:
            BadAnswer: The plugin says so, or failed.
            Refused: The plugin says so.
        """
        refused: list[RcakitError] = []

        def called() -> Any:
            try:
                return call()
            except BadAnswer as error:
                refused.append(BadAnswer(str(error)))
            except RcakitError as error:
                refused.append(Refused(str(error)))
            return None

        outcome = self.plugins.ask(
            self.plugin, f"taking an answer ({self.thing})", called, _RAISED, self.thing
        )
        if refused:
            raise refused[0]
        if outcome is _RAISED:
            said = [one.error for one in self.plugins.faults if one.plugin == self.plugin]
            raise AnswerFailed(
                "The plugin that asks this failed at the answer"
                + (f": {said[-1]}" if said else ".")
            )
        result: R = outcome
        return result


@attrs.frozen(eq=False)
class _Answer:
    """From a value to the change it makes, as the plugin says."""

    asker: Asker
    answer: Callable[[Any], Change]

    def __call__(self, value: object) -> Change:
        """The change."""
        return self.asker.take(lambda: self.asker.made(self.answer(value)))


@attrs.frozen(eq=False)
class _Made(Change):
    """A change that a plugin gave: made on what it is lent, and taken over as plain values."""

    asker: Asker
    change: Change
    name: str

    @property
    def title(self) -> str:
        """As the plugin has it."""
        return self.name

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem after the change."""
        lent = self.asker.plugins.lend(self.asker.plugin, postmortem)
        return self.asker.take(lambda: adopted(postmortem, lent, self.change(lent)))


@attrs.frozen(eq=False, kw_only=True)
class _Foreign(Text):
    """A kind of answer that the plugin brought; typed as text, and read by the plugin."""

    asker: Asker
    kind: AnswerKind
    options: tuple[Option, ...]

    def read(self, text: str) -> Any:
        """The value as the plugin reads it."""
        return self.asker.take(lambda: self.kind.read(text))


def _check_option(option: object) -> None:
    if type(option) is not Option:
        raise TypeError(f"an option is {type(option).__name__} where Option is wanted")
    for word in (option.value, option.label, option.help):
        if type(word) is not str and not (isinstance(word, str) and isinstance(word, Enum)):
            raise TypeError(f"an option says {type(word).__name__} where text is wanted")
        text(word, "an option")
