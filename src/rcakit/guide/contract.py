"""What a step of the process and a root-cause method are: questions, findings, drawings.

A guide speaks in plain values. It is asked again after every change and must answer from the
postmortem and its own notes alone: the same postmortem gives the same questions. So resuming,
undoing and switching between methods need no code in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar

import attrs

from rcakit import convert
from rcakit.change import Change, SetNotes, Several, Skip
from rcakit.diagram import Diagram
from rcakit.guide.answers import AnswerKind
from rcakit.guide.results import Table
from rcakit.model import Postmortem


class Severity(StrEnum):
    """How much a finding matters: errors make `rcakit check` fail."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@attrs.frozen(kw_only=True)
class Question:
    """One thing to ask a person.

    Attributes:
        id: Stable; what was skipped is remembered under it. "five-whys/why/pool-exhausted".
        ask: The question, one sentence; may quote user text.
        kind: What sort of answer it takes.
        answer: From the answer's value to the change it makes.
        done: Whether the postmortem already answers it.
        current: The answer it has, in words, perhaps shortened; "" where it has none.
        start: What stands in the answer to begin with: the whole present answer as a person
            would type it, to be altered; "" to begin empty.
        help: Why it is asked and how to think about it, a few sentences.
        about: Ids of what it is about, most telling first.
        nothing: The change when a person says there is nothing (more) to say, typed as "-";
            None where that is no answer.
    """

    id: str
    ask: str
    kind: AnswerKind
    answer: Callable[[Any], Change]
    done: bool = False
    current: str = ""
    start: str = ""
    help: str = ""
    about: tuple[str, ...] = ()
    nothing: Change | None = None


# A host shows a finding long after the plugin that gave it was asked; it fails here or not at all.
_TEXT = attrs.validators.instance_of(str)


def _check_ids(_: object, field: Any, value: Any) -> None:
    if not isinstance(value, tuple | list) or not all(isinstance(one, str) for one in value):
        raise TypeError(f"'{field.name}' must be a tuple of ids, not {value!r}")


@attrs.frozen(kw_only=True)
class Finding:
    """Something a careful reader would point out.

    Attributes:
        rule: Id of the rule, such as "action-without-owner".
        severity: Error, warning or hint.
        text: What is so, one sentence; may quote user text.
        mend: How to mend it, one sentence.
        about: Ids of what it is about ("pool-exhausted", or "cause.pool-exhausted" where an id
            is used in several tables), or a bare key of postmortem.toml such as "severity".
        field: The key of the first of them that it is about, such as "owner".
    """

    rule: str = attrs.field(validator=_TEXT)
    severity: Severity = attrs.field(converter=Severity)
    text: str = attrs.field(validator=_TEXT)
    mend: str = attrs.field(default="", validator=_TEXT)
    about: tuple[str, ...] = attrs.field(default=(), validator=_check_ids)
    field: str = attrs.field(default="", validator=_TEXT)


def finding(
    rule: str, severity: Severity, text: str, mend: str, *about: str, field: str = ""
) -> Finding:
    """A finding about some things, written in one line."""
    return Finding(rule=rule, severity=severity, text=text, mend=mend, about=about, field=field)


class Guide:
    """A step of the process: an id, a title, questions and findings.

    Subclass it, set the class attributes and override what the step has.

    Attributes:
        id: Letters, digits and hyphens.
        title: How it is shown.
        summary: One line for lists.
        text: A short guide a person reads beside the question; Markdown.
        rank: Where it stands among the others; lower comes first.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str] = ""
    text: ClassVar[str] = ""
    rank: ClassVar[int] = 100

    def questions(self, postmortem: Postmortem, notes: Any) -> Iterable[Question]:
        """The questions, done and open, in the order they are asked."""
        del postmortem, notes
        return ()

    def findings(self, postmortem: Postmortem, notes: Any) -> Iterable[Finding]:
        """What a careful reader would point out."""
        del postmortem, notes
        return ()


class Method(Guide):
    """A root-cause method: a guide that also draws the graph and computes on it.

    Attributes:
        Notes: The attrs class of what the method keeps for itself in `methods/<id>.toml`; None
            where it keeps nothing. Every field needs a default.
        view: Where the generic screen will not do, "module:Widget" of one that does.
    """

    Notes: ClassVar[type | None] = None
    view: ClassVar[str] = ""

    def diagram(self, postmortem: Postmortem, notes: Any) -> Diagram | None:
        """The drawing, or None where there is nothing to draw yet."""
        del postmortem, notes
        return None

    def sketch(self, postmortem: Postmortem, notes: Any) -> Diagram | None:
        """The drawing without what takes long to compute, for the moment until that is there."""
        return self.diagram(postmortem, notes)

    def tables(self, postmortem: Postmortem, notes: Any) -> Iterable[Table]:
        """What the method computes, what a person wants to know first before the rest.

        Called beside the keyboard. What takes long tells `rcakit.working` how far it is.
        """
        del postmortem, notes
        return ()

    def suppose(self, notes: Any, so: Mapping[str, bool]) -> Any:
        """Notes by which some causes are taken as so or not so, for a what-if; None: it has none.

        Args:
            notes: The method's notes, which stay as they are.
            so: Ids of causes, each with whether it is taken as so.
        """
        del notes, so

    def against(self, notes: Any, earlier: Postmortem, before: Any) -> Any:
        """Notes by which an earlier postmortem is compared with this one; None: it compares none.

        A premortem is compared with the incident that came so. What is wanted of it is put into
        the notes as plain data, so that a lens need read no other folder.

        Args:
            notes: The method's notes here, which stay as they are.
            earlier: The earlier postmortem.
            before: The method's notes there.
        """
        del notes, earlier, before

    def keep(self, notes: Any, title: str = "") -> SetNotes:
        """The change that replaces this method's notes by `notes`."""
        plain = notes if isinstance(notes, Mapping) else convert.plain(notes)
        return SetNotes(self.id, plain, title)

    def read_notes(self, postmortem: Postmortem) -> Any:
        """This method's notes as its `Notes` class, or as a mapping where it has none.

        Raises:
            rcakit.convert.WrongShape: The file holds something the class cannot.
        """
        data = postmortem.method_notes(self.id)
        return data if self.Notes is None else convert.structure(data, self.Notes)


def at_hand(questions: Iterable[Question], skipped: Iterable[str] = ()) -> Question | None:
    """The first question that is neither done nor skipped; None when all are."""
    passed = set(skipped)
    for question in questions:
        if not question.done and question.id not in passed:
            return question
    return None


def answered(question: Question, change: Change, postmortem: Postmortem) -> Change:
    """What an answer does, with what was recorded before taken back: that there was none."""
    if question.id not in postmortem.skipped:
        return change
    return Several(change.title, (Skip(question.id, None), change))
