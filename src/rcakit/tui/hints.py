"""What the question panel says of how to answer: what to type, and what each key does."""

from __future__ import annotations

from rcakit.guide import Several, Text
from rcakit.text import shorten
from rcakit.tui.desk import Asked


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


def keys(asked: Asked) -> str:
    """What enter, nothing and "-" do here."""
    question = asked.question
    long = isinstance(question.kind, Text) and question.kind.long
    said = ["enter answer · ctrl+j new line" if long else "enter answer"]
    said.append("empty: later" if asked.number else "esc: leave it")
    if question.nothing is not None:
        editing = question.id.startswith("edit/")
        said.append("- empty it" if editing else "- nothing (more)")
    return " · ".join(said)
