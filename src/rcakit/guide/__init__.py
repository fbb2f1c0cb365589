"""The contract of steps and methods: questions, answers, findings, tables."""

from rcakit.guide.answers import (
    AnswerKind,
    Choice,
    Day,
    Moment,
    Number,
    Option,
    Several,
    Text,
    TextOrOption,
    YesNo,
    pick,
)
from rcakit.guide.contract import (
    Finding,
    Guide,
    Method,
    Question,
    Severity,
    answered,
    at_hand,
    finding,
)
from rcakit.guide.results import Cell, Column, Meaning, Table

__all__ = [
    "AnswerKind",
    "Cell",
    "Choice",
    "Column",
    "Day",
    "Finding",
    "Guide",
    "Meaning",
    "Method",
    "Moment",
    "Number",
    "Option",
    "Question",
    "Several",
    "Severity",
    "Table",
    "Text",
    "TextOrOption",
    "YesNo",
    "answered",
    "at_hand",
    "finding",
    "pick",
]
