"""The rows of impact: what was hurt, how much, and how one knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rcakit import (
    BadAnswer,
    Finding,
    Option,
    Postmortem,
    Question,
    Severity,
    Text,
    TextOrOption,
    about,
    change,
    model,
    new_id,
    text,
)
from rcakit_process.answers import nothing

_PLAIN = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?"
_GROUPED = r"[+-]?\d{1,3}(?:[ \u00a0\u202f,_']\d{3})+(?:\.\d+)?"
# A dash, a slash, a colon or a digit behind the number goes on with it: "10-20", "1/2", "1h30".
_UNIT = r"[^\d\s.,/:\-\u2010-\u2015\u2212][^\d\s]*(?:\s.*)?"
_QUANTITY = re.compile(rf"({_GROUPED}|{_PLAIN})\s*({_UNIT})?", re.DOTALL)
_LARGEST = 2**53


def impact_questions(postmortem: Postmortem) -> Iterator[Question]:
    """What is wanting of each row, one row at a time, then one more row."""
    for name, row in postmortem.impacts.items():
        yield _how_much(postmortem, name, row)
        if row.value != model.UNKNOWN:
            yield _how_measured(postmortem, name, row)
    question = "incident/impact"
    rows = postmortem.impacts
    yield Question(
        id=question,
        ask="What else was hurt, and can be counted?"
        if rows
        else "What was hurt, and can be counted?",
        kind=Text(hint="failed requests, lost orders, minutes without data; “-” if that is all"),
        answer=lambda words: change.Put(
            "impact", new_id(postmortem, words), model.Impact(metric=text.one_line(words))
        ),
        done=question in postmortem.skipped,
        current=", ".join(row.metric for row in rows.values()),
        help="One thing at a time; the number comes next. A number nobody has is “unknown”, "
        "which is better than none.",
        about=tuple(about(postmortem, "impact", name) for name in rows),
        nothing=change.Skip(question, "nothing more" if rows else "nothing that can be counted"),
    )


def _how_much(postmortem: Postmortem, name: str, row: model.Impact) -> Question:
    def answer(words: str | Option) -> change.Change:
        value, unit = quantity(words.value if isinstance(words, Option) else words)
        return change.Edit("impact", name, {"value": value, "unit": unit or row.unit})

    return Question(
        id=f"incident/impact-value/{name}",
        ask=f"How much: {text.quoted(row.metric)}?",
        kind=TextOrOption(
            (Option(model.UNKNOWN, "Unknown"),),
            hint="4500 requests, 3.5 %, unknown",
            numbered=False,
        ),
        answer=answer,
        done=row.value is not None,
        current="" if row.value is None else f"{row.value} {row.unit}".strip(),
        start="" if row.value is None else f"{row.value} {row.unit}".strip(),
        help="A number with its unit. “-” if it was looked for and cannot be had.",
        about=(about(postmortem, "impact", name),),
        nothing=change.Edit("impact", name, {"value": model.UNKNOWN}),
    )


def quantity(words: str) -> tuple[float | int | str, str]:
    """A number and its unit out of "4500 requests", "12,000 EUR", "3.5 %" or "unknown".

    Raises:
        BadAnswer: It does not begin with a number, or the number has two readings.
    """
    clean = " ".join(words.split())
    if clean.casefold() in (model.UNKNOWN, "?"):
        return model.UNKNOWN, ""
    match = _QUANTITY.fullmatch(clean)
    if match is None or re.search(r"\s\d", match[2] or ""):
        raise BadAnswer(
            f"“{text.shorten(words, 40)}” is no number with a unit; write it like “4500 "
            "requests” or “3.5 %”, or “unknown”."
        )
    if re.fullmatch(r"[+-]?\d{1,3}\.000", match[1]):
        raise BadAnswer(
            f"“{match[1]}” has two readings; write {match[1].partition('.')[0]} or "
            f"{match[1].replace('.', '')}."
        )
    value = _number(re.sub(r"[^\d.eE+-]", "", match[1]))
    if not abs(value) < _LARGEST:
        raise BadAnswer("That number is too large; use a larger unit.")
    return value, (match[2] or "").strip()


def _number(digits: str) -> float | int:
    if digits.lstrip("+-").isdecimal():
        return int(digits)
    value = float(digits)
    return int(value) if "e" in digits.casefold() and value.is_integer() else value


def _how_measured(postmortem: Postmortem, name: str, row: model.Impact) -> Question:
    question = f"incident/impact-measured/{name}"
    return Question(
        id=question,
        ask=f"How was {text.quoted(row.metric)} measured?",
        kind=Text(),
        answer=lambda words: change.Edit("impact", name, {"measured": words}),
        done=bool(row.measured),
        current=row.measured,
        start=row.measured,
        help="So that somebody else could do it again: the query, its time range, what counted.",
        about=(about(postmortem, "impact", name),),
        nothing=nothing(
            question, "not known", row.measured, change.Edit("impact", name, {"measured": ""})
        ),
    )


def impact_findings(postmortem: Postmortem) -> Iterator[Finding]:
    """Impact that is not said in numbers."""
    felt = postmortem.incident.kind is model.Kind.INCIDENT
    if felt and not postmortem.impacts and "incident/impact" not in postmortem.skipped:
        yield Finding(
            rule="incident/impact-missing",
            severity=Severity.WARNING,
            text="Nothing says in numbers whom it hurt and how much.",
            mend="Add a row of impact; its value may be “unknown”.",
            about=("impact",),
        )
    for name, row in postmortem.impacts.items():
        if row.value is None:
            yield Finding(
                rule="incident/impact-without-value",
                severity=Severity.WARNING,
                text=f"The impact {text.quoted(row.metric)} has no number.",
                mend="Give the number with its unit, or “unknown”.",
                about=(about(postmortem, "impact", name),),
                field="value",
            )
