"""What the question panel says of how to answer: what to type, and what each key does."""

from __future__ import annotations

from textual.content import Content

from rcakit import times
from rcakit.errors import RcakitError
from rcakit.guide import AnswerKind, Moment, Several, Text, TextOrOption
from rcakit.guide.answers import NOTHING
from rcakit.text import shorten
from rcakit.tui.desk import Asked
from rcakit.tui.safe import line


def hint(asked: Asked, *, listed: bool) -> str:
    """What to type, with the present answer where the line begins empty."""
    question = asked.question
    said = getattr(question.kind, "hint", "")
    if isinstance(question.kind, Several):
        said = "↓ enter ticks one after another; enter with none marked answers"
    elif listed and not said:
        said = "↓ choose, or type"
    if question.current and not question.start:
        said = f"now: {shorten(question.current, 60)}" + (f" · {said}" if said else "")
    return said


def echo(kind: AnswerKind | None, typed: str, *, listed: bool) -> str:
    """How what is being typed is understood; "" where there is nothing to say of it."""
    if not typed.strip():
        return ""
    if isinstance(kind, TextOrOption) and listed:
        return "enter adds this as new · ↓ picks one below"
    if isinstance(kind, Moment) and typed.strip() not in NOTHING:
        try:
            return f"= {times.show(kind.read(typed), kind.zone, seconds=True)}"
        except RcakitError as error:
            return str(error)
    return ""


def keys(asked: Asked) -> Content:
    """What enter, nothing and "-" do here."""
    question = asked.question
    long = isinstance(question.kind, Text) and question.kind.long
    said = ["enter answer · ctrl+j new line" if long else "enter answer"]
    said.append("empty: later" if asked.number else "esc: leave it")
    if question.nothing is not None:
        editing = question.id.startswith("edit/")
        said.append("- empty it" if editing else "- nothing (more)")
    return line(" · ".join(said))
